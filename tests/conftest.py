from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from django.apps import apps
from django.db import connection

from koppelvlak.kit.change import is_open
from koppelvlak.kit.living import Living
from tests.committed import emptied_after_commits
from tests.world import World, make_world

__all__ = ["emptied_after_commits"]

KIT_TABLES = (
    "audit_",
    "once_",
    "notices_",
    "search_",
    "django_",
    "account_",
    "mfa_",
    "socialaccount_",
    "throttle_",
    "auth_",
    "sqlite_",
)
# Every way in which a test comes to a database, here or in an installation of its own.
DATABASE = {"db", "transactional_db", "django_db_setup", "house", "new_house"}
Assume: TypeAlias = Callable[..., None]
# Files that take minutes: begun last, one process would end long after the others.
LONG = {
    "test_pages", "test_addresses", "test_bad_input", "test_rights_matrix", "test_faults",
    "test_backup",
}  # fmt: skip
WRITES = ("INSERT INTO", "UPDATE", "DELETE FROM")


def domain_tables() -> set[str]:
    """Return the tables that may only change through the door."""
    return {
        m._meta.db_table
        for m in apps.get_models(include_auto_created=True)
        if not m._meta.db_table.startswith(KIT_TABLES)
    }


class Guard:
    """Fails any write to a domain table while no door is open."""

    def __init__(self) -> None:
        self.tables = domain_tables()
        self.watching = False

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if self.watching and not is_open() and sql.startswith(WRITES):
            words = sql.replace('"', " ").split()
            table = words[1] if words[0] == "UPDATE" else words[2]
            assert table not in self.tables, f"written without the door: {sql[:120]}"
        return execute(sql, *rest)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database", action="store_true", help="leave out what never asks a database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was asked to be left out, and put what takes longest first."""
    if config.getoption("--only-database"):
        config.hook.pytest_deselected(items=[one for one in items if not asks_database(one)])
        items[:] = filter(asks_database, items)
    items.sort(key=lambda item: ("demo" not in fixtures_of(item), item.path.stem not in LONG))


def fixtures_of(item: pytest.Item) -> set[str]:
    """Return the names of everything that a test asks for."""
    return set(getattr(item, "fixturenames", ()))


def asks_database(item: pytest.Item) -> bool:
    """Say whether another database could make a difference to this test."""
    if item.get_closest_marker("once"):
        return False
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres", "faults"))
    return marked or bool(DATABASE & fixtures_of(item))


@pytest.fixture(autouse=True)
def guard() -> Iterator[Guard]:
    """Watch every write of a test; fixtures that build first facts look away."""
    watcher = Guard()
    watcher.watching = True
    with connection.execute_wrapper(watcher):
        yield watcher


@pytest.fixture
def world(db: None, guard: Guard) -> World:
    """Return the cast, ready to act."""
    guard.watching = False
    made = make_world()
    guard.watching = True
    return made


@pytest.fixture
def committed(transactional_db: None, guard: Guard) -> World:
    """Return the cast where other threads and processes see it too."""
    guard.watching = False
    made = make_world()
    guard.watching = True
    return made


@pytest.fixture
def assume(guard: Guard) -> Assume:
    """Return a way to give a row other fields, such as its state, as a first fact."""

    def assume_of(row: Living, **fields: Any) -> None:
        guard.watching = False
        type(row).objects.filter(pk=row.pk).update(**fields)
        guard.watching = True
        row.refresh_from_db()

    return assume_of
