"""A life cycle: the states of a thing and the moves between them, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.errors import WrongStateError


@dataclass(frozen=True)
class Move:
    """One arrow in the diagram; where it can end, the usual end first."""

    can: StrEnum
    frm: tuple[str, ...]
    to: tuple[str, ...]


@dataclass(frozen=True)
class Lifecycle:
    """All arrows of one kind of thing, and its states in words; the first state is the start.

    ``elsewhere`` are the states that a move of another thing brings it to, such as its parent's.
    """

    states: Mapping[str, Any]
    moves: tuple[Move, ...]
    elsewhere: frozenset[str] = frozenset()

    @property
    def start(self) -> str:
        """Return the state in which a thing is made."""
        return next(iter(self.states))

    def move(self, state: str, can: StrEnum) -> Move:
        """Return the arrow that leaves this state under this name, or refuse in words."""
        for move in self.moves:
            if move.can == can and state in move.frm:
                return move
        raise WrongStateError(
            format_lazy(
                _('It is now "{state}"; from there this cannot be done.'),
                state=self.states.get(state, state),
            )
        )

    def allows(self, state: str, can: StrEnum) -> bool:
        """Say whether an arrow of this name leaves the state."""
        return any(move.can == can and state in move.frm for move in self.moves)


def always(*capabilities: StrEnum) -> Lifecycle:
    """Return the life cycle of a thing without states: everything leads back to where it was."""
    return Lifecycle(
        {"standing": _("standing")},
        tuple(Move(can, ("standing",), ("standing",)) for can in capabilities),
    )
