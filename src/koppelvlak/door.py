"""The door of this application: what domain packages import to change anything."""

from __future__ import annotations

from datetime import date

from koppelvlak.kit.access import Actor
from koppelvlak.kit.change import change, forget, mention, mention_all, remove
from koppelvlak.rights import Role

__all__ = ["change", "forget", "mention", "mention_all", "remove", "system"]


def system(*, on: date, origin: str) -> Actor:
    """Return Koppelvlak itself as the one who acts: a command, a timer, the worker."""
    return Actor(name="Koppelvlak", on=on, roles=frozenset({Role.SYSTEM}), origin=origin)
