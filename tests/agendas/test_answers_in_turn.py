"""Whatever answers follow one another, what is kept belongs to the last of them alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from koppelvlak.agendas.lifecycle import ACCEPTED, IN_PLACE, NOT_APPLICABLE, OPEN
from koppelvlak.agendas.models import Assignment
from koppelvlak.agendas.taking_up import accept, point_out, reopen, set_aside
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import WrongStateError
from koppelvlak.variants.models import Variant
from tests.agendas.assigned import Put, agenda, assignment, fresh, give, model, network, put
from tests.world import World

__all__ = ["agenda", "assignment", "give", "model", "network", "put"]
ACTS: dict[str, Callable[[Assignment, Agreement, Actor], Any]] = {
    ACCEPTED: lambda row, _own, by: accept(row, by=by),
    IN_PLACE: lambda row, own, by: point_out(row, [own], by=by),
    NOT_APPLICABLE: lambda row, _own, by: set_aside(row, "Hier niet.", by=by),
    OPEN: lambda row, _own, by: reopen(row, by=by),
}


@pytest.mark.parametrize("turn", list(product(ACTS, repeat=2)), ids=" then ".join)
def test_what_is_kept_is_of_the_last_answer(
    world: World, assignment: Assignment, put: Put, turn: tuple[str, str]
) -> None:
    by, own, state = world.actor("noor"), put(), OPEN
    for wanted in turn:
        row = fresh(assignment)
        if wanted == state == OPEN:
            with pytest.raises(WrongStateError):
                ACTS[wanted](row, own, by)
        else:
            ACTS[wanted](row, own, by)
            state = wanted
    kept = fresh(assignment)
    assert kept.state == state
    assert bool(kept.reason) == (state == NOT_APPLICABLE)
    assert kept.agreements.exists() == (state == IN_PLACE)
    assert (kept.answered_on is None) == (kept.answered_for is None) == (state == OPEN)
    assert Variant.objects.count() == int(ACCEPTED in turn)
    assert kept.is_answered == (state != OPEN)
