"""Stories of people, from their first page to their last, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest
import time_machine
from django.core.cache import cache

from koppelvlak.people.models import Person
from tests.jobs.conftest import cast, facts
from tests.journeys.visitor import Visitor
from tests.world import TODAY

__all__ = ["cast", "facts"]

Arrive: TypeAlias = Callable[[str], Visitor]


# The same acts in other words: PostgreSQL is asked for them once.
@pytest.fixture(params=["nl", pytest.param("en", marks=pytest.mark.once)])
def language(request: pytest.FixtureRequest) -> str:
    """Return the language that the people of a story read."""
    return str(request.param)


@pytest.fixture
def today(db: None) -> Iterator[None]:
    """Let it be the day that the facts were prepared for; nobody has tried to sign in yet."""
    cache.clear()
    with time_machine.travel(f"{TODAY.isoformat()}T10:00:00+01:00"):
        yield


@pytest.fixture
def arrive(cast: None, today: None, language: str) -> Arrive:
    """Return how somebody of the demo comes in: with one click, in their own browser."""

    def come_in(name: str) -> Visitor:
        person = Person.objects.get(name=name, fictional=True)
        visitor = Visitor(language)
        assert visitor.open("/demo/").reads(name)
        return visitor.send("/demo/", person=person.uuid).speak()

    return come_in
