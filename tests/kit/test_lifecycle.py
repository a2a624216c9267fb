"""Life cycles as tables: what leaves a state, what does not, and that all of ours are sound."""

from __future__ import annotations

from enum import StrEnum

import pytest
from django.apps import apps
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.errors import WrongStateError
from koppelvlak.kit.lifecycle import Lifecycle, Move, always
from koppelvlak.kit.living import Living
from koppelvlak.rights import RIGHTS, Can


class Do(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    PAINT = "paint"
    BURN = "burn"


DOOR = Lifecycle(
    {"shut": "dicht", "ajar": "op een kier"},
    (
        Move(Do.OPEN, ("shut",), ("ajar",)),
        Move(Do.SHUT, ("ajar",), ("shut",)),
        Move(Do.PAINT, ("shut", "ajar"), ("shut", "ajar")),
    ),
)
OURS = [model for model in apps.get_models() if issubclass(model, Living)]
STATES = st.sampled_from([*DOOR.states, "gone", ""])


def test_it_starts_in_the_first_state() -> None:
    assert DOOR.start == "shut"


@pytest.mark.parametrize(
    ("state", "can", "to"),
    [
        ("shut", Do.OPEN, ("ajar",)),
        ("ajar", Do.SHUT, ("shut",)),
        ("shut", Do.PAINT, ("shut", "ajar")),
        ("ajar", Do.PAINT, ("shut", "ajar")),
    ],
)
def test_an_arrow_leads_where_it_points(state: str, can: Do, to: tuple[str, ...]) -> None:
    assert DOOR.move(state, can).to == to


@pytest.mark.parametrize(
    ("state", "can"),
    [("ajar", Do.OPEN), ("shut", Do.SHUT), ("shut", Do.BURN), ("gone", Do.OPEN)],
)
def test_where_no_arrow_leaves_it_is_refused(state: str, can: Do) -> None:
    assert not DOOR.allows(state, can)
    with pytest.raises(WrongStateError):
        DOOR.move(state, can)


@pytest.mark.parametrize(("state", "said"), [("ajar", "op een kier"), ("gone", "gone")])
def test_a_refusal_names_the_state_in_words(state: str, said: str) -> None:
    with override("en"), pytest.raises(WrongStateError) as caught:
        DOOR.move(state, Do.OPEN)
    assert f'"{said}"' in str(caught.value.detail)


@given(STATES, st.sampled_from(Do))
def test_allows_and_move_agree(state: str, can: Do) -> None:
    try:
        DOOR.move(state, can)
    except WrongStateError:
        moved = False
    else:
        moved = True
    assert moved == DOOR.allows(state, can)


@given(st.sets(st.sampled_from(Do)), st.sampled_from(Do))
def test_a_thing_without_states_stays_where_it_is(cans: set[Do], can: Do) -> None:
    standing = always(*cans)
    assert standing.allows(standing.start, can) == (can in cans)
    assert all(move.frm == move.to == (standing.start,) for move in standing.moves)


@pytest.mark.parametrize("model", OURS)
def test_every_arrow_of_ours_joins_states_that_exist(model: type[Living]) -> None:
    for move in model.lifecycle.moves:
        assert {*move.frm, *move.to} <= model.lifecycle.states.keys()


@pytest.mark.parametrize("model", OURS)
def test_every_state_of_ours_can_be_reached(model: type[Living]) -> None:
    cycle = model.lifecycle
    reached = {cycle.start} | cycle.elsewhere
    for _step in cycle.states:
        reached |= {to for move in cycle.moves if reached & {*move.frm} for to in move.to}
    assert reached == set(cycle.states)


@pytest.mark.parametrize("model", OURS)
def test_no_two_arrows_of_one_name_leave_a_state(model: type[Living]) -> None:
    leaving = [(state, move.can) for move in model.lifecycle.moves for state in move.frm]
    assert len(leaving) == len(set(leaving))


@pytest.mark.parametrize("model", OURS)
def test_seeing_is_a_right_and_no_move(model: type[Living]) -> None:
    assert model.see in RIGHTS
    assert not any(move.can == model.see for move in model.lifecycle.moves)


def test_whatever_can_be_done_moves_something() -> None:
    moved = {move.can for model in OURS for move in model.lifecycle.moves}
    looked = {can for can in Can if ".see" in can}
    assert set(Can) - moved - looked == set()
