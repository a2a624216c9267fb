"""One line of a list as a person would mean it: cells become parts, names become organisations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q

from koppelvlak.agreements import cells, columns, telling, timing
from koppelvlak.agreements.cells import CellError
from koppelvlak.agreements.giving import Given
from koppelvlak.agreements.matching import Directory, directory
from koppelvlak.agreements.models import Basis, Covenant, Phase, Side, Situation
from koppelvlak.agreements.sentence import COUNTED
from koppelvlak.framework.models import Theme
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.sectors.models import Sector

CODES = {"L": "legal", "V": "sourced", "P": "one-source", "K": "unverified", "T": "inferred"}
PHASES = {
    **{columns.folded(value): value for value in Phase.values},
    "koud": "cold", "lauw": "lukewarm", "warm": "warm", "nafase": "after",
}  # fmt: skip
BASES = {
    **{columns.folded(value): value for value in Basis.values},
    "convenant": "covenant", "wet": "law", "praktijk": "practice",
}  # fmt: skip
TEXTS = {
    "what": "action", "trigger": "trigger", "within": "within", "quantity": "quantity",
    "status": "status", "source": "source", "source_text": "source_text", "contact": "contact_text",
    "channel": "channel", "fallback": "fallback", "escalation": "escalation",
    "basis_text": "basis_text", "area": "area", "way": "way_of_working", "id": "key",
}  # fmt: skip


@dataclass(frozen=True)
class Options:
    """How a list is read: into which network, in which language, and whether facts may stay."""

    network: Network | None = None
    language: str = "nl"
    keep_notes: bool = False


class Reader:
    """Reads the lines of one list; what it looks up it looks up once."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.names: Directory = directory()
        self.themes = {one.number: one for one in Theme.objects.all()}
        self.sectors = {one.key: one for one in Sector.objects.all()}
        self.situations = {one.key: one for one in Situation.objects.all()}
        within = Q(network=None) | Q(network=options.network)
        self.covenants = {one.title: one for one in Covenant.objects.filter(within)}
        self.points = {
            (one.organisation_id, columns.folded(one.function)): one
            for one in ContactPoint.objects.all()
        }
        self.other_sectors: set[str] = set()

    def given(
        self, said: Mapping[str, str], line: int, before: Given | None
    ) -> tuple[Given, list[CellError]]:
        """Return what a line gives, and every cell that cannot be read.

        Columns that are not there leave what stands there, as does what cannot be read.
        """
        said = {key: text for key, text in said.items() if not cells.is_formula(text)}
        faults = list[CellError]()
        base = before or Given(
            action="", language=self.options.language, tlp=_usual(self.options.network)
        )
        found: dict[str, Any] = {TEXTS[key]: text for key, text in said.items() if key in TEXTS}
        for key, read in self._readers(said, line).items():
            try:
                found |= read(said[key]) if key in said else {}
            except CellError as error:
                faults.append(error)
        if "within" in said and "rhythm" not in said and before is None:
            found["rhythm_months"] = timing.every(said["within"])
        given = self._reached(replace(base, **found), said)
        lawful = said.get("certainty", "").startswith("L") and given.kind in COUNTED
        given = replace(given, basis=Basis.LAW) if lawful and not given.basis else given
        return given, faults

    def _reached(self, given: Given, said: Mapping[str, str]) -> Given:
        """Let a function that one of the parties has be its contact point."""
        text = said.get("contact", "")
        owners = [one.organisation.pk for one in given.parties if one.organisation]
        found = [self.points[pk, columns.folded(text)] for pk in owners
                 if (pk, columns.folded(text)) in self.points]  # fmt: skip
        if not text or len(set(found)) != 1:
            return replace(given, contact_point=None) if "contact" in said else given
        return replace(given, contact_point=found[0], contact_text="")

    def _readers(
        self, said: Mapping[str, str], line: int
    ) -> dict[str, Callable[[str], dict[str, Any]]]:
        return {
            "who": lambda cell: self._parties(cell, said.get("to", ""), line),
            "kind": lambda cell: {
                "kind": cells.kind(
                    cell, status=said.get("status", ""), note=self.options.keep_notes
                )
            },
            "themes": lambda cell: {
                "themes": tuple(self.themes[n] for n in cells.numbers(cell) if n in self.themes)
            },
            "sector": self._sectors,
            "situations": self._situations,
            "covenant": self._covenant,
            "certainty": lambda cell: {"certainty": CODES.get(cell, cell)[:60]},
            "language": lambda cell: {
                "language": _one_of(cell, {"": "nl", "nl": "nl", "en": "en"})
            },
            "phase": lambda cell: {"phase": _one_of(cell, PHASES | {"": ""})},
            "basis": lambda cell: {"basis": _one_of(cell, BASES | {"": ""})},
            "basic": lambda cell: {"basic": cells.truth(cell)},
            "model": lambda cell: {"is_model": cells.truth(cell)},
            "rhythm": lambda cell: {"rhythm_months": cells.months(cell)},
            "link": lambda cell: {"way_link": _address(cell)},
            "tlp": lambda cell: {"tlp": _tlp(cell, self.options.network)},
            **{name: _dated(name) for name in telling.DAYS},
        }

    def _parties(self, who: str, to: str, line: int) -> dict[str, Any]:
        found = cells.parties(who, to)
        acting = [p for text in found.acting for p in self.names.stated(text, Side.ACTING, line)]
        other = [
            p for text in found.benefiting for p in self.names.stated(text, Side.BENEFITING, line)
        ]
        if not acting:
            raise CellError("nobody", who)
        return {"parties": (*acting, *other), "manner": found.manner}

    def _sectors(self, cell: str) -> dict[str, Any]:
        keys, other = cells.sectors(cell)
        self.other_sectors.update(other)
        return {"sectors": tuple(self.sectors[key] for key in keys if key in self.sectors)}

    def _covenant(self, cell: str) -> dict[str, Any]:
        if cell and cell not in self.covenants:
            raise CellError("covenant", cell)
        return {"covenant": self.covenants.get(cell)}

    def _situations(self, cell: str) -> dict[str, Any]:
        keys = [key for key in cell.upper().replace(",", " ").replace(";", " ").split() if key]
        for key in keys:
            if key not in self.situations:
                raise CellError("situation", key)
        return {"situations": tuple(self.situations[key] for key in keys)}


def _usual(network: Network | None) -> str:
    """Return the usual class: of the network, or for all participants when it is national."""
    return Tlp.AMBER if network else Tlp.GREEN


def _one_of(cell: str, choices: Mapping[str, str]) -> str:
    if columns.folded(cell) not in choices:
        raise CellError("choice", cell)
    return choices[columns.folded(cell)]


def _tlp(cell: str, network: Network | None) -> str:
    text = cell.upper().removeprefix("TLP:")
    if not text:
        return _usual(network)
    if text not in Tlp.values:
        raise CellError("choice", cell)
    return text


def _address(cell: str) -> str:
    if cell:
        try:
            URLValidator(schemes=["http", "https"])(cell)
        except ValidationError:
            raise CellError("address", cell) from None
    return cell


def _dated(name: str) -> Callable[[str], dict[str, Any]]:
    return lambda cell: {name: cells.day(cell)}
