"""How a table was on a past day stays readable as it was, whatever happens later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from random import Random
from typing import Any, TypeAlias

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusalError
from koppelvlak.networks import seating
from koppelvlak.networks.forming import close_network
from koppelvlak.networks.lifecycle import DELEGATED, INVITED, LEFT, PRESENT, REFUSED, SITTING
from koppelvlak.networks.models import Network, Seat, Stay, keep_stay
from koppelvlak.networks.models.network import Chapter
from koppelvlak.networks.scaling import accept_scale
from koppelvlak.networks.seating import Places
from koppelvlak.networks.tables import chairs_on
from tests.conftest import Guard
from tests.networks.conftest import seat_of
from tests.networks.keeping import MERGED, keep_two, proposed
from tests.networks.test_pages import browser, text
from tests.world import TODAY, World

Read: TypeAlias = set[tuple[str, str, str, str]]


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def at(world: World, name: str, number: int) -> Actor:
    return world.actor(name, on=day(number))


def read(network: Network, on: date) -> Read:
    """Return what the page says of the table on a day."""
    rows = list(network.seats.select_related("organisation__kind"))
    return {
        (one.organisation.key, str(one.words), one.state, str(one.state_words))
        for one in chairs_on(network, rows, on)
    }


def states(network: Network, on: date) -> dict[str, str]:
    return {key: state for key, _words, state, _said in read(network, on)}


def test_who_is_invited_again_still_sat_there_before(world: World, table: Network) -> None:
    own = seat_of(table, world.water)
    seating.leave_seat(own, reason="Fusie.", heir=None, by=at(world, "joost", 10))
    seating.invite_again(seat_of(table, world.water), by=at(world, "noor", 30))
    assert [seat_of(table, world.water).was(day(n)) for n in (-1, 0, 9, 10, 29, 30, 99)] == [
        "", SITTING, SITTING, LEFT, LEFT, INVITED, INVITED,
    ]  # fmt: skip
    assert states(table, day(5)) == {"vr04": SITTING, "vitens": SITTING}
    assert states(table, day(15)) == {"vr04": SITTING}


def test_the_invitation_of_the_network_keeps_the_earlier_stay_too(
    world: World, table: Network
) -> None:
    own = seat_of(table, world.water)
    seating.leave_seat(own, reason="Fusie.", heir=None, by=at(world, "joost", 10))
    seating.invite(table, world.water, by=at(world, "noor", 30))
    kept = Stay.objects.filter(seat=own).values_list("begun", "state")
    assert list(kept) == [(day(0), SITTING), (day(10), LEFT), (day(30), INVITED)]


def test_who_lets_another_speak_sat_there_itself_before(world: World, table: Network) -> None:
    own, places = seat_of(table, world.water), Places(world.person("joost"))
    seating.delegate_seat(own, world.region, places, by=at(world, "joost", 10))
    assert states(table, day(9)) == {"vr04": SITTING, "vitens": SITTING}
    said = {key: words for key, _what, _state, words in read(table, day(10))}
    assert said == {"vr04": "at the table", "vitens": "represented by VR IJsselland"}
    seating.accept_seat(seat_of(table, world.water), places, by=at(world, "joost", 20))
    assert [seat_of(table, world.water).was(day(n)) for n in (9, 10, 19, 20)] == [
        SITTING, DELEGATED, DELEGATED, SITTING,
    ]  # fmt: skip


def test_another_lead_partner_is_another_stay(world: World, table: Network, guard: Guard) -> None:
    guard.watching = False
    third = Seat.objects.create(
        network=table, organisation=world.stranger, invited_on=TODAY, since=TODAY, state=SITTING
    )
    keep_stay(third, TODAY)
    guard.watching = True
    own, places = seat_of(table, world.water), Places(world.person("joost"))
    seating.delegate_seat(own, world.stranger, places, by=at(world, "joost", 5))
    seating.leave_seat(third, reason="Klaar.", heir=world.region, by=at(world, "iris", 9))
    partners = [own.stay_on(day(n)) for n in (4, 5, 8, 9)]
    assert [one and one.partner for one in partners] == [
        None, world.stranger, world.stranger, world.region,
    ]  # fmt: skip


def test_what_changes_twice_in_a_day_is_kept_as_it_ended(world: World, table: Network) -> None:
    own, places = seat_of(table, world.water), Places(world.person("joost"))
    seating.delegate_seat(own, world.region, places, by=at(world, "joost", 10))
    seating.accept_seat(seat_of(table, world.water), places, by=at(world, "joost", 10))
    assert seat_of(table, world.water).was(day(10)) == SITTING
    assert Stay.objects.filter(seat=own, begun=day(10)).count() == 1


def test_who_only_names_another_person_begins_no_other_stay(world: World, table: Network) -> None:
    own = seat_of(table, world.water)
    seating.staff_seat(own, Places(world.person("wil")), by=at(world, "joost", 10))
    assert Stay.objects.filter(seat=own).count() == 1


def test_a_network_that_closed_still_shows_its_table(world: World, table: Network) -> None:
    before = read(table, day(9))
    close_network(table, reason="Klaar.", by=at(world, "noor", 10))
    assert read(table, day(9)) == before
    assert read(table, day(10)) == set()


def test_the_table_of_a_merged_network_begins_when_it_was_formed(
    country: World, guard: Guard, machine: Actor
) -> None:
    keep_two(country, guard, machine)
    by = at(country, "noor", 40)
    (made,) = accept_scale(proposed(country, MERGED), by=by)
    assert read(made, day(39)) == set()
    assert len(read(made, day(40))) == made.seats.filter(state__in=PRESENT).count()


def test_reading_a_past_day_asks_two_more_questions(
    world: World, table: Network, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = list(table.seats.select_related("organisation__kind"))
    with django_assert_num_queries(1):
        # No seat had a lead partner: nothing to look up.
        chairs_on(table, rows, TODAY)


def test_that_nothing_changed_takes_one_question(
    world: World, table: Network, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    own, places = seat_of(table, world.water), Places(world.person("joost"))
    seating.delegate_seat(own, world.region, places, by=at(world, "joost", 10))
    seat = seat_of(table, world.water)
    with django_assert_num_queries(1):
        keep_stay(seat, day(20))


def test_the_page_of_a_past_day_says_who_spoke_and_hides_the_area_of_today(
    world: World, table: Network, settings: Settings
) -> None:
    own, places = seat_of(table, world.water), Places(world.person("joost"), None, "Salland")
    seating.delegate_seat(own, world.region, places, by=at(world, "joost", 0))
    seating.accept_seat(seat_of(table, world.water), places, by=at(world, "joost", 3))
    client: Client = browser(world, settings, "noor")
    page = reverse("networks:detail", args=[table.uuid])
    past = text(client, f"{page}?op={day(1):%Y-%m-%d}")
    assert "represented by VR IJsselland" in past
    assert "Salland" not in past
    assert "represented by VR IJsselland" not in text(client, f"{page}?op={day(4):%Y-%m-%d}")


PEOPLE = {"vr04": "noor", "vitens": "joost", "wml": "iris"}
Step: TypeAlias = Callable[[Random, World, Network, Actor, Seat], object]


def _places(world: World, seat: Seat) -> Places:
    return Places(world.person(PEOPLE[seat.organisation.key]))


def _partner(dice: Random, network: Network, seat: Seat) -> Any:
    others = network.seats.exclude(pk=seat.pk).order_by("pk")
    return dice.choice(list(others)).organisation


STEPS: list[Step] = [
    lambda _d, world, _n, by, seat: seating.accept_seat(seat, _places(world, seat), by=by),
    lambda dice, world, network, by, seat: seating.delegate_seat(
        seat, _partner(dice, network, seat), _places(world, seat), by=by
    ),
    lambda _d, _w, _n, by, seat: seating.decline_seat(seat, reason="Nee.", by=by),
    lambda dice, _w, network, by, seat: seating.leave_seat(
        seat, reason="Weg.", heir=dice.choice([None, _partner(dice, network, seat)]), by=by
    ),
    lambda _d, world, _n, by, seat: seating.invite_again(
        seat, by=replace(world.actor("anouk"), on=by.on)
    ),
    lambda _d, world, network, by, seat: seating.invite(
        network, seat.organisation, by=replace(world.actor("anouk"), on=by.on)
    ),
]


@pytest.mark.parametrize("seed", range(6))
def test_what_was_readable_of_a_past_day_stays_so_after_any_later_act(
    world: World, table: Network, seed: int
) -> None:
    dice = Random(seed)
    seating.invite(table, world.stranger, by=world.actor("noor"))
    known: dict[int, Read] = {-1: set()}
    today = done = 0
    for _turn in range(25):
        for past in range(len(known) - 1, today):
            known[past] = read(table, day(past))
        today += dice.choice([0, 1, 3])
        place = dice.choice([world.region, world.water, world.stranger])
        by = at(world, PEOPLE[place.key], today)
        network = Network.objects.get(pk=table.pk)
        try:
            dice.choice(STEPS)(dice, world, network, by, seat_of(table, place))
            done += 1
        except RefusalError:
            pass
        assert {past: read(table, day(past)) for past in known} == known
        for seat in Seat.objects.filter(network=table):
            assert seat.was(day(today)) == seat.state
    assert done > 3


FILL = import_module("koppelvlak.networks.migrations.0005_stays").fill


@pytest.mark.parametrize(
    ("state", "since", "until", "kept"),
    [
        (INVITED, None, None, [(0, INVITED)]),
        (SITTING, 5, None, [(0, INVITED), (5, SITTING)]),
        (SITTING, 0, None, [(0, SITTING)]),
        (DELEGATED, 5, None, [(0, INVITED), (5, DELEGATED)]),
        (LEFT, 5, 9, [(0, INVITED), (5, SITTING), (9, LEFT)]),
        (LEFT, 0, 0, [(0, LEFT)]),
        (LEFT, None, 3, [(0, INVITED), (3, LEFT)]),
        (REFUSED, None, 3, [(0, INVITED), (3, REFUSED)]),
    ],
)
def test_seats_from_before_keep_what_their_own_days_tell(
    world: World, table: Network, guard: Guard,
    state: str, since: int | None, until: int | None, kept: list[tuple[int, str]],
) -> None:  # fmt: skip
    guard.watching = False
    Stay.objects.all().delete()
    seat = seat_of(table, world.water)
    seat.state = state
    seat.since = None if since is None else day(since)
    seat.until = None if until is None else day(until)
    seat.delegate = world.region if state == DELEGATED else None
    seat.save()
    FILL(apps, None)
    guard.watching = True
    rows = list(Stay.objects.filter(seat=seat))
    assert [((one.begun - TODAY).days, one.state) for one in rows] == kept
    assert {one.partner for one in rows} == ({None, world.region} if seat.delegate else {None})


def test_who_was_spoken_for_when_its_network_closed_keeps_who_spoke(
    world: World, table: Network, guard: Guard
) -> None:
    guard.watching = False
    Stay.objects.all().delete()
    Seat.objects.filter(network=table, organisation=world.water).update(
        state=LEFT, since=day(5), until=day(9), delegate=world.region
    )
    FILL(apps, None)
    guard.watching = True
    rows = Stay.objects.filter(seat=seat_of(table, world.water))
    assert [(one.begun, one.state, one.partner) for one in rows] == [
        (day(0), INVITED, None), (day(5), DELEGATED, world.region), (day(9), LEFT, None),
    ]  # fmt: skip


def test_seats_that_were_taken_over_begin_with_their_network(
    world: World, table: Network, guard: Guard
) -> None:
    guard.watching = False
    Stay.objects.all().delete()
    Chapter.objects.create(network=table, begun=day(20), state="active")
    Chapter.objects.create(network=table, begun=day(7), state="forming")
    FILL(apps, None)
    guard.watching = True
    assert set(Stay.objects.values_list("begun", "state")) == {(day(7), SITTING)}
