"""What each package adds to the matrix of rights and to the walk along every address.

A module here may say ``things(world, known)`` (more objects, by name), ``SUBJECTS`` (which object
fills the hole of an address), ``HOLES`` (what fills other holes) and ``BREAKAGES`` (deliberate
mistakes that the matrix must catch); none of them has to be there.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from koppelvlak.kit.living import Living
from tests.world import World

MODULES: tuple[ModuleType, ...] = tuple(
    import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)
)


def more_things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return the objects that the packages add, the lower packages first."""
    for module in sorted(MODULES, key=lambda module: getattr(module, "ORDER", 0)):
        make = getattr(module, "things", None)
        known = known | (make(world, known) if make else {})
    return known


def told(name: str) -> dict[str, Any]:
    """Return one of the tables, of all packages together."""
    return {key: value for one in MODULES for key, value in getattr(one, name, {}).items()}
