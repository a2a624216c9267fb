"""What one may ask of the index; the same answer, in the same order, from both databases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Collate, RowNumber

from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.kit.search.index import kinds
from koppelvlak.kit.search.item import Kind
from koppelvlak.kit.search.models import Entry
from koppelvlak.kit.search.words import Asked, ask

EXACT, BEGINS, IN_TITLE, ELSEWHERE = range(4)


@dataclass(frozen=True)
class Group:
    """The results of one kind: how many there are, and the first of them."""

    kind: Kind
    total: int
    first: list[Entry]


def search(query: str, *, actor: Actor, limit: int = 20) -> list[Entry]:
    """Return what this actor may see that holds all words, best first; nothing without words.

    Best is: that very title, a title that begins so, all words in the title, all words anywhere;
    then the order of kinds, and the title.
    """
    asked = ask(query)
    return list(ranked(asked, found(asked, actor=actor))[:limit])


def found(asked: Asked, *, actor: Actor, kind: str = "") -> QuerySet[Entry]:
    """Return what holds all words, of one kind or of every kind, in no order."""
    if not asked:
        return Entry.objects.none()
    seen = _sight([k for k in kinds() if kind in ("", k.name)], actor)
    return Entry.objects.filter(seen, words__finds=asked)


def ranked(asked: Asked, entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return the entries, best first."""
    if not asked:
        return entries
    return entries.alias(rank=_rank(asked)).order_by("rank", "position", *_by_title())


def grouped(asked: Asked, *, actor: Actor, each: int = 5) -> list[Group]:
    """Return per kind how many there are and the first ``each``; kinds with nothing are left out.

    Two queries, however many kinds there are.
    """
    entries = found(asked, actor=actor)
    totals = dict(entries.values_list("kind").annotate(number=Count("pk")))
    if not totals:
        return []
    nth = Window(RowNumber(), partition_by=F("kind"), order_by=[_rank(asked), *_by_title()])
    first: dict[str, list[Entry]] = {name: [] for name in totals}
    for entry in entries.annotate(nth=nth).filter(nth__lte=each).order_by("nth"):
        first[entry.kind].append(entry)
    return [Group(k, totals[k.name], first[k.name]) for k in kinds() if k.name in totals]


def _sight(asked_kinds: Iterable[Kind], actor: Actor) -> Q:
    whole, rules = [], [NOTHING]
    for kind in asked_kinds:
        sight = kind.visible(actor)
        if sight is True:
            whole.append(kind.name)
        elif sight is not False:
            # Asked of what was found alone: a list of all that may be seen is long.
            rules.append(Q(Exists(sight.filter(uuid=OuterRef("uuid"))), kind=kind.name))
    return reduce(or_, rules, Q(kind__in=whole))


def _rank(asked: Asked) -> Any:
    text = asked.folded
    return Case(
        When(Q(folded=text) | Q(folded_en=text), then=Value(EXACT)),
        When(Q(folded__startswith=text) | Q(folded_en__startswith=text), then=Value(BEGINS)),
        When(title_words__finds=asked, then=Value(IN_TITLE)),
        default=Value(ELSEWHERE),
    )


def _by_title() -> list[Any]:
    # Byte by byte: a database's own alphabet differs between servers.
    bytewise = "C" if connection.vendor == "postgresql" else "BINARY"
    return [Collate("folded", bytewise), Collate("key", bytewise)]
