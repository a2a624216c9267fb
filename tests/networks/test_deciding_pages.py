"""Deciding on a proposal at its page: what it does, once, and what is told when it does not."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.networks.actions import derive
from koppelvlak.networks.deciding import accept_region
from koppelvlak.networks.models import Network, Proposal, Seat
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.networks.proposal_pages import (
    Enter,
    accepting,
    declining,
    enter,
    join,
    leave,
    version,
    words,
)
from tests.networks.proposed import alter, formed, opened, the
from tests.networks.test_pages import text
from tests.world import TODAY, World

__all__ = ["enter", "join", "leave"]


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
    assert "schaal" in row.get_absolute_url()
    page = text(enter("anouk"), reverse("networks:proposal", args=[row.uuid]))
    assert "5" * 64 in page
    assert accepting(row) not in page
    assert enter("anouk").get(accepting(row)).status_code == 409
    assert enter("anouk").post(declining(row), {"reason": "Nee."}).status_code == 409


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
