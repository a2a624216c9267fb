"""Tests that commit (``transaction=True``, a live server): how the database is emptied after them.

Emptying is what the guard on audit events forbids and what no door stands open for; afterwards
the rows that migrations made stand there again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from koppelvlak.kit.audit.guard import lifted

KEPT = "_test_serialized_contents"


def forget_words() -> None:
    """Empty what is searched on SQLite: it stands in a table that no model has."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words")


@pytest.fixture(scope="session", autouse=True)
def emptied_after_commits() -> Iterator[None]:
    """Let every committing test leave the database as the migrations made it."""
    case_class: Any = TransactionTestCase
    begin, end = case_class._fixture_setup, case_class._fixture_teardown

    def keep(cls: type[TransactionTestCase]) -> None:
        if not hasattr(connection, KEPT):
            setattr(connection, KEPT, connection.creation.serialize_db_to_string())
        begin.__func__(cls)

    def empty(case: TransactionTestCase) -> None:
        case.serialized_rollback = True  # keeps flush from adding what is put back below
        wrappers, connection.execute_wrappers[:] = connection.execute_wrappers[:], []
        try:
            with lifted():
                end(case)
            forget_words()
            connection.creation.deserialize_db_from_string(getattr(connection, KEPT))
        finally:
            connection.execute_wrappers[:] = wrappers

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(keep))
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield
