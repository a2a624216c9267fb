"""What packages higher up add to the page of a network, such as what is agreed there.

Networks know nothing of what is built on them. A package higher up adds a part at start, in a
module that its ``apps.py`` imports.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from koppelvlak.kit.access import Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network

Tell: TypeAlias = Callable[[Network, Actor], dict[str, Any] | None]


@dataclass(frozen=True)
class Added:
    """A part of the page: its template, in which ``part`` is what was told, and its class."""

    template: str
    told: Any
    tlp: Tlp = Tlp.GREEN


_parts: dict[str, Tell] = {}


def add(template: str, tell: Tell) -> None:
    """Add a part; ``tell`` says what this actor may see of it, None for nothing at all.

    What is told may say its ``tlp``; the page is of the strictest class.
    """
    _parts[template] = tell


def added(network: Network, actor: Actor) -> list[Added]:
    """Return the parts with anything in them, in the order in which packages added them."""
    told = ((template, tell(network, actor)) for template, tell in _parts.items())
    return [
        Added(template, one, Tlp(one.get("tlp", Tlp.GREEN)))
        for template, one in told
        if one is not None
    ]
