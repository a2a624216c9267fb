"""A model of the whole country in the standing network."""

from __future__ import annotations

from typing import Any

from koppelvlak.agreements.models import Agreement, Party, Side
from koppelvlak.kit.access import EVERY, NOTHING
from koppelvlak.kit.living import Living
from koppelvlak.variants.models import Variant
from tests.rules.breakage import patched
from tests.world import World

# After the agreements that these join.
ORDER = 11


def things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return what the standing network has of the agreement for the whole country."""
    model, own = known["agreement for the whole country"], known["agreement of the network"]
    assert isinstance(model, Agreement)
    assert isinstance(own, Agreement)
    elsewhere = Agreement.objects.create(
        network=own.network, tlp=own.tlp, kind="agreed", action="waarschuwt", maturity="agreed"
    )
    Party.objects.create(agreement=elsewhere, side=Side.ACTING, organisation=world.stranger)
    return {
        "variant of the network": Variant.objects.create(model=model, agreement=own, wording=1),
        "variant in which one acts who sits elsewhere": Variant.objects.create(
            model=model, agreement=elsewhere, wording=1
        ),
    }


BREAKAGES = {
    "everybody sees every variant": patched(Variant, member=EVERY),
    "everybody answers every model": patched(Variant, acting=EVERY),
    "no coordinator answers a model": patched(Variant, coordinator=NOTHING),
}
SUBJECTS: dict[str, Any] = {
    "variants": "variant of the network",
    "variants:answers": "agreement for the whole country",
    "variants:spread": "agreement for the whole country",
}
HOLES: dict[str, Any] = {}
