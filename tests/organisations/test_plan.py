"""What a list of contact points would change, before anybody says yes; and the seal on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.utils import timezone, translation

from koppelvlak.kit.errors import BadInputError
from koppelvlak.organisations.actions import Reached
from koppelvlak.organisations.import_forms import HOURS, sealed, unsealed
from koppelvlak.organisations.importing import (
    Plan,
    Wanted,
    WrongLinesError,
    import_contact_points,
    plan,
)
from koppelvlak.organisations.models import ContactPoint
from tests.aftermath import left
from tests.conftest import Guard
from tests.organisations.forms import NOC
from tests.world import World

DESK = Reached(
    function="Wachtdienst crisis", channel="phone", address="088 000 00 01", hours="24/7"
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code."""
    with translation.override("en"):
        yield


def wanted(*reached: Reached, points: dict[int, UUID] | None = None) -> list[Wanted]:
    named = points or {}
    return [Wanted(number, one, named.get(number)) for number, one in enumerate(reached, start=2)]


def numbers(found: Plan) -> dict[str, list[int]]:
    return {
        name: [one.wanted.number for one in getattr(found, name)]
        for name in ("new", "changed", "same")
    }


def problems(world: World, lines: list[Wanted]) -> list[tuple[int, str]]:
    with pytest.raises(WrongLinesError) as caught:
        plan(world.water, lines)
    return [(number, str(words)) for number, words in caught.value.lines]


def test_a_line_is_about_the_one_of_that_name_and_channel(world: World) -> None:
    found = plan(world.water, wanted(DESK, NOC))
    assert numbers(found) == {"new": [3], "changed": [], "same": [2]}
    assert found.absent == []
    assert [one.point for one in found.steps] == [None]


@pytest.mark.parametrize("name", ["WACHTDIENST CRISIS", "wachtdienst Crisis"])
def test_capitals_make_no_other_contact_point(world: World, name: str) -> None:
    found = plan(world.water, wanted(replace(DESK, function=name)))
    assert numbers(found)["changed"] == [2]


def test_another_channel_is_another_contact_point(world: World) -> None:
    found = plan(world.water, wanted(replace(DESK, channel="mail", address="a@b.invalid")))
    assert numbers(found)["new"] == [2]
    assert found.absent == [world.desk]


@pytest.mark.parametrize(
    "changes",
    [{"address": "112"}, {"hours": "kantooruren"}, {"fallback": "NCV"}, {"tlp": "AMBER+STRICT"}],
    ids=str,
)
def test_anything_else_is_a_change_from_the_version_that_was_read(
    world: World, changes: dict[str, str]
) -> None:
    (step,) = plan(world.water, wanted(replace(DESK, **changes))).steps
    assert (step.point, step.version) == (world.desk.uuid, world.desk.version)


def test_a_reason_that_is_left_out_is_no_change(world: World, guard: Guard) -> None:
    guard.watching = False
    ContactPoint.objects.update(sharing_reason="staat op de website")
    guard.watching = True
    assert numbers(plan(world.water, wanted(DESK)))["same"] == [2]
    given = replace(DESK, sharing_reason="anders")
    assert numbers(plan(world.water, wanted(given)))["changed"] == [2]


def test_a_reference_goes_before_the_name(world: World) -> None:
    found = plan(world.water, wanted(NOC, points={2: world.desk.uuid}))
    assert numbers(found) == {"new": [], "changed": [2], "same": []}


def test_a_reference_that_names_nothing_here_is_refused(world: World) -> None:
    said = problems(world, wanted(NOC, points={2: uuid4()}))
    assert said == [(2, "the reference names no contact point of this organisation")]


def test_two_of_one_name_need_a_reference(world: World, guard: Guard) -> None:
    guard.watching = False
    twin = ContactPoint.objects.create(
        organisation=world.water, function="wachtdienst crisis", address="2", hours="-"
    )
    guard.watching = True
    words = "several contact points are called this; add the column with the reference"
    assert problems(world, wanted(DESK)) == [(2, words)]
    found = plan(world.water, wanted(DESK, points={2: twin.uuid}))
    assert found.absent == [world.desk]


