"""Changing a contact point: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.actions import (
    Reached,
    confirm_contact_point,
    edit_contact_point,
)
from koppelvlak.organisations.lifecycle import UNCONFIRMED
from koppelvlak.organisations.models import ContactPoint
from tests.conftest import Guard
from tests.organisations.conftest import Enter
from tests.organisations.forms import NOC, filled_in, send
from tests.world import TODAY, World

STRICT = replace(NOC, tlp=Tlp.AMBER_STRICT)


def desk(world: World) -> ContactPoint:
    return ContactPoint.objects.get(pk=world.desk.pk)


def url(world: World) -> str:
    return reverse("organisations:edit_contact_point", args=[world.desk.uuid])


def edit(world: World, to: Reached, name: str = "joost") -> None:
    edit_contact_point(world.desk, to, by=world.actor(name))


def test_what_changed_has_to_be_confirmed_anew(world: World) -> None:
    confirm_contact_point(world.desk, by=world.actor("joost"))
    edit(world, NOC)
    assert (desk(world).address, desk(world).state) == ("+31880000002", UNCONFIRMED)
    assert desk(world).last_confirmed == TODAY


def test_a_reader_sees_it_and_may_not(world: World) -> None:
    with pytest.raises(RefusedError):
        edit(world, NOC, "roos")


@pytest.mark.parametrize("name", ["iris", "sanne", "petra", "otto", "anouk"])
def test_for_others_it_does_not_exist(world: World, name: str) -> None:
    with pytest.raises(UnseenError):
        edit(world, NOC, name)


def test_a_stale_version_changes_nothing(world: World) -> None:
    edit(world, NOC)
    with pytest.raises(StaleError):
        edit_contact_point(world.desk, STRICT, by=world.actor("joost"), seen=1)
    assert desk(world).tlp == Tlp.AMBER


def test_narrower_sharing_needs_no_reason(world: World) -> None:
    edit(world, STRICT)
    assert desk(world).tlp == Tlp.AMBER_STRICT


@pytest.mark.parametrize("tlp", [Tlp.AMBER, Tlp.GREEN, Tlp.CLEAR])
def test_wider_sharing_needs_a_reason(world: World, tlp: Tlp) -> None:
    edit(world, STRICT)
    with pytest.raises(BadInputError) as caught:
        edit(world, replace(NOC, tlp=tlp))
    assert "Own organisation only" in str(caught.value.errors["sharing_reason"][0])
    assert desk(world).tlp == Tlp.AMBER_STRICT


def test_the_reason_stands_in_the_log(world: World) -> None:
    edit(world, replace(NOC, tlp=Tlp.GREEN, sharing_reason="staat op de website"))
    payload = Event.objects.get().payload
    assert payload is not None
    assert payload["before"]["tlp"] == "AMBER"
    assert payload["after"]["sharing_reason"] == "staat op de website"


def test_a_refusal_is_kept_in_the_log(world: World) -> None:
    with pytest.raises(BadInputError):
        edit(world, replace(NOC, tlp=Tlp.GREEN))
    assert Event.objects.get().result == "refused"


def test_a_real_number_is_no_longer_called_invented(world: World, guard: Guard) -> None:
    guard.watching = False
    ContactPoint.objects.filter(pk=world.desk.pk).update(fictional=True)
    guard.watching = True
    edit(world, replace(NOC, address=world.desk.address))
    assert desk(world).fictional
    edit(world, NOC)
    assert not desk(world).fictional


def test_the_form_starts_with_what_stands_there(enter: Enter, world: World) -> None:
    page = enter("joost").get(url(world)).content.decode()
    assert "Wachtdienst crisis" in page
    assert 'name="version" value="1"' in page


def test_a_stale_form_shows_both_versions(enter: Enter, world: World) -> None:
    edit(world, NOC)
    answer = send(enter("wil"), url(world), filled_in(hours="kantooruren", version=1))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "24/7" in page
    assert "kantooruren" in page
    assert desk(world).hours == "24/7"


def test_after_comparing_it_can_be_saved(enter: Enter, world: World) -> None:
    edit(world, NOC)
    form = filled_in(hours="kantooruren", version=1)
    send(enter("wil"), url(world), form)
    answer = send(enter("wil"), url(world), {**form, "version": 2})
    assert answer.status_code == 302
    assert desk(world).hours == "kantooruren"


def test_a_form_sent_twice_has_its_effect_once(enter: Enter, world: World) -> None:
    joost, form = enter("joost"), filled_in(version=1)
    assert [send(joost, url(world), form).status_code for _time in range(2)] == [302, 302]
    assert desk(world).version == 2


def test_for_strangers_the_form_does_not_exist(enter: Enter, world: World) -> None:
    assert enter("iris").get(url(world)).status_code == 404
    assert enter("roos").get(url(world)).status_code == 403
    unknown = reverse("organisations:edit_contact_point", args=[uuid4()])
    assert enter("joost").get(unknown).status_code == 404
