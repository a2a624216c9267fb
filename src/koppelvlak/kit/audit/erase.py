"""Erase what events say of a person; that something happened, and when, stays in the chain."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from koppelvlak.kit.audit.models import Event

CHUNK = 500


def erase(events: QuerySet[Event]) -> int:
    """Erase payload, salt and actor of these events; return how many. The chain stays whole."""
    return events.filter(payload__isnull=False).update(payload=None, salt="", actor=None)


def by_or_about(people: Iterable[UUID], things: Iterable[UUID] = ()) -> QuerySet[Event]:
    """Return the events that these people caused, or that were about them or these things."""
    of = list(people)
    return Event.objects.filter(Q(actor__in=of) | Q(subject__in=[*of, *things]))


def saying(mark: str, *, under: str = "") -> QuerySet[Event]:
    """Return the events whose payload holds this text as a whole word, in any case.

    ``under`` names the key whose texts count; without it all do. The database looks for the
    letters, Python for the word: "Jan Bos" is not "Jan Bosman".
    """
    # SQLite keeps JSON as it was spelled, with escapes; PostgreSQL keeps its own spelling.
    spelled = json.dumps(mark, ensure_ascii=connection.vendor == "sqlite")[1:-1]
    kept = Event.objects.filter(payload__isnull=False)
    near = kept.annotate(said=Cast("payload", TextField())).filter(said__icontains=spelled)
    word = re.compile(rf"(?<!\w){re.escape(mark)}(?!\w)", re.IGNORECASE)
    rows = near.values_list("number", "payload").iterator(chunk_size=CHUNK)
    numbers = [number for number, said in rows if any(map(word.search, texts(said, under)))]
    return Event.objects.filter(number__in=numbers)


def texts(value: Any, under: str = "", key: str = "") -> Iterator[str]:
    """Yield every text in a JSON value; ``under`` names the only key whose texts count."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, under, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, under, key)
    elif isinstance(value, str) and under in {"", key}:
        yield value
