"""Keep counts of agreements in step: of the places where any was stored, in the same door."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Count
from django.db.models.signals import m2m_changed, post_save

from koppelvlak.agreements.assessing import stored
from koppelvlak.agreements.models import Agreement
from koppelvlak.coverage.matrix import LEVELS, SHAPE
from koppelvlak.coverage.models import CLASSES, Tally
from koppelvlak.kit.change import at_last

LEVEL = {level: number for number, level in enumerate(LEVELS)}


def counted(place: int | None) -> dict[str, list[int]]:
    """Return what the tallies of a place must say, from its agreements; two queries."""
    found = {one.value: np.zeros(SHAPE, dtype=np.int64) for one in CLASSES}
    rows = Agreement.objects.filter(network=place).order_by()
    for tlp, level, basic, many in _by(rows):
        found[tlp][LEVEL[level], int(basic), 0] = many
    for tlp, level, basic, theme, many in _by(rows.filter(themes__isnull=False), "themes__number"):
        found[tlp][LEVEL[level], int(basic), theme] = many
    return {tlp: counts.ravel().tolist() for tlp, counts in found.items()}


def count_again(places: Iterable[int | None]) -> int:
    """Bring the tallies of these places in step; return how many said something else."""
    # In one order, so that no two wait for each other.
    return sum(_count(place) for place in sorted(places, key=lambda place: place or 0))


def wrong() -> list[int | None]:
    """Return the places whose tallies differ from what the agreements say; nothing is changed."""
    kept: dict[int | None, dict[str, list[int]]] = {}
    for network, tlp, counts in Tally.objects.values_list("network", "tlp", "counts"):
        kept.setdefault(network, {})[tlp] = counts
    places = {*kept, *Agreement.objects.order_by().values_list("network", flat=True).distinct()}
    return [place for place in places if kept.get(place) != counted(place)]


@transaction.atomic
def _count(place: int | None) -> int:
    # Locked before it is counted: who waits here counts what the other saved.
    rows = {one.tlp: one for one in _locked(place)}
    if len(rows) < len(CLASSES):
        new = [Tally(network_id=place, tlp=one) for one in CLASSES if one not in rows]
        Tally.objects.bulk_create(new, ignore_conflicts=True)
        rows = {one.tlp: one for one in _locked(place)}
    changed = [rows[tlp] for tlp, counts in counted(place).items() if _differs(rows[tlp], counts)]
    if changed:
        Tally.objects.bulk_update(changed, ["counts"])
    return len(changed)


def _locked(place: int | None) -> Iterable[Tally]:
    return Tally.objects.select_for_update().filter(network=place).order_by("tlp")


def _differs(row: Tally, counts: list[int]) -> bool:
    before, row.counts = row.counts, counts
    return bool(before != counts)


def _by(rows: Any, *more: str) -> Iterable[Any]:
    said = ("tlp", "maturity", "basic", *more)
    return rows.values_list(*said).annotate(many=Count("pk"))  # type: ignore[no-any-return]


def watch() -> None:
    """Follow everything that stores an agreement; at start."""
    post_save.connect(_saved, sender=Agreement, dispatch_uid="coverage")
    m2m_changed.connect(_sorted, sender=Agreement.themes.through, dispatch_uid="coverage")
    stored.connect(_many, dispatch_uid="coverage")


def _saved(instance: Agreement, **_about: Any) -> None:
    _later(instance.network_id)


def _sorted(instance: Any, action: str, **_about: Any) -> None:
    if isinstance(instance, Agreement) and action.startswith("post_"):
        _later(instance.network_id)


def _many(places: Iterable[int | None], **_about: Any) -> None:
    for place in places:
        _later(place)


def _later(place: int | None) -> None:
    at_last(("coverage", place), partial(count_again, [place]))
