"""What a mail said of contact points and people, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.tags import phone
from koppelvlak.organisations.lifecycle import CONFIRMED
from koppelvlak.organisations.models import Channel, ContactPoint
from koppelvlak.people.lifecycle import HELD
from koppelvlak.people.models import Function

SAID = {
    "function": _("Function"),
    "channel": _("How to reach it"),
    "address": _("Number or address"),
    "hours": _("When"),
    "fallback": _("If that fails"),
    "tlp": _("Who may see it"),
}


@dataclass
class Standing:
    """What of a mail is still to be confirmed, and in words what changed since it was sent."""

    points: list[ContactPoint] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    changes: list[Any] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Say whether there is nothing left to confirm."""
        return not (self.points or self.functions or self.changes)


def covering(points: Iterable[ContactPoint], functions: Iterable[Function]) -> dict[str, Any]:
    """Return what a mail about these says, as it is kept."""
    return {
        "points": {str(row.uuid): {"version": row.version, "said": _said(row)} for row in points},
        "functions": {
            str(row.uuid): {"version": row.version, "said": _digest(row)} for row in functions
        },
    }


def compare(
    covers: dict[str, Any], points: Iterable[ContactPoint], functions: Iterable[Function]
) -> Standing:
    """Return how what stands there now relates to what a mail said.

    What a colleague confirmed meanwhile, unchanged, is neither open nor changed.
    """
    standing = Standing()
    here = {str(row.uuid): row for row in points}
    for key, told in _told(covers["points"], here):
        _compare_point(standing, told, here.get(key))
    held = {str(row.uuid): row for row in functions if row.state == HELD}
    for key, told in _told(covers["functions"], held):
        _compare_function(standing, told, held.get(key))
    return standing


def keys(covers: dict[str, Any], kind: str) -> list[UUID]:
    """Return which contact points, or functions, a mail was about."""
    return [UUID(key) for key in covers[kind]]


def _told(told: dict[str, Any], rows: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return what was told in the order of the rows, what is gone at the end.

    PostgreSQL keeps the keys of a JSON object in an order of its own.
    """
    order = {key: place for place, key in enumerate(rows)}
    return sorted(told.items(), key=lambda one: (order.get(one[0], len(order)), str(one[1])))


def _compare_point(standing: Standing, told: dict[str, Any], row: ContactPoint | None) -> None:
    if row is None:
        standing.changes.append(_name(_("{name} was removed."), told["said"]["function"]))
    elif row.version == told["version"]:
        standing.points.append(row)
    elif (now := _said(row)) != told["said"]:
        standing.changes += [
            format_lazy(
                _("{name}, {what}: the mail said “{then}”, now it says “{now}”."),
                name=told["said"]["function"],
                what=SAID[name],
                then=_words(name, told["said"][name]),
                now=_words(name, now[name]),
            )
            for name in SAID
            if told["said"][name] != now[name]
        ]
    elif row.state != CONFIRMED:
        # Changed and changed back: whoever did it saw a reason to look again.
        standing.changes.append(_name(_("{name} was changed, and changed back."), row.function))


def _compare_function(standing: Standing, told: dict[str, Any], row: Function | None) -> None:
    if row is None:
        return
    if _digest(row) != told["said"]:
        standing.changes.append(_name(_("The function of {name} was changed."), row.person.name))
    elif row.version == told["version"]:
        standing.functions.append(row)


def _said(row: ContactPoint) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in SAID}


def _digest(row: Function) -> str:
    return sha256(f"{row.role}\n{row.title}\n{row.valid_to}".encode()).hexdigest()


def _words(name: str, value: str) -> Any:
    if name == "tlp":
        return Tlp(value).label
    if name == "channel":
        return Channel(value).label
    return phone(value) or "–"


def _name(words: Any, name: str) -> Any:
    return format_lazy(words, name=name)
