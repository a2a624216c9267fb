"""Calls of the region on the company: with one who reads along, and one for the two alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from koppelvlak.agreements.models import Agreement
from koppelvlak.calls.models import Call, Invited
from koppelvlak.kit.access import EVERY, NOTHING
from koppelvlak.kit.living import Living
from koppelvlak.kit.tlp import Tlp
from tests.rules.breakage import patched
from tests.world import TODAY, World

# After the agreements that these are about.
ORDER = 12


def things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return calls of the region on the company: with a reader along, and for the two alone.

    The supervisor was invited to both, which no page allows: a guest sees neither all the same.
    """
    about = known["agreement of the network"]
    assert isinstance(about, Agreement)
    calls = {
        "call to account": _call(world, about, Tlp.AMBER),
        "call for the two alone": _call(world, about, Tlp.AMBER_STRICT),
    }
    for call in calls.values():
        for one in (world.stranger, world.supervisor):
            Invited.objects.create(call=call, organisation=one, invited_for=world.region, on=TODAY)
    return dict(calls)


def _call(world: World, about: Agreement, tlp: Tlp) -> Call:
    return Call.objects.create(
        agreement=about, caller=world.region, called=world.water, tlp=tlp, started_on=TODAY,
        happened_on=TODAY, facts="Het ging anders.", asked="Hoe nu verder?",
        answer_by=TODAY + timedelta(days=14),
    )  # fmt: skip


BREAKAGES = {
    "everybody sees every call": patched(Call, party=EVERY),
    "everybody speaks for the caller": patched(Call, calling=EVERY),
    "everybody speaks for the called": patched(Call, called=EVERY),
    "nobody answers a call": patched(Call, called=NOTHING),
    "everybody was invited to every call": patched(Call, **{"invited-party": EVERY}),
    "nobody reads along in a call": patched(Call, **{"invited-party": NOTHING}),
}
SUBJECTS: dict[str, Any] = {
    "calls": "call to account",
    "calls:start": "agreement of the network",
}
HOLES: dict[str, Any] = {}
