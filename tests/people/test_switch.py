"""Acting for one organisation or the other, and always saying which."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from koppelvlak.rights import Role
from tests.people.conftest import Enter, Hold
from tests.world import World

SWITCH = "people:switch"


@pytest.fixture
def browser(world: World, hold: Hold, enter: Enter) -> Client:
    hold("noor", "water", Role.READER)
    return enter("noor")


def test_one_acts_for_the_organisation_one_chose(world: World, browser: Client) -> None:
    answer = browser.post(reverse(SWITCH), {"organisation": str(world.water.uuid)})
    assert answer.headers["Location"] == reverse("portal:home")
    page = browser.get(reverse("people:profile"))
    assert "Vitens" in str(page.wsgi_request.actor)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "choice", ["", "x", "\x00", "00000000-0000-4000-8000-000000000000", "stranger"]
)
def test_nothing_else_can_be_chosen(world: World, browser: Client, choice: str) -> None:
    asked = str(world.stranger.uuid) if choice == "stranger" else choice
    assert browser.post(reverse(SWITCH), {"organisation": asked}).status_code == 404


@pytest.mark.parametrize(
    ("then", "place"),
    [
        ("/mijn-gegevens/", "/mijn-gegevens/"),
        ("//evil.example/", "/"),
        ("https://evil.example", "/"),
    ],
)
def test_one_stays_on_this_site(world: World, browser: Client, then: str, place: str) -> None:
    said = {"organisation": str(world.water.uuid), "next": then}
    assert browser.post(reverse(SWITCH), said).headers["Location"] == place


def test_the_header_offers_both_and_marks_one(browser: Client) -> None:
    page = browser.get(reverse("people:profile")).content.decode()
    assert page.count('name="organisation"') == 2
    assert page.count('aria-current="true"') == 1


def test_it_takes_a_form(browser: Client) -> None:
    assert browser.get(reverse(SWITCH)).status_code == 405


def test_who_acts_costs_no_more_than_four_queries(
    browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # Session, person, functions; the page itself adds nothing.
    with django_assert_max_num_queries(4):
        browser.get(reverse("people:no_function"))
