"""A link in the yearly mail that is forged, moved, old, or of somebody who may not any more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from django.core import signing
from django.test import Client

from koppelvlak.agreements.actions import (
    edit_agreement,
)
from koppelvlak.agreements.models import Agreement
from koppelvlak.people.actions import end_function
from koppelvlak.rights import Role
from tests.agreements.asks import (
    PLACE,
    Press,
    anyone,
    ask,
    ask_of,
    day,
    link,
    press,
    remind,
    row,
    said,
    today,
)
from tests.agreements.conftest import warning
from tests.people.conftest import Alter, Hold, alter, function_of, hold
from tests.world import World

__all__ = ["alter", "anyone", "hold", "press", "row", "today"]


@pytest.mark.parametrize("mangle", [str.upper, str.lower, lambda path: path[:-9] + "xxxxxxxx/"])
def test_a_forged_link_is_unknown(
    row: Agreement, anyone: Client, press: Press, mangle: Callable[[str], str]
) -> None:
    forged = PLACE + mangle(link("joost").removeprefix(PLACE))
    assert (anyone.get(forged).status_code, press(forged), said()) == (404, 404, [])


def test_a_link_of_a_round_is_unknown_here(row: Agreement, anyone: Client) -> None:
    told = [ask_of("joost").uuid.hex, "0" * 32]
    other = signing.dumps(told, salt="koppelvlak.rounds.link")
    assert anyone.get(f"{PLACE}{other}/").status_code == 404


@pytest.mark.parametrize("what", ["person", "organisation", "covers", "asked_on"])
def test_a_link_moved_to_something_else_is_dead(
    row: Agreement, press: Press, world: World, alter: Alter, what: str
) -> None:
    path, one = link("joost"), ask_of("joost")
    one.covers[str(row.uuid)]["version"] = 7
    other = {
        "person": world.person("wil"), "organisation": world.region, "covers": one.covers,
        "asked_on": day(-1),
    }  # fmt: skip
    alter(one, **{what: other[what]})
    assert (press(path), said()) == (410, [])


def test_a_question_that_gave_way_is_no_more(row: Agreement, anyone: Client, world: World) -> None:
    path = link("joost")
    ask(world, day(335))
    assert anyone.get(path).status_code == 404
    with time_machine.travel(f"{day(335).isoformat()}T10:00:00+01:00", tick=False):
        assert anyone.get(path).status_code == 410


def test_it_dies_with_the_function(row: Agreement, press: Press, world: World) -> None:
    path = link("joost")
    end_function(function_of(world, "joost"), by=world.actor("wil"))
    assert (press(path), said()) == (410, [])


def test_a_function_elsewhere_does_not_help(
    row: Agreement, press: Press, world: World, hold: Hold
) -> None:
    path = link("joost")
    hold("joost", "region", Role.BOUNDARY_WORKER)
    end_function(function_of(world, "joost"), by=world.actor("wil"))
    assert (press(path), said()) == (410, [])


def test_an_erased_person_answers_nothing(
    row: Agreement, press: Press, world: World, alter: Alter
) -> None:
    path = link("joost")
    alter(world.person("joost"), state="erased")
    assert (press(path), said()) == (410, [])


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER])
def test_rights_are_those_of_now(
    row: Agreement, press: Press, world: World, alter: Alter, role: Role
) -> None:
    alter(function_of(world, "joost"), role=role)
    assert (press(link("joost")), said()) == (403, [])


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 410)])
def test_it_has_its_time(row: Agreement, anyone: Client, days: int, status: int) -> None:
    path = link("joost")
    with time_machine.travel(f"{day(days).isoformat()}T09:00:00+01:00", tick=False):
        assert anyone.get(path).status_code == status


def test_an_older_link_gives_way_to_the_newer(
    row: Agreement, anyone: Client, press: Press, world: World
) -> None:
    path = link("joost")
    edit_agreement(row, warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    remind(world, day(14))
    assert anyone.get(path).status_code == 410
    assert press(link("joost")) == 302


def test_guessing_is_slowed_down(anyone: Client, world: World) -> None:
    answers = [anyone.get(f"{PLACE}{n}/").status_code for n in range(40)]
    assert (answers[0], answers[-1]) == (404, 429)


def test_pressing_is_slowed_down(row: Agreement, press: Press) -> None:
    path = link("joost")
    answers = [press(path) for _time in range(32)]
    assert (answers[0], answers[1], answers[-1]) == (302, 409, 429)
