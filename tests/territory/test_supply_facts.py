"""What the engines get: the municipalities and links of a day."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from koppelvlak.organisations.models import Organisation
from koppelvlak.territory.actions import accept_division_change
from koppelvlak.territory.models import DivisionChange, SupplyLink
from koppelvlak.territory.queries import supplies, supply_facts
from koppelvlak.territory.succession import PARCELS, PART, WHOLE, Link
from tests.conftest import Guard
from tests.territory.gooi import HILVERSUM, WIJDEMEREN
from tests.world import World

BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)


def at(code: str, on: date) -> dict[tuple[str, str], str]:
    links: list[Link] = supply_facts(on)[1]
    return {(x.sector, x.organisation): x.coverage for x in links if x.municipality == code}


@pytest.fixture
def merged(merger: DivisionChange, gooi: World) -> World:
    accept_division_change(merger, by=gooi.actor("anouk"))
    return gooi


def test_four_queries_however_many_links(
    merged: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        supply_facts(AFTER)


def test_on_the_last_day_both_stand(merged: World) -> None:
    assert at(HILVERSUM, BEFORE)["drinking-water", "Vitens"] == WHOLE
    assert at(HILVERSUM, BEFORE)["drinking-water", "PWN"] == PARCELS
    assert at(WIJDEMEREN, BEFORE)["drinking-water", "PWN"] == PART


def test_after_the_merger_hilversum_carries_the_links(merged: World) -> None:
    assert at(WIJDEMEREN, AFTER) == {}
    assert at(HILVERSUM, AFTER) == {
        ("drinking-water", "PWN"): PART,
        ("drinking-water", "Vitens"): PART,
        ("electricity", "Liander"): WHOLE,
        ("gas", "Liander"): WHOLE,
    }


def test_the_region_has_as_many_people_on_both_days(merged: World) -> None:
    before, after = (
        sum(place.population for place in supply_facts(day)[0]) for day in (BEFORE, AFTER)
    )
    assert before == after


def test_a_source_speaks_from_its_own_day(gooi: World) -> None:
    links = supply_facts(date(2023, 1, 1))[1]
    assert all(x.since is None or x.since <= date(2023, 1, 1) for x in links)
    assert supply_facts(date(2014, 1, 1))[0] == []


@pytest.mark.parametrize(
    ("valid", "on", "there"),
    [
        ({"valid_from": date(2026, 6, 1)}, date(2026, 5, 31), False),
        ({"valid_from": date(2026, 6, 1)}, date(2026, 6, 1), True),
        ({"valid_to": date(2026, 6, 1)}, date(2026, 5, 31), True),
        ({"valid_to": date(2026, 6, 1)}, date(2026, 6, 1), False),
        ({}, date(2099, 1, 1), True),
    ],
)
def test_a_link_holds_in_its_period(
    gooi: World,
    guard: Guard,
    valid: dict[str, date],
    on: date,
    there: bool,  # noqa: FBT001
) -> None:
    guard.watching = False
    SupplyLink.objects.filter(municipality=HILVERSUM, organisation__key="vitens").update(**valid)
    assert (("drinking-water", "Vitens") in at(HILVERSUM, on)) is there


def test_a_page_says_where_links_came_from(merged: World) -> None:
    water = next(x for x in supplies(HILVERSUM, AFTER) if x.organisation.short_name == "PWN")
    assert water.carried_from == ("Wijdemeren",)
    assert {source.key for source in water.sources} == {"drinking-water-1"}
    assert water.note == "enkele percelen; gedeeltelijk"


def test_organisations_follow_as_well(merged: World) -> None:
    old = Organisation.objects.get(key="gm1696")
    assert [s.successor.key for s in old.successions.all()] == ["gm0402"]
