"""Agreements and covenants of every class, in the standing network and for the whole country."""

from __future__ import annotations

from typing import Any

from koppelvlak.agreements.lifecycle import AGREED, IN_FORCE, PROPOSED, READY
from koppelvlak.agreements.models import Agreement, Covenant, Party, Side, Signatory
from koppelvlak.kit.access import EVERY, NOTHING
from koppelvlak.kit.living import Living
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from tests.rules.breakage import patched
from tests.world import World

# After the networks that these hang under.
ORDER = 10


def things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return what the water company does for the region, and what the region keeps to itself."""
    network = known["standing network"]
    assert isinstance(network, Network)
    return {
        "register of agreements": Register.objects.get(key=Register.AGREEMENTS),
        "agreement of the network": _agreement(world, network, Tlp.AMBER),
        "agreement for all participants": _agreement(world, network, Tlp.GREEN),
        "agreement of the region alone": _agreement(world, network, Tlp.AMBER_STRICT),
        "proposed agreement": _agreement(world, network, Tlp.AMBER, state=PROPOSED),
        "agreement for the whole country": _agreement(world, None, Tlp.CLEAR),
        "agreement with one who sits elsewhere": _agreement(
            world, network, Tlp.AMBER, benefiting=world.stranger
        ),
        "covenant of the network": _covenant(world, network, Tlp.AMBER, IN_FORCE),
        "covenant to be signed": _covenant(world, network, Tlp.AMBER, READY),
        "national covenant": _covenant(world, None, Tlp.GREEN, IN_FORCE),
        "covenant that others sign": _covenant(
            world, network, Tlp.AMBER, READY, owner=world.stranger
        ),
        "covenant with one who sits elsewhere": _covenant(
            world, network, Tlp.AMBER, READY, other=world.stranger
        ),
    }


def _agreement(
    world: World,
    network: Network | None,
    tlp: Tlp,
    state: str = AGREED,
    *,
    benefiting: Organisation | None = None,
) -> Agreement:
    row = Agreement.objects.create(
        network=network, owner=world.region, tlp=tlp, state=state, kind="agreed",
        action="waarschuwt", maturity="agreed",
    )  # fmt: skip
    for side, organisation in (
        (Side.ACTING, world.water),
        (Side.BENEFITING, benefiting or world.region),
    ):
        Party.objects.create(agreement=row, side=side, organisation=organisation)
    return row


def _covenant(
    world: World,
    network: Network | None,
    tlp: Tlp,
    state: str,
    *,
    owner: Organisation | None = None,
    other: Organisation | None = None,
) -> Covenant:
    row = Covenant.objects.create(
        network=network,
        owner=owner or world.region,
        tlp=tlp,
        state=state,
        title="Convenant",
        kind="regional",
    )
    for organisation in (world.water, other or world.region):
        Signatory.objects.create(covenant=row, organisation=organisation)
    return row


BREAKAGES = {
    "everybody is at the table of every agreement": patched(Agreement, member=EVERY),
    "everybody acts in every agreement": patched(Agreement, acting=EVERY),
    "guests see every agreement": patched(Agreement, guest=EVERY),
    "no party confirms": patched(Agreement, confirmer=NOTHING),
    "everybody is a party of every covenant": patched(Covenant, party=EVERY),
}
STANDING = "add_to import_into in_meeting add_covenant_to"
STEPS = "covenant edit_covenant negotiate terminate add_annex annex review renew"
SUBJECTS: dict[str, Any] = {
    "agreements": "agreement of the network",
    "agreements:agree": "proposed agreement",
    "agreements:confirm": "the water company",
    "agreements:between": "the water company",
    **dict.fromkeys([f"agreements:{name}" for name in STANDING.split()], "standing network"),
    **dict.fromkeys([f"agreements:{name}" for name in STEPS.split()], "covenant of the network"),
    "agreements:offer": "covenant to be signed",
    "agreements:sign": "covenant to be signed",
}
HOLES = {"ending": "json"}
