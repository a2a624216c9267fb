"""My work, the regions and the log: order, files, languages, who sees what, and what they cost."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.kit.waiting import waiting
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.people import actions
from koppelvlak.portal.events import events_seen, outbox_seen
from koppelvlak.portal.navigation import address
from koppelvlak.portal.queries import my_region, regions
from koppelvlak.territory.lifecycle import ACCEPTED, DECLINED, OPEN
from koppelvlak.territory.models import DivisionChange, Region, Source
from tests.conftest import Guard
from tests.portal.conftest import Enter
from tests.world import TODAY, World

HOME, REGIONS, LOG = "/", reverse("portal:regions"), reverse("portal:log")
PAGES = [HOME, REGIONS, reverse("portal:help"), reverse("portal:search")]
# *My work* asks every package what waits: two queries each. The bar for other pages is 12.
MOST_QUERIES = 12


def body(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


def table(client: Client, url: str) -> list[list[str]]:
    text: str = client.get(url).content.decode("utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";"))


def codes(client: Client, query: str = "") -> list[str]:
    response: Any = client.get(REGIONS + query)
    return [row.code for row in response.context["listing"].page]


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


def in_english(client: Client) -> Client:
    session = client.session
    session["language"] = "en"
    session.save()
    return client


def proposals(guard: Guard, *states: str) -> None:
    guard.watching = False
    for number, state in enumerate(states):
        DivisionChange.objects.create(
            kind="merge", title=f"Voorstel {number}", on=TODAY + timedelta(days=number - 1),
            change={}, checksum=str(number), state=state,
        )  # fmt: skip
    guard.watching = True


@pytest.fixture
def country(world: World, guard: Guard) -> World:
    """Return the cast in a country of 25 regions."""
    guard.watching = False
    source = Source.objects.create(key="s", text="Ergens")
    for number in range(1, 26):
        code = f"VR{number:02}"
        organisation, _made = Organisation.objects.get_or_create(
            key=code.lower(),
            defaults={"kind": world.region.kind, "name": f"Regio {code}", "short_name": code},
        )
        Region.objects.create(
            code=code, organisation=organisation, name=f"Gebied {26 - number:02}", seat="Elders",
            province="Gelderland", source=source,
        )  # fmt: skip
    guard.watching = True
    return world


def test_the_regions_come_by_code_and_sort_by_name(enter: Enter, country: World) -> None:
    noor = enter("noor")
    assert codes(noor) == [f"VR{number:02}" for number in range(1, 26)]
    assert codes(noor, "?sorteer=naam") == codes(noor)[::-1]
    assert codes(noor, "?sorteer=-code") == codes(noor)[::-1]


@pytest.mark.parametrize("order", ["provincie", "zetel", "netwerken", "wachtwoord"])
def test_every_order_shows_every_region(enter: Enter, country: World, order: str) -> None:
    assert sorted(codes(enter("noor"), f"?sorteer={order}")) == codes(enter("noor"))


def test_the_file_of_regions_holds_all_of_them(enter: Enter, country: World) -> None:
    head, *rows, tlp = table(in_english(enter("noor")), f"{REGIONS}?formaat=csv")
    assert head == ["Code", "Safety region", "Province", "Seat", "Networks"]
    assert len(rows) == 25
    assert tlp == ["All participants (TLP:GREEN)"]


@pytest.mark.parametrize("who", ["noor", "joost", "sanne", "anouk", "petra"])
def test_who_belongs_here_sees_the_regions(enter: Enter, country: World, who: str) -> None:
    assert len(codes(enter(who))) == 25


def test_an_auditor_sees_no_regions(country: World) -> None:
    assert not regions(country.actor("otto")).exists()


@pytest.mark.parametrize(("who", "code"), [("noor", "VR04"), ("joost", None), ("anouk", None)])
def test_only_who_works_for_a_region_has_one(country: World, who: str, code: str | None) -> None:
    mine = my_region(country.actor(who))
    assert (mine.code if mine else None) == code


@pytest.mark.parametrize("code", ["VR99", "vr04", "%00", "VR04%0A"])
def test_a_region_that_never_was_is_not_found(enter: Enter, country: World, code: str) -> None:
    assert enter("noor").get(f"{REGIONS}{code}/").status_code == 404


@pytest.mark.parametrize("url", PAGES)
def test_every_page_speaks_both_languages(enter: Enter, country: World, url: str) -> None:
    noor = enter("noor")
    dutch = body(noor, url)
    assert 'lang="nl"' in dutch
    assert "Mijn werk" in dutch
    assert 'lang="en"' in body(in_english(noor), url)
    assert "My work" in body(noor, url)


@pytest.mark.parametrize("who", ["noor", "joost", "sanne", "anouk", "petra", "otto"])
@pytest.mark.parametrize("url", PAGES)
def test_nobody_who_signed_in_is_locked_out(
    enter: Enter, country: World, url: str, who: str
) -> None:
    body(enter(who), url)


@pytest.mark.parametrize("url", [*PAGES, LOG])
def test_strangers_are_sent_to_sign_in(client: Client, world: World, url: str) -> None:
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("url", [HOME, REGIONS])
def test_more_rows_cost_no_more_queries(
    enter: Enter, world: World, request: pytest.FixtureRequest, url: str
) -> None:
    noor = enter("noor")
    cost(noor, url)
    few = cost(noor, url)
    request.getfixturevalue("country")
    assert few <= MOST_QUERIES
    assert cost(noor, url) <= MOST_QUERIES


def test_more_work_costs_no_more_queries(enter: Enter, world: World, guard: Guard) -> None:
    joost = enter("joost")
    cost(joost, HOME)
    few = cost(joost, HOME)
    guard.watching = False
    ContactPoint.objects.bulk_create(
        ContactPoint(
            organisation=world.water, function=f"Loket {number}", address="088 000 00 01",
            hours="-", state=world.desk.state,
        )
        for number in range(30)
    )  # fmt: skip
    guard.watching = True
    assert cost(joost, HOME) <= few <= MOST_QUERIES


def test_only_an_open_proposal_waits_for_a_decision(world: World, guard: Guard) -> None:
    proposals(guard, OPEN, ACCEPTED, DECLINED)
    told = [str(item.title) for item in waiting(world.actor("anouk"))]
    assert len(told) == 1
    assert "Voorstel 0" in told[0]


@pytest.mark.parametrize("who", ["noor", "bram", "joost", "sanne", "petra", "otto"])
def test_a_proposal_waits_for_nobody_else(world: World, guard: Guard, who: str) -> None:
    proposals(guard, OPEN)
    assert not [item for item in waiting(world.actor(who)) if "Voorstel" in str(item.title)]


def test_what_is_latest_comes_first_and_says_by_how_much(world: World, guard: Guard) -> None:
    proposals(guard, OPEN, OPEN, OPEN)
    found = waiting(world.actor("anouk"))
    assert [item.due for item in found] == [TODAY + timedelta(days=n) for n in (-1, 0, 1)]
    assert [item.late for item in found] == [1, 0, 0]


@pytest.mark.parametrize(
    ("age", "late"), [(182, None), (183, None), (184, 1), (366, 183), (1000, 817)]
)
def test_a_contact_point_is_asked_about_after_half_a_year(
    world: World, guard: Guard, age: int, late: int | None
) -> None:
    guard.watching = False
    confirmed = {"state": "confirmed", "last_confirmed": TODAY - timedelta(days=age)}
    ContactPoint.objects.filter(pk=world.desk.pk).update(**confirmed)
    guard.watching = True
    found = [item.late for item in waiting(world.actor("joost"))]
    assert found == ([] if late is None else [late])


def test_everything_that_waits_leads_somewhere(enter: Enter, world: World) -> None:
    joost = enter("joost")
    for item in waiting(world.actor("joost")):
        assert joost.get(item.url).status_code == 200


def test_the_log_of_nothing_says_so(enter: Enter, world: World) -> None:
    assert "Nothing has happened yet." in body(in_english(enter("otto")), LOG)


def test_the_log_without_an_organisation_is_unseen(world: World) -> None:
    with pytest.raises(UnseenError):
        events_seen(world.actor("otto", organisation=None))


@pytest.mark.parametrize("who", ["noor", "bram", "joost", "anouk"])
def test_the_log_is_for_its_auditor(world: World, who: str) -> None:
    with pytest.raises(RefusedError):
        events_seen(world.actor(who))


@pytest.mark.parametrize("who", ["noor", "bram", "otto", "sanne", "anouk"])
def test_the_outbox_is_for_who_keeps_the_platform(enter: Enter, world: World, who: str) -> None:
    assert outbox_seen(world.actor(who), now=timezone.now()) is None


def test_the_log_comes_newest_first_and_the_other_way(enter: Enter, world: World) -> None:
    noor = world.person("noor")
    for name in ("Noor Een", "Noor Twee", "Noor Drie"):
        actions.edit_person(noor, name=name, language="nl", by=world.actor("noor"))
    otto = enter("otto")
    newest = [int(row[0]) for row in table(otto, f"{LOG}?formaat=csv")[1:-1]]
    oldest = [int(row[0]) for row in table(otto, f"{LOG}?formaat=csv&sorteer=nummer")[1:-1]]
    assert newest == oldest[::-1] == sorted(newest, reverse=True)
    assert len(newest) == 3


def test_more_events_cost_no_more_queries(enter: Enter, world: World) -> None:
    def renamed(times: int) -> None:
        for number in range(times):
            actions.edit_person(
                world.person("noor"), name=f"Noor {number}", language="nl", by=world.actor("noor")
            )

    otto = enter("otto")
    renamed(2)
    cost(otto, LOG)
    few = cost(otto, LOG)
    renamed(12)
    assert cost(otto, LOG) <= few <= MOST_QUERIES


def test_a_page_that_is_not_installed_has_no_address() -> None:
    assert address("nothing:here") == ""
    assert address("portal:home") == "/"


def test_the_explanation_names_every_sector(enter: Enter, world: World) -> None:
    assert world.sector.name_nl in body(enter("noor"), reverse("portal:help"))
