"""What a national editor accepts can be found at once, and the past stays readable."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusalError
from koppelvlak.kit.search.index import reindex
from koppelvlak.kit.search.models import Entry
from koppelvlak.kit.search.query import search
from koppelvlak.organisations.models import Organisation
from koppelvlak.territory.actions import (
    accept_division_change,
    decline_division_change,
    propose_division,
)
from koppelvlak.territory.models import DivisionChange, Municipality
from koppelvlak.territory.queries import history, mergers, municipalities, municipality, supplies
from tests.territory.conftest import Enter
from tests.territory.gooi import HILVERSUM, WIJDEMEREN
from tests.territory.test_propose_division import csv
from tests.world import World

DAY = date(2027, 1, 1)
BEFORE = DAY - timedelta(days=1)
RENAMED = "GM0402,Groot Hilversum,VR14,Noord-Holland,5.168,52.223,46.0,91733,2027-01-01,"
NEW = "GM2001,Vechtgooi,VR14,Noord-Holland,5.1,52.2,10.0,100,2027-01-01,"


def accepted(line: str, world: World, machine: Actor) -> DivisionChange:
    (made,) = propose_division(csv(line), name="indeling.csv", by=machine)
    return accept_division_change(made, by=world.actor("anouk"))


def found(words: str, world: World) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in search(words, actor=world.actor("noor"))]


def page(client: Client, url: str) -> str:
    response: Any = client.get(url)
    return " ".join(response.content.decode().split())


@pytest.fixture
def indexed(gooi: World) -> World:
    """Return the country as it is found before anything is accepted."""
    reindex()
    return gooi


def test_a_new_name_is_found_at_once(indexed: World, machine: Actor) -> None:
    assert ("municipality", "Groot Hilversum") not in found("groot hilversum", indexed)
    accepted(RENAMED, indexed, machine)
    assert ("municipality", "Groot Hilversum") in found("groot hilversum", indexed)


def test_the_old_name_still_leads_there(indexed: World, machine: Actor) -> None:
    accepted(RENAMED.replace("Groot Hilversum", "Heuvelstad"), indexed, machine)
    assert ("municipality", "Heuvelstad") in found("hilversum", indexed)


def test_a_new_municipality_is_found_as_place_and_as_organisation(
    indexed: World, machine: Actor
) -> None:
    assert found("vechtgooi", indexed) == []
    accepted(NEW, indexed, machine)
    assert {kind for kind, _title in found("vechtgooi", indexed)} == {
        "municipality",
        "organisation",
    }


def test_a_new_municipality_has_its_page_at_once(
    indexed: World, machine: Actor, enter: Enter
) -> None:
    accepted(NEW, indexed, machine)
    row = Organisation.objects.get(key="gm2001")
    assert "Vechtgooi" in page(enter("noor"), row.get_absolute_url())
    assert "Vechtgooi" in page(enter("noor"), "/gebied/gemeenten/?op=2027-01-01")


def test_a_municipality_that_goes_up_is_still_found(merger: DivisionChange, indexed: World) -> None:
    accept_division_change(merger, by=indexed.actor("anouk"))
    assert ("municipality", "Wijdemeren") in found("wijdemeren", indexed)


def test_a_move_to_another_region_is_hinted_at_in_the_results(
    indexed: World, machine: Actor
) -> None:
    accepted("GM0402,Hilversum,VR09,Utrecht,5.168,52.223,46.0,91733,2027-01-01,", indexed, machine)
    assert Entry.objects.get(kind="municipality", key=HILVERSUM).hint == "Utrecht"


def test_the_index_is_what_a_full_run_would_make(indexed: World, machine: Actor) -> None:
    accepted(NEW, indexed, machine)
    assert reindex() == {}


def test_other_kinds_are_left_alone(indexed: World, machine: Actor) -> None:
    before = set(Entry.objects.filter(kind="region").values_list("pk", flat=True))
    accepted(NEW, indexed, machine)
    assert set(Entry.objects.filter(kind="region").values_list("pk", flat=True)) == before


def test_declining_leaves_the_index_as_it_is(indexed: World, machine: Actor) -> None:
    (made,) = propose_division(csv(NEW), name="indeling.csv", by=machine)
    decline_division_change(made, reason="nee", by=indexed.actor("anouk"))
    assert found("vechtgooi", indexed) == []


def test_what_is_refused_leaves_the_index_as_it_is(indexed: World, machine: Actor) -> None:
    (made,) = propose_division(csv(NEW), name="indeling.csv", by=machine)
    with pytest.raises(RefusalError):
        accept_division_change(made, by=indexed.actor("noor"))
    assert found("vechtgooi", indexed) == []


@pytest.mark.parametrize(
    ("on", "names", "people"),
    [
        (date(2023, 1, 1), True, 91733),
        (date(2024, 2, 29), True, 91733),
        (BEFORE, True, 91733),
        (DAY, False, 116227),
        (date(2050, 1, 1), False, 116227),
    ],
)
def test_every_day_can_still_be_read(
    merger: DivisionChange, gooi: World, on: date, *, names: bool, people: int
) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    assert municipalities(on).filter(code=WIJDEMEREN).exists() is names
    assert municipality(HILVERSUM, on).population == people


@pytest.mark.parametrize("on", [date(2023, 1, 1), BEFORE, DAY, date(2050, 1, 1)])
def test_no_people_are_lost_or_made_up(merger: DivisionChange, gooi: World, on: date) -> None:
    before = sum(municipalities(BEFORE).values_list("population", flat=True))
    accept_division_change(merger, by=gooi.actor("anouk"))
    assert sum(municipalities(on).values_list("population", flat=True)) == before


def test_on_no_day_a_municipality_has_two_rows(merger: DivisionChange, gooi: World) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    for on in (BEFORE, DAY, DAY + timedelta(days=1)):
        codes = list(municipalities(on).values_list("code", flat=True))
        assert len(codes) == len(set(codes)), on


def test_who_supplied_it_before_the_merger_is_still_told(
    merger: DivisionChange, gooi: World
) -> None:
    told = [(x.sector.key, x.organisation.key, x.coverage) for x in supplies(WIJDEMEREN, BEFORE)]
    accept_division_change(merger, by=gooi.actor("anouk"))
    again = [(x.sector.key, x.organisation.key, x.coverage) for x in supplies(WIJDEMEREN, BEFORE)]
    assert again == told != []
    assert supplies(WIJDEMEREN, DAY) == []


def test_both_tell_of_the_merger(merger: DivisionChange, gooi: World) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    (of_one,), (of_other,) = mergers(WIJDEMEREN), mergers(HILVERSUM)
    assert of_one == of_other
    assert (of_one.gone_name, of_one.heir_name, of_one.on) == ("Wijdemeren", "Hilversum", DAY)


def test_a_municipality_that_ends_twice_over_keeps_all_its_rows(
    gooi: World, machine: Actor
) -> None:
    accepted(RENAMED, gooi, machine)
    accepted(RENAMED.replace("2027", "2028").replace("Groot", "Klein"), gooi, machine)
    assert [(row.name, row.valid_from.year) for row in history(HILVERSUM)] == [
        ("Hilversum", 2023),
        ("Groot Hilversum", 2027),
        ("Klein Hilversum", 2028),
    ]


def test_rows_of_a_decision_name_it_as_their_source(gooi: World, machine: Actor) -> None:
    done = accepted(NEW, gooi, machine)
    row = Municipality.objects.get(code="GM2001")
    assert row.source == done.source
    assert "indeling.csv" in row.source.text


def test_the_organisations_succeed_each_other_too(merger: DivisionChange, gooi: World) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    gone = Organisation.objects.get(key=WIJDEMEREN.lower())
    (link,) = gone.successions.all()
    assert (link.successor.key, link.on) == (HILVERSUM.lower(), DAY)
    assert not gone.ended


def test_the_version_tells_that_it_was_decided(merger: DivisionChange, gooi: World) -> None:
    assert accept_division_change(merger, by=gooi.actor("anouk")).version == merger.version + 1
