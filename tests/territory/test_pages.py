"""The pages of the territory: what they show, to whom, and what a decision looks like."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from koppelvlak.kit.search.index import reindex
from koppelvlak.kit.search.query import search
from koppelvlak.territory.actions import accept_division_change
from koppelvlak.territory.lifecycle import ACCEPTED, DECLINED, OPEN
from koppelvlak.territory.models import DivisionChange
from tests.territory.conftest import Enter
from tests.world import World

MUNICIPALITIES, TOWN = "/gebied/gemeenten/", "/gebied/gemeenten/GM0402/"


def text(client: Client, url: str, status: int = 200) -> str:
    response: Any = client.get(url)
    assert response.status_code == status, url
    return " ".join(response.content.decode().split())


def names(client: Client, query: str) -> list[str]:
    response: Any = client.get(MUNICIPALITIES + query)
    return [row.name for row in response.context["listing"].page]


def test_the_municipalities_are_listed_by_name(gooi: World, enter: Enter) -> None:
    assert names(enter("noor"), "")[:2] == ["Blaricum", "Gooise Meren"]


@pytest.mark.parametrize("typed", ["hilv", "GM0402", "HÍLVERSUM"])
def test_one_finds_a_municipality_by_name_or_code(gooi: World, enter: Enter, typed: str) -> None:
    assert names(enter("noor"), f"?q={typed}") == ["Hilversum"]


def test_they_sort_by_people(gooi: World, enter: Enter) -> None:
    assert names(enter("noor"), "?sorteer=-inwoners")[0] == "Hilversum"


def test_they_come_as_csv(gooi: World, enter: Enter) -> None:
    response = enter("noor").get(f"{MUNICIPALITIES}?formaat=csv&q=hilversum")
    assert "Hilversum;GM0402;Gooi en Vechtstreek;Noord-Holland;91733;46,0;" in (
        response.content.decode()
    )


def test_the_list_is_that_of_the_day(merger: DivisionChange, gooi: World, enter: Enter) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    client = enter("noor")
    assert "Wijdemeren" in names(client, "?op=2026-12-31")
    assert "Wijdemeren" not in names(client, "?op=2027-01-01")


@pytest.mark.parametrize("day", ["notadate", "0000-00-00", "99999-01-01", "2026-13-45"])
def test_a_day_that_is_none_gets_a_sentence(gooi: World, enter: Enter, day: str) -> None:
    for url in (MUNICIPALITIES, TOWN):
        assert "Give a day, such as" in text(enter("noor"), f"{url}?op={day}", 422)


def test_a_day_before_the_division_is_known(gooi: World, enter: Enter) -> None:
    page = text(enter("noor"), f"{MUNICIPALITIES}?op=2015-01-01")
    assert "The division is known from 1 January 2023." in page


def test_a_municipality_says_who_supplies_it(gooi: World, enter: Enter) -> None:
    page = text(enter("noor"), TOWN)
    for words in ("Gooi en Vechtstreek", "VR14", "Vitens", "a few parcels", "laid down in law"):
        assert words in page


def test_after_a_merger_it_says_what_came_along(
    merger: DivisionChange, gooi: World, enter: Enter
) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    page = text(enter("noor"), f"{TOWN}?op=2027-01-01")
    assert "came along at a merger: Wijdemeren" in page
    assert "came along" not in text(enter("noor"), TOWN)
    gone = text(enter("noor"), "/gebied/gemeenten/GM1696/?op=2027-01-01")
    assert "Wijdemeren is no municipality of its own on" in gone


@pytest.mark.parametrize("code", ["GM9999", "gm0402", "x", "%00", "GM0402%0A"])
def test_a_municipality_that_never_was(gooi: World, enter: Enter, code: str) -> None:
    assert "does not exist" in text(enter("noor"), f"/gebied/gemeenten/{code}/", 404)


def test_every_source_is_explained(gooi: World, enter: Enter) -> None:
    page = text(enter("sanne"), "/gebied/bronnen/")
    assert 'id="drinking-water-1"' in page
    assert "Drinkwaterregeling (BWBR0030152)" in page


@pytest.mark.parametrize("url", [MUNICIPALITIES, TOWN, "/gebied/bronnen/", "/gebied/indeling/"])
def test_an_auditor_sees_no_content(gooi: World, enter: Enter, url: str) -> None:
    assert enter("otto").get(url).status_code == 404


def test_without_a_proposal_the_page_says_how_one_comes(gooi: World, enter: Enter) -> None:
    assert "import_division" in text(enter("noor"), "/gebied/indeling/")


def test_a_proposal_shows_before_and_after(
    merger: DivisionChange, gooi: World, enter: Enter
) -> None:
    page = text(enter("noor"), merger.get_absolute_url())
    for words in ("91,733", "116,227", "A national editor decides", "came along at a merger"):
        assert words in page
    assert merger.title in text(enter("noor"), "/gebied/indeling/")


def test_only_who_may_decide_is_asked_to(merger: DivisionChange, gooi: World, enter: Enter) -> None:
    url = f"{merger.get_absolute_url()}aannemen/"
    assert url in text(enter("anouk"), merger.get_absolute_url())
    assert url not in text(enter("noor"), merger.get_absolute_url())
    assert enter("noor").get(url).status_code == 403


def test_accepting_is_confirmed_first(merger: DivisionChange, gooi: World, enter: Enter) -> None:
    client, url = enter("anouk"), f"{merger.get_absolute_url()}aannemen/"
    assert "This cannot be taken back" in text(client, url)
    response = client.post(url, {"version": merger.version})
    assert response["Location"] == merger.get_absolute_url()
    merger.refresh_from_db()
    assert merger.state == ACCEPTED
    assert "Decided on" in text(client, merger.get_absolute_url())


def test_declining_needs_a_reason(merger: DivisionChange, gooi: World, enter: Enter) -> None:
    client, url = enter("anouk"), f"{merger.get_absolute_url()}afwijzen/"
    assert client.post(url, {"version": merger.version}).status_code == 422
    merger.refresh_from_db()
    assert merger.state == OPEN
    client.post(url, {"version": merger.version, "reason": "Uitgesteld."})
    merger.refresh_from_db()
    assert merger.state == DECLINED
    assert "Uitgesteld." in text(enter("noor"), merger.get_absolute_url())


def test_a_stale_decision_changes_nothing(
    merger: DivisionChange, gooi: World, enter: Enter
) -> None:
    url = f"{merger.get_absolute_url()}aannemen/"
    assert enter("anouk").post(url, {"version": 9}).status_code == 409
    merger.refresh_from_db()
    assert merger.state == OPEN


def test_few_queries(
    merger: DivisionChange,
    gooi: World,
    enter: Enter,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = enter("anouk")
    for url in (MUNICIPALITIES, TOWN, merger.get_absolute_url(), "/gebied/bronnen/"):
        with django_assert_max_num_queries(12):
            client.get(url)


def test_municipalities_are_found_by_every_name(gooi: World) -> None:
    reindex()
    found = search("hilversum", actor=gooi.actor("noor"))
    assert TOWN in [entry.url for entry in found]
    assert not search("hilversum", actor=gooi.actor("otto"))
