"""One click signs in as a fictional person: in the demo, on this machine, never otherwise."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.people.models import Person
from tests.people.conftest import Alter
from tests.world import World

FORWARDED = (
    "X_FORWARDED_FOR",
    "X_FORWARDED_HOST",
    "X_FORWARDED_PROTO",
    "X_FORWARDED_SERVER",
    "X_REAL_IP",
    "X_CLIENT_IP",
    "TRUE_CLIENT_IP",
    "CF_CONNECTING_IP",
    "FORWARDED",
    "VIA",
)
HOME: dict[str, Any] = {"SERVER_NAME": "localhost", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def noor(world: World, alter: Alter) -> Person:
    alter(world.person("noor"), fictional=True)
    return world.person("noor")


def click(client: Client, who: object, **where: Any) -> Any:
    return client.post(reverse("people:demo"), {"person": who}, **HOME | where)


def test_one_click_signs_in(noor: Person, client: Client) -> None:
    assert "Noor de Wit" in client.get(reverse("people:demo"), **HOME).content.decode()
    assert click(client, noor.uuid).headers["Location"] == "/"
    page = client.get(reverse("people:profile"), **HOME)
    assert "Noor de Wit" in page.content.decode()


@pytest.mark.parametrize(("host", "address"), [("127.0.0.1", "127.0.0.1"), ("[::1]", "::1")])
def test_every_name_of_this_machine_will_do(
    noor: Person, client: Client, host: str, address: str
) -> None:
    where: dict[str, Any] = {"HTTP_HOST": f"{host}:8000", "REMOTE_ADDR": address}
    assert client.get(reverse("people:demo"), **where).status_code == 200


@pytest.mark.parametrize(
    "where",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_HOST": "testserver"},
        *({f"HTTP_{name}": "127.0.0.1"} for name in FORWARDED),
    ],
)
def test_from_anywhere_else_it_does_not_exist(
    noor: Person, client: Client, where: dict[str, str]
) -> None:
    assert client.get(reverse("people:demo"), **HOME | where).status_code == 404
    assert click(client, noor.uuid, **where).status_code == 404
    assert "_auth_user_id" not in client.session


def test_without_the_demo_it_does_not_exist(
    noor: Person, client: Client, settings: Settings
) -> None:
    settings.DEMO = False
    assert client.get(reverse("people:demo"), **HOME).status_code == 404
    assert click(client, noor.uuid).status_code == 404


@pytest.mark.parametrize("who", ["real", "unknown", "x", ""])
def test_only_as_someone_fictional(world: World, noor: Person, client: Client, who: str) -> None:
    asked = {"real": world.person("bram").uuid, "unknown": uuid4()}.get(who, who)
    assert click(client, asked).status_code == 404


def test_the_sign_in_page_shows_the_cast_here_only(noor: Person, client: Client) -> None:
    url = reverse("account_login")
    assert "Noor de Wit" in client.get(url, **HOME).content.decode()
    away = HOME | {"REMOTE_ADDR": "192.0.2.7"}
    assert "Noor de Wit" not in client.get(url, **away).content.decode()


def test_a_one_click_session_is_worth_nothing_outside_the_demo(
    noor: Person, client: Client, settings: Settings
) -> None:
    click(client, noor.uuid)
    settings.DEMO = False
    answer = client.get(reverse("people:profile"), **HOME)
    assert answer.headers["Location"] == reverse("mfa_index")
