"""The baseline of the standing network."""

from __future__ import annotations

from typing import Any

from koppelvlak.coverage.models import Baseline
from koppelvlak.kit.access import EVERY
from koppelvlak.kit.living import Living
from koppelvlak.networks.models import Network
from tests.rules.breakage import patched
from tests.world import TODAY, World

# After the networks that it belongs to.
ORDER = 11


def things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return what a network said of itself."""
    network = known["standing network"]
    assert isinstance(network, Network)
    answers = {str(number): {"level": "informal", "remark": ""} for number in range(1, 9)}
    made = Baseline.objects.create(network=network, held_on=TODAY, answers=answers)
    return {"baseline of the network": made}


BREAKAGES = {
    "everybody sits in the network of every baseline": patched(Baseline, member=EVERY),
    "everybody leads the network of every baseline": patched(Baseline, coordinator=EVERY),
}
SUBJECTS: dict[str, Any] = {
    "coverage:baseline": "standing network",
    "coverage:fill_in": "standing network",
}
