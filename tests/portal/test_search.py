"""The page of search: what it finds, for whom, and what it says when it finds nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from koppelvlak.kit.search.index import reindex
from koppelvlak.kit.search.models import Entry
from koppelvlak.networks.models import Network
from koppelvlak.organisations.actions import edit_organisation
from koppelvlak.organisations.models import Kind, Organisation
from koppelvlak.territory.models import Municipality, Region, Source
from tests.conftest import Guard
from tests.organisations.forms import ABOUT
from tests.portal.conftest import Enter
from tests.world import TODAY, World

URL = reverse("portal:search")
MOST_QUERIES = 12


@pytest.fixture
def indexed(world: World, guard: Guard) -> World:
    """Return the cast with a region, a municipality and a network, all of it findable."""
    guard.watching = False
    source = Source.objects.create(key="s", text="A source")
    area = Region.objects.create(
        code="VR04", organisation=world.region, name="IJsselland", seat="Zwolle", source=source
    )
    Municipality.objects.create(
        code="GM0193", name="Zwolle", region=area, lon=6, lat=52, area_km2=1, population=1,
        valid_from=date(2023, 1, 1), source=source,
    )  # fmt: skip
    Network.objects.create(
        sector=world.sector, anchor=world.water, derived_for=TODAY, input_checksum="",
        derived_at="2026-11-23T12:00+01:00",
    )  # fmt: skip
    guard.watching = True
    reindex()
    return world


def page(client: Client, **asked: Any) -> str:
    answer = client.get(URL, asked)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]


def titles(client: Client, q: str) -> dict[str, list[str]]:
    groups = client.get(URL, {"q": q}).context["groups"]
    return {group.kind.name: [entry.title for entry in group.first] for group in groups}


def test_one_word_finds_every_kind_of_thing(enter: Enter, indexed: World) -> None:
    noor = enter("noor")
    assert titles(noor, "vitens") == {"organisation": ["Vitens"], "network": ["Drinkwater Vitens"]}
    assert titles(noor, "zwolle") == {"region": ["IJsselland"], "municipality": ["Zwolle"]}


@pytest.mark.parametrize("q", ["GM0193", "gm 0193", "zwol"])
def test_a_municipality_is_found_by_code_or_half_a_name(
    enter: Enter, indexed: World, q: str
) -> None:
    assert titles(enter("noor"), q)["municipality"] == ["Zwolle"]


def test_an_english_word_finds_a_network_too(enter: Enter, indexed: World) -> None:
    assert titles(enter("noor"), "drinking water")["network"] == ["Drinkwater Vitens"]


def test_every_result_leads_to_its_page(enter: Enter, indexed: World) -> None:
    found = page(enter("noor"), q="vitens")
    assert f'href="{indexed.water.get_absolute_url()}"' in found


def test_someone_who_may_see_nothing_finds_nothing(enter: Enter, indexed: World) -> None:
    assert titles(enter("petra"), "vitens") == {"organisation": ["Vitens"]}


def test_what_changed_is_found_at_once(enter: Enter, world: World) -> None:
    edit_organisation(world.water, ABOUT, by=world.actor("wil"))
    assert titles(enter("noor"), "vitens") == {"organisation": ["Vitens"]}


def test_an_empty_page_says_what_can_be_found(enter: Enter, indexed: World) -> None:
    found = page(enter("noor"))
    assert f"{URL}?q=VR04" in found
    assert 'class="empty"' not in found


def test_nothing_found_is_said_with_suggestions(enter: Enter, indexed: World) -> None:
    found = page(enter("noor"), q="kwispelstaart")
    assert 'class="empty"' in found
    assert f"{URL}?q=VR04" in found


@pytest.mark.parametrize("q", ["\x00", "?!", "*", '"', "\U0001f6b0", "NEAR(", "'", "a\x00b"])
@pytest.mark.parametrize("kind", ["", "organisation"])
def test_an_odd_question_gets_a_sentence(enter: Enter, indexed: World, q: str, kind: str) -> None:
    assert 'class="empty"' in page(enter("noor"), q=q, soort=kind)


def test_a_very_long_question_is_cut_and_said_so(enter: Enter, indexed: World) -> None:
    answer = enter("noor").get(URL, {"q": "vitens " * 10_000})
    assert len(answer.context["q"]) == 200
    assert "200" in str(answer.context["remarks"][0])


@pytest.mark.parametrize("where", [{"soort": "\x00"}, {"soort": "niets"}, {"pagina": "9e99"}])
def test_nonsense_in_the_address_is_passed_over(
    enter: Enter, indexed: World, where: dict[str, str]
) -> None:
    assert "Vitens" in page(enter("noor"), q="vitens", **where)


@pytest.fixture
def crowd(world: World, guard: Guard) -> World:
    guard.watching = False
    kind = Kind.objects.get(key="company")
    Organisation.objects.bulk_create(
        Organisation(
            key=f"k{n}", kind=kind, name=f"Kabel {n:02}", short_name=f"K{n}", state="standing"
        )
        for n in range(30)
    )
    guard.watching = True
    reindex()
    return world


def test_a_kind_with_many_results_shows_five_and_a_way_to_all(enter: Enter, crowd: World) -> None:
    noor = enter("noor")
    found = page(noor, q="kabel")
    assert "Kabel 04" in found
    assert "Kabel 05" not in found
    assert f"{URL}?q=kabel&amp;soort=organisation" in found


def test_all_of_a_kind_can_be_paged_through(enter: Enter, crowd: World) -> None:
    noor = enter("noor")
    first = page(noor, q="kabel", soort="organisation")
    assert "Kabel 24" in first
    assert "Kabel 25" not in first
    assert "Kabel 29" in page(noor, q="kabel", soort="organisation", pagina="2")


def test_while_typing_only_the_results_come(enter: Enter, indexed: World) -> None:
    headers = {"HX-Request": "true", "HX-Target": "search-results"}
    part = enter("noor").get(URL, {"q": "vit"}, headers=headers).content.decode()
    assert "Vitens" in part
    assert "<html" not in part


def test_a_name_is_never_markup(enter: Enter, world: World) -> None:
    found = page(enter("noor"), q="<script>alert(1)</script>")
    assert "<script>alert" not in found


def test_the_page_asks_little(
    enter: Enter, indexed: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    noor = enter("noor")
    with django_assert_max_num_queries(MOST_QUERIES):
        noor.get(URL, {"q": "vitens", "soort": "organisation"})


def test_the_command_says_what_it_did(indexed: World, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("reindex")
    assert "organisation: unchanged" in capsys.readouterr().out
    Entry.objects.all().delete()
    call_command("reindex", "--all")
    assert "municipality: 1" in capsys.readouterr().out


def test_strangers_are_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get(URL, {"q": "vitens"}).status_code == 302
