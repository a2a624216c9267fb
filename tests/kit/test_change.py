"""The door: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from uuid import uuid4

import pytest

from koppelvlak.door import change, mention
from koppelvlak.kit.audit.chain import faults
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.change import NestedDoorError
from koppelvlak.kit.errors import (
    AlreadyDoneError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.organisations.lifecycle import CONFIRMED
from koppelvlak.rights import Can
from tests.world import World


def test_it_saves_the_row_and_tells_what_changed(world: World) -> None:
    with change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")) as desk:
        desk.hours = "kantooruren"
    world.desk.refresh_from_db()
    assert (world.desk.hours, world.desk.version) == ("kantooruren", 2)
    event = Event.objects.get()
    assert event.payload is not None
    assert event.payload["before"] == {"hours": "24/7", "version": 1}
    assert event.payload["after"] == {"hours": "kantooruren", "version": 2}
    assert not list(faults(e.link() for e in Event.objects.all()))


def test_the_move_sets_the_state(world: World) -> None:
    with change(world.desk, Can.CONFIRM_CONTACT_POINT, by=world.actor("joost")):
        pass
    world.desk.refresh_from_db()
    assert world.desk.state == CONFIRMED


def test_a_stranger_does_not_see_it(world: World) -> None:
    with (
        pytest.raises(UnseenError),
        change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("iris")),
    ):
        pytest.fail("the body must not run")
    assert Event.objects.get().result == "refused"


def test_who_sees_it_may_still_be_refused(world: World) -> None:
    with (
        pytest.raises(RefusedError, match="boundary worker"),
        change(world.water, Can.ADD_CONTACT_POINT, by=world.actor("noor")),
    ):
        pytest.fail("the body must not run")


def test_a_stale_version_changes_nothing(world: World) -> None:
    with (
        pytest.raises(StaleError) as caught,
        change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost"), seen=7),
    ):
        pytest.fail("the body must not run")
    assert caught.value.current.version == 1


def test_a_wrong_state_is_not_a_missing_right(world: World) -> None:
    with (
        pytest.raises(WrongStateError),
        change(world.person("noor"), Can.EDIT_CONTACT_POINT, by=world.actor("noor")),
    ):
        pytest.fail("the body must not run")


def test_a_token_has_its_effect_once(world: World) -> None:
    by = world.actor("joost", token=uuid4())
    with change(world.desk, Can.CONFIRM_CONTACT_POINT, by=by):
        pass
    with (
        pytest.raises(AlreadyDoneError) as caught,
        change(world.desk, Can.CONFIRM_CONTACT_POINT, by=by),
    ):
        pytest.fail("the body must not run")
    assert caught.value.url == world.desk.get_absolute_url()
    assert Event.objects.count() == 1


def test_a_failure_in_the_body_undoes_everything(world: World) -> None:
    def fail_half_way() -> None:
        with change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")) as desk:
            desk.hours = "nooit"
            desk.save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    world.desk.refresh_from_db()
    assert world.desk.hours == "24/7"


def test_doors_never_nest(world: World) -> None:
    by = world.actor("joost")
    with (
        pytest.raises(NestedDoorError),
        change(world.desk, Can.CONFIRM_CONTACT_POINT, by=by),
        change(world.water, Can.ADD_CONTACT_POINT, by=by),
    ):
        pytest.fail("the body must not run")


def test_a_child_is_told_with_its_parent(world: World) -> None:
    with change(world.water, Can.ADD_CONTACT_POINT, by=world.actor("joost")) as water:
        desk = water.contact_points.create(function="NOC", address="088 000 00 02", hours="24/7")
        mention(desk, show=True)
    event = Event.objects.get()
    assert event.payload is not None
    assert event.payload["rows"][0]["id"] == str(desk.uuid)


def test_nothing_changes_without_the_door(world: World) -> None:
    world.desk.hours = "sluipweg"
    with pytest.raises(AssertionError, match="without the door"):
        world.desk.save()
