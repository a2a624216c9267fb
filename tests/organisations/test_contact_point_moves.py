"""All that is done with contact points and organisations, alike: who may, stale, what it leaves.

What each does when it works stands in the file of that action.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from pytest_django import Settings

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.actions import (
    add_contact_point,
    confirm_contact_point,
    confirm_contact_points,
    edit_contact_point,
    edit_organisation,
    remove_contact_point,
)
from koppelvlak.organisations.lifecycle import CONFIRMED, UNCONFIRMED
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.conftest import Assume
from tests.organisations.forms import ABOUT, NOC
from tests.world import TODAY, World

Act = Callable[[World, Actor, int | None], object]


def desk() -> ContactPoint:
    return ContactPoint.objects.get(function="Wachtdienst crisis")


def adds(world: World, by: Actor, _seen: int | None) -> object:
    return add_contact_point(world.water, NOC, by=by)


def edits(world: World, by: Actor, seen: int | None) -> object:
    return edit_contact_point(
        world.desk, replace(NOC, function=world.desk.function), by=by, seen=seen
    )


def confirms(world: World, by: Actor, seen: int | None) -> object:
    return confirm_contact_point(world.desk, by=by, seen=seen)


def confirms_all(world: World, by: Actor, seen: int | None) -> object:
    return confirm_contact_points(world.water, {world.desk.uuid: seen or desk().version}, by=by)


def removes(world: World, by: Actor, seen: int | None) -> object:
    remove_contact_point(world.desk, by=by, seen=seen)
    return world.desk


def tells(world: World, by: Actor, seen: int | None) -> object:
    return edit_organisation(world.water, ABOUT, by=by, seen=seen)


@dataclass(frozen=True)
class Case:
    """One act: its right, who of the company may, and whether others see what it is about."""

    act: Act
    can: str
    who: tuple[str, ...]
    words: str
    seen_by_all: bool = False


BOTH, MANAGER = ("joost", "wil"), ("wil",)
CASES = [
    Case(adds, Can.ADD_CONTACT_POINT, BOTH, "add a contact point", seen_by_all=True),
    Case(edits, Can.EDIT_CONTACT_POINT, BOTH, "change a contact point"),
    Case(confirms, Can.CONFIRM_CONTACT_POINT, BOTH, "confirm a contact point"),
    Case(
        confirms_all, Can.CONFIRM_CONTACT_POINTS, BOTH,
        "confirm all contact points of an organisation at once", seen_by_all=True,
    ),
    Case(removes, Can.REMOVE_CONTACT_POINT, MANAGER, "remove a contact point"),
    Case(tells, Can.EDIT_ORGANISATION, MANAGER, "change an organisation", seen_by_all=True),
]  # fmt: skip
each = pytest.mark.parametrize("case", CASES, ids=[case.act.__name__ for case in CASES])


def stands(world: World) -> tuple[object, ...]:
    water = Organisation.objects.get(pk=world.water.pk)
    points = list(ContactPoint.objects.values_list("function", "version", "state"))
    return (water.version, water.role_nl, *points)


@each
def test_who_may_is_named_in_the_log(world: World, case: Case) -> None:
    for name in case.who[:1] if case.act is removes else case.who:
        case.act(world, world.actor(name), None)
        told = left()
        assert (told.action, told.who, told.organisation) == (
            case.can, world.person(name).name, "Vitens",
        )  # fmt: skip
    assert mails() == []


@each
def test_a_colleague_who_may_not_is_told_who_may(world: World, case: Case) -> None:
    before = stands(world)
    others = {"joost", "wil", "roos"} - set(case.who)
    (told,) = refused(
        RefusedError, sorted(others), lambda name: case.act(world, world.actor(name), None)
    )
    assert told.startswith(f"To do this ({case.words}) you must be:")
    assert told.endswith("organisation manager of the organisation it belongs to.")
    assert stands(world) == before


@each
def test_others_may_not_or_see_nothing(world: World, case: Case) -> None:
    before = stands(world)
    others = ("noor", "bram", "lezer", "iris", "anouk", "sanne", "petra")
    kind = RefusedError if case.seen_by_all else UnseenError
    refused(kind, others, lambda name: case.act(world, world.actor(name), None))
    refused(UnseenError, ("otto",), lambda name: case.act(world, world.actor(name), None))
    assert stands(world) == before


@pytest.mark.parametrize("case", CASES[1:], ids=[case.act.__name__ for case in CASES[1:]])
def test_a_stale_version_changes_nothing(world: World, case: Case) -> None:
    before = stands(world)
    told = refusal(StaleError, lambda: case.act(world, world.actor("wil"), 6))
    assert told == "Your change was not saved. Compare both versions and save again."
    assert stands(world) == before


@pytest.mark.parametrize(
    ("case", "to"), [(CASES[1], UNCONFIRMED), (CASES[2], CONFIRMED), (CASES[3], CONFIRMED)],
    ids=["edits", "confirms", "confirms-all"],
)  # fmt: skip
def test_what_state_it_leaves_whatever_it_was(
    world: World, assume: Assume, case: Case, to: str
) -> None:
    for frm in (UNCONFIRMED, CONFIRMED):
        assume(world.desk, state=frm)
        case.act(world, world.actor("joost"), None)
        assert desk().state == to


def test_a_removal_keeps_what_it_said_in_the_log(world: World) -> None:
    removes(world, world.actor("wil"), None)
    told = left()
    assert (told.subject, told.thing) == (world.desk.uuid, "Wachtdienst crisis")
    assert (told.before["address"], told.after) == ("088 000 00 01", {})
    assert not ContactPoint.objects.exists()


def test_a_confirmation_leaves_day_and_person(world: World) -> None:
    confirms(world, world.actor("joost"), 1)
    assert (desk().last_confirmed, desk().confirmed_by, desk().version) == (
        TODAY, world.person("joost").uuid, 2,
    )  # fmt: skip
    assert left().after["state"] == CONFIRMED


def test_one_that_is_gone_holds_up_all(world: World) -> None:
    second = add_contact_point(world.water, NOC, by=world.actor("wil"))
    seen = {world.desk.uuid: 1, second.uuid: 1}
    remove_contact_point(second, by=world.actor("wil"))
    refusal(StaleError, lambda: confirm_contact_points(world.water, seen, by=world.actor("joost")))
    assert desk().state == UNCONFIRMED


def test_those_of_another_organisation_are_not_confirmed_along(world: World) -> None:
    told = refusal(
        StaleError,
        lambda: confirm_contact_points(world.region, {world.desk.uuid: 1}, by=world.actor("noor")),
    )
    assert told.startswith("Your change was not saved.")
    assert desk().state == UNCONFIRMED


def test_all_are_named_when_all_are_confirmed(world: World) -> None:
    second = add_contact_point(world.water, NOC, by=world.actor("wil"))
    seen = {world.desk.uuid: 1, second.uuid: 1}
    confirm_contact_points(world.water, seen, by=world.actor("joost"))
    assert left().rows == [("organisations.contactpoint", "confirmed")] * 2


RED = "What only named persons may know cannot be a contact point of an organisation."


def test_red_is_refused_when_it_is_added_and_when_it_is_changed(world: World) -> None:
    red, wil = replace(NOC, tlp=Tlp.RED), world.actor("wil")
    assert wrong(lambda: add_contact_point(world.water, red, by=wil)) == {"tlp": [RED]}
    assert wrong(lambda: edit_contact_point(world.desk, red, by=wil)) == {"tlp": [RED]}
    assert ContactPoint.objects.count() == 1


def test_above_the_ceiling_is_refused(world: World, settings: Settings) -> None:
    settings.TLP_CEILING = "GREEN"
    told = wrong(lambda: add_contact_point(world.water, NOC, by=world.actor("wil")))
    assert list(told) == ["tlp"]
    assert told["tlp"][0].startswith("This installation may not keep what is")


@pytest.mark.parametrize("tlp", [Tlp.GREEN, Tlp.CLEAR])
def test_wider_than_usual_needs_a_reason_from_the_first(world: World, tlp: Tlp) -> None:
    wide, wil = replace(NOC, tlp=tlp), world.actor("wil")
    told = wrong(lambda: add_contact_point(world.water, wide, by=wil))
    assert told == {
        "sharing_reason": [
            f'Say why this may be shared more widely; up to now it was "{Tlp.AMBER.label}".'
        ]
    }
    made = add_contact_point(world.water, replace(wide, sharing_reason="staat online"), by=wil)
    assert made.tlp == tlp
