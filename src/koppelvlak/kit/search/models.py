from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from koppelvlak.kit.search.fields import WordsField


class Entry(models.Model):
    """One thing that can be found. ``folded`` is its title as words, ``words`` all it is found by.

    On SQLite the columns of words are copied to the FTS5 table ``search_words`` (same row number).
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=40)
    uuid = models.UUIDField(null=True, db_index=True)
    position = models.PositiveSmallIntegerField(help_text="Of its kind, in results.")
    title = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250, blank=True)
    hint = models.CharField(max_length=250, blank=True)
    url = models.CharField(max_length=300)
    folded = models.TextField()
    folded_en = models.TextField()
    title_words = WordsField()
    words = WordsField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="found_once")]

    def __str__(self) -> str:
        return self.title if get_language() == "nl" else self.title_en or self.title


class Built(models.Model):
    """From what the entries of one kind were made; equal input need not be done again."""

    kind = models.CharField(max_length=30, primary_key=True)
    checksum = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.kind
