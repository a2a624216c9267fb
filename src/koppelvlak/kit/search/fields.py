"""A column of words, and the question "are all of these among them" for both databases."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler

from koppelvlak.kit.search.words import Asked

FULL_TEXT = "IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"


class WordsField(models.TextField):  # type: ignore[type-arg]
    """Words with a space between them, as ``words.kept`` makes them."""


@WordsField.register_lookup
class Finds(Lookup):
    """``column__finds=Asked``: FTS5 on SQLite, a GIN index over the words on PostgreSQL.

    Neither database cuts, folds or stems anything itself: that is how both find the same.
    """

    lookup_name = "finds"
    prepare_rhs = False
    rhs: Asked

    def as_sqlite(
        self, compiler: SQLCompiler, _connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Return the condition that the row is among those that FTS5 finds."""
        field = self.lhs.target
        row, params = compiler.compile(field.model._meta.pk.get_col(self.lhs.alias))
        return f"{row} {FULL_TEXT}", [*params, self.rhs.as_fts5(field.column)]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Return the condition on the words themselves; the expression is that of the index."""
        column, params = self.process_lhs(compiler, connection)
        words = f"array_to_tsvector(string_to_array({column}, ' '))"
        return f"{words} @@ %s::tsquery", [*params, self.rhs.as_tsquery()]
