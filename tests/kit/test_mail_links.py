"""Links in mails: what they carry comes back, for one purpose and thirty days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.mail_links import (
    VALID_FOR,
    ExpiredLinkError,
    Purpose,
    UnknownLinkError,
    seal,
)
from tests.world import TODAY

PURPOSE = Purpose("koppelvlak.test.link")
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(f"{TODAY.isoformat()}T10:00:00+00:00", tick=False) as traveller:
        yield traveller


@given(question=st.uuids(), said=PLAIN)
def test_what_was_sent_comes_back(question: UUID, said: Any) -> None:
    assert PURPOSE.read(PURPOSE.token(question, said)) == (question, seal(said))


@given(said=PLAIN, other=PLAIN)
def test_another_mail_has_another_seal(said: Any, other: Any) -> None:
    same = repr(said) == repr(other)
    assert (seal(said) == seal(other)) == same or said == other


def test_the_order_of_names_does_not_count() -> None:
    assert seal({"a": 1, "b": 2}) == seal({"b": 2, "a": 1})
    assert seal([1, 2]) != seal([2, 1])


def test_nothing_can_be_read_in_a_seal() -> None:
    assert len(seal("Wachtdienst 088 000 00 01")) == 32
    assert "Wachtdienst" not in PURPOSE.token(uuid4(), "Wachtdienst")


@given(at=st.integers(0, 60), put=st.sampled_from("aZ09-_:."))
def test_one_letter_changed_is_unknown(at: int, put: str) -> None:
    token = PURPOSE.token(UUID(int=7), "said")
    at %= len(token)
    forged = token[:at] + put + token[at + 1 :]
    if forged == token:
        return
    with pytest.raises(UnknownLinkError):
        PURPOSE.read(forged)


@given(st.text(max_size=200))
def test_a_guess_is_unknown(guess: str) -> None:
    with pytest.raises(UnknownLinkError):
        PURPOSE.read(guess)


def test_a_link_for_another_purpose_is_unknown() -> None:
    token = Purpose("koppelvlak.other.link").token(uuid4(), "said")
    with pytest.raises(UnknownLinkError):
        PURPOSE.read(token)


@pytest.mark.parametrize("after", [timedelta(0), timedelta(days=29), VALID_FOR])
def test_it_works_for_thirty_days(clock: time_machine.Traveller, after: timedelta) -> None:
    token = PURPOSE.token(UUID(int=7), "said")
    clock.shift(after)
    assert PURPOSE.read(token)[0] == UUID(int=7)


def test_after_that_it_is_told_apart_from_a_guess(clock: time_machine.Traveller) -> None:
    token = PURPOSE.token(UUID(int=7), "said")
    clock.shift(VALID_FOR + timedelta(seconds=1))
    with pytest.raises(ExpiredLinkError):
        PURPOSE.read(token)
