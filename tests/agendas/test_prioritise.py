"""The eight themes are ranked: each rank once, some not at all, each with its reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koppelvlak.agendas.actions import Ranked, prioritise
from koppelvlak.agendas.models import Priority
from koppelvlak.kit.errors import BadInputError
from koppelvlak.rights import Can
from tests.aftermath import left, wrong
from tests.agendas.conftest import Plan
from tests.conftest import Guard

TAKEN = "Another theme has this rank already."
RANKS = st.one_of(st.none(), st.integers(-1, 9))


def ranked(plan: Plan) -> dict[int, Any]:
    rows = plan.now().priorities.values_list("theme__number", "rank", "reason")
    return {number: (rank, reason) for number, rank, reason in rows}


def test_ranks_and_reasons_are_kept_per_theme(plan: Plan) -> None:
    said = {
        5: Ranked(1, "Het hardst nodig."),
        1: Ranked(2),
        8: Ranked(None, "Later."),
        2: Ranked(None),
    }
    prioritise(plan.now(), said, by=plan.editor())
    assert ranked(plan) == {1: (2, ""), 5: (1, "Het hardst nodig."), 8: (None, "Later.")}
    assert [str(one) for one in plan.now().priorities.all()] == [
        "1. Theme 1: 2", "5. Theme 5: 1", "8. Theme 8: None",
    ]  # fmt: skip


def test_ranking_again_replaces_all_of_it(plan: Plan) -> None:
    prioritise(plan.now(), {1: Ranked(1, "Eerst."), 2: Ranked(2)}, by=plan.editor())
    prioritise(plan.now(), {1: Ranked(2), 2: Ranked(1)}, by=plan.editor())
    assert ranked(plan) == {1: (2, ""), 2: (1, "")}
    prioritise(plan.now(), {}, by=plan.editor())
    assert ranked(plan) == {}


def test_the_log_names_what_was_ranked(plan: Plan) -> None:
    prioritise(plan.now(), {1: Ranked(1), 2: Ranked(2)}, by=plan.editor())
    told = left()
    assert (told.action, told.subject) == (Can.PRIORITISE, plan.agenda.uuid)
    assert told.rows == [("agendas.priority", "created")] * 2


@pytest.mark.parametrize("rank", [0, 9, -1])
def test_a_rank_that_is_none_is_refused(plan: Plan, rank: int) -> None:
    told = wrong(lambda: prioritise(plan.now(), {3: Ranked(rank)}, by=plan.editor()))
    assert told == {"rank_3": ["Choose a rank from 1 to 8."]}


def test_a_rank_given_twice_is_refused_at_the_second_theme(plan: Plan) -> None:
    prioritise(plan.now(), {7: Ranked(1)}, by=plan.editor())
    said = {1: Ranked(4), 6: Ranked(4), 2: Ranked(1), 8: Ranked(4)}
    told = wrong(lambda: prioritise(plan.now(), said, by=plan.editor()))
    assert told == {"rank_6": [TAKEN], "rank_8": [TAKEN]}
    assert ranked(plan) == {7: (1, "")}


def test_two_without_a_rank_are_no_clash(plan: Plan) -> None:
    said = {1: Ranked(None, "Nog niet."), 2: Ranked(None, "Ook niet.")}
    prioritise(plan.now(), said, by=plan.editor())
    assert ranked(plan) == {1: (None, "Nog niet."), 2: (None, "Ook niet.")}


def test_the_database_knows_it_too(plan: Plan, guard: Guard) -> None:
    guard.watching = False
    Priority.objects.create(agenda=plan.agenda, theme=plan.themes[1], rank=1)
    for theme, rank in ((1, 2), (2, 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Priority.objects.create(agenda=plan.agenda, theme=plan.themes[theme], rank=rank)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.dictionaries(st.integers(1, 8), RANKS, max_size=8))
def test_it_is_kept_exactly_when_every_rank_is_one_to_eight_and_given_once(
    plan: Plan, said: dict[int, int | None]
) -> None:
    told = {number: Ranked(rank) for number, rank in said.items()}
    chosen = [rank for rank in said.values() if rank is not None]
    sound = len(set(chosen)) == len(chosen) and all(1 <= rank <= 8 for rank in chosen)
    before = ranked(plan)
    if sound:
        prioritise(plan.now(), told, by=plan.editor())
        assert ranked(plan) == {n: (rank, "") for n, rank in said.items() if rank}
        return
    with pytest.raises(BadInputError) as caught:
        prioritise(plan.now(), told, by=plan.editor())
    assert {int(name.removeprefix("rank_")) for name in caught.value.errors} <= set(said)
    assert ranked(plan) == before
