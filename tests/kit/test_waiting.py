"""What several parts of a page ask of an actor is looked up once, and never kept longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import one_look, shared

NOOR = Actor(name="Noor", on=date(2026, 11, 26))


@pytest.fixture
def seen() -> list[Actor]:
    """Return whom was asked about, in order; ``look`` fills it."""
    return []


def test_without_a_page_around_it_every_look_is_new(seen: list[Actor]) -> None:
    look = shared(seen.append)
    look(NOOR)
    look(NOOR)
    assert seen == [NOOR, NOOR]


def test_a_page_looks_once_per_actor(seen: list[Actor]) -> None:
    look, other = shared(seen.append), replace(NOOR, name="Bram")
    with one_look():
        for actor in (NOOR, other, NOOR, other):
            look(actor)
    assert seen == [NOOR, other]


def test_the_next_page_looks_again(seen: list[Actor]) -> None:
    look = shared(seen.append)
    for _page in range(2):
        with one_look():
            look(NOOR)
    look(NOOR)
    assert len(seen) == 3


def test_a_page_that_fails_keeps_nothing(seen: list[Actor]) -> None:
    def broken(actor: Actor) -> None:
        seen.append(actor)
        raise LookupError

    look = shared(broken)
    for _page in range(2):
        with pytest.raises(LookupError), one_look():
            look(NOOR)
    assert len(seen) == 2
