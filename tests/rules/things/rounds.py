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
    """Return rounds that nobody answered yet: of a fellow, and of who sits at no table."""
    places = {"the water company": world.water, "a stranger": world.stranger}
    return {
        f"round of {name}": Round.objects.create(
            organisation=place, begin=date(2026, 10, 1), asked_on=TODAY
        )
        for name, place in places.items()
    }


BREAKAGES = {
    "everybody shares every round": patched(Round, fellow=EVERY),
    "everybody answers every round": patched(Round, editor=EVERY),
    "nobody answers a round": patched(Round, editor=NOTHING),
}
