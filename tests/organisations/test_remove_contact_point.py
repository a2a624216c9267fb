"""Removing a contact point: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError
from koppelvlak.organisations.actions import edit_contact_point, remove_contact_point
from koppelvlak.organisations.models import ContactPoint
from tests.organisations.conftest import Enter
from tests.organisations.forms import NOC, send
from tests.world import World


def url(world: World) -> str:
    return reverse("organisations:remove_contact_point", args=[world.desk.uuid])


def stands() -> bool:
    return ContactPoint.objects.exists()


def test_a_manager_removes_it(world: World) -> None:
    remove_contact_point(world.desk, by=world.actor("wil"), seen=1)
    assert not stands()


def test_a_boundary_worker_may_not(world: World) -> None:
    with pytest.raises(RefusedError, match="organisation manager"):
        remove_contact_point(world.desk, by=world.actor("joost"))
    assert stands()


def test_for_a_stranger_it_does_not_exist(world: World) -> None:
    with pytest.raises(UnseenError):
        remove_contact_point(world.desk, by=world.actor("iris"))


def test_a_stale_version_is_not_removed(world: World) -> None:
    edit_contact_point(world.desk, NOC, by=world.actor("joost"))
    with pytest.raises(StaleError):
        remove_contact_point(world.desk, by=world.actor("wil"), seen=1)
    assert stands()


def test_the_log_keeps_what_it_said(world: World) -> None:
    remove_contact_point(world.desk, by=world.actor("wil"))
    payload = Event.objects.get().payload
    assert payload is not None
    assert payload["before"]["address"] == "088 000 00 01"
    assert "after" not in payload


def test_it_asks_first(enter: Enter, world: World) -> None:
    page = enter("wil").get(url(world)).content.decode()
    assert "Yes, remove it" in page
    assert stands()


def test_the_button_removes_it_once(enter: Enter, world: World) -> None:
    wil, form = enter("wil"), {"token": str(uuid4()), "version": 1}
    answers = [send(wil, url(world), form)["Location"] for _time in range(2)]
    page = world.water.get_absolute_url()
    assert answers == [page, f"{page}?al-opgeslagen=1"]
    assert Event.objects.filter(action="contact-point.remove").count() == 1


def test_a_stale_button_removes_nothing(enter: Enter, world: World) -> None:
    edit_contact_point(world.desk, NOC, by=world.actor("joost"))
    answer = send(enter("wil"), url(world), {"token": str(uuid4()), "version": 1})
    assert answer.status_code == 409
    assert stands()


def test_others_do_not_get_the_page(enter: Enter, world: World) -> None:
    assert enter("joost").get(url(world)).status_code == 403
    assert enter("iris").post(url(world)).status_code == 404
