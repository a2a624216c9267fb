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

# What is signed with that text, and no model gives.
TERM = ("kind", "valid_from", "valid_to")


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


def stays_signed(row: Covenant, paper: Paper) -> bool:
    """Say whether who signed it keeps that: the same text and parties, and no day less.

    Always when nobody signed. Drafts from before a signature on paper counted can hold some.
    """
    was = [(one.organisation, one.text, one.signed_on) for one in row.parties.all()]
    if not any(day for _who, _text, day in was):
        return True
    if reworded(row, paper) or any(getattr(row, one) != getattr(paper, one) for one in TERM):
        return False
    days = {(one.organisation, one.text): one.signed_on for one in paper.parties}
    return len(was) == len(paper.parties) and all(
        (who, text) in days and day in {None, days[who, text]} for who, text, day in was
    )
