"""The call to account that the demo shows."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from koppelvlak.agreements.models import Agreement
from koppelvlak.calls.lifecycle import ANSWERED
from koppelvlak.calls.models import Call
from koppelvlak.calls.queries import course
from koppelvlak.jobs.demo_calls import KEY, show_calls
from koppelvlak.networks.models import Network
from koppelvlak.people.models import Person
from tests.calls.conftest import Put
from tests.conftest import Assume, Guard
from tests.world import TODAY, World

NOTHING: list[str] = []


@pytest.fixture(autouse=True)
def fiction(world: World, settings: Settings, guard: Guard) -> None:
    """Let nobody here be real: the demo comes nowhere else."""
    settings.DEMO = True
    guard.watching = False
    Person.objects.update(fictional=True)
    guard.watching = True


@pytest.fixture
def about(put: Put, network: Network, world: World, assume: Assume) -> Agreement:
    """Return the agreement of the demo, in the network of the company."""
    assume(network, anchor=world.water)
    return put(key=KEY)


def test_the_region_asked_and_the_company_answered(world: World, about: Agreement) -> None:
    said: list[str] = []
    show_calls(on=TODAY, say=said.append)
    call = Call.objects.get()
    assert (call.agreement, call.caller, call.called) == (about, world.region, world.water)
    assert call.state == ANSWERED
    assert call.happened_on < call.started_on < TODAY < call.answer_by
    assert [str(turn.words) for turn in course(call)] == ["called to account", "answered"]
    assert said == ["call to account (fictional)"]


def test_once(about: Agreement) -> None:
    for _time in range(2):
        show_calls(on=TODAY, say=NOTHING.append)
    assert Call.objects.count() == 1


def test_without_what_it_is_about_there_is_none(world: World) -> None:
    said: list[str] = []
    show_calls(on=TODAY, say=said.append)
    assert (Call.objects.count(), said) == (0, [])
