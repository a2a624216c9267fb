"""What packages higher up add to the matrix of networks, such as what an agenda still misses.

Coverage knows nothing of what is built on it. A package higher up adds a column at start, in a
module that its ``apps.py`` imports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Network


@dataclass(frozen=True)
class Told:
    """A few words, and where they lead."""

    words: str
    url: str


# What is told of each network by its key, as far as the actor may see it; few queries for all.
Tell: TypeAlias = Callable[[Sequence[Network], Actor], Mapping[int, Told]]
# Where the page leads besides.
Lead: TypeAlias = Callable[[Actor], Sequence[Told]]


@dataclass(frozen=True)
class Column:
    """One column: its head, what it tells of networks, and where it leads above the matrix."""

    head: Any
    tell: Tell
    lead: Lead


_columns: dict[str, Column] = {}


def add(key: str, column: Column) -> None:
    """Add a column, or replace the one with its key."""
    _columns[key] = column


def columns(networks: Sequence[Network], actor: Actor) -> list[tuple[Any, Mapping[int, Told]]]:
    """Return the head of each column and what it tells; without networks no column is shown."""
    if not networks:
        return []
    told = ((one.head, one.tell(networks, actor)) for one in _columns.values())
    return [(head, found) for head, found in told if found]


def leads(actor: Actor) -> list[Told]:
    """Return where the page leads besides, in the order in which packages added it."""
    return [told for one in _columns.values() for told in one.lead(actor)]
