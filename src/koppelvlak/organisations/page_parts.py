"""What packages higher up add to the page of an organisation, such as the networks it is in.

Organisations know nothing of what is built on them. A package higher up registers a ``Part`` at
start (in a module that its ``apps.py`` imports) and a way to look up the sources of facts:

    add(Part(key="networks", title=_("Networks"), rows=networks_of, empty=_("None yet.")))
    explain_sources(sources_by_key)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation


@dataclass(frozen=True)
class Row:
    """One line: where it leads, and a few words beside it."""

    title: Any
    url: str
    words: Any = ""


@dataclass(frozen=True)
class Part:
    """A section; ``rows`` gives what this actor may see of it, ``empty`` is said when nothing."""

    key: str
    title: Any
    rows: Callable[[Organisation, Actor], Sequence[Row]]
    empty: Any


@dataclass(frozen=True)
class Shown:
    """A section with its rows, ready for the page."""

    key: str
    title: Any
    rows: Sequence[Row]
    empty: Any


_parts: dict[str, Part] = {}
_sources: list[Callable[[AbstractSet[str]], Mapping[str, Any]]] = []


def add(part: Part) -> None:
    """Add a section, or replace the one with its key."""
    _parts[part.key] = part


def parts(organisation: Organisation, *, actor: Actor) -> list[Shown]:
    """Return every section, in the order in which packages added them."""
    return [
        Shown(part.key, part.title, part.rows(organisation, actor), part.empty)
        for part in _parts.values()
    ]


def explain_sources(look_up: Callable[[AbstractSet[str]], Mapping[str, Any]]) -> None:
    """Say how the sources with these keys are found."""
    _sources[:] = [look_up]


def sources(keys: AbstractSet[str]) -> Mapping[str, Any]:
    """Return the sources with these keys, as far as known; a key stands for itself otherwise."""
    known = _sources[0](keys) if _sources else {}
    return {key: known.get(key, key) for key in keys if key}
