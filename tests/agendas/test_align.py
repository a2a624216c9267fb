"""A version is sent to be aligned, taken back, and aligned with by three bodies in any order."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from koppelvlak.agendas.actions import drop_spearhead
from koppelvlak.agendas.deciding import Aligned, align, missing, record_alignment, rewrite
from koppelvlak.agendas.lifecycle import ALIGNING, DRAFT
from koppelvlak.agendas.models import Alignment, Body
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.agendas.conftest import BLIND, BODIES, LATER, READERS, Plan, make_model
from tests.conftest import Assume, Guard
from tests.world import TODAY

NATIONAL = "you must be: national editor."


def said(body: str = "nctv", **changes: object) -> Aligned:
    told = {"body": body, "by_whom": "directie", "on": TODAY} | changes
    return Aligned(**told)  # type: ignore[arg-type]


def test_it_is_sent_and_its_text_stays(plan: Plan) -> None:
    plan.send()
    now = plan.now()
    assert (now.state, now.aligning_on, now.is_written) == (ALIGNING, TODAY, False)
    told = left()
    assert (told.action, told.before["state"], told.after["state"]) == (
        Can.ALIGN_AGENDA, DRAFT, ALIGNING,
    )  # fmt: skip
    assert mails() == []


def test_an_agenda_without_spearheads_is_not_sent(plan: Plan) -> None:
    for place in (1, 2):
        drop_spearhead(plan.spearhead(place), by=plan.editor())
    told = refusal(WrongStateError, plan.send)
    assert told == "There is no spearhead in this version yet. Add one first."
    assert plan.now().state == DRAFT


@pytest.mark.parametrize("what", ["nothing", "ended", "narrowed"])
def test_a_spearhead_asks_for_something_that_stands(plan: Plan, guard: Guard, what: str) -> None:
    guard.watching = False
    model = Agreement.objects.filter(key="M-2")
    if what == "nothing":
        plan.spearhead(2).to_make.all().delete()
    elif what == "ended":
        model.update(state="ended")
    else:
        model.update(tlp=Tlp.AMBER)
    guard.watching = True
    told = refusal(WrongStateError, plan.send)
    assert told == "Spearhead 2 asks for no agreement, or for one that has ended."


def test_what_a_dropped_spearhead_asks_for_holds_nothing_up(plan: Plan, guard: Guard) -> None:
    guard.watching = False
    Agreement.objects.filter(key="M-2").update(state="ended")
    guard.watching = True
    drop_spearhead(plan.spearhead(2), by=plan.editor())
    plan.send()
    assert plan.now().state == ALIGNING


def test_models_that_became_basic_later_are_counted_again(plan: Plan, guard: Guard) -> None:
    guard.watching = False
    for number in range(12):
        row = make_model(plan.world, f"B-{number}", basic=True)
        plan.spearhead(2).agreements.add(row)
    guard.watching = True
    told = refusal(WrongStateError, plan.send)
    assert told == "An agenda has at most 12 basic agreements."


def test_while_input_can_be_given_it_is_not_sent(plan: Plan, assume: Assume) -> None:
    assume(plan.agenda, input_from=TODAY, input_until=LATER)
    words = "Input can be given until 3 December 2026. After that the agenda can be aligned."
    for day in (TODAY, LATER):
        assert refusal(WrongStateError, lambda: plan.send(day)) == words  # noqa: B023
    plan.send(LATER + timedelta(days=1))
    assert plan.now().state == ALIGNING


def test_only_a_national_editor_sends_records_and_takes_back(sent: Plan) -> None:
    now, acts = sent.now(), (align, rewrite)
    for act in acts:
        told = refused(RefusedError, READERS, lambda name: act(now, by=sent.actor(name)))  # noqa: B023
        assert all(NATIONAL in one for one in told)
        refused(UnseenError, BLIND, lambda name: act(now, by=sent.actor(name)))  # noqa: B023
    refused(RefusedError, READERS, lambda n: record_alignment(now, said(), by=sent.actor(n)))
    refused(UnseenError, BLIND, lambda n: record_alignment(now, said(), by=sent.actor(n)))
    assert (sent.now().version, Alignment.objects.count()) == (now.version, 0)


@pytest.mark.parametrize("order", list(permutations(BODIES)))
def test_bodies_align_in_any_order(sent: Plan, order: tuple[str, ...]) -> None:
    for number, body in enumerate(order):
        assert [one.value for one in missing(sent.agenda)] == [
            one for one in BODIES if one not in order[:number]
        ]
        sent.say(body)
    assert missing(sent.agenda) == []
    assert [one.body for one in sent.now().alignments.all()] == list(order)


def test_an_alignment_keeps_who_when_where_and_the_reservation(sent: Plan) -> None:
    sent.say("nctv", "Niet voor eilanden.")
    row = Alignment.objects.get()
    assert (row.by_whom, row.on, row.document) == ("bestuur nctv", TODAY, "brief 3")
    assert (row.reservation, row.followed, row.earlier) == ("Niet voor eilanden.", "", False)
    assert str(row) == "NCTV: 2026-11-23"
    told = left()
    assert (told.action, told.subject) == (Can.RECORD_ALIGNMENT, sent.agenda.uuid)
    assert told.rows == [("agendas.alignment", "created")]
    assert sent.now().state == ALIGNING


def test_what_a_body_says_again_takes_the_place_of_what_it_said(sent: Plan) -> None:
    sent.say("nctv", "Niet voor eilanden.")
    sent.say("sector")
    sent.say("nctv")
    assert left().rows == [("agendas.alignment", "changed")]
    assert {one.body: one.reservation for one in sent.now().alignments.all()} == {
        "nctv": "", "sector": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"body": "gemeente"}, {"body": ["Choose one of the three."]}),
        ({"by_whom": ""}, {"by_whom": ["Say who said it."]}),
        ({"on": TODAY + timedelta(days=1)}, {"on": ["This day is still to come."]}),
        (
            {"on": TODAY - timedelta(days=1)},
            {"on": ["On this day the agenda had not been sent yet."]},
        ),
    ],
    ids=["body", "who", "ahead", "before"],
)
def test_what_cannot_be_is_refused(
    sent: Plan, changes: dict[str, object], errors: dict[str, list[str]]
) -> None:
    told = wrong(lambda: record_alignment(sent.now(), said(**changes), by=sent.editor()))  # type: ignore[arg-type]
    assert told == errors
    assert Alignment.objects.count() == 0


def test_a_draft_is_not_aligned_with(plan: Plan) -> None:
    told = refusal(WrongStateError, lambda: plan.say("nctv"))
    assert told == 'It is now "draft"; from there this cannot be done.'


def test_taken_back_it_is_written_again_and_what_was_said_counts_no_longer(aligned: Plan) -> None:
    rewrite(aligned.now(), by=aligned.editor())
    now = aligned.now()
    assert (now.state, now.aligning_on, now.is_written) == (DRAFT, None, True)
    assert left().action == Can.REWRITE_AGENDA
    kept = {one.body: (one.reservation, one.earlier) for one in now.alignments.all()}
    assert kept["nctv"] == ("Niet voor eilanden.", True)
    assert len(missing(now)) == 3
    aligned.send()
    aligned.say("nctv")
    assert [one.value for one in missing(now)] == ["sector", "veiligheidsberaad"]
    assert not Alignment.objects.get(body=Body.NCTV).earlier


def test_a_draft_is_not_taken_back_nor_what_is_in_force(plan: Plan) -> None:
    refusal(WrongStateError, lambda: rewrite(plan.now(), by=plan.editor()))
    plan.carry()
    told = refusal(WrongStateError, lambda: rewrite(plan.now(), by=plan.editor()))
    assert told == 'It is now "in force"; from there this cannot be done.'


def test_who_read_an_older_version_changes_nothing(sent: Plan) -> None:
    sent.say("sector")
    for act in (
        lambda: rewrite(sent.now(), by=sent.editor(), seen=1),
        lambda: record_alignment(sent.now(), said(), by=sent.editor(), seen=1),
    ):
        refusal(StaleError, act)
    assert [one.body for one in Alignment.objects.all()] == ["sector"]
