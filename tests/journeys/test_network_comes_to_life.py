"""A derived network is formed, its members answer in three ways, it starts, and its past stays."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from koppelvlak.door import system
from koppelvlak.networks.actions import derive
from koppelvlak.networks.models import Network, Proposal, Seat
from koppelvlak.territory.models import SupplyLink
from tests.conftest import Guard
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor
from tests.world import TODAY

WORDS = {
    "nl": {"active": "actief", "refused": "bedankt", "empty": "Lege stoel", "before": "Op die dag"},
    "en": {
        "active": "active",
        "refused": "declined",
        "empty": "Empty chair",
        "before": "On that day",
    },
}
SPEAKS = {"nl": "vertegenwoordigd door Enexis", "en": "represented by Enexis"}
LATER = TODAY + timedelta(days=10)


def network() -> Network:
    return Network.objects.select_related("sector", "anchor").get(
        sector__key="electricity", anchor__key="enexis"
    )


def answered(visitor: Visitor, key: str, step: str, **fields: Any) -> Visitor:
    """Let somebody answer for the seat of their organisation, and read the page of the seat."""
    seat = Seat.objects.get(network=network(), organisation__key=key)
    assert visitor.waits()
    visitor.open(f"{seat.get_absolute_url()}{step}/")
    chosen = {name: offered(visitor, str(label)) for name, label in fields.items()}
    return visitor.fill_in(f"{seat.get_absolute_url()}{step}/", **(fields | chosen))


def offered(visitor: Visitor, label: str) -> str:
    """Return the value of the answer with this label, or the text itself where none is offered."""
    html = visitor.page.content.decode()
    found = re.search(rf'<option value="([^"]+)"[^>]*>{re.escape(label)}</option>', html)
    return found[1] if found else label


@pytest.fixture
def formed(arrive: Arrive) -> Network:
    """Let the national editor accept the proposal: the network invites its members."""
    editor = arrive("A. de Groot")
    proposal = Proposal.objects.get(network=network(), kind="new")
    editor.open(f"{proposal.get_absolute_url()}aannemen/")
    editor.fill_in(editor.path, lead=offered(editor, "VR IJsselland"))
    return network()


def test_three_answers_and_a_start(arrive: Arrive, formed: Network, language: str) -> None:
    words = WORDS[language]
    answered(arrive("R. Claessen"), "enexis", "aannemen", representative="R. Claessen")
    lead = answered(arrive("N. de Wit"), "vr04", "aannemen", representative="N. de Wit")
    answered(
        arrive("H. Bergman"), "tennet-tso-bv", "overdragen",
        partner="Enexis", representative="H. Bergman",
    )  # fmt: skip
    gone = answered(arrive("F. Hoekstra"), "vr05", "afslaan", reason="Coteq is hier genoeg.")
    assert gone.reads(words["refused"], "Coteq is hier genoeg.")
    lead.open(formed.get_absolute_url())
    assert lead.reads(SPEAKS[language], words["empty"])
    lead.fill_in(lead.link(r"/netwerken/[0-9a-f-]+/starten/"))
    assert lead.reads(words["active"])


def test_the_past_stays_readable(arrive: Arrive, formed: Network, language: str) -> None:
    lead = answered(arrive("N. de Wit"), "vr04", "aannemen", representative="N. de Wit")
    before = TODAY - timedelta(days=1)
    lead.open(f"{formed.get_absolute_url()}?op={before}")
    assert lead.reads(WORDS[language]["before"])


def supplied_from(day: date, municipality: str, guard: Guard) -> None:
    """Let the company supply a municipality from a day on, as a newer source says."""
    guard.watching = False
    link = SupplyLink.objects.filter(sector=network().sector, organisation=network().anchor).first()
    assert link is not None
    link.pk, link.municipality, link.coverage = None, municipality, "whole"
    link.valid_from, link.valid_to = day, None
    link.save()
    guard.watching = True


def test_other_facts_are_proposed_and_a_person_decides(
    arrive: Arrive, formed: Network, guard: Guard, language: str
) -> None:
    answered(arrive("N. de Wit"), "vr04", "aannemen", representative="N. de Wit")
    supplied_from(LATER, "GM0307", guard)  # Amersfoort, in the region Utrecht.
    with time_machine.travel(f"{LATER.isoformat()}T10:00:00+01:00"):
        derive(on=LATER, by=system(on=LATER, origin="test"))
        lead = arrive("N. de Wit").open("/")
        proposal = Proposal.objects.get(network=formed, kind="join")
        assert lead.has_link(proposal.get_absolute_url())
        assert lead.open(proposal.get_absolute_url()).reads("Utrecht")
        lead.fill_in(f"{proposal.get_absolute_url()}aannemen/")
        assert lead.open(formed.get_absolute_url()).reads("VR Utrecht")
        derive(on=LATER, by=system(on=LATER, origin="test"))
    assert Proposal.objects.filter(network=formed, kind="join").count() == 1
