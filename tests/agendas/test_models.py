"""What the rows of agendas say of themselves, and what the database itself refuses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import translation

from koppelvlak.agendas.lifecycle import (
    AGENDA,
    ALIGNING,
    ASSIGNMENT,
    DRAFT,
    IN_FORCE,
    OPEN,
    SUPERSEDED,
)
from koppelvlak.agendas.models import (
    Alignment,
    Assignment,
    Input,
    Present,
    SectorAgenda,
    Spearhead,
    ToMake,
)
from koppelvlak.coverage.models import Answer
from koppelvlak.kit.errors import WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.agendas.conftest import HORIZON, Plan
from tests.conftest import Assume, Guard
from tests.world import TODAY

DAY = timedelta(days=1)


def refuses(guard: Guard, model: type[models.Model], **told: Any) -> None:
    guard.watching = False
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(**told)
    guard.watching = True


@pytest.mark.parametrize("state", [DRAFT, ALIGNING])
def test_one_version_of_a_sector_is_unfinished(plan: Plan, guard: Guard, state: str) -> None:
    told = {"sector": plan.world.sector, "number": 2, "started_on": TODAY, "state": state}
    refuses(guard, SectorAgenda, **told)


def test_one_version_of_a_sector_is_in_force(held: Plan, guard: Guard) -> None:
    told = {"sector": held.world.sector, "started_on": TODAY}
    refuses(guard, SectorAgenda, number=2, state=IN_FORCE, **told)
    refuses(guard, SectorAgenda, number=1, state=SUPERSEDED, **told)


def test_a_line_stands_once_in_a_version_and_asks_for_a_model_once(
    plan: Plan, guard: Guard
) -> None:
    row = plan.spearhead(1)
    told = {"theme": row.theme, "position": 9, "horizon": HORIZON, "wording_nl": "x"}
    refuses(guard, Spearhead, agenda=plan.agenda, line=row.line, **told)
    refuses(guard, ToMake, spearhead=row, agreement=plan.models["M-1"])


def test_a_body_aligns_once_with_a_version(sent: Plan, guard: Guard) -> None:
    sent.say("nctv")
    refuses(guard, Alignment, agenda=sent.agenda, body="nctv", by_whom="x", on=TODAY)


def test_a_network_is_asked_a_spearhead_once(held: Plan, network: Network, guard: Guard) -> None:
    refuses(guard, Assignment, spearhead=held.spearhead(1), network=network, given_on=TODAY)


def test_input_has_one_giver_who_speaks_once_of_a_theme(
    plan: Plan, network: Network, guard: Guard
) -> None:
    told = {
        "agenda": plan.agenda, "theme": plan.themes[1], "importance": 3, "present": 3, "on": TODAY,
    }  # fmt: skip
    refuses(guard, Input, **told)
    refuses(guard, Input, organisation=plan.world.region, network=network, **told)
    for giver in ({"organisation": plan.world.region}, {"network": network}):
        guard.watching = False
        row = Input.objects.create(**giver, **told)
        assert row.giver == next(iter(giver.values()))
        assert str(row).endswith(": 1. Thema 1") or str(row).endswith(": 1. Theme 1")
        assert row.get_absolute_url() == plan.agenda.get_absolute_url()
        refuses(guard, Input, **giver, **told)


def test_the_log_never_says_what_input_was(plan: Plan, guard: Guard) -> None:
    row = Input(
        agenda=plan.agenda, theme=plan.themes[1], organisation=plan.world.region, importance=5,
        present=1, remark="KANARIE", on=TODAY,
    )  # fmt: skip
    assert {"importance", "present", "remark"} & set(row.said()) == set()
    assert "KANARIE" not in str(row.said())


def test_the_present_state_has_the_words_of_the_baseline() -> None:
    with translation.override("nl"):
        told = [str(one.label) for one in Present]
        assert told == [str(one.label) for one in Answer]
    assert [one.name for one in Present] == [one.name for one in Answer]


@pytest.mark.parametrize(
    ("day", "takes"),
    [(TODAY - DAY, False), (TODAY, True), (TODAY + 5 * DAY, True), (TODAY + 6 * DAY, False)],
)
def test_input_is_taken_on_both_days_and_between(
    plan: Plan,
    assume: Assume,
    day: date,
    takes: bool,  # noqa: FBT001
) -> None:
    assume(plan.agenda, input_from=TODAY, input_until=TODAY + 5 * DAY)
    assert plan.now().takes_input(day) is takes


def test_input_is_taken_by_a_draft_that_asks_for_it(plan: Plan, assume: Assume) -> None:
    assert not plan.now().takes_input(TODAY)
    assume(plan.agenda, input_from=TODAY)
    assert not plan.now().takes_input(TODAY)
    assume(plan.agenda, input_until=TODAY, state=ALIGNING)
    assert not plan.now().takes_input(TODAY)


def test_it_is_called_by_its_title_or_by_its_sector_and_number(plan: Plan, assume: Assume) -> None:
    with translation.override("nl"):
        assert plan.now().title == "Agenda Drinkwater, versie 1"
    with translation.override("en"):
        assert plan.now().title == "Agenda Drinking water, version 1"
        assume(plan.agenda, title_nl="Water", note_nl="Eerst.")
        assert (plan.now().title, plan.now().note) == ("Water", "Eerst.")
    assert plan.now().tlp == Tlp.GREEN


def test_search_keeps_it_until_the_next_stands(plan: Plan, assume: Assume) -> None:
    item = plan.now().search_entry()
    assert item is not None
    assert (item.title, item.title_en, item.hint) == (
        "Agenda Drinkwater",
        "Agenda Drinking water",
        "1",
    )
    assert "Iedereen kent elkaar." in item.words
    assert "Everybody knows each other." in item.words
    assume(plan.agenda, state=SUPERSEDED)
    assert plan.now().search_entry() is None


def test_what_is_in_force_goes_only_when_the_next_comes() -> None:
    leaving = [can for can in Can if AGENDA.allows(IN_FORCE, can)]
    assert leaving == [Can.GIVE_ASSIGNMENTS, Can.SUPERSEDE_AGENDA]
    assert [can for can in Can if AGENDA.allows(SUPERSEDED, can)] == []


def test_an_answer_may_become_any_other_and_only_an_answer_is_taken_back() -> None:
    answers = {Can.ACCEPT_ASSIGNMENT, Can.POINT_OUT_AGREEMENTS, Can.SET_ASSIGNMENT_ASIDE}
    for state in ASSIGNMENT.states:
        allowed = {can for can in Can if ASSIGNMENT.allows(state, can)}
        assert allowed == answers | (set() if state == OPEN else {Can.REOPEN_ASSIGNMENT})
    with pytest.raises(WrongStateError):
        ASSIGNMENT.move(OPEN, Can.REOPEN_ASSIGNMENT)
