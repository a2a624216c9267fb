"""Networks that people keep: the water company and another meet in two regions, both formed."""

from __future__ import annotations

from koppelvlak.kit.access import Actor
from koppelvlak.networks.actions import derive
from koppelvlak.networks.advice import Ground, ground
from koppelvlak.networks.forming import form_network
from koppelvlak.networks.models import Network, Proposal, Seat
from koppelvlak.networks.planning import Plan, plan_of
from koppelvlak.networks.scale import advise
from koppelvlak.networks.scaling import propose_scale
from koppelvlak.networks.seating import Places, accept_seat
from koppelvlak.networks.staffing import Limits
from koppelvlak.organisations.models import Organisation
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.world import TODAY, World

MERGED = Limits(table=12, region=5)
SPLIT = Limits(table=2, region=5, neighbours=False)


def keep_two(world: World, guard: Guard, machine: Actor) -> list[Network]:
    """Return the networks of Oasen and of Vitens, both formed and led by IJsselland.

    Vitens accepted its seat in its own network and is represented there.
    """
    guard.watching = False
    oasen = Organisation.objects.create(
        key="oasen", kind=world.water.kind, name="Oasen", short_name="Oasen"
    )
    oasen.sectors.add(world.sector)
    for town in ("GM0150", "GM0202"):
        link(world, town, coverage="whole", certainty="legal-2015", by=oasen)
    guard.watching = True
    derive(on=TODAY, by=machine)
    editor = world.actor("anouk")
    for network in Network.objects.all():
        form_network(network, world.region, by=editor)
    seat = Seat.objects.get(network__anchor=world.water, organisation=world.water)
    accept_seat(seat, Places(world.person("joost")), by=world.actor("joost"))
    return list(Network.objects.order_by("anchor__name"))


def planned(actor: Actor, limits: Limits) -> Plan:
    """Return the plan for the first suggestion within these limits."""
    facts: Ground = ground(actor)
    advice = advise(facts.nets, facts.borders, limits)
    return plan_of(advice.suggestions[0], advice, facts, limits)


def proposed(world: World, limits: Limits) -> Proposal:
    """Return a proposal that the lead of both networks made within these limits."""
    noor = world.actor("noor")
    return propose_scale(planned(noor, limits), by=noor)
