"""Keep the full-text table of SQLite equal to the entries; PostgreSQL's index does so by itself."""

from __future__ import annotations

from django.db import connection

ADD = (
    "INSERT OR REPLACE INTO search_words (rowid, title_words, words)"
    " SELECT id, title_words, words FROM search_entry"
)


def copy_one(pk: int) -> None:
    """Copy the words of one entry."""
    _run(f"{ADD} WHERE id = %s", pk)


def copy_kind(kind: str) -> None:
    """Copy the words of all entries of a kind; PostgreSQL counts them, or it plans blindly."""
    _run(f"{ADD} WHERE kind = %s", kind)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_entry")


def forget_one(pk: int) -> None:
    """Drop the words of one entry."""
    _run("DELETE FROM search_words WHERE rowid = %s", pk)


def forget_kind(kind: str) -> None:
    """Drop the words of all entries of a kind, while the entries still stand."""
    _run(
        "DELETE FROM search_words WHERE rowid IN (SELECT id FROM search_entry WHERE kind = %s)",
        kind,
    )


def _run(sql: str, param: int | str) -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, [param])
