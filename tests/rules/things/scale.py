"""A proposal that two networks merge, for the pages on which it is decided."""

from __future__ import annotations

from koppelvlak.kit.living import Living
from koppelvlak.networks.models import Network, Proposal, ProposalKind
from koppelvlak.territory.models import Region
from tests.world import TODAY, World

ORDER = 1
STEPS = ("scale_proposal", "accept_scale", "decline_scale")


def things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return a proposal that the standing network goes on in another shape."""
    network = known["standing network"]
    assert isinstance(network, Network)
    codes = list(Region.objects.values_list("code", flat=True))
    return {
        "proposal that a network is split": Proposal.objects.create(
            network=network,
            kind=ProposalKind.SPLIT,
            checksum="5" * 64,
            made_on=TODAY,
            evidence={
                "networks": [str(network.uuid)],
                "tables": [{"networks": [str(network.uuid)], "regions": codes}],
            },
        )
    }


SUBJECTS = dict.fromkeys([f"networks:{step}" for step in STEPS], "proposal that a network is split")
