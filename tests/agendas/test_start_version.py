"""A national editor starts a next version: with the spearheads that stand, one at a time."""

from __future__ import annotations

import pytest

from koppelvlak.agendas.actions import Introduction, drop_spearhead, introduce, start_version
from koppelvlak.agendas.lifecycle import ALIGNING, DRAFT
from koppelvlak.agendas.models import SectorAgenda
from koppelvlak.agendas.queries import standing
from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from tests.aftermath import left, mails, refusal, refused
from tests.agendas.conftest import LATER, READERS, Plan
from tests.conftest import Guard
from tests.world import TODAY, World


def other(guard: Guard) -> Sector:
    guard.watching = False
    made = Sector.objects.create(
        key="power", name_nl="Stroom", name_en="Power", tone="power", position=9
    )
    guard.watching = True
    return made


def test_the_first_one_begins_empty(world: World) -> None:
    first = start_version(world.sector, by=world.actor("anouk"))
    assert (first.number, first.state, first.predecessor) == (1, DRAFT, None)
    assert (first.started_on, first.version) == (TODAY, 1)
    assert list(standing(first)) == []


def test_it_begins_with_the_spearheads_that_stand(plan: Plan) -> None:
    drop_spearhead(plan.spearhead(1), by=plan.editor())
    plan.carry()
    new = plan.next()
    assert (new.agenda.number, new.agenda.predecessor) == (2, plan.agenda)
    copied = standing(new.agenda).get()
    old = plan.spearhead(2)
    assert (copied.position, copied.line, copied.uuid == old.uuid) == (1, old.line, False)
    for name in ("theme", "wording_nl", "wording_en", "why_nl", "why_en", "horizon"):
        assert getattr(copied, name) == getattr(old, name), name
    assert list(copied.agreements.all()) == [plan.models["M-2"]]


def test_it_keeps_the_name_and_not_what_was_said_of_the_version_before(plan: Plan) -> None:
    introduce(plan.now(), Introduction("Water", "Water", "Oud.", "Old."), by=plan.editor())
    plan.carry()
    new = plan.next().agenda
    assert (new.title_nl, new.title_en, new.note_nl, new.note_en) == ("Water", "Water", "", "")


def test_what_it_copied_changes_nothing_of_the_version_in_force(held: Plan) -> None:
    new = held.next()
    drop_spearhead(new.spearhead(1), by=held.editor(LATER))
    assert [one.position for one in standing(held.agenda)] == [1, 2]
    assert [one.position for one in standing(new.agenda)] == [2]


@pytest.mark.parametrize("state", [DRAFT, ALIGNING])
def test_two_are_not_written_at_once(plan: Plan, state: str) -> None:
    if state == ALIGNING:
        plan.send()
    told = refusal(WrongStateError, lambda: start_version(plan.world.sector, by=plan.editor()))
    assert told == "Version 1 is not finished. Adopt that one first, or write on in it."
    assert SectorAgenda.objects.count() == 1


def test_another_sector_has_its_own_numbers(plan: Plan, guard: Guard) -> None:
    elsewhere = start_version(other(guard), by=plan.editor())
    assert (elsewhere.number, list(standing(elsewhere))) == (1, [])
    assert str(elsewhere) == "Agenda Power, version 1"


def test_only_a_national_editor_starts_one(world: World) -> None:
    told = refused(
        RefusedError,
        (*READERS, "sanne", "petra"),
        lambda name: start_version(world.sector, by=world.actor(name)),
    )
    assert told == {
        "To do this (start a next version of the agenda of a sector) you must be: national editor."
    }
    refusal(UnseenError, lambda: start_version(world.sector, by=world.actor("otto")))
    assert SectorAgenda.objects.count() == 0


def test_the_log_names_the_version_and_every_copied_spearhead(held: Plan) -> None:
    new = held.next()
    told = left()
    assert (told.action, told.who) == (Can.START_AGENDA, "Anouk de Groot")
    assert sorted(told.rows) == [
        ("agendas.sectoragenda", "created"),
        ("agendas.spearhead", "created"),
        ("agendas.spearhead", "created"),
    ]
    assert new.agenda.started_on == LATER


def test_starting_tells_nobody(world: World) -> None:
    start_version(world.sector, by=world.actor("anouk"))
    assert mails() == []
