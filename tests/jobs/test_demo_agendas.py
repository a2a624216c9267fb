"""The agendas of the demo: fictional and said so, one in force and one that is written."""

from __future__ import annotations

import pytest
from pytest_django import DjangoDbBlocker, Settings

from koppelvlak.agendas.input_queries import (
    networks_of,
    organisations_of,
    said_together,
    shares,
)
from koppelvlak.agendas.lifecycle import DRAFT, IN_FORCE, OPEN
from koppelvlak.agendas.models import Alignment, Assignment, SectorAgenda, Spearhead
from koppelvlak.agendas.queries import basic_of
from koppelvlak.agreements.giving import MOST_BASIC
from koppelvlak.agreements.models import Agreement
from koppelvlak.framework.queries import themes
from koppelvlak.jobs.demo_agendas import show_agendas
from koppelvlak.jobs.demo_networks import load_networks
from koppelvlak.jobs.demo_variants import show_variants
from koppelvlak.jobs.fiction import NoDemoError
from koppelvlak.kit.audit.models import Event
from koppelvlak.networks.lifecycle import STANDING
from koppelvlak.networks.models import Network
from koppelvlak.variants.models import OPEN as FOR_ALL
from tests.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shown(cast: None, facts: list[str], django_db_blocker: DjangoDbBlocker) -> list[str]:
    """Show them once for the tests of this module; return what was said meanwhile."""
    with django_db_blocker.unblock():
        for step in (load_networks, show_variants, show_agendas):
            step(on=TODAY, say=facts.append)
    return facts


def test_one_is_in_force_and_one_is_written(shown: list[str]) -> None:
    told = SectorAgenda.objects.values_list("sector__key", "state", "number")
    assert sorted(told) == [("drinking-water", IN_FORCE, 1), ("electricity", DRAFT, 1)]
    assert "agendas of sectors (fictional)" in shown


def test_all_of_it_says_that_it_is_fictional(shown: list[str]) -> None:
    for row in SectorAgenda.objects.all():
        assert row.note_nl.startswith("Fictief")
        assert row.note_en.startswith("Fictional")
    held = SectorAgenda.objects.get(state=IN_FORCE)
    assert "(fictief)" in held.adopted_meeting
    assert "(fictief)" in held.adopted_document
    assert all("(fictief)" in one.by_whom for one in Alignment.objects.all())
    asked = Agreement.objects.filter(to_make__isnull=False).distinct()
    assert all("(fictief)" in one.action for one in asked)


def test_every_standing_network_has_each_spearhead_in_both_languages(shown: list[str]) -> None:
    held = SectorAgenda.objects.get(state=IN_FORCE)
    networks = Network.objects.filter(sector=held.sector, state__in=STANDING).count()
    spearheads = held.spearheads.count()
    rows = Assignment.objects.all()
    assert networks > 0
    assert (spearheads, rows.count()) == (3, networks * 3)
    assert set(rows.values_list("state", flat=True)) == {OPEN}
    for row in Spearhead.objects.all():
        assert all((row.wording_nl, row.wording_en, row.why_nl, row.why_en))
        assert row.horizon > TODAY


def test_what_is_asked_for_is_a_model_that_all_can_read(shown: list[str]) -> None:
    for row in Spearhead.objects.all():
        asked = list(row.agreements.all())
        assert asked
        assert all(one.network is None and one.tlp in FOR_ALL for one in asked)
    for agenda in SectorAgenda.objects.all():
        assert 0 < len(basic_of(agenda)) <= MOST_BASIC


def test_a_reservation_is_answered(shown: list[str]) -> None:
    rows = list(Alignment.objects.all())
    assert len(rows) == 3
    assert [bool(one.followed) for one in rows if one.reservation] == [True]
    assert not any(one.followed for one in rows if not one.reservation)


def test_one_shows_what_was_said_and_for_one_input_can_be_given(shown: list[str]) -> None:
    held = SectorAgenda.objects.get(state=IN_FORCE)
    written = SectorAgenda.objects.get(state=DRAFT)
    assert held.published_on is not None
    assert not held.takes_input(TODAY)
    assert all(one.said.weight is not None for one in said_together(held, themes()))
    assert written.published_on is None
    assert written.takes_input(TODAY)


def test_of_input_most_have_given_and_some_have_not(shown: list[str]) -> None:
    for row in SectorAgenda.objects.all():
        networks = networks_of(row)
        every = shares([*organisations_of(row, networks), *networks], row.inputs.all())
        gave = [one for one in every if one.rows]
        assert len(every) / 2 < len(gave) < len(every)
        assert any(one.is_network for one in gave)
        assert all(one.many == 8 for one in gave)
        assert all("(fictief)" in one.remark for one in row.inputs.exclude(remark=""))


def test_it_is_shown_once(shown: list[str]) -> None:
    before = Event.objects.count()
    show_agendas(on=TODAY, say=shown.append)
    assert (Event.objects.count(), SectorAgenda.objects.count()) == (before, 2)


def test_outside_the_demo_nothing_is_shown(shown: list[str], settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(NoDemoError):
        show_agendas(on=TODAY, say=shown.append)
