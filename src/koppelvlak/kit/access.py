"""Who may do what: one table of rights, and the questions asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.errors import RefusedError

# Django leaves these out of what it asks; of nothing at all it does not even ask.
EVERY: Q = ~Q(pk__in=[])
NOTHING: Q = Q(pk__in=[])


@dataclass(frozen=True)
class Actor:
    """Someone who acts: a person on behalf of an organisation, or Koppelvlak itself.

    ``roles`` are those held at that organisation on the day ``on``; ``token`` identifies the form
    that was sent, so that it has its effect once; ``origin`` is where the request came from.
    """

    name: str
    on: date
    person: UUID | None = None
    organisation: UUID | None = None
    organisation_name: str = ""
    roles: frozenset[str] = frozenset()
    origin: str = ""
    token: UUID | None = None

    def __str__(self) -> str:
        if not self.organisation_name:
            return self.name
        return str(
            format_lazy(
                _("{name}, on behalf of {organisation}"),
                name=self.name,
                organisation=self.organisation_name,
            )
        )


@dataclass(frozen=True)
class Rights:
    """The page of rights: per capability the relations that suffice, and both in plain words."""

    table: Mapping[Any, AbstractSet[Any]]
    relations: Mapping[Any, Any]
    capabilities: Mapping[Any, Any]

    def needed(self, can: StrEnum) -> AbstractSet[str]:
        """Return the relations that suffice; a capability that is not on the page is a mistake."""
        return self.table[can]


@dataclass(frozen=True)
class Decision:
    """An answer with its reason; falsy when the answer is no."""

    allowed: bool
    reason: Any = ""

    def __bool__(self) -> bool:
        return self.allowed


def may(can: StrEnum, related: AbstractSet[str], rights: Rights) -> Decision:
    """May someone who is related to a thing in these ways do this to it?"""
    needed = rights.needed(can)
    if needed & related:
        return Decision(allowed=True)
    return Decision(allowed=False, reason=_reason(can, needed, rights))


def require(can: StrEnum, related: AbstractSet[str], rights: Rights) -> None:
    """Raise RefusedError, with the reason in words, unless the relations suffice."""
    decision = may(can, related, rights)
    if not decision:
        raise RefusedError(decision.reason)


def reach(can: StrEnum, relations: Mapping[str, Q], rights: Rights) -> Q:
    """On which things may this be done? The same question, asked of a whole table."""
    rules = (relations[name] for name in sorted(rights.needed(can)) if name in relations)
    return reduce(or_, rules, NOTHING)


def _reason(can: StrEnum, needed: AbstractSet[str], rights: Rights) -> Any:
    who = [rights.relations[name] for name in sorted(needed)]
    if not who:
        return format_lazy(_("Nobody may do this: {what}."), what=rights.capabilities[can])
    listed = format_lazy("{}" + "; {}" * (len(who) - 1), *who)
    return format_lazy(
        _("To do this ({what}) you must be: {who}."), what=rights.capabilities[can], who=listed
    )
