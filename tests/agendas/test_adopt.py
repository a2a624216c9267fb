"""The steering group adopts what all three aligned with, and says what it did with reservations."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.agendas.deciding import adopt
from koppelvlak.agendas.lifecycle import ALIGNING, IN_FORCE, SUPERSEDED
from koppelvlak.agendas.models import Alignment, Assignment, SectorAgenda
from koppelvlak.agendas.queries import in_force
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.search.models import Entry
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.aftermath import left, refusal, refused, wrong
from tests.agendas.conftest import BLIND, BODIES, LATER, MEETING, READERS, Plan
from tests.conftest import Guard
from tests.world import TODAY

FOLLOWED = "Eilanden volgen later."


def test_it_records_day_meeting_and_document(aligned: Plan) -> None:
    aligned.adopt(LATER, nctv=FOLLOWED)
    now = aligned.now()
    assert (now.state, now.adopted_on, now.is_decided) == (IN_FORCE, LATER, True)
    assert (now.adopted_meeting, now.adopted_document) == MEETING
    assert in_force(aligned.world.sector) == now
    told = left()
    assert (told.action, told.who) == (Can.ADOPT_AGENDA, "Anouk de Groot")
    assert told.after["adopted_on"] == str(LATER)


def test_what_was_done_with_a_reservation_is_kept_with_it(aligned: Plan) -> None:
    aligned.adopt(nctv=FOLLOWED, sector="Wordt niet bewaard.")
    told = dict(Alignment.objects.values_list("body", "followed"))
    assert told == {"nctv": FOLLOWED, "sector": "", "veiligheidsberaad": ""}


def test_each_reservation_is_answered(aligned: Plan) -> None:
    aligned.say("sector", "Ook niet voor industrie.")
    told = wrong(lambda: aligned.adopt(nctv=FOLLOWED))
    assert told == {"followed_sector": ["Say what the steering group did with this reservation."]}
    assert aligned.now().state == ALIGNING
    aligned.adopt(nctv=FOLLOWED, sector="Niet gevolgd: zij doen al mee.")
    assert aligned.now().state == IN_FORCE


@pytest.mark.parametrize("silent", BODIES)
def test_it_waits_for_all_three(sent: Plan, silent: str) -> None:
    for body in BODIES:
        if body != silent:
            sent.say(body)
    told = refusal(WrongStateError, sent.adopt)
    assert told.startswith("Not aligned with yet: ")
    assert Assignment.objects.count() == 0
    sent.say(silent)
    sent.adopt()
    assert sent.now().state == IN_FORCE


def test_it_names_who_is_silent(sent: Plan) -> None:
    sent.say("sector")
    told = refusal(WrongStateError, sent.adopt)
    assert told == "Not aligned with yet: NCTV, Veiligheidsberaad."


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "This day has not come yet. Record the adoption when it is a fact."),
        (-1, "On this day not everybody had aligned yet."),
    ],
)
def test_a_day_that_cannot_be_is_refused(aligned: Plan, days: int, words: str) -> None:
    decision = aligned.decided(TODAY + timedelta(days=days), nctv=FOLLOWED)
    told = wrong(lambda: adopt(aligned.now(), decision, by=aligned.editor()))
    assert told == {"adopted_on": [words]}
    assert aligned.now().state == ALIGNING


def test_what_ended_meanwhile_is_not_adopted(aligned: Plan, guard: Guard) -> None:
    guard.watching = False
    Agreement.objects.filter(key="M-1").update(state="ended")
    guard.watching = True
    told = refusal(WrongStateError, lambda: aligned.adopt(nctv=FOLLOWED))
    assert told == "Spearhead 1 asks for no agreement, or for one that has ended."


def test_a_draft_is_not_adopted_and_what_is_in_force_not_again(plan: Plan) -> None:
    assert refusal(WrongStateError, plan.adopt).startswith('It is now "draft"')
    plan.carry()
    assert refusal(WrongStateError, plan.adopt).startswith('It is now "in force"')


def test_only_a_national_editor_records_it(aligned: Plan) -> None:
    decision = aligned.decided(nctv=FOLLOWED)
    told = refused(
        RefusedError, READERS, lambda n: adopt(aligned.now(), decision, by=aligned.actor(n))
    )
    words = "record that the steering group adopted an agenda"
    assert told == {f"To do this ({words}) you must be: national editor."}
    refused(UnseenError, BLIND, lambda n: adopt(aligned.now(), decision, by=aligned.actor(n)))
    assert aligned.now().state == ALIGNING


def test_who_did_not_read_the_last_alignment_does_not_adopt(aligned: Plan) -> None:
    decision = aligned.decided(nctv=FOLLOWED)
    seen = aligned.now().version - 1
    refusal(StaleError, lambda: adopt(aligned.now(), decision, by=aligned.editor(), seen=seen))
    assert aligned.now().state == ALIGNING


def test_networks_get_what_it_asks_of_them(aligned: Plan, network: Network) -> None:
    aligned.adopt(nctv=FOLLOWED)
    asked = aligned.asked(network)
    assert [(one.spearhead.position, one.state) for one in asked] == [(1, "open"), (2, "open")]
    assert {one.given_on for one in asked} == {TODAY}
    assert left().rows == [("agendas.assignment", "created")] * 2


def test_the_next_one_supersedes_it(held: Plan) -> None:
    new = held.next()
    assert in_force(held.world.sector) == held.agenda
    new.carry(LATER)
    old = held.now()
    assert (old.state, old.superseded_on, old.is_decided) == (SUPERSEDED, LATER, True)
    assert in_force(held.world.sector) == new.agenda
    assert ("agendas.sectoragenda", "superseded") in left().rows
    assert SectorAgenda.objects.filter(state=IN_FORCE).count() == 1


def test_search_finds_the_version_that_is_written_and_the_one_in_force(held: Plan) -> None:
    def found() -> set[object]:
        return set(Entry.objects.filter(kind="agenda").values_list("uuid", flat=True))

    assert found() == {held.agenda.uuid}
    new = held.next()
    assert found() == {held.agenda.uuid, new.agenda.uuid}
    new.carry(LATER)
    assert found() == {new.agenda.uuid}
