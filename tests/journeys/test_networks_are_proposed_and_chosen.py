"""Facts change and propose; people decide. Where there are no facts, people choose."""

from __future__ import annotations

import pytest

from koppelvlak.door import system
from koppelvlak.networks.actions import derive
from koppelvlak.networks.models import Network, Proposal, Seat
from koppelvlak.organisations.models import Organisation
from koppelvlak.territory.models import SupplyLink
from tests.conftest import Guard
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor
from tests.world import TODAY

LIST = "/netwerken/voorstellen/"
CHOICE = "/netwerken/naar-keuze/?sector=oil&indeling=control-room"
PEKELA, BUNNIK = "GM0765", "GM0312"
EAST = "control-room:Meldkamer Oost-Nederland"


def supply(guard: Guard, network: Network, municipality: str) -> None:
    """Let the company of a network supply a municipality from now on, and derive."""
    guard.watching = False
    known = SupplyLink.objects.filter(organisation=network.anchor).select_related("source")[0]
    SupplyLink.objects.create(
        sector=network.sector,
        organisation=known.organisation,
        municipality=municipality,
        coverage="whole",
        certainty="legal-2015",
        source=known.source,
    )
    guard.watching = True
    derive(on=TODAY, by=system(on=TODAY, origin="test"))


@pytest.fixture
def region(arrive: Arrive) -> Visitor:
    """Return Noor of IJsselland at her browser."""
    return arrive("N. de Wit")


@pytest.fixture
def editor(arrive: Arrive) -> Visitor:
    """Return the national editor at her browser."""
    return arrive("A. de Groot")


@pytest.fixture
def vitens(editor: Visitor) -> Network:
    """Return the network of Vitens, which the editor accepted and IJsselland leads."""
    network = Network.objects.get(anchor__key="vitens", sector__key="drinking-water")
    page = editor.open(f"{LIST}?sector=drinking-water&stand=open")
    proposal = network.proposals.get()
    assert page.has_link(proposal.get_absolute_url())
    editor.open(proposal.get_absolute_url())
    lead = Organisation.objects.get(key="vr04")
    editor.fill_in(editor.link(".*/aannemen/"), lead=str(lead.uuid))
    assert editor.path == proposal.get_absolute_url()
    return Network.objects.get(pk=network.pk)


def joining(network: Network) -> Proposal:
    return network.proposals.get(kind="join", state="open")


def test_a_region_that_is_reached_now_is_invited(
    region: Visitor, vitens: Network, guard: Guard
) -> None:
    supply(guard, vitens, PEKELA)
    proposal = joining(vitens)
    assert region.open("/").has_link(proposal.get_absolute_url())
    page = region.open(proposal.get_absolute_url())
    assert page.reads("Groningen", "Pekela", "Drinkwaterregeling")
    region.fill_in(region.link(".*/aannemen/"))
    seat = Seat.objects.get(network=vitens, organisation__key="vr01")
    assert (seat.state, seat.invited_on) == ("invited", TODAY)
    assert region.open(vitens.get_absolute_url()).reads("VR Groningen")
    assert not region.open("/").has_link(proposal.get_absolute_url())


def test_declined_stays_declined(region: Visitor, vitens: Network, guard: Guard) -> None:
    supply(guard, vitens, PEKELA)
    proposal = joining(vitens)
    region.open(proposal.get_absolute_url())
    region.fill_in(region.link(".*/afwijzen/"), reason="Eerst met Waterbedrijf Groningen praten.")
    supply(guard, Network.objects.get(anchor__key="wml"), BUNNIK)
    assert not vitens.proposals.filter(kind="join", state="open").exists()
    page = region.open(proposal.get_absolute_url())
    assert page.reads("Eerst met Waterbedrijf Groningen praten.", "N. de Wit")
    assert not page.has_link(".*/aannemen/")
    assert not Seat.objects.filter(network=vitens, organisation__key="vr01").exists()
    supply(guard, vitens, "GM0047")
    assert region.open("/").has_link(joining(vitens).get_absolute_url())


def test_a_network_is_chosen_and_formed(region: Visitor, editor: Visitor) -> None:
    assert region.open("/netwerken/").has_link("/netwerken/naar-keuze/")
    assert region.open(CHOICE).reads("Meldkamer Oost-Nederland", "Twente", "COVA")
    why = "In het oosten werken de meldkamer en de regio's al zo samen."
    region.fill_in(CHOICE, units=[EAST], companies=["cova"], why=why)
    proposal = Proposal.objects.get(network__sector__key="oil")
    assert region.path == proposal.get_absolute_url()
    assert region.reads(why, "VR Twente")
    assert not region.has_link(".*/aannemen/")
    lead = Organisation.objects.get(key="vr04")
    editor.open(proposal.get_absolute_url())
    editor.fill_in(editor.link(".*/aannemen/"), lead=str(lead.uuid))
    network = proposal.network
    assert region.open(network.get_absolute_url()).reads("VR Twente", "COVA")
    seat = Seat.objects.get(network=network, organisation=lead)
    assert region.open("/").has_link(seat.get_absolute_url())
    assert region.open(CHOICE).has_link(network.get_absolute_url())
