"""Foreign keys obey the order of the packages too; import-linter cannot see those in strings."""

from __future__ import annotations

import tomllib
from itertools import count
from pathlib import Path

from django.apps import apps

PROJECT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = CONFIG["tool"]["importlinter"]["contracts"]


def ranks() -> dict[str, int]:
    """Return for each room how high it stands; siblings share a floor."""
    floors = [[room.strip(" ()") for room in floor.split("|")] for floor in CONTRACTS[0]["layers"]]
    return {room: height for height, floor in zip(count(), reversed(floors)) for room in floor}


def room(module: str) -> str:
    return module.split(".")[1]


def test_no_foreign_key_points_up() -> None:
    rank = ranks()
    for model in apps.get_models():
        if not model.__module__.startswith("koppelvlak."):
            continue
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model:
                target = field.related_model.__module__
                assert rank[room(target)] <= rank[room(model.__module__)], field


def test_the_contract_inside_packages_names_every_domain_package() -> None:
    named = set(CONTRACTS[1]["containers"])
    folders = {
        f"koppelvlak.{path.parent.name}"
        for path in (PROJECT / "src" / "koppelvlak").glob("*/models.py")
    }
    assert folders <= named
