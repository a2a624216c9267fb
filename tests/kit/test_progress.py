"""How far work is: told in its own order, to who sent it, and no longer than it lasts."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.access import Actor
from koppelvlak.kit.progress import how_far, over, told_to, within
from tests.world import TODAY

NOOR, BRAM = uuid4(), uuid4()
FORM = UUID(int=7)
PARTS = st.tuples(st.floats(0, 0.5), st.floats(0.5, 1))


def sender(person: UUID = NOOR, token: UUID = FORM) -> Actor:
    return Actor(name="", on=TODAY, origin="test", person=person, token=token)


@given(st.lists(st.integers(), max_size=1000), PARTS)
def test_every_row_comes_by_once_and_the_share_only_grows(
    rows: list[int], part: tuple[float, float]
) -> None:
    heard: list[float] = []
    assert list(over(rows, within(heard.append, part))) == rows
    assert all(before <= after for before, after in pairwise(heard))
    assert all(part[0] <= share <= part[1] for share in heard)
    assert len(heard) <= 200
    assert bool(heard) == bool(rows)


def test_nobody_needs_to_listen() -> None:
    assert list(over("abc", within(None, (0, 1)))) == ["a", "b", "c"]


def test_what_is_told_is_heard_while_it_lasts() -> None:
    with told_to(sender()) as hear:
        assert how_far(str(FORM), sender()) is None
        hear(0.25)
        assert how_far(str(FORM), sender()) == 0.25
    assert how_far(str(FORM), sender()) is None


def test_it_is_told_to_who_sent_the_form_alone() -> None:
    with told_to(sender()) as hear:
        hear(0.25)
        assert how_far(str(FORM), sender(person=BRAM)) is None
        assert how_far(str(uuid4()), sender()) is None


def failing() -> None:
    with told_to(sender()) as hear:
        hear(0.5)
        raise ZeroDivisionError


def test_work_that_fails_leaves_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        failing()
    assert how_far(str(FORM), sender()) is None


@pytest.mark.django_db(transaction=True)
def test_it_is_heard_before_the_transaction_ends_and_whether_it_ends_well_or_not() -> None:
    with told_to(sender()) as hear:
        with transaction.atomic():
            hear(0.5)
            transaction.set_rollback(True)
        assert how_far(str(FORM), sender()) == 0.5
