"""Words and days of networks and seats, and whether a chair is empty; no action is done here."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.networks.lifecycle import (
    DELEGATED,
    INVITED,
    LEFT,
    NETWORK,
    PRESENT,
    REFUSED,
    SEAT,
    SITTING,
    STANDING,
    TAKEN,
)
from koppelvlak.networks.models import Member, Network, Proposal, Seat, keep_stay
from koppelvlak.networks.models.network import Basis, Chapter, chapter_on
from koppelvlak.networks.tables import chairs_on
from koppelvlak.organisations.models import Organisation
from koppelvlak.sectors.models import Sector
from tests.conftest import Guard
from tests.networks.conftest import seat_of
from tests.world import TODAY, World

INVITATION = date(2026, 3, 2)


def day(number: int) -> date:
    return INVITATION + timedelta(days=number)


def seat(state: str) -> Seat:
    return Seat(state=state, invited_on=INVITATION)


@pytest.mark.parametrize("state", [INVITED, SITTING, DELEGATED, REFUSED, LEFT])
@pytest.mark.parametrize("person", [None, 7])
def test_a_chair_is_empty_until_somebody_is_named(state: str, person: int | None) -> None:
    row = seat(state)
    row.representative_id = person
    assert row.empty is (state == INVITED or (state in TAKEN and person is None))


def test_who_is_invited_or_sits_is_present_and_the_others_are_gone() -> None:
    assert set(SEAT.states) - set(PRESENT) == {REFUSED, LEFT}
    assert set(TAKEN) < set(PRESENT)


def test_a_network_stands_from_its_forming_to_its_end() -> None:
    ends = set(NETWORK.states) - set(STANDING)
    assert ends == {"proposed", "closed", "declined"}
    assert {state for state in NETWORK.states if Network(state=state).stands} == set(STANDING)


@pytest.mark.parametrize(
    ("name", "anchor", "division", "called"),
    [
        ("", "Vitens", "", "Vitens"),
        ("Oost", "Vitens", "", "Oost"),
        ("Oost", "", "province:Gelderland", "Oost"),
        ("", "", "province:Gelderland", "province:Gelderland"),
    ],
)
def test_a_network_is_called_by_its_name_its_company_or_its_area(
    name: str, anchor: str, division: str, called: str
) -> None:
    company = Organisation(key="vitens", short_name=anchor) if anchor else None
    network = Network(
        sector=Sector(key="gas", name_nl="Gas", name_en="Gas"),
        name=name,
        anchor=company,
        division=division,
        basis=Basis.CHOSEN,
    )
    assert network.called == called
    assert str(network) == f"Gas {called}"
    assert network.key == ("vitens" if anchor else str(network.uuid)[:8])


@pytest.mark.parametrize("state", list(NETWORK.states))
def test_every_state_of_a_network_has_words(state: str) -> None:
    assert Network(state=state).state_words == Chapter(state=state).state_words
    assert Network(state=state).is_proposed is (state == "proposed")


@pytest.mark.parametrize("state", ["open", "accepted", "declined", "overtaken"])
def test_only_an_open_proposal_waits(state: str) -> None:
    assert Proposal(state=state).is_open is (state == "open")
    assert Proposal(state=state).state_words


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("new", "proposal"),
        ("join", "proposal"),
        ("leave", "proposal"),
        ("merge", "s"),
        ("split", "s"),
    ],
)
def test_merging_and_splitting_are_decided_on_a_page_of_their_own(kind: str, page: str) -> None:
    scale = page == "s"
    url = Proposal(kind=kind).get_absolute_url()
    other = Proposal(kind="split" if not scale else "join").get_absolute_url()
    assert url.rsplit("/", 2)[0] != other.rsplit("/", 2)[0]


@pytest.mark.parametrize(
    ("standing", "classes", "extent"),
    [
        ("reached", {"whole": 2}, "whole"),
        ("reached", {"whole": 1}, "part"),
        ("reached", {"whole": 1, "unknown": 1}, "part"),
        ("reached", {"part": 2}, "part"),
        ("reached", {"unknown": 2}, "unknown"),
        ("unverified", {"unverified": 2}, "unverified"),
        ("parcels", {"parcels": 1}, "parcels"),
    ],
)
def test_how_an_area_lies_over_a_region_is_one_word(
    standing: str, classes: dict[str, int], extent: str
) -> None:
    extents = {
        name: {"municipalities": n, "area_km2": 1.0, "population": 10 * n}
        for name, n in classes.items()
    }
    row = Member(standing=standing, classes=extents, of_municipalities=2)
    assert row.extent == extent
    sure = {name: n for name, n in classes.items() if name in {"whole", "part", "unknown"}}
    assert row.municipalities == sum(sure.values())
    assert row.touched == 10 * sum(sure.values())
    assert row.whole == 10 * classes.get("whole", 0)
    assert row.doubtful == classes.get("unverified", 0)


def test_a_table_on_a_past_day_names_who_sat_there(world: World, table: Network) -> None:
    rows = list(table.seats.select_related("organisation"))
    before = TODAY - timedelta(days=1)
    assert chairs_on(table, rows, before) == []
    now = chairs_on(table, rows, TODAY)
    assert {(one.organisation.key, one.state) for one in now} == {
        ("vr04", SITTING),
        ("vitens", SITTING),
    }
    # Who spoke there on a past day stands in the log alone.
    assert {one.person for one in now} == {None}


def test_whoever_rose_that_day_did_not_sit_there_any_more(
    world: World, table: Network, guard: Guard
) -> None:
    guard.watching = False
    row = seat_of(table, world.water)
    row.until, row.state = TODAY + timedelta(days=3), LEFT
    row.save()
    keep_stay(row, TODAY + timedelta(days=3))
    guard.watching = True
    rows = list(table.seats.select_related("organisation"))
    keys = [
        {one.organisation.key for one in chairs_on(table, rows, TODAY + timedelta(days=number))}
        for number in (2, 3)
    ]
    assert keys == [{"vr04", "vitens"}, {"vr04"}]


def test_a_chapter_holds_until_the_next_begins(world: World, table: Network, guard: Guard) -> None:
    guard.watching = False
    for begun, state in ((1, "forming"), (10, "active"), (20, "dormant")):
        Chapter.objects.create(network=table, begun=day(begun), state=state, lead=world.region)
    guard.watching = True
    found = [chapter_on(table, day(number)) for number in (0, 1, 9, 10, 19, 20, 99)]
    states = [one.state if one else None for one in found]
    assert states == [None, "forming", "forming", "active", "active", "dormant", "dormant"]
