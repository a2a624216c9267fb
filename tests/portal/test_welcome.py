"""The last of the first steps: contact points, then where one sits; left and taken up again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from koppelvlak.kit.waiting import waiting
from koppelvlak.organisations.lifecycle import CONFIRMED
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.models import Function
from tests.conftest import Guard
from tests.portal.conftest import Enter
from tests.world import World

WELCOME, POINTS = reverse("portal:welcome"), reverse("portal:welcome_contact_points")
NETWORKS = reverse("portal:welcome_networks")
REACHED = {
    "function": "Wachtdienst",
    "channel": "phone",
    "address": "088 000 00 09",
    "hours": "24/7",
    "tlp": "AMBER",
}


@pytest.fixture
def wil(world: World, enter: Enter, guard: Guard) -> Client:
    """Return the browser of Wil, who manages Vitens and is new."""
    guard.watching = False
    Function.objects.filter(person=world.person("wil")).update(introduced=False)
    guard.watching = True
    return enter("wil")


def test_it_begins_with_the_contact_points(wil: Client) -> None:
    assert wil.get(WELCOME).headers["Location"] == POINTS
    page = wil.get(POINTS).content.decode()
    assert "Wachtdienst crisis" in page


def test_one_click_says_that_they_are_right(world: World, wil: Client) -> None:
    said = {"points": f"{world.desk.uuid}:{world.desk.version}"}
    assert wil.post(POINTS, said).headers["Location"] == NETWORKS
    world.desk.refresh_from_db()
    assert (world.desk.state, world.desk.confirmed_by) == (CONFIRMED, world.person("wil").uuid)
    assert wil.get(WELCOME).headers["Location"] == NETWORKS


def test_without_any_the_first_one_is_added_and_confirmed(
    world: World, wil: Client, guard: Guard
) -> None:
    guard.watching = False
    ContactPoint.objects.all().delete()
    guard.watching = True
    assert 'name="address"' in wil.get(POINTS).content.decode()
    assert wil.post(POINTS, REACHED).headers["Location"] == NETWORKS
    point = ContactPoint.objects.get()
    assert (point.organisation, point.state) == (world.water, CONFIRMED)


@pytest.mark.parametrize("wrong", [{"address": "niets"}, {"function": ""}, {"tlp": "RED"}])
def test_a_wrong_one_is_told_in_place(wil: Client, guard: Guard, wrong: dict[str, str]) -> None:
    guard.watching = False
    ContactPoint.objects.all().delete()
    guard.watching = True
    answer = wil.post(POINTS, REACHED | wrong)
    assert answer.status_code == 422
    assert not ContactPoint.objects.exists()


def test_nothing_marked_is_told_in_place(wil: Client) -> None:
    assert wil.post(POINTS, {}).status_code == 422


def test_what_somebody_changed_meanwhile_is_not_confirmed(world: World, wil: Client) -> None:
    answer = wil.post(POINTS, {"points": f"{world.desk.uuid}:{world.desk.version + 1}"})
    assert answer.status_code == 409


def test_one_may_go_on_without(wil: Client) -> None:
    assert f'href="{NETWORKS}"' in wil.get(POINTS).content.decode()
    assert wil.get(NETWORKS).status_code == 200


def test_the_last_one_shows_what_waits_and_lets_the_organisation_join(
    world: World, wil: Client
) -> None:
    page = wil.get(NETWORKS).content.decode()
    assert page.count('aria-current="step"') == 1
    assert "Wachtdienst crisis" in page
    assert 'class="empty"' in page
    assert wil.post(NETWORKS).headers["Location"] == "/"
    assert wil.get(WELCOME).headers["Location"] == "/"
    assert not Function.objects.filter(introduced=False).exists()


def test_until_then_it_stands_first_on_my_work(world: World, wil: Client) -> None:
    items = waiting(world.actor("wil"))
    assert (str(items[0].title), items[0].url) == ("Finish your first steps", WELCOME)
    wil.post(NETWORKS)
    assert all(item.url != WELCOME for item in waiting(world.actor("wil")))


@pytest.mark.parametrize("path", [WELCOME, POINTS, NETWORKS])
@pytest.mark.parametrize("name", ["bram", "noor", "petra", "sanne"])
def test_nobody_else_has_first_steps(enter: Enter, path: str, name: str) -> None:
    client = enter(name)
    assert client.get(path).headers["Location"] == "/"
    assert client.post(path).headers["Location"] == "/"


@pytest.mark.parametrize("path", [POINTS, NETWORKS])
def test_few_queries(
    wil: Client, path: str, django_assert_max_num_queries: DjangoAssertNumQueries, world: World
) -> None:
    wil.get(path)
    with django_assert_max_num_queries(12):
        answer: Any = wil.get(path)
    assert answer.status_code == 200
