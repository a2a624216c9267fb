"""Rows in step with facts: made, changed or left alone, and never a query more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoAssertNumQueries

from koppelvlak.kit.imports.rows import Kept, attributes, keep
from koppelvlak.sectors.models import Sector
from tests.conftest import Guard

KEYS = ["water", "gas", "olie"]


def sector(key: str, **changes: object) -> Sector:
    named = {"name_nl": key, "name_en": key, "tone": "water", "position": 1, "has_areas": False}
    return Sector(key=key, **named | changes)


def load(*wanted: Sector) -> Kept[Sector]:
    return keep(Sector.objects, wanted, by=["key"], fields=["name_nl", "position"])


@pytest.fixture(autouse=True)
def three(db: None, guard: Guard) -> Iterator[None]:
    """Begin with three rows; what is loaded here stands for no door."""
    guard.watching = False
    Sector.objects.all().delete()
    Sector.objects.bulk_create(map(sector, KEYS))
    yield
    guard.watching = True


def test_what_is_the_same_is_left_alone() -> None:
    kept = load(*map(sector, KEYS))
    assert [row.key for row in kept.same] == KEYS
    assert kept.made == kept.changed == []


def test_what_differs_is_changed_in_the_named_fields_only() -> None:
    (changed,) = load(sector("gas", name_nl="Aardgas", name_en="not asked")).changed
    changed.refresh_from_db()
    assert (changed.name_nl, changed.name_en) == ("Aardgas", "gas")


def test_what_is_missing_is_made() -> None:
    (made,) = load(sector("stroom")).made
    assert Sector.objects.get(key="stroom").pk == made.pk


def test_what_is_not_wanted_stays() -> None:
    load(sector("stroom"))
    assert set(Sector.objects.values_list("key", flat=True)) == {*KEYS, "stroom"}


def test_every_row_comes_back_with_its_key_in_the_database() -> None:
    kept = load(sector("stroom"), sector("gas", position=9), sector("olie"))
    assert all(row.pk for row in (*kept.made, *kept.changed, *kept.same))


def test_loading_twice_changes_nothing_the_second_time() -> None:
    facts = [("stroom", 1), ("gas", 9)]
    load(*(sector(key, position=position) for key, position in facts))
    again = load(*(sector(key, position=position) for key, position in facts))
    assert (len(again.same), again.made, again.changed) == (2, [], [])


def test_loading_nothing_asks_once(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(1):
        assert load() == Kept([], [], [])


@pytest.mark.parametrize("count", [1, 30])
def test_many_rows_cost_as_much_as_one(
    django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    changed = [sector(key, position=5) for key in KEYS]
    with django_assert_max_num_queries(7):
        load(*changed, *(sector(f"nieuw-{number}") for number in range(count)))


@pytest.mark.parametrize("names", [["key"], ["key", "position"]])
def test_attributes_come_as_a_tuple(names: list[str]) -> None:
    assert attributes(names)(sector("gas")) == ("gas", 1)[: len(names)]
