"""An agenda in force and the next one in draft, with spearheads, input, and what a network owes."""

from __future__ import annotations

from typing import Any

from koppelvlak.agendas.lifecycle import IN_FORCE
from koppelvlak.agendas.models import Assignment, Input, SectorAgenda, Spearhead, ToMake
from koppelvlak.agreements.models import Agreement
from koppelvlak.framework.models import Theme
from koppelvlak.kit.access import EVERY, NOTHING
from koppelvlak.kit.living import Living
from koppelvlak.networks.models import Network
from koppelvlak.registers.models import Register
from tests.rules.breakage import patched
from tests.world import TODAY, World

# After the networks and agreements that these point at.
ORDER = 12


def things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return two versions of one sector and all that hangs there."""
    network, model = known["standing network"], known["agreement for the whole country"]
    assert isinstance(network, Network)
    assert isinstance(model, Agreement)
    theme = Theme.objects.get(number=1)
    held = SectorAgenda.objects.create(
        sector=world.sector, number=1, started_on=TODAY, state=IN_FORCE, adopted_on=TODAY
    )
    draft = SectorAgenda.objects.create(
        sector=world.sector, number=2, started_on=TODAY, predecessor=held,
        input_from=TODAY, input_until=TODAY.replace(year=TODAY.year + 1),
    )  # fmt: skip
    adopted, written = (_spearhead(one, theme, model) for one in (held, draft))
    told: dict[str, Any] = {"agenda": draft, "theme": theme, "importance": 4, "present": 2}
    return {
        "register of agendas": Register.objects.get(key=Register.AGENDAS),
        "agenda in force": held,
        "agenda in draft": draft,
        "spearhead that was adopted": adopted,
        "spearhead in draft": written,
        "input of the region": Input.objects.create(organisation=world.region, on=TODAY, **told),
        "input of a supervisor": Input.objects.create(
            organisation=world.supervisor, on=TODAY, **told
        ),
        "input of the network": Input.objects.create(network=network, on=TODAY, **told),
        "assignment of the network": Assignment.objects.create(
            spearhead=adopted, network=network, given_on=TODAY
        ),
    }


def _spearhead(agenda: SectorAgenda, theme: Theme, model: Agreement) -> Spearhead:
    made = Spearhead.objects.create(
        agenda=agenda, theme=theme, position=1, wording_nl="Iedereen kent elkaar.",
        why_nl="Wie elkaar kent belt eerder.", horizon=TODAY.replace(year=TODAY.year + 1),
    )  # fmt: skip
    ToMake.objects.create(spearhead=made, agreement=model)
    return made


SUBJECTS: dict[str, Any] = {
    "agendas": "agenda in draft",
    "agendas:give_network_input": "standing network",
    "agendas:edit_spearhead": "spearhead in draft",
    "agendas:drop_spearhead": "spearhead in draft",
    "agendas:restore_spearhead": "spearhead in draft",
}
HOLES: dict[str, Any] = {}
BREAKAGES = {
    "guests read agendas before they are adopted": patched(SectorAgenda, guest=EVERY),
    "guests read no agenda": patched(SectorAgenda, guest=NOTHING),
    "guests read spearheads before they are adopted": patched(Spearhead, guest=EVERY),
    "everybody writes agendas": patched(SectorAgenda, national=EVERY),
    "everybody writes spearheads": patched(Spearhead, national=EVERY),
    "everybody is a colleague of who gave input": patched(Input, colleague=EVERY),
    "nobody reads back the input of the own organisation": patched(Input, colleague=NOTHING),
    "everybody leads the network that gave input": patched(Input, coordinator=EVERY),
    "everybody reads all input": patched(Input, national=EVERY),
    "everybody sits in the network of an assignment": patched(Assignment, member=EVERY),
    "everybody answers an assignment": patched(Assignment, coordinator=EVERY),
    "no coordinator answers an assignment": patched(Assignment, coordinator=NOTHING),
    "everybody reads every assignment": patched(Assignment, national=EVERY),
}
