"""The pages of proposals: what they list and explain, to whom, and what deciding there does."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.networks.actions import derive
from koppelvlak.networks.choosing import Choice, propose_by_choice
from koppelvlak.networks.deciding import accept_region, decline_region
from koppelvlak.networks.models import Network, Proposal, Seat
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.networks.proposed import alter, formed, oil, opened, the
from tests.networks.test_pages import browser, text
from tests.world import TODAY, World

Enter: TypeAlias = Callable[[str], Client]
LIST = reverse("networks:proposals")
MOST_QUERIES = 12


@pytest.fixture
def enter(country: World, settings: Settings) -> Enter:
    """Return a way in for anyone of the cast; pages speak English to them."""
    return lambda name: browser(country, settings, name)


@pytest.fixture
def join(network: Network, country: World, guard: Guard) -> Proposal:
    """Return the proposal that Twente joins the network that the water company leads."""
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    return the(network, "join")


@pytest.fixture
def leave(network: Network, country: World, guard: Guard) -> Proposal:
    """Return the proposal that Gelderland-Midden leaves that network."""
    formed(network, country)
    alter(guard, "GM0202")
    return the(network, "leave")


def accepting(row: Proposal) -> str:
    return reverse("networks:accept_proposal", args=[row.uuid])


def declining(row: Proposal) -> str:
    return reverse("networks:decline_proposal", args=[row.uuid])


def version(row: Proposal) -> int:
    return Network.objects.get(pk=row.network_id).version


def rows(client: Client, query: str = "") -> list[tuple[str, str]]:
    response: Any = client.get(LIST + query)
    return [(row.kind, row.state) for row in response.context["listing"].page]


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_open_ones_come_first(join: Proposal, enter: Enter) -> None:
    assert rows(enter("noor")) == [("join", "open"), ("new", "accepted")]


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("?stand=open", ["join"]),
        ("?stand=accepted", ["new"]),
        ("?soort=join", ["join"]),
        ("?soort=merge", []),
        ("?sector=drinking-water", ["join", "new"]),
        ("?sector=drinking-water&soort=new&stand=open", []),
        ("?sector=%00&soort=x&stand=y", ["join", "new"]),
    ],
)
def test_it_is_filtered(join: Proposal, enter: Enter, query: str, kinds: list[str]) -> None:
    assert [kind for kind, _state in rows(enter("noor"), query)] == kinds


@pytest.mark.parametrize("column", ["wat", "netwerk", "regio", "sector", "dag", "stand"])
def test_it_sorts_by_every_column(join: Proposal, enter: Enter, column: str) -> None:
    up, down = (rows(enter("noor"), f"?sorteer={sign}{column}") for sign in ("", "-"))
    assert sorted(up) == sorted(down) == [("join", "open"), ("new", "accepted")]


def test_the_file_says_who_decided_and_why(join: Proposal, country: World, enter: Enter) -> None:
    decline_region(join, reason="Nog niet.", by=country.actor("joost"))
    answer = enter("noor").get(f"{LIST}?formaat=csv&soort=join")
    head, row, tlp = csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert head[6:9] == ["Decided on", "Decided by", "Reason"]
    assert row[:3] == ["region joins", "Vitens", "Twente"]
    assert row[6:9] == ["2026-11-23", "Joost van Dam, on behalf of Vitens", "Nog niet."]
    assert tlp == ["All participants (TLP:GREEN)"]


def test_an_empty_list_says_how_proposals_come(country: World, enter: Enter) -> None:
    assert "Nothing has been proposed yet." in text(enter("noor"), LIST)
    assert "No proposal fits all of this." in text(enter("noor"), f"{LIST}?stand=open")


@pytest.mark.parametrize("who", ["petra", "otto"])
def test_who_sees_no_content_sees_no_proposal(join: Proposal, enter: Enter, who: str) -> None:
    assert enter(who).get(join.get_absolute_url()).status_code == 404
    assert rows(enter(who)) == []


@pytest.mark.parametrize("who", ["noor", "lezer", "sanne", "iris"])
def test_all_others_read_it_and_hear_who_decides(join: Proposal, enter: Enter, who: str) -> None:
    page = text(enter(who), join.get_absolute_url())
    assert "you must be: who leads the network" in page
    for address in (accepting(join), declining(join)):
        assert enter(who).get(address).status_code == 403
        assert enter(who).post(address, {"version": version(join)}).status_code == 403
    assert Proposal.objects.get(pk=join.pk).is_open


def test_a_join_shows_its_evidence(join: Proposal, enter: Enter) -> None:
    page = text(enter("joost"), join.get_absolute_url())
    assert "Region joins: Twente" in page
    assert "3 safety regions at the table or invited, now" not in page
    for said in (
        "2 safety regions at the table or invited, now 3 after accepting",
        "1 of 1 municipalities (100",
        "Almelo whole laid down in law, 2015 source 1",
        "Drinkwaterregeling, bijlage 1",
        "74,000",
        join.checksum,
    ):
        assert said in page


def test_a_leave_says_that_nothing_leads_there(leave: Proposal, enter: Enter) -> None:
    page = text(enter("joost"), leave.get_absolute_url())
    assert "No supply link leads to this safety region any more." in page
    assert "2 safety regions at the table or invited, now 1 after accepting" in page
    assert "0" * 64 not in page


def test_a_decided_one_keeps_the_figures_of_its_day(
    join: Proposal, country: World, enter: Enter, guard: Guard
) -> None:
    decline_region(join, reason="Alleen op papier.", by=country.actor("joost"))
    alter(guard, "GM0141")
    page = text(enter("noor"), join.get_absolute_url())
    for said in (
        "Figures of the day of the proposal.",
        "74,000",
        "Joost van Dam, on behalf of Vitens",
        "Alleen op papier.",
        "It stays declined, and is not proposed again, until its input changes.",
    ):
        assert said in page
    assert "Almelo" not in page


def test_an_overtaken_one_asks_nobody(join: Proposal, enter: Enter, guard: Guard) -> None:
    alter(guard, "GM0141", certainty="unverified")
    page = text(enter("joost"), join.get_absolute_url())
    assert "the facts have changed since" in page
    for address in (accepting(join), declining(join)):
        assert enter("joost").get(address).status_code == 409


def test_a_new_network_shows_whom_it_would_invite(network: Network, enter: Enter) -> None:
    page = text(enter("joost"), the(network, "new").get_absolute_url())
    invited = page.partition("Who is invited")[2].partition("Not invited")
    assert "with 2 safety regions" in invited[0]
    for name in ("Vitens", "VR IJsselland", "VR Gelderland-Midden"):
        assert name in invited[0]
    for name in ("VR Twente not verified", "VR Noord- en Oost-Gelderland a few parcels only"):
        assert name in invited[2]


def test_a_chosen_network_says_that_people_chose_it(
    country: World, enter: Enter, guard: Guard
) -> None:
    sector = oil(country, guard)
    key = frozenset({"control-room:MK Oost"})
    choice = Choice("control-room", key, ("cova",), "Zo werken we al.")
    (made,) = propose_by_choice(sector, choice, by=country.actor("noor"))
    page = text(enter("noor"), the(made, "new").get_absolute_url())
    for said in (
        "This network does not follow from facts: somebody chose it.",
        "Zo werken we al.",
        "Noor de Wit, on behalf of VR IJsselland",
        "per control-room area",
        "from one source",
        "COVA company",
    ):
        assert said in page


def test_accepting_a_region_invites_it(join: Proposal, enter: Enter) -> None:
    client = enter("joost")
    assert "It decides on its own seat." in text(client, accepting(join))
    answer = client.post(accepting(join), {"version": version(join)})
    assert (answer.status_code, answer["Location"]) == (302, join.get_absolute_url())
    assert Seat.objects.get(organisation__key="vr05").state == "invited"
    assert "Accepted. The safety region is invited." in words(client.get(answer["Location"]))


def test_accepting_that_a_region_leaves_ends_its_seat(leave: Proposal, enter: Enter) -> None:
    enter("joost").post(accepting(leave), {"version": version(leave)})
    assert Seat.objects.get(organisation__key="vr07").state == "left"


def test_accepting_a_network_asks_who_leads_it(
    network: Network, country: World, enter: Enter
) -> None:
    row, client = the(network, "new"), enter("joost")
    address, seen = accepting(row), version(row)
    assert client.post(address, {"version": seen}).status_code == 422
    wrong = client.post(address, {"version": seen, "lead": str(country.stranger.uuid)})
    assert (wrong.status_code, "Choose one of the answers shown." in words(wrong)) == (422, True)
    assert not Seat.objects.exists()
    answer = client.post(address, {"version": seen, "lead": str(country.region.uuid)})
    assert answer.status_code == 302
    assert Network.objects.get(pk=network.pk).lead == country.region


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_declining_needs_a_reason_that_fits(join: Proposal, enter: Enter, reason: str) -> None:
    answer = enter("joost").post(declining(join), {"version": version(join), "reason": reason})
    assert answer.status_code == 422
    assert Proposal.objects.get(pk=join.pk).is_open


@pytest.mark.parametrize("kind", ["new", "join"])
def test_declining_keeps_the_reason(
    network: Network, country: World, enter: Enter, guard: Guard, kind: str
) -> None:
    if kind == "join":
        formed(network, country)
        alter(guard, "GM0141", certainty="legal-2015")
    row = the(network, kind)
    enter("joost").post(declining(row), {"version": version(row), "reason": "Nog niet."})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("declined", "Nog niet.")


@pytest.mark.parametrize("seen", ["1", ""])
def test_what_was_not_read_decides_nothing(join: Proposal, enter: Enter, seen: str) -> None:
    answer = enter("joost").post(accepting(join), {"version": seen})
    assert answer.status_code == 409
    assert "Somebody else changed this in the meantime" in words(answer)
    assert Proposal.objects.get(pk=join.pk).is_open


def test_who_comes_too_late_hears_what_became_of_it(
    join: Proposal, country: World, enter: Enter
) -> None:
    seen = version(join)
    accept_region(join, by=country.actor("anouk"))
    for address in (accepting(join), declining(join)):
        answer = enter("joost").post(address, {"version": seen, "reason": "Nee."})
        assert answer.status_code == 409
        assert "is not open any more" in words(answer)


def test_sent_twice_it_has_its_effect_once(join: Proposal, enter: Enter) -> None:
    client, form = enter("joost"), {"version": version(join), "token": str(uuid4())}
    first, second = (client.post(accepting(join), form) for _time in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert "al-opgeslagen" in second["Location"]
    done = Event.objects.filter(action=Can.DECIDE_MEMBERS, result="done")
    assert (done.count(), Seat.objects.filter(organisation__key="vr05").count()) == (1, 1)


def test_who_leads_does_not_leave_and_hears_why(
    leave: Proposal, country: World, enter: Enter, guard: Guard
) -> None:
    guard.watching = False
    Network.objects.update(lead=Organisation.objects.get(key="vr07"))
    guard.watching = True
    answer = enter("anouk").post(accepting(leave), {"version": version(leave)})
    assert answer.status_code == 422
    assert "This region leads the network." in words(answer)


@pytest.mark.parametrize("kind", ["merge", "split"])
def test_merging_and_splitting_is_shown_but_not_decided_here(
    network: Network, country: World, enter: Enter, guard: Guard, kind: str
) -> None:
    formed(network, country)
    guard.watching = False
    row = Proposal.objects.create(network=network, kind=kind, checksum="5" * 64, made_on=TODAY)
    guard.watching = True
    page = text(enter("anouk"), row.get_absolute_url())
    assert "5" * 64 in page
    assert accepting(row) not in page
    assert enter("anouk").get(accepting(row)).status_code == 409
    assert enter("anouk").post(declining(row), {"reason": "Nee."}).status_code == 409


@pytest.mark.parametrize("page", ["list", "join", "new", "accept"])
def test_pages_cost_few_queries(
    join: Proposal, country: World, enter: Enter, guard: Guard, machine: Actor, page: str
) -> None:
    new = Proposal.objects.get(kind="new")
    urls = {
        "list": LIST,
        "join": join.get_absolute_url(),
        "new": new.get_absolute_url(),
        "accept": accepting(join),
    }
    client = enter("joost")
    few = cost(client, urls[page])
    guard.watching = False
    for number in range(6):
        name = f"Waterleiding {number}"
        company = Organisation.objects.create(
            key=f"water-{number}", kind=country.water.kind, name=name, short_name=name
        )
        for town in ("GM0193", "GM0141", "GM0202"):
            link(country, town, coverage="whole", certainty="legal-2015", by=company)
    guard.watching = True
    derive(on=TODAY, by=machine)
    assert cost(client, urls[page]) <= few <= MOST_QUERIES


def cost(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_it_waits_for_who_decides(join: Proposal, enter: Enter) -> None:
    address = join.get_absolute_url()
    assert address in enter("joost").get("/").content.decode()
    assert address in enter("anouk").get("/").content.decode()
    assert address not in enter("noor").get("/").content.decode()


def test_many_proposals_wait_as_one(
    country: World, network: Network, enter: Enter, guard: Guard, machine: Actor
) -> None:
    guard.watching = False
    for number in range(6):
        name = f"Waterleiding {number}"
        company = Organisation.objects.create(
            key=f"water-{number}", kind=country.water.kind, name=name, short_name=name
        )
        link(country, "GM0193", coverage="whole", certainty="legal-2015", by=company)
    guard.watching = True
    derive(on=TODAY, by=machine)
    page = text(enter("anouk"), "/")
    assert "Decide on 7 proposals for networks" in page
    assert text(enter("joost"), "/").count("Decide on a proposal: new network") == 2
    assert len(opened(network)) == 1
