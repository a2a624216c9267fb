"""In which order what waits stands: first steps, then by day, then what has none, by its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit import waiting as kit
from koppelvlak.kit.access import Actor
from koppelvlak.kit.lines import Line, Rows, told
from koppelvlak.kit.waiting import Waiting, waiting, waits, waits_as
from koppelvlak.organisations.models import Organisation
from tests.world import TODAY, World

BY = Actor(name="Noor", on=TODAY, origin="test")


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Keep what packages registered apart from what a test registers."""
    asked, lined = kit._asked[:], kit._lined[:]
    kit._asked[:], kit._lined[:] = [], []
    yield
    kit._asked[:], kit._lined[:] = asked, lined


def item(title: str, days: int | None = None, **more: Any) -> Waiting:
    due = None if days is None else TODAY + timedelta(days=days)
    return Waiting(title=title, about="", step="Doe", url="/", due=due, **more)


def titles(items: Iterable[Waiting]) -> list[str]:
    return [str(one.title) for one in sorted(items, key=kit._urgency)]


def test_the_latest_first_and_what_has_no_day_last() -> None:
    items = [item("Geen"), item("Morgen", 1), item("Gisteren", -1), item("Vandaag", 0)]
    assert titles(items) == ["Gisteren", "Vandaag", "Morgen", "Geen"]


def test_a_first_step_stands_above_everything_else() -> None:
    items = [item("Gisteren", -1), item("Welkom", first=True), item("Geen")]
    assert titles(items) == ["Welkom", "Gisteren", "Geen"]


def test_on_one_day_words_decide() -> None:
    assert titles([item("B", 1), item("A", 1), item("C", 1)]) == ["A", "B", "C"]


ITEMS = st.lists(
    st.builds(
        item,
        st.text("abc", max_size=2),
        st.none() | st.integers(-3, 3),
        first=st.booleans(),
    ),
    max_size=8,
)


@given(ITEMS, st.randoms())
def test_the_order_does_not_depend_on_who_told_first(items: list[Waiting], any_: Any) -> None:
    turned = list(items)
    any_.shuffle(turned)
    assert titles(items) == titles(turned)


@given(ITEMS)
def test_days_go_up_among_what_has_one(items: list[Waiting]) -> None:
    days = [one.due for one in sorted(items, key=kit._urgency) if one.due and not one.first]
    assert days == sorted(days)


def test_all_that_packages_tell_comes_together(db: None) -> None:
    @waits
    def one(_actor: Actor) -> Iterator[Waiting]:
        yield item("B", 2)

    @waits
    def other(_actor: Actor) -> list[Waiting]:
        return [item("A", 1)]

    assert [str(found.title) for found in waiting(BY)] == ["A", "B"]
    assert [str(found.title) for found in (*one(BY), *other(BY))] == ["B", "A"]


def say(line: Line, actor: Actor) -> Iterator[Waiting]:
    yield item(f"{line.name} voor {actor.name}")


def test_what_is_told_as_lines_costs_one_query_however_many_kinds(world: World) -> None:
    @waits_as(say)
    def companies(_actor: Actor) -> Rows:
        return told(Organisation.objects.filter(kind__key="company"), name="short_name")

    @waits_as(say)
    def regions(_actor: Actor) -> Rows:
        return told(Organisation.objects.filter(kind__key="safety-region"), name="short_name")

    with CaptureQueriesContext(connection) as asked:
        found = waiting(BY)
    assert len(asked) == 1
    assert {str(one.title) for one in found} == {
        "Vitens voor Noor", "WML voor Noor", "VR IJsselland voor Noor",
    }  # fmt: skip
    assert len(companies(BY)) + len(regions(BY)) == len(found)


def test_a_line_may_be_nothing_to_say(world: World) -> None:
    def silent(_line: Line, _actor: Actor) -> Iterator[Waiting]:
        return iter(())

    @waits_as(silent)
    def every(_actor: Actor) -> Rows:
        return told(Organisation.objects.all(), name="name")

    assert waiting(BY) == []
    assert len(every(BY)) > 0


def test_a_day_is_told_as_a_day() -> None:
    assert item("A", 1).due == date(2026, 11, 24)
