"""Handing over what hangs on somebody who leaves, inside the door that ends their function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.text import clean
from koppelvlak.people.holdings import Holding, Leaving, holdings
from koppelvlak.people.lifecycle import ACTIVE
from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import holds_another, standings_at


@dataclass(frozen=True)
class HandOver:
    """Who takes over what, by the key of the holding; None is nobody, and needs a reason."""

    to: Mapping[str, Person | None]
    reason: str = ""


@dataclass(frozen=True)
class Choice:
    """One thing that hangs on somebody, and who can take it over."""

    holding: Holding
    people: Sequence[Person]


def hanging(function: Function, on: date) -> list[Choice]:
    """Return what must be handed over when this function ends: all of it if it is the last here."""
    if holds_another(function, on):
        return []
    leaving = Leaving(function.person, function.organisation, on)
    colleagues = _colleagues(leaving)
    return [Choice(holding, _able(holding, colleagues)) for holding in holdings(leaving)]


def _colleagues(leaving: Leaving) -> dict[Person, set[str]]:
    """Return who else acts for the organisation, by name, with their roles; one query."""
    held = standings_at(leaving.organisation, leaving.on).filter(person__state=ACTIVE)
    found: dict[Person, set[str]] = {}
    others = held.exclude(person=leaving.person).select_related("person")
    for function in others.order_by("person__name", "person"):
        found.setdefault(function.person, set()).add(function.role)
    return found


def _able(holding: Holding, colleagues: Mapping[Person, set[str]]) -> list[Person]:
    return [who for who, roles in colleagues.items() if not holding.roles or holding.roles & roles]


def hand_over(leaving: Leaving, over: HandOver | None, by: Actor) -> str:
    """Hand everything over as said, inside an open door; return the reason as it is kept.

    Without ``over`` nobody takes anything over. Raises BadInputError for what is left out, for who
    cannot take it over, and when something goes to nobody without a reason.
    """
    things = holdings(leaving)
    to = {holding.key: None for holding in things} if over is None else over.to
    _check(things, to, leaving)
    reason = clean(over.reason) if over else ""
    if over and not reason and any(to[holding.key] is None for holding in things):
        raise BadInputError(errors={"reason": [_("Say why nobody takes it over.")]})
    for holding in things:
        holding.hand(to[holding.key], by)
    return reason


def _check(things: list[Holding], to: Mapping[str, Person | None], leaving: Leaving) -> None:
    errors, colleagues = {}, _colleagues(leaving)
    for holding in things:
        if holding.key not in to:
            errors[holding.key] = [_("This was added in the meantime. Choose for it as well.")]
        elif (who := to[holding.key]) and who not in _able(holding, colleagues):
            errors[holding.key] = [_("This person cannot take it over. Choose someone else.")]
    if errors:
        raise BadInputError(errors=errors)
