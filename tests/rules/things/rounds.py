"""A verification round that was asked of the water company."""

from __future__ import annotations

from datetime import date

from koppelvlak.kit.access import EVERY, NOTHING
from koppelvlak.kit.living import Living
from koppelvlak.rounds.models import Round
from tests.rules.breakage import patched
from tests.world import TODAY, World

SUBJECTS = {"rounds": "round of the water company"}


def things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return a round that nobody answered yet."""
    return {
        "round of the water company": Round.objects.create(
            organisation=world.water, begin=date(2026, 10, 1), asked_on=TODAY
        )
    }


BREAKAGES = {
    "everybody shares every round": patched(Round, fellow=EVERY),
    "everybody answers every round": patched(Round, editor=EVERY),
    "nobody answers a round": patched(Round, editor=NOTHING),
}
