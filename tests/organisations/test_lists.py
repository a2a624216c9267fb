"""The organisations as a list and as pages: order, pages, files, languages, guests and cost."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.freshness import Freshness
from koppelvlak.organisations.models import Channel, ContactPoint, Kind, Organisation, Succession
from koppelvlak.organisations.queries import Desk, Wanted, classes, organisations, strictest
from tests.conftest import Guard
from tests.organisations.conftest import Enter
from tests.world import TODAY, World

LIST = reverse("organisations:list")
# Every package adds its part to the page of an organisation; the bar for other pages is 12.
MOST_QUERIES = 12


def names(client: Client, query: str = "") -> list[str]:
    response: Any = client.get(LIST + query)
    return [row.name for row in response.context["listing"].page]


def shown(point: ContactPoint) -> Desk:
    return Desk(point, Freshness.NEVER, may_edit=False, may_confirm=False, may_remove=False)


def table(client: Client, query: str) -> list[list[str]]:
    text: str = client.get(LIST + query).content.decode("utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";"))


def body(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


def in_dutch(client: Client) -> Client:
    session = client.session
    session["language"] = "nl"
    session.save()
    return client


@pytest.fixture
def many(world: World, guard: Guard) -> World:
    """Return the cast among sixty organisations, all of them with a sector and a contact point."""
    guard.watching = False
    for number in range(60):
        one = Organisation.objects.create(
            key=f"zz-{number:02}", kind=world.water.kind, name=f"Zeebron {number:02}",
            short_name=f"ZB{number:02}",
        )  # fmt: skip
        one.sectors.add(world.sector)
        ContactPoint.objects.create(
            organisation=world.water, function=f"Loket {number}", address="088 000 00 01", hours="-"
        )
    guard.watching = True
    return world


def test_the_list_comes_by_name(enter: Enter, world: World) -> None:
    assert names(enter("noor")) == sorted(names(enter("noor")))


@pytest.mark.parametrize("order", ["naam", "kort"])
def test_it_sorts_both_ways(enter: Enter, world: World, order: str) -> None:
    up, down = (names(enter("noor"), f"?sorteer={sign}{order}") for sign in ("", "-"))
    assert up == down[::-1]
    assert len(up) == 5


@pytest.mark.parametrize("order", ["soort", "sectoren", "deelname", "wachtwoord"])
def test_any_other_order_shows_everybody(enter: Enter, world: World, order: str) -> None:
    assert sorted(names(enter("noor"), f"?sorteer={order}")) == names(enter("noor"))


def test_many_come_in_pages(enter: Enter, many: World) -> None:
    noor = enter("noor")
    first, second = names(noor), names(noor, "?pagina=2")
    assert (len(first), len(second)) == (50, 15)
    assert not set(first) & set(second)


def test_the_next_page_keeps_what_was_chosen(enter: Enter, many: World) -> None:
    response: Any = enter("noor").get(f"{LIST}?sector=drinking-water&sorteer=-naam")
    following = response.context["listing"].next_url
    assert "sector=drinking-water" in following
    assert "sorteer=-naam" in following


def test_the_file_holds_every_page(enter: Enter, many: World) -> None:
    assert len(table(enter("noor"), "?formaat=csv")) == 1 + 65 + 1


def test_the_file_holds_only_what_was_chosen(enter: Enter, many: World) -> None:
    rows = table(enter("noor"), "?formaat=csv&soort=supervisor")[1:-1]
    assert [row[0] for row in rows] == ["Inspectie Leefomgeving en Transport"]
    assert rows[0][4] == "guest"


def test_the_file_speaks_dutch_to_the_dutch(enter: Enter, world: World) -> None:
    head = table(in_dutch(enter("noor")), "?formaat=csv")[0]
    assert head[0] == "Naam"


def test_a_name_that_looks_like_a_formula_is_none_in_the_file(
    enter: Enter, world: World, guard: Guard
) -> None:
    guard.watching = False
    Organisation.objects.filter(pk=world.stranger.pk).update(name="=HYPERLINK(1)")
    guard.watching = True
    assert "=HYPERLINK(1)" not in {row[0] for row in table(enter("noor"), "?formaat=csv")}


@pytest.mark.parametrize("who", ["noor", "joost", "sanne", "anouk", "petra"])
def test_everybody_who_belongs_here_sees_the_list(enter: Enter, world: World, who: str) -> None:
    assert len(names(enter(who))) == 5


def test_an_auditor_sees_the_own_organisation_only(enter: Enter, world: World) -> None:
    assert names(enter("otto")) == [world.region.name]
    assert enter("otto").get(world.water.get_absolute_url()).status_code == 404


def test_strangers_are_sent_to_sign_in(client: Client, world: World) -> None:
    for url in (LIST, world.water.get_absolute_url()):
        assert client.get(url)["Location"].endswith(url)


@pytest.mark.parametrize("who", ["sanne", "petra"])
def test_guests_and_platform_managers_see_no_number(enter: Enter, world: World, who: str) -> None:
    page = body(enter(who), world.water.get_absolute_url())
    assert world.water.name in page
    assert "0880000001" not in page
    assert "Wachtdienst" not in page


def test_an_organisation_without_contact_points_says_what_to_add(
    enter: Enter, world: World
) -> None:
    page = body(enter("noor"), world.region.get_absolute_url())
    assert "There is no contact point yet." in page


def test_an_organisation_in_no_network_says_so(enter: Enter, world: World) -> None:
    page = body(enter("noor"), world.ministry.get_absolute_url())
    assert "This organisation is in no network yet." in page


@pytest.mark.parametrize("page", ["list", "detail"])
def test_more_rows_cost_no_more_queries(
    enter: Enter, world: World, request: pytest.FixtureRequest, page: str
) -> None:
    wil = enter("wil")
    url = {"list": LIST, "detail": world.water.get_absolute_url()}[page]
    cost(wil, url)
    few = cost(wil, url)
    request.getfixturevalue("many")
    assert cost(wil, url) <= few <= MOST_QUERIES


@pytest.mark.parametrize("who", ["wil", "joost"])
def test_the_forms_cost_little_too(enter: Enter, many: World, who: str) -> None:
    for name, row in (
        ("add_contact_point", many.water),
        ("confirm_contact_points", many.water),
        ("edit_contact_point", many.desk),
        ("confirm_contact_point", many.desk),
    ):
        url = reverse(f"organisations:{name}", args=[row.uuid])
        assert cost(enter(who), url) <= MOST_QUERIES, name


@pytest.mark.parametrize(
    ("on", "ended"), [(date(2020, 1, 1), True), (date(2999, 1, 1), False), (None, False)]
)
def test_who_was_taken_over_exists_no_longer(
    world: World, guard: Guard, on: date | None, *, ended: bool
) -> None:
    guard.watching = False
    Succession.objects.create(predecessor=world.stranger, successor=world.water, on=on)
    guard.watching = True
    assert world.stranger.ended is ended
    assert not world.water.ended


@pytest.mark.parametrize(
    ("dutch", "english", "language", "said"),
    [
        ("Levert water.", "Supplies water.", "nl", "Levert water."),
        ("Levert water.", "Supplies water.", "en", "Supplies water."),
        ("Levert water.", "", "en", "Levert water."),
        ("", "Supplies water.", "nl", "Supplies water."),
    ],
)
def test_what_is_said_in_one_language_only_is_shown_in_both(
    world: World, dutch: str, english: str, language: str, said: str
) -> None:
    world.water.role_nl, world.water.role_en = dutch, english
    with translation.override(language):
        assert world.water.role == said


def test_kinds_have_a_name_in_both_languages(world: World, guard: Guard) -> None:
    kind = Kind(key="x", name_nl="waterschap", name_en="water board", position=9)
    with translation.override("nl"):
        assert str(kind) == "waterschap"
    with translation.override("en"):
        assert str(kind) == "water board"


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        (Wanted(kind="supervisor"), {"ilt"}),
        (Wanted(sector="drinking-water"), {"vitens"}),
        (Wanted(kind="company", sector="drinking-water"), {"vitens"}),
        (Wanted(kind="ministry", sector="drinking-water"), set()),
        (Wanted(everybody=True), {"vr04", "vitens", "ilt", "jenv", "wml"}),
    ],
)
def test_kind_and_sector_narrow_the_list(world: World, wanted: Wanted, keys: set[str]) -> None:
    found = organisations(world.actor("noor"), wanted)
    assert {row.key for row in found} == keys


@pytest.mark.parametrize(
    ("channel", "address", "opens"),
    [
        (Channel.PHONE, "088 000 00 01", "tel:0880000001"),
        (Channel.MAIL, "noc@voorbeeld.invalid", "mailto:noc@voorbeeld.invalid"),
        (Channel.NCV, "NCV 12", ""),
        (Channel.RADIO, "BNL 3", ""),
        (Channel.OTHER, "aan de balie", ""),
    ],
)
def test_only_a_number_or_a_mail_address_can_be_opened(
    world: World, channel: Channel, address: str, opens: str
) -> None:
    world.desk.channel, world.desk.address = channel, address
    assert shown(world.desk).href == opens


def test_a_page_without_contact_points_is_green() -> None:
    assert strictest([]) == Tlp.GREEN


def test_no_contact_point_can_be_red() -> None:
    assert Tlp.RED not in classes()
    assert Tlp.GREEN in classes()


def test_an_organisation_is_found_by_its_kind_and_sector(world: World) -> None:
    entry = world.water.search_entry()
    assert entry.title == "Vitens"
    for word in ("vitens", "company", "Drinkwater", "Drinking water"):
        assert word in entry.words


def test_a_contact_point_and_a_succession_name_themselves(world: World) -> None:
    taken = Succession(predecessor=world.stranger, successor=world.water, on=TODAY, note_nl="Zo.")
    assert str(world.desk) == "Wachtdienst crisis"
    assert str(taken) == "WML → Vitens"
    assert taken.note == "Zo."
