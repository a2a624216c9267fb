"""The answers of the demo: fictional and said so; what most networks owe is still open."""

from __future__ import annotations

import pytest
from pytest_django import DjangoDbBlocker, Settings

from koppelvlak.agendas.following import of_agenda
from koppelvlak.agendas.lifecycle import ACCEPTED, IN_FORCE, NOT_APPLICABLE, OPEN
from koppelvlak.agendas.models import Assignment, SectorAgenda
from koppelvlak.agendas.progress import Step
from koppelvlak.door import system
from koppelvlak.jobs.demo_agendas import show_agendas
from koppelvlak.jobs.demo_assignments import show_answers
from koppelvlak.jobs.demo_networks import load_networks
from koppelvlak.jobs.demo_variants import show_variants
from koppelvlak.jobs.fiction import NoDemoError
from koppelvlak.kit.audit.models import Event
from tests.world import TODAY


@pytest.fixture(scope="module")
def shown(cast: None, facts: list[str], django_db_blocker: DjangoDbBlocker) -> list[str]:
    """Show them once for the tests of this module; return what was said meanwhile."""
    with django_db_blocker.unblock():
        for step in (load_networks, show_variants, show_agendas, show_answers):
            step(on=TODAY, say=facts.append)
    return facts


def test_two_networks_answered_and_the_others_still_have_to(shown: list[str]) -> None:
    answered = Assignment.objects.exclude(state=OPEN)
    assert answered.values("network").distinct().count() == 2
    assert Assignment.objects.filter(state=OPEN).exists()
    assert "answers to the agenda (fictional)" in shown


def test_one_network_took_up_all_of_it(shown: list[str]) -> None:
    (first, *_others) = Assignment.objects.filter(state=ACCEPTED).order_by("network")
    rows = Assignment.objects.filter(network=first.network)
    assert not rows.filter(state__in=(OPEN, NOT_APPLICABLE)).exists()


def test_what_was_set_aside_says_that_it_is_fictional(shown: list[str]) -> None:
    row = Assignment.objects.get(state=NOT_APPLICABLE)
    assert row.reason.startswith("Fictief")
    assert row.answered_for is not None


def test_the_progress_of_the_demo_has_several_steps(shown: list[str]) -> None:
    agenda = SectorAgenda.objects.get(state=IN_FORCE)
    found = of_agenda(agenda, actor=system(on=TODAY, origin="test"))
    assert {Step.NOT_TAKEN_UP, Step.TAKEN_UP, Step.NOT_APPLICABLE} <= {
        one.progress.step for one in found
    }


def test_showing_them_again_changes_nothing(shown: list[str]) -> None:
    events = Event.objects.count()
    show_answers(on=TODAY, say=shown.append)
    assert Event.objects.count() == events


def test_outside_a_demo_it_refuses(shown: list[str], settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(NoDemoError):
        show_answers(on=TODAY, say=shown.append)
