"""What changed between two versions: tasks that are new, gone, reworded or elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.framework.difference import (
    GONE,
    MOVED,
    NEW,
    REWORDED,
    UNCHANGED,
    difference,
)
from koppelvlak.framework.wording import applied, undone


@dataclass(frozen=True)
class Told:
    """A task as the comparison looks at it."""

    line: int
    text: str
    place: tuple[int, str] = (1, "region")


TASKS = st.lists(
    st.builds(
        Told,
        st.integers(0, 8),
        st.sampled_from(["belt", "belt op tijd", "oefent", ""]),
        st.sampled_from([(1, "region"), (2, "region"), (1, "state")]),
    ),
    unique_by=lambda task: task.line,
    max_size=8,
)


def kinds(old: list[Told], new: list[Told]) -> dict[int, str]:
    return {change.task.line: change.kind for change in difference(old, new)}


def test_each_kind_of_change_is_told() -> None:
    old = [Told(1, "belt"), Told(2, "oefent"), Told(3, "leert"), Told(4, "deelt")]
    new = [Told(1, "belt op tijd"), Told(2, "oefent"), Told(4, "deelt", (2, "region")), Told(5, "")]
    assert kinds(old, new) == {1: REWORDED, 2: UNCHANGED, 3: GONE, 4: MOVED, 5: NEW}


@given(TASKS, TASKS)
def test_the_changes_lead_from_the_old_version_to_the_new(old: list[Told], new: list[Told]) -> None:
    changes = difference(old, new)
    after = {c.task.line: applied(c.pieces) for c in changes if c.kind != GONE}
    before = {c.task.line: undone(c.pieces) for c in changes if c.kind != NEW}
    assert after == {task.line: task.text for task in new}
    assert before == {task.line: task.text for task in old}


@given(TASKS)
def test_a_version_does_not_differ_from_itself(tasks: list[Told]) -> None:
    assert set(kinds(tasks, tasks).values()) <= {UNCHANGED}


@given(TASKS, TASKS)
def test_new_and_gone_trade_places_the_other_way_round(old: list[Told], new: list[Told]) -> None:
    there, back = kinds(old, new), kinds(new, old)
    turned = {NEW: GONE, GONE: NEW}
    assert {line: turned.get(kind, kind) for line, kind in there.items()} == back
