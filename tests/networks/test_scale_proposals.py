"""From advice to decision on pages, in both languages: propose, see it waiting, accept, decline."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import waiting
from koppelvlak.networks.models import Network, Proposal
from tests.conftest import Guard
from tests.networks.keeping import MERGED, keep_two, proposed
from tests.networks.test_pages import browser, text
from tests.world import World

SCALE = reverse("networks:scale")
MOST_QUERIES = 12


@pytest.fixture
def kept(country: World, guard: Guard, machine: Actor) -> list[Network]:
    """Return two networks that IJsselland leads."""
    return keep_two(country, guard, machine)


@pytest.fixture
def noor(country: World, kept: list[Network], settings: Settings) -> Client:
    """Return the browser of the one who leads both."""
    return browser(country, settings, "noor")


def offer(client: Client) -> str:
    response: Any = client.get(SCALE)
    (idea,) = response.context["ideas"]
    return reverse("networks:propose_scale", args=[idea.suggestion.key])


def page(row: Proposal, what: str = "scale_proposal") -> str:
    return reverse(f"networks:{what}", args=[row.uuid])


@pytest.mark.parametrize(
    ("language", "button", "accepted"),
    [("en", "Propose this", "accepted"), ("nl", "Stel dit voor", "aanvaard")],
)
def test_advice_becomes_a_network(
    noor: Client, kept: list[Network], language: str, button: str, accepted: str
) -> None:
    session = noor.session
    session["language"] = language
    session.save()
    assert button in text(noor, SCALE)
    url = offer(noor)
    assert button in text(noor, url)
    sent = noor.post(url)
    row = Proposal.objects.get(kind="merge")
    assert sent["Location"] == page(row)
    sent = noor.post(page(row, "accept_scale"), {"version": row.network.version})
    assert sent["Location"] == page(row)
    said = text(noor, page(row))
    assert accepted in said
    assert "Oasen, Vitens" in said


def test_it_waits_for_those_who_decide(country: World, kept: list[Network]) -> None:
    row = proposed(country, MERGED)
    urls = {who: [one.url for one in waiting(country.actor(who))] for who in ("noor", "joost")}
    assert page(row) in urls["noor"]
    assert page(row) not in urls["joost"]


def test_what_is_open_stands_beside_the_advice(
    noor: Client, country: World, kept: list[Network]
) -> None:
    row = proposed(country, MERGED)
    said = noor.get(SCALE).content.decode()
    assert "Proposed, and not decided yet" in said
    assert page(row) in said


def test_declining_asks_for_a_reason(noor: Client, country: World, kept: list[Network]) -> None:
    row = proposed(country, MERGED)
    assert noor.post(page(row, "decline_scale"), {"reason": " "}).status_code == 422
    noor.post(page(row, "decline_scale"), {"reason": "Eerst oefenen."})
    assert "Eerst oefenen." in text(noor, page(row))


def test_advice_that_no_longer_holds_is_told(noor: Client, kept: list[Network]) -> None:
    answer = noor.get(reverse("networks:propose_scale", args=["0" * 16]))
    assert answer.status_code == 409
    assert "no longer advised" in answer.content.decode()


def test_the_same_advice_twice_is_told(noor: Client, country: World, kept: list[Network]) -> None:
    url = offer(noor)
    proposed(country, MERGED)
    assert noor.post(url).status_code == 409


@pytest.mark.parametrize("who", ["joost", "lezer"])
def test_others_see_it_and_decide_nothing(
    country: World, kept: list[Network], settings: Settings, who: str
) -> None:
    row = proposed(country, MERGED)
    client = browser(country, settings, who)
    assert "accept_scale" not in client.get(page(row)).content.decode()
    assert "Propose this" not in text(client, SCALE)
    for what in ("accept_scale", "decline_scale"):
        assert client.post(page(row, what)).status_code == 403
    assert client.get(offer(client)).status_code == 403


@pytest.mark.parametrize("who", ["petra", "otto"])
def test_who_sees_no_content_sees_no_proposal(
    country: World, kept: list[Network], settings: Settings, who: str
) -> None:
    row = proposed(country, MERGED)
    client = browser(country, settings, who)
    for what in ("scale_proposal", "accept_scale", "decline_scale"):
        assert client.get(page(row, what)).status_code == 404


def test_a_proposal_of_another_kind_has_another_page(noor: Client, kept: list[Network]) -> None:
    row = Proposal.objects.filter(kind="new").first()
    assert row is not None
    assert noor.get(page(row)).status_code == 404


def test_an_older_version_is_stale(noor: Client, country: World, kept: list[Network]) -> None:
    row = proposed(country, MERGED)
    assert noor.post(page(row, "accept_scale"), {"version": 1}).status_code == 409


def test_the_pages_cost_few_queries(
    noor: Client, country: World, kept: list[Network], django_assert_max_num_queries: Any
) -> None:
    row = proposed(country, MERGED)
    noor.get(page(row))
    for url in (page(row), SCALE):
        with django_assert_max_num_queries(MOST_QUERIES):
            noor.get(url)
