"""What packages higher up add to the page of an agreement, such as calling one to account.

Agreements know nothing of what is built on them. A package higher up adds a part at start, in a
module that its ``apps.py`` imports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from koppelvlak.agreements.assessing import Heard
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.access import Actor

Tell: TypeAlias = Callable[[Agreement, Sequence[Heard], Actor], dict[str, Any] | None]


@dataclass(frozen=True)
class Added:
    """A part of the page: its template, in which ``part`` is what was told."""

    template: str
    told: dict[str, Any]


_parts: dict[str, Tell] = {}


def add(template: str, tell: Tell) -> None:
    """Add a part; ``tell`` says what this actor may see of it, None for nothing at all."""
    _parts[template] = tell


def added(agreement: Agreement, parties: Sequence[Heard], actor: Actor) -> list[Added]:
    """Return the parts with anything in them, in the order in which packages added them."""
    told = ((template, tell(agreement, parties, actor)) for template, tell in _parts.items())
    return [Added(template, one) for template, one in told if one is not None]
