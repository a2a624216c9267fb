"""Adding a contact point: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.actions import add_contact_point
from koppelvlak.organisations.lifecycle import UNCONFIRMED
from koppelvlak.organisations.models import ContactPoint
from tests.organisations.conftest import Enter
from tests.organisations.forms import NOC, filled_in, send
from tests.world import World


def url(world: World) -> str:
    return reverse("organisations:add_contact_point", args=[world.water.uuid])


def added() -> ContactPoint:
    return ContactPoint.objects.get(function="NOC")


@pytest.mark.parametrize("name", ["joost", "wil"])
def test_a_boundary_worker_or_manager_adds_one(world: World, name: str) -> None:
    add_contact_point(world.water, NOC, by=world.actor(name))
    assert (added().address, added().state) == ("+31880000002", UNCONFIRMED)
    assert added().last_confirmed is None


@pytest.mark.parametrize("name", ["roos", "noor", "iris", "sanne", "petra"])
def test_nobody_else_may(world: World, name: str) -> None:
    with pytest.raises(RefusedError):
        add_contact_point(world.water, NOC, by=world.actor(name))
    assert not ContactPoint.objects.filter(function="NOC").exists()


def test_the_log_names_it(world: World) -> None:
    point = add_contact_point(world.water, NOC, by=world.actor("joost"))
    payload = Event.objects.get().payload
    assert payload is not None
    assert payload["rows"][0]["id"] == str(point.uuid)


def test_what_is_above_the_ceiling_is_refused(world: World, settings: Settings) -> None:
    settings.TLP_CEILING = "AMBER"
    with pytest.raises(BadInputError) as caught:
        add_contact_point(world.water, replace(NOC, tlp=Tlp.AMBER_STRICT), by=world.actor("joost"))
    assert "may not keep" in str(caught.value.errors["tlp"][0])


def test_a_contact_point_is_never_red(world: World, settings: Settings) -> None:
    settings.TLP_CEILING = "RED"
    with pytest.raises(BadInputError) as caught:
        add_contact_point(world.water, replace(NOC, tlp=Tlp.RED), by=world.actor("joost"))
    assert "named persons" in str(caught.value.errors["tlp"][0])


def test_wider_than_the_network_needs_a_reason(world: World) -> None:
    with pytest.raises(BadInputError) as caught:
        add_contact_point(world.water, replace(NOC, tlp=Tlp.GREEN), by=world.actor("joost"))
    assert list(caught.value.errors) == ["sharing_reason"]
    reached = replace(NOC, tlp=Tlp.GREEN, sharing_reason="staat op de website")
    add_contact_point(world.water, reached, by=world.actor("joost"))
    assert added().sharing_reason == "staat op de website"


CHANNELS = [
    ("phone", "088 000 00 02", "+31880000002"),
    ("phone", "+31 (0)88 000 00 02", "+31880000002"),
    ("phone", "112", "112"),
    ("mail", "NOC@Voorbeeld.invalid", "noc@voorbeeld.invalid"),
    ("ncv", "1234", "1234"),
    ("radio", "OVDG-1", "OVDG-1"),
    ("other", "Bel aan bij de poort", "Bel aan bij de poort"),
]


@pytest.mark.parametrize(("channel", "typed", "kept"), CHANNELS)
def test_each_channel_keeps_its_own_kind_of_address(
    enter: Enter, world: World, channel: str, typed: str, kept: str
) -> None:
    answer = send(enter("joost"), url(world), filled_in(channel=channel, address=typed))
    assert answer.status_code == 302
    assert added().address == kept


WRONG: list[dict[str, Any]] = [
    {"address": "bel maar"},
    {"address": "12"},
    {"channel": "mail", "address": "geen adres"},
    {"channel": "ncv", "address": "088 000 00 01"},
    {"channel": "radio", "address": "<b>"},
    {"channel": "duif"},
    {"function": ""},
    {"function": "x" * 121},
    {"tlp": "RED"},
    {"tlp": "GREEN"},
    {"address": "\x00"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_cannot_be_right_is_explained(
    enter: Enter, world: World, wrong: dict[str, Any]
) -> None:
    answer = send(enter("joost"), url(world), filled_in(**wrong))
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not ContactPoint.objects.exclude(pk=world.desk.pk).exists()


def test_a_form_sent_twice_has_its_effect_once(enter: Enter, world: World) -> None:
    joost, form = enter("joost"), filled_in()
    send(joost, url(world), form)
    answer = send(joost, url(world), form)
    assert answer["Location"].startswith(world.water.get_absolute_url())
    assert ContactPoint.objects.filter(function="NOC").count() == 1


def test_others_do_not_get_the_form(enter: Enter, world: World) -> None:
    assert enter("roos").get(url(world)).status_code == 403
    assert enter("joost").get(url(world)).status_code == 200
