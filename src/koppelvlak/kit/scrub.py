"""What was deleted also leaves the file: SQLite keeps old pages until they are rewritten."""

from __future__ import annotations

from django.db import connection

# The words that FTS5 keeps of deleted rows go when its pieces are merged into one.
_FULL_TEXT = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"


def scrub() -> bool:
    """Rewrite a SQLite file without what was deleted from it, its journal included.

    Writers wait meanwhile (a second or so for each hundred megabytes). Returns False where there
    is nothing to do: PostgreSQL cleans up by itself (autovacuum).
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_FULL_TEXT)
        for (table,) in cursor.fetchall():
            name = connection.ops.quote_name(table)
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True
