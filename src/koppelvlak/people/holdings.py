"""What hangs on a person at an organisation, and who takes it over when they leave.

A package says at start, in a module that its ``apps.py`` imports, what of its own somebody holds:

    @held
    def seats(leaving: Leaving) -> Iterable[Holding]:
        for seat in Seat.objects.filter(representative=leaving.person, …):
            yield Holding(
                key=f"seat-{seat.uuid}",           # unique, and the same when asked again
                title=_("Sits in network Oost"),   # what it is, in words
                nobody=_("The chair stays empty."),  # what happens when nobody takes it over
                hand=partial(_hand_seat, seat),    # (to: Person | None, by: Actor) -> None
                roles=frozenset({Role.BOUNDARY_WORKER}),  # who can take it over: any of these
            )

``hand`` runs inside the one door that ends the function: it locks and changes its own rows, saves
them and tells the audit with ``mention(row, "handed over")``; it opens no door. ``to`` is None when
nobody takes it over. It must not trust what it read before: it locks the row and looks again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person

Hand: TypeAlias = Callable[[Person | None, Actor], None]


@dataclass(frozen=True)
class Leaving:
    """A person who acts for an organisation no longer from this day on."""

    person: Person
    organisation: Organisation
    on: date


@dataclass(frozen=True)
class Holding:
    """One thing that somebody must take over, or that ends; see above."""

    key: str
    title: Any
    nobody: Any
    hand: Hand
    roles: frozenset[str] = frozenset()


Ask: TypeAlias = Callable[[Leaving], Iterable[Holding]]
_asked: list[Ask] = []


def held(ask: Ask) -> Ask:
    """Register, at start, what somebody may hold; a query or two, never one per row."""
    _asked.append(ask)
    return ask


def holdings(leaving: Leaving) -> list[Holding]:
    """Return everything that hangs on this person at this organisation, in a fixed order."""
    return [holding for ask in _asked for holding in ask(leaving)]
