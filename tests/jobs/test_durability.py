"""A database that could lose what it acknowledged is found out at start."""

from __future__ import annotations

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import Settings

from koppelvlak.jobs.durability import NotDurableError, faults, require_durable

UNSAFE = {
    "sqlite": [
        ("init_command", "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL", "synchronous is 1"),
        ("init_command", "PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF", "foreign_keys is 0"),
    ],
    "postgresql": [("options", "-c synchronous_commit=off", "synchronous_commit is off")],
}


def with_option(name: str, value: str) -> BaseDatabaseWrapper:
    """Return another connection to the same database, with one option changed."""
    other: BaseDatabaseWrapper = connection.copy()
    other.settings_dict["OPTIONS"] = other.settings_dict["OPTIONS"] | {name: value}
    return other


@pytest.mark.sqlite
def test_our_own_sqlite_is_durable(db: None) -> None:
    assert faults(connection) == []
    require_durable(connection)


def test_unsafe_options_are_named(db: None, settings: Settings) -> None:
    settings.DEMO = False
    for name, value, words in UNSAFE[connection.vendor]:
        other = with_option(name, value)
        assert any(words in fault for fault in faults(other))
        with pytest.raises(NotDurableError, match="DATABASE_URL"):
            require_durable(other)
        other.close()


@pytest.mark.postgres
def test_the_demo_may_run_on_a_server_that_forgets(db: None) -> None:
    require_durable(with_option("options", "-c synchronous_commit=off"))


def test_django_asks_when_it_checks_its_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("koppelvlak.jobs.durability.SQLITE", {"journal_mode": {"off"}})
    found = run_checks(tags=[Tags.database], databases=["default"])
    wanted = ["koppelvlak.E001"] if connection.vendor == "sqlite" else []
    assert [message.id for message in found if str(message.id).startswith("koppelvlak")] == wanted
