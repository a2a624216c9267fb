"""So many times in so many seconds: per place and per name, and no address is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection

from koppelvlak.kit.throttle import Limit

pytestmark = pytest.mark.django_db
# How many places Django keeps when it is told nothing.
FORGETS_AT = 300
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
THREE = Limit("try", 3, 60)


@pytest.fixture(autouse=True)
def empty() -> None:
    cache.clear()


def tries(limit: Limit, origin: str, number: int) -> list[bool]:
    return [limit.allows(origin) for _time in range(number)]


def test_as_often_as_it_says_and_no_more() -> None:
    assert tries(THREE, "192.0.2.1", 5) == [True, True, True, False, False]


def test_one_place_does_not_count_for_another() -> None:
    tries(THREE, "192.0.2.1", 5)
    assert THREE.allows("192.0.2.2")
    assert THREE.allows("")


def test_one_thing_does_not_count_for_another() -> None:
    tries(THREE, "192.0.2.1", 5)
    assert Limit("other", 3, 60).allows("192.0.2.1")


def test_after_its_time_the_count_begins_anew() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        tries(THREE, "192.0.2.1", 5)
        clock.shift(timedelta(seconds=59))
        assert not THREE.allows("192.0.2.1")
        clock.shift(timedelta(seconds=2))
        assert tries(THREE, "192.0.2.1", 4) == [True, True, True, False]


def test_who_goes_on_trying_does_not_make_it_last_longer() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for _minute in range(6):
            clock.shift(timedelta(seconds=10))
            tries(THREE, "192.0.2.1", 2)
        clock.shift(timedelta(seconds=11))
        assert THREE.allows("192.0.2.1")


def test_trying_from_many_places_makes_no_place_forgotten() -> None:
    tries(THREE, "192.0.2.1", 3)
    for number in range(FORGETS_AT + 10):
        THREE.allows(f"place {number}")
    assert not THREE.allows("192.0.2.1")


@pytest.mark.parametrize("origin", ["n.de.wit@voorbeeld.invalid", "192.0.2.1"])
def test_no_address_is_kept(origin: str) -> None:
    THREE.allows(origin)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM throttle_cache")
        kept = cursor.fetchall()
    assert len(kept) == 1
    assert origin not in str(kept)


@pytest.mark.parametrize("most", [0, 1, 7])
def test_the_most_is_the_most(most: int) -> None:
    limit = Limit("most", most, 60)
    assert sum(tries(limit, "192.0.2.1", most + 3)) == most
