"""A network that stands, its seats, and what is proposed for it."""

from __future__ import annotations

from koppelvlak.kit.access import EVERY, NOTHING
from koppelvlak.kit.living import Living
from koppelvlak.networks.lifecycle import ACTIVE, SITTING
from koppelvlak.networks.models import Basis, Network, Proposal, ProposalKind, Seat
from koppelvlak.organisations.models import Organisation
from koppelvlak.territory.models import Region
from tests.rules.breakage import patched
from tests.world import TODAY, World


def things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return a standing network that the region leads, and what hangs under it."""
    network = Network.objects.create(
        sector=world.sector, basis=Basis.CHOSEN, name="Oost", division="province:Overijssel",
        state=ACTIVE, lead=world.region, derived_for=TODAY, stirred_on=TODAY,
    )  # fmt: skip
    seats = {one.key: _seat(network, one) for one in (world.region, world.water)}
    offered = Seat.objects.create(
        network=network, organisation=world.stranger, invited_on=TODAY, kind="member"
    )
    new = known["network"]
    assert isinstance(new, Network)
    return {
        "standing network": network,
        "seat of the region": seats[world.region.key],
        "seat of the water company": seats[world.water.key],
        "seat offered to a stranger": offered,
        "proposed network's proposal": Proposal.objects.create(
            network=new, kind=ProposalKind.NEW, checksum="3" * 64, made_on=TODAY
        ),
        "proposal that a region joins": Proposal.objects.create(
            network=network, kind=ProposalKind.JOIN, checksum="4" * 64, made_on=TODAY,
            region=Region.objects.get(code="VR04"),
        ),
    }  # fmt: skip


def _seat(network: Network, organisation: Organisation) -> Seat:
    return Seat.objects.create(
        network=network, organisation=organisation, invited_on=TODAY, since=TODAY, state=SITTING
    )


BREAKAGES = {
    "everybody sits in every network": patched(Seat, member=EVERY),
    "nobody sits in a network": patched(Seat, member=NOTHING),
    "everybody leads every network": patched(Network, coordinator=EVERY),
    "everybody answers for every seat": patched(Seat, editor=EVERY),
}

OWN_STEPS = "seat invite_again staff_seat leave_seat accept_seat delegate_seat decline_seat"
SUBJECTS = {
    **dict.fromkeys(
        [f"networks:{step}" for step in ["arrange", "invite", "activate", "wake", "close", "area"]],
        "standing network",
    ),
    **dict.fromkeys(
        [f"networks:{step}" for step in OWN_STEPS.split()],
        "seat of the water company",
    ),
    **dict.fromkeys(
        [f"networks:{step}" for step in ["proposal", "accept_proposal", "decline_proposal"]],
        "proposal that a region joins",
    ),
}
