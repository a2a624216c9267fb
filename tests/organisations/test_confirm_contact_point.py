"""Confirming contact points, one or all: it works, who may not, when not, what it leaves."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, StaleError
from koppelvlak.organisations.actions import (
    add_contact_point,
    confirm_contact_point,
    confirm_contact_points,
    edit_contact_point,
)
from koppelvlak.organisations.lifecycle import CONFIRMED
from koppelvlak.organisations.models import ContactPoint
from tests.conftest import Guard
from tests.organisations.conftest import Enter
from tests.organisations.forms import NOC, filled_in, send
from tests.world import TODAY, World


@pytest.fixture
def noc(world: World) -> ContactPoint:
    return add_contact_point(world.water, NOC, by=world.actor("joost"))


def desk(world: World) -> ContactPoint:
    return ContactPoint.objects.get(pk=world.desk.pk)


def one(world: World) -> str:
    return reverse("organisations:confirm_contact_point", args=[world.desk.uuid])


def every(world: World) -> str:
    return reverse("organisations:confirm_contact_points", args=[world.water.uuid])


def read(*points: ContactPoint) -> dict[UUID, int]:
    return {point.uuid: point.version for point in points}


def answers(*points: ContactPoint) -> dict[str, object]:
    return {"points": [f"{p.uuid}:{p.version}" for p in points], "token": str(uuid4())}


@pytest.mark.parametrize("name", ["joost", "wil"])
def test_it_notes_the_day_and_the_person(world: World, name: str) -> None:
    confirm_contact_point(world.desk, by=world.actor(name), seen=1)
    assert (desk(world).state, desk(world).last_confirmed) == (CONFIRMED, TODAY)
    assert desk(world).confirmed_by == world.person(name).uuid


def test_it_can_be_confirmed_again(world: World) -> None:
    later = TODAY + timedelta(days=200)
    confirm_contact_point(world.desk, by=world.actor("joost"))
    confirm_contact_point(world.desk, by=world.actor("joost", on=later))
    assert desk(world).last_confirmed == later


def test_a_reader_may_not(world: World) -> None:
    with pytest.raises(RefusedError):
        confirm_contact_point(world.desk, by=world.actor("roos"))


def test_what_changed_in_the_meantime_is_not_confirmed(world: World) -> None:
    edit_contact_point(world.desk, NOC, by=world.actor("wil"))
    with pytest.raises(StaleError):
        confirm_contact_point(world.desk, by=world.actor("joost"), seen=1)
    assert desk(world).last_confirmed is None


def test_all_are_confirmed_by_one_act(world: World, noc: ContactPoint) -> None:
    confirm_contact_points(world.water, read(world.desk, noc), by=world.actor("joost"))
    assert set(ContactPoint.objects.values_list("state", "last_confirmed", "version")) == {
        (CONFIRMED, TODAY, 2)
    }
    payload = Event.objects.order_by("-number")[0].payload
    assert payload is not None
    assert [row["what"] for row in payload["rows"]] == ["confirmed", "confirmed"]


def test_all_or_none(world: World, noc: ContactPoint) -> None:
    seen = read(world.desk, noc)
    edit_contact_point(noc, NOC, by=world.actor("wil"))
    with pytest.raises(StaleError):
        confirm_contact_points(world.water, seen, by=world.actor("joost"))
    assert desk(world).last_confirmed is None


def test_a_contact_point_of_another_organisation_is_not_ours(world: World, guard: Guard) -> None:
    guard.watching = False
    theirs = ContactPoint.objects.create(organisation=world.stranger, function="X", hours="-")
    guard.watching = True
    with pytest.raises(StaleError):
        confirm_contact_points(world.water, read(theirs), by=world.actor("joost"))
    theirs.refresh_from_db()
    assert theirs.last_confirmed is None


@pytest.mark.parametrize("name", ["roos", "noor", "sanne", "petra"])
def test_others_may_not_confirm_all(world: World, name: str) -> None:
    with pytest.raises(RefusedError):
        confirm_contact_points(world.water, read(world.desk), by=world.actor(name))


def test_the_page_asks_with_what_it_is_about(enter: Enter, world: World) -> None:
    page = enter("joost").get(one(world)).content.decode()
    assert world.desk.address in page
    assert "Yes, this is right" in page


def test_one_button_confirms(enter: Enter, world: World) -> None:
    joost = enter("joost")
    answer = send(joost, one(world), {"token": str(uuid4()), "version": 1})
    assert answer["Location"] == world.water.get_absolute_url()
    page = joost.get(world.water.get_absolute_url()).content.decode()
    assert "never confirmed" not in page


def test_a_stale_button_does_nothing(enter: Enter, world: World) -> None:
    edit_contact_point(world.desk, NOC, by=world.actor("wil"))
    answer = send(enter("joost"), one(world), {"token": str(uuid4()), "version": 1})
    assert answer.status_code == 409
    assert desk(world).last_confirmed is None


def test_a_double_click_confirms_once(enter: Enter, world: World) -> None:
    joost, form = enter("joost"), {"token": str(uuid4()), "version": 1}
    assert [send(joost, one(world), form).status_code for _time in range(2)] == [302, 302]
    assert desk(world).version == 2


def test_one_screen_confirms_all(enter: Enter, world: World, noc: ContactPoint) -> None:
    joost = enter("joost")
    assert f"{noc.uuid}:1" in joost.get(every(world)).content.decode()
    assert send(joost, every(world), answers(world.desk, noc)).status_code == 302
    assert not ContactPoint.objects.exclude(state=CONFIRMED).exists()


def test_what_is_not_marked_stays(enter: Enter, world: World, noc: ContactPoint) -> None:
    send(enter("joost"), every(world), answers(noc))
    assert desk(world).last_confirmed is None


def test_a_stale_screen_confirms_nothing(enter: Enter, world: World, noc: ContactPoint) -> None:
    form = answers(world.desk, noc)
    edit_contact_point(noc, NOC, by=world.actor("wil"))
    assert send(enter("joost"), every(world), form).status_code == 409
    assert desk(world).last_confirmed is None


@pytest.mark.parametrize("points", [[], ["x"], ["1:1"], [f"{UUID(int=0)}:"], ["\x00"]], ids=str)
def test_nonsense_is_refused(enter: Enter, world: World, points: list[str]) -> None:
    answer = send(enter("joost"), every(world), {"points": points, **filled_in()})
    assert answer.status_code == 422


def test_others_do_not_get_the_screen(enter: Enter, world: World) -> None:
    assert enter("roos").get(every(world)).status_code == 403
    assert enter("roos").get(one(world)).status_code == 403
    assert enter("iris").get(one(world)).status_code == 404
