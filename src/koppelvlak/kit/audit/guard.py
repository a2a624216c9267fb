"""The database's own guard: events are added, never changed or deleted; only erasing is possible.

Whoever owns the database can lift the guard; then the chain shows what was done (``verify``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

TABLE = "audit_event"
GUARDS = ("audit_event_kept", "audit_event_same")
# What erasing empties; everything else stays as it was written.
ERASED = ("payload", "salt", "actor")
FIXED = (
    "number", "uuid", "at", "action", "result", "subject_kind", "subject", "organisation",
    "digest", "previous", "hash",
)  # fmt: skip
SAYING = "audit events stay as they were written"

_SQLITE = (
    f"""CREATE TRIGGER audit_event_kept BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{SAYING}'); END""",
    f"""CREATE TRIGGER audit_event_same BEFORE UPDATE ON {TABLE}
    WHEN NOT (NEW.payload IS NULL AND NEW.salt = '' AND NEW.actor IS NULL
              AND {" AND ".join(f"NEW.{name} IS OLD.{name}" for name in FIXED)})
    BEGIN SELECT RAISE(ABORT, '{SAYING}'); END""",
    # INSERT OR REPLACE deletes without firing the trigger on DELETE.
    """CREATE TRIGGER audit_event_once BEFORE INSERT ON audit_event
    WHEN EXISTS (SELECT 1 FROM audit_event WHERE number = NEW.number OR uuid = NEW.uuid)
    BEGIN SELECT RAISE(ABORT, 'audit events stay as they were written'); END""",
)
_SQLITE_LIFT = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in (*GUARDS, "audit_event_once"))
_POSTGRES = (
    f"""CREATE FUNCTION audit_event_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF NEW.payload IS NULL AND NEW.salt = '' AND NEW.actor IS NULL
           AND ({", ".join(f"NEW.{name}" for name in FIXED)})
               IS NOT DISTINCT FROM ({", ".join(f"OLD.{name}" for name in FIXED)})
        THEN RETURN NEW; END IF;
      ELSIF NOT EXISTS (TABLE {TABLE}) THEN RETURN NULL;
      END IF;
      RAISE EXCEPTION '{SAYING}' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    f"""CREATE TRIGGER audit_event_same BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_event_kept()""",
    # An empty table may be emptied: that is how a restore begins.
    f"""CREATE TRIGGER audit_event_kept BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_kept()""",
)
_POSTGRES_LIFT = (
    *(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in GUARDS),
    "DROP FUNCTION IF EXISTS audit_event_kept()",
)


def lay(*_migration: Any) -> None:
    """Put the guard in the database."""
    _run(_SQLITE if connection.vendor == "sqlite" else _POSTGRES)


def lift(*_migration: Any) -> None:
    """Take the guard away; only tests and a migration going back do this."""
    _run(_SQLITE_LIFT if connection.vendor == "sqlite" else _POSTGRES_LIFT)


def stands() -> bool:
    """Say whether the guard is in the database: rebuilding a table on SQLite drops it."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [TABLE])
        return set(GUARDS) <= {name for (name,) in cursor.fetchall()}


@contextmanager
def lifted() -> Iterator[None]:
    """Do without the guard for a moment, as whoever owns the database could."""
    lift()
    try:
        yield
    finally:
        lay()


def _run(statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
