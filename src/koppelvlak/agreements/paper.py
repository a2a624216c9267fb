"""What the paper of a covenant says, as people give it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from koppelvlak.agreements.models import Covenant, CovenantKind
from koppelvlak.framework.models import Theme
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.models import Organisation
from koppelvlak.sectors.models import Sector

SETS = ("sectors", "themes")
# What a covenant says of itself: what a model gives to networks.
TEXT = ("title", "scope_in", "scope_out", "notice", "review_months")


@dataclass(frozen=True)
class Signing:
    """One party of a covenant; ``signed_on`` when it has signed on paper already."""

    organisation: Organisation | None = None
    text: str = ""
    representative: str = ""
    function: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class Paper:
    """What the paper says; clean text."""

    title: str
    kind: str = CovenantKind.REGIONAL
    parties: tuple[Signing, ...] = ()
    sectors: tuple[Sector, ...] = ()
    themes: tuple[Theme, ...] = ()
    scope_in: str = ""
    scope_out: str = ""
    signed_at: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    notice: str = ""
    review_months: int | None = None
    tlp: str = Tlp.AMBER
    source: str = ""
    certainty: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the fields of the row itself."""
        skipped = {"parties", *SETS}
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in skipped}


def reworded(row: Covenant, paper: Paper) -> bool:
    """Say whether this is another text than the covenant has."""
    now = {name: set(getattr(row, name).all()) for name in SETS}
    return any(getattr(row, name) != getattr(paper, name) for name in TEXT) or any(
        now[name] != set(getattr(paper, name)) for name in SETS
    )
