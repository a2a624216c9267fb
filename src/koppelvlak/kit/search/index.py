"""Keep the index in step with what changes through the door, or build it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from hashlib import sha256
from typing import Any

from django.db import transaction

from koppelvlak.kit.access import Actor
from koppelvlak.kit.living import Living
from koppelvlak.kit.search import full_text
from koppelvlak.kit.search.item import Item, Kind, Sight
from koppelvlak.kit.search.models import Built, Entry
from koppelvlak.kit.search.words import RULES, kept, words

_kinds: dict[str, Kind] = {}


def searchable(
    kind: str,
    items: Callable[[], Iterable[Item]],
    *,
    visible: Callable[[Actor], Sight],
    label: Any,
    position: int,
) -> None:
    """Make a kind of thing findable; packages say so at start (in ``apps.py``).

    ``visible`` says for an actor: all of it, none of it, or a queryset of UUIDs.
    """
    _kinds[kind] = Kind(kind, items, visible, label, position)


def kinds() -> list[Kind]:
    """Return what can be found, in the order in which results show it."""
    return sorted(_kinds.values(), key=lambda kind: kind.position)


def follow(row: Living, *, gone: bool = False) -> None:
    """Bring the index up to date with one row, where its model defines ``search_entry``."""
    make: Callable[[], Item | None] | None = getattr(row, "search_entry", None)
    if make is None:
        return
    item = None if gone else make()
    if item is None:
        _forget(row)
    else:
        _keep(item)


def reindex(*names: str, anyway: bool = False) -> dict[str, int]:
    """Build the index of every kind whose facts changed; return how many entries were made.

    Looks at these kinds, or at all when none is named; ``anyway`` builds also what did not change.
    """
    Entry.objects.exclude(kind__in=_kinds).delete()
    done = {}
    for kind in (one for one in kinds() if not names or one.name in names):
        items = sorted(kind.items(), key=lambda item: item.key)
        checksum = _checksum(kind, items)
        if anyway or not Built.objects.filter(kind=kind.name, checksum=checksum).exists():
            _build(kind, items, checksum)
            done[kind.name] = len(items)
    return done


def _build(kind: Kind, items: Sequence[Item], checksum: str) -> None:
    with transaction.atomic():
        full_text.forget_kind(kind.name)
        Entry.objects.filter(kind=kind.name).delete()
        Entry.objects.bulk_create(
            (Entry(kind=item.kind, key=item.key, **_columns(item)) for item in items),
            batch_size=500,
        )
        full_text.copy_kind(kind.name)
        Built.objects.update_or_create(kind=kind.name, defaults={"checksum": checksum})


def _checksum(kind: Kind, items: Sequence[Item]) -> str:
    told = repr((RULES, kind.position, [astuple(item) for item in items]))
    return sha256(told.encode("utf-8", "backslashreplace")).hexdigest()


def _keep(item: Item) -> None:
    columns = _columns(item)
    same = {**columns, "kind": item.kind, "key": item.key}
    if Entry.objects.filter(**same).exists():
        return
    entry, _made = Entry.objects.update_or_create(kind=item.kind, key=item.key, defaults=columns)
    full_text.copy_one(entry.pk)


def _forget(row: Living) -> None:
    for entry in Entry.objects.filter(uuid=row.uuid):
        full_text.forget_one(entry.pk)
        entry.delete()


def _columns(item: Item) -> dict[str, Any]:
    titles = [item.title, item.title_en]
    folded, folded_en = (" ".join(words(title)) for title in titles)
    return {
        "uuid": item.uuid,
        "position": _kinds[item.kind].position if item.kind in _kinds else 0,
        "title": item.title,
        "title_en": item.title_en,
        "hint": item.hint,
        "url": item.url,
        "folded": folded,
        "folded_en": folded_en or folded,
        "title_words": " ".join(kept(titles)),
        "words": " ".join(kept([*titles, item.hint, item.words])),
    }
