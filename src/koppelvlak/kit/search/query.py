"""What one may ask of the index; the same answer, in the same order, from both databases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Collate, RowNumber

from koppelvlak.kit.access import Actor
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
    """Return what holds all words, of one kind or of every kind, in no order.

    Asks one query, which kinds these are, unless a kind is given.
    """
    if not asked:
        return Entry.objects.none()
    entries = Entry.objects.filter(words__finds=asked)
    # Who may see what is a long question: it is asked of those kinds that hold the words alone.
    holding = {kind} if kind else set(entries.order_by().values_list("kind", flat=True).distinct())
    return entries.filter(_sight([k for k in kinds() if k.name in holding], actor))


def ranked(asked: Asked, entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return the entries, best first."""
    if not asked:
        return entries
    return entries.alias(rank=_rank(asked)).order_by("rank", "position", *_by_title())


def grouped(asked: Asked, *, actor: Actor, each: int = 5) -> list[Group]:
    """Return per kind how many there are and the first ``each``; kinds with nothing are left out.

    Three queries, however many kinds there are.
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


def _sight(asked_kinds: Iterable[Kind], actor: Actor) -> Any:
    """Return, for the kind of an entry, whether the actor sees it.

    Said as cases: as a filter SQLite would look up every entry of a kind before it looks for words.
    """
    cases = []
    for kind in asked_kinds:
        sight = kind.visible(actor)
        if not isinstance(sight, bool):
            # Asked of what was found alone: a list of all that may be seen is long.
            seen: Any = Exists(sight.filter(uuid=OuterRef("uuid")))
        else:
            seen = Value(sight)
        cases.append(When(kind=kind.name, then=seen))
    return Case(*cases, default=Value(value=False), output_field=BooleanField())


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
