"""The database keeps what it acknowledged: asserted at start, not hoped for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# What the database may answer to each question; 2 is FULL.
SQLITE: dict[str, set[Any]] = {"journal_mode": {"wal"}, "synchronous": {2}, "foreign_keys": {1}}
POSTGRESQL: dict[str, set[Any]] = {
    "fsync": {"on"},
    "synchronous_commit": {"local", "remote_write", "on", "remote_apply"},
}


class NotDurableError(Exception):
    """The database could lose what it said to have kept; the message says which setting."""


def faults(connection: BaseDatabaseWrapper) -> list[str]:
    """Return what is set unsafely, as short sentences; nothing when all is well."""
    ask, allowed = ("PRAGMA", SQLITE)
    if connection.vendor == "postgresql":
        # The fictional installation, and tests, may run on a server that forgets.
        ask, allowed = ("SHOW", {} if settings.DEMO else POSTGRESQL)
    answers = {name: _ask(connection, f"{ask} {name}") for name in allowed}
    return [
        f"{name} is {answer}, which can lose what was saved"
        for name, answer in answers.items()
        if answer not in allowed[name]
    ]


def require_durable(connection: BaseDatabaseWrapper) -> None:
    """Raise NotDurableError when the database of this connection could lose writes."""
    found = faults(connection)
    if found:
        raise NotDurableError(f"DATABASE_URL: {'; '.join(found)}")


def check(databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """System check of Django, asked whenever a command checks its database."""
    aliases = databases or []
    return [
        Error(f"DATABASE_URL: {fault}", id="koppelvlak.E001")
        for alias in aliases
        for fault in faults(connections[alias])
    ]


def _ask(connection: BaseDatabaseWrapper, question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