def test_no_two_lines_are_about_one(world: World) -> None:
    said = problems(world, wanted(DESK, NOC, DESK, NOC))
    assert said == [
        (4, "line 2 is about the same contact point"),
        (5, "line 3 is about the same contact point"),
    ]


def test_a_name_and_a_reference_can_be_about_one_as_well(world: World) -> None:
    said = problems(world, wanted(DESK, NOC, points={3: world.desk.uuid}))
    assert said == [(3, "line 2 is about the same contact point")]


@pytest.mark.parametrize("tlp", ["GREEN", "CLEAR"])
def test_wider_sharing_needs_its_reason_in_the_list(world: World, tlp: str) -> None:
    ((number, words),) = problems(world, wanted(replace(DESK, tlp=tlp)))
    assert number == 2
    assert words.startswith("Say why this may be shared more widely; up to now it was ")
    given = replace(DESK, tlp=tlp, sharing_reason="website")
    assert numbers(plan(world.water, wanted(given)))["changed"] == [2]


def test_every_problem_is_told_at_once(world: World) -> None:
    lines = wanted(replace(NOC, tlp="GREEN"), replace(DESK, tlp="RED"))
    assert [number for number, _words in problems(world, lines)] == [2, 3]


def test_looking_changes_nothing(world: World) -> None:
    plan(world.water, wanted(NOC))
    assert list(world.water.contact_points.all()) == [world.desk]


def test_a_step_adds_and_changes_and_the_log_names_both(world: World) -> None:
    found = plan(world.water, wanted(replace(DESK, address="112"), NOC))
    import_contact_points(world.water, found.steps, by=world.actor("joost"))
    rows = world.water.contact_points.order_by("function")
    assert [(row.function, row.address, row.state) for row in rows] == [
        ("NOC", "+31880000002", "unconfirmed"),
        ("Wachtdienst crisis", "112", "unconfirmed"),
    ]
    assert sorted(left().rows, key=lambda row: row[1]) == [
        ("organisations.contactpoint", "changed"),
        ("organisations.contactpoint", "created"),
    ]


def seal(world: World, name: str = "joost") -> str:
    found = plan(world.water, wanted(replace(DESK, address="112"), NOC))
    return sealed(found, world.water, world.actor(name))


def test_what_was_shown_comes_back_as_it_was(world: World) -> None:
    found = plan(world.water, wanted(replace(DESK, address="112"), NOC))
    by = world.actor("joost")
    assert unsealed(sealed(found, world.water, by), world.water, by) == found.steps


@pytest.mark.parametrize("name", ["wil", "noor", "iris"])
def test_the_seal_is_of_one_person(world: World, name: str) -> None:
    with pytest.raises(BadInputError, match="compared too long ago"):
        unsealed(seal(world), world.water, world.actor(name))


def test_the_seal_is_of_one_organisation(world: World) -> None:
    with pytest.raises(BadInputError, match="Send the file once more"):
        unsealed(seal(world), world.stranger, world.actor("joost"))


@pytest.mark.parametrize(("minutes", "holds"), [(-1, True), (1, False)])
def test_a_comparison_of_yesterday_says_nothing_of_today(
    world: World, minutes: int, *, holds: bool
) -> None:
    made, by = seal(world), world.actor("joost")
    later = timezone.now() + timedelta(hours=HOURS, minutes=minutes)
    with time_machine.travel(later, tick=False):
        if holds:
            assert unsealed(made, world.water, by)
            return
        with pytest.raises(BadInputError):
            unsealed(made, world.water, by)


def test_a_comparison_in_which_nothing_changes_cannot_be_agreed_to(world: World) -> None:
    by = world.actor("joost")
    empty = sealed(plan(world.water, wanted(DESK)), world.water, by)
    with pytest.raises(BadInputError):
        unsealed(empty, world.water, by)


@pytest.mark.parametrize("place", [0, 10, -1])
def test_a_letter_changed_breaks_it(world: World, place: int) -> None:
    made = seal(world)
    other = "A" if made[place] != "A" else "B"
    broken = made[:place] + other + (made[place + 1 :] if place != -1 else "")
    with pytest.raises(BadInputError):
        unsealed(broken, world.water, world.actor("joost"))
