"""A model agreement and a model covenant of the whole country in the standing network."""

from __future__ import annotations

from typing import Any

from koppelvlak.agreements.models import Agreement, Covenant, CovenantKind, Party, Side
from koppelvlak.kit.access import EVERY, NOTHING
from koppelvlak.kit.living import Living
from koppelvlak.kit.tlp import Tlp
from koppelvlak.variants.models import CovenantVariant, Variant
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
    covenant = Covenant.objects.create(
        kind=CovenantKind.MODEL, title="Convenant (model)", tlp=Tlp.GREEN
    )
    drafted = Covenant.objects.create(
        kind=CovenantKind.REGIONAL, network=own.network, title="Convenant"
    )
    return {
        "model covenant": covenant,
        "covenant of the network after a model": CovenantVariant.objects.create(
            model=covenant, covenant=drafted, wording=1
        ),
        "variant of the network": Variant.objects.create(model=model, agreement=own, wording=1),
        "variant in which one acts who sits elsewhere": Variant.objects.create(
            model=model, agreement=elsewhere, wording=1
        ),
    }


BREAKAGES = {
    "everybody sees every variant": patched(Variant, member=EVERY),
    "everybody answers every model": patched(Variant, acting=EVERY),
    "no coordinator answers a model": patched(Variant, coordinator=NOTHING),
    "everybody sees every variant of a covenant": patched(CovenantVariant, member=EVERY),
    "everybody answers every model covenant": patched(CovenantVariant, coordinator=EVERY),
}
SUBJECTS: dict[str, Any] = {
    "variants": "variant of the network",
    "variants:answers": "agreement for the whole country",
    "variants:spread": "agreement for the whole country",
    "variants:covenant_answers": "model covenant",
    "variants:spread_covenant": "model covenant",
    "variants:covenant": "covenant of the network after a model",
    "variants:adopt_covenant": "covenant of the network after a model",
    "variants:deviate_covenant": "covenant of the network after a model",
}
HOLES: dict[str, Any] = {}
