"""Giving input: who does, for whom, when not, and what it leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.agendas.input_actions import Answer, give_input
from koppelvlak.agendas.lifecycle import ALIGNING, IN_FORCE
from koppelvlak.agendas.models import Input, SectorAgenda
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.networks.lifecycle import CLOSED, PROPOSED
from koppelvlak.rights import Can, Role
from koppelvlak.sectors.models import Sector
from koppelvlak.thing import GUEST_MARK
from tests.aftermath import left, mails, refusal, wrong
from tests.agendas.input.conftest import AFTER, EIGHT, UNTIL, Asking, answer
from tests.conftest import Assume, Guard
from tests.world import TODAY


def test_a_boundary_worker_gives_it_for_the_organisation(asked: Asking) -> None:
    asked.give("noor", t1=answer(5, 1, remark="Bovenaan."), t8=answer(2, 3))
    row, other = asked.of(asked.world.region, 1), asked.of(asked.world.region, 8)
    assert (row.importance, row.present, row.remark) == (5, 1, "Bovenaan.")
    assert (row.on, row.version, row.network) == (TODAY, 1, None)
    assert (other.importance, other.present, other.remark) == (2, 3, "")
    assert Input.objects.count() == 2


@pytest.mark.parametrize(("name", "at"), [("bram", "region"), ("wil", "water"), ("joost", "water")])
def test_managers_give_it_too(asked: Asking, name: str, at: str) -> None:
    asked.give(name, t3=answer())
    assert asked.of(getattr(asked.world, at), 3).importance == 4


def test_all_eight_at_once(asked: Asking) -> None:
    asked.give("joost", **{f"t{number}": answer() for number in EIGHT})
    assert [row.theme.number for row in Input.objects.all()] == list(EIGHT)


def test_who_leads_the_network_gives_it_for_the_network(asked: Asking) -> None:
    asked.give_network("noor", t2=answer(3, 3))
    row = asked.of(asked.network, 2)
    assert (row.organisation, row.importance, row.present) == (None, 3, 3)


def test_its_chair_does_as_well(asked: Asking, assume: Assume) -> None:
    assume(asked.network, chair=asked.world.person("roos"))
    asked.give_network("roos", t2=answer())
    assert asked.of(asked.network, 2).present == 2


@pytest.mark.parametrize("name", ["lezer", "roos", "anouk"])
def test_who_only_reads_gives_nothing(asked: Asking, name: str) -> None:
    with pytest.raises(RefusedError):
        give_input(asked.now(), asked.world.water, {1: answer()}, by=asked.actor(name))
    assert not Input.objects.exists()


@pytest.mark.parametrize("name", ["noor", "bram", "iris"])
def test_nobody_gives_it_for_another_organisation(asked: Asking, name: str) -> None:
    by = asked.actor(name)
    refusal(RefusedError, lambda: give_input(asked.now(), asked.world.water, {1: answer()}, by=by))
    assert not Input.objects.exists()


@pytest.mark.parametrize("name", ["joost", "wil", "iris", "anouk"])
def test_who_does_not_lead_the_network_gives_nothing_for_it(asked: Asking, name: str) -> None:
    refusal(RefusedError, lambda: asked.give_network(name, t1=answer()))
    assert not Input.objects.exists()


def test_a_supervisor_finds_nothing_to_answer(asked: Asking) -> None:
    worker = frozenset({Role.BOUNDARY_WORKER, GUEST_MARK})
    by = asked.world.actor("sanne", roles=worker)
    refusal(
        UnseenError, lambda: give_input(asked.now(), asked.world.supervisor, {1: answer()}, by=by)
    )


def test_a_supervisor_is_not_asked_once_it_sees_the_agenda(asked: Asking, assume: Assume) -> None:
    assume(asked.agenda, state=IN_FORCE)
    by = asked.world.actor("sanne", roles=frozenset({Role.BOUNDARY_WORKER, GUEST_MARK}))
    told = refusal(
        WrongStateError,
        lambda: give_input(asked.now(), asked.world.supervisor, {1: answer()}, by=by),
    )
    assert told == "Only the organisations and networks of this sector are asked."


def test_who_is_of_no_such_sector_and_at_no_table_is_not_asked(asked: Asking) -> None:
    by = asked.actor("iris")
    told = refusal(
        WrongStateError,
        lambda: give_input(asked.now(), asked.world.stranger, {1: answer()}, by=by),
    )
    assert told == "Only the organisations and networks of this sector are asked."


def test_an_organisation_of_the_sector_needs_no_table(asked: Asking, guard: Guard) -> None:
    guard.watching = False
    asked.world.stranger.sectors.add(asked.world.sector)
    guard.watching = True
    give_input(asked.now(), asked.world.stranger, {1: answer()}, by=asked.actor("iris"))
    assert asked.of(asked.world.stranger).importance == 4


def test_a_network_answers_for_its_own_sector_only(asked: Asking, guard: Guard) -> None:
    guard.watching = False
    other = Sector.objects.create(key="gas", name_nl="Gas", name_en="Gas", tone="gas", position=9)
    agenda = SectorAgenda.objects.create(
        sector=other, number=1, started_on=TODAY, input_from=TODAY, input_until=UNTIL
    )
    guard.watching = True
    by = asked.actor("noor")
    refusal(WrongStateError, lambda: give_input(agenda, asked.network, {1: answer()}, by=by))
    assert not Input.objects.exists()


@pytest.mark.parametrize("state", [PROPOSED, CLOSED])
def test_only_a_network_that_stands_answers(asked: Asking, assume: Assume, state: str) -> None:
    assume(asked.network, state=state)
    with pytest.raises((RefusedError, WrongStateError)):
        asked.give_network(t1=answer())
    assert not Input.objects.exists()


def test_the_last_day_counts(asked: Asking) -> None:
    asked.give("noor", UNTIL, t1=answer())
    assert asked.of(asked.world.region).on == UNTIL


def test_after_the_last_day_it_is_refused_in_words(asked: Asking) -> None:
    told = refusal(WrongStateError, lambda: asked.give("noor", AFTER, t1=answer()))
    assert told.startswith("You could give input until")
    assert "who can choose a later day" in told
    assert not Input.objects.exists()


def test_before_it_is_asked_nothing_is_given(asking: Asking) -> None:
    told = refusal(WrongStateError, lambda: asking.give("noor", t1=answer()))
    assert told == "No input is asked for this agenda now."


def test_while_others_read_the_agenda_nothing_is_given(asked: Asking, assume: Assume) -> None:
    assume(asked.agenda, state=ALIGNING)
    refusal(WrongStateError, lambda: asked.give("noor", t1=answer()))


def test_after_publication_nothing_is_given(asked: Asking) -> None:
    asked.publish()
    refusal(WrongStateError, lambda: asked.give("noor", AFTER, t1=answer()))


WRONG: list[tuple[Answer, dict[str, list[str]]]] = [
    (answer(0, 3), {"importance_1": ["Choose one of the answers shown."]}),
    (answer(6, 3), {"importance_1": ["Choose one of the answers shown."]}),
    (answer(3, 0), {"present_1": ["Say of this theme how far you are."]}),
    (answer(3, 9), {"present_1": ["Say of this theme how far you are."]}),
    (answer(3, None), {"present_1": ["Say of this theme how far you are."]}),
    (
        answer(None, 3, remark="Let op."),
        {"importance_1": ["Choose an importance with this remark."]},
    ),
]


@pytest.mark.parametrize(("said", "errors"), WRONG)
def test_what_is_wrong_is_said_at_its_field(
    asked: Asking, said: Answer, errors: dict[str, list[str]]
) -> None:
    assert wrong(lambda: asked.give("noor", t1=said, t2=answer())) == errors
    assert not Input.objects.exists()


def test_two_mistakes_are_told_at_once(asked: Asking) -> None:
    told = wrong(lambda: asked.give("noor", t1=answer(9, 9), t2=answer(3, None)))
    assert set(told) == {"importance_1", "present_1", "present_2"}


def test_saying_nothing_at_all_is_refused(asked: Asking) -> None:
    assert wrong(lambda: asked.give("noor", t1=answer(None, 3))) == {}
    assert wrong(lambda: asked.give("noor")) == {}


def test_there_is_no_ninth_theme(asked: Asking) -> None:
    assert wrong(lambda: asked.give("noor", t9=answer())) == {}
    assert not Input.objects.exists()


def test_a_theme_without_importance_is_not_answered(asked: Asking) -> None:
    asked.give("noor", t1=answer(None, 3), t2=answer())
    assert [row.theme.number for row in Input.objects.all()] == [2]


def test_it_can_be_changed_until_the_last_day(asked: Asking) -> None:
    asked.give("noor", t1=answer(5, 1))
    asked.give("bram", UNTIL, t1=answer(4, 2, remark="Toch minder.", seen=1))
    row = asked.of(asked.world.region)
    assert (row.importance, row.present, row.remark) == (4, 2, "Toch minder.")
    assert (row.version, row.on) == (2, UNTIL)


def test_what_stood_there_already_stays_as_it_was(asked: Asking) -> None:
    asked.give("noor", t1=answer(5, 1), t2=answer())
    later = TODAY + timedelta(days=2)
    asked.give("bram", later, t1=answer(5, 1, seen=1), t2=answer(1, 1, seen=1))
    row, other = asked.of(asked.world.region, 1), asked.of(asked.world.region, 2)
    assert (row.version, row.on) == (1, TODAY)
    assert (other.version, other.on) == (2, later)


def test_an_answer_can_be_taken_back(asked: Asking) -> None:
    asked.give("noor", t1=answer(5, 1), t2=answer())
    asked.give("noor", t1=answer(None, 1, seen=1), t2=answer(seen=1))
    assert [row.theme.number for row in Input.objects.all()] == [2]
    assert left().rows == [("agendas.input", "withdrawn")]


@pytest.mark.parametrize("seen", [0, 2])
def test_two_colleagues_do_not_write_over_each_other(asked: Asking, seen: int) -> None:
    asked.give("noor", t1=answer(5, 1))
    refusal(StaleError, lambda: asked.give("bram", t1=answer(1, 5, seen=seen), t2=answer()))
    assert asked.of(asked.world.region).importance == 5
    assert Input.objects.count() == 1


def test_colleagues_who_answer_different_themes_do_not_meet(asked: Asking) -> None:
    asked.give("noor", t1=answer())
    asked.give("bram", t2=answer())
    assert Input.objects.count() == 2


def test_who_changes_what_a_colleague_took_back_hears_of_it(asked: Asking) -> None:
    asked.give("noor", t1=answer(), t2=answer())
    asked.give("noor", t1=answer(None, None, seen=1), t2=answer(seen=1))
    refusal(StaleError, lambda: asked.give("bram", t1=answer(1, 1, seen=1)))


def test_givers_do_not_meet(asked: Asking) -> None:
    asked.all_give((5, 1), (4, 2), (3, 3))
    found = [asked.of(giver) for giver in (asked.world.region, asked.world.water, asked.network)]
    assert [(row.importance, row.present) for row in found] == [(5, 1), (4, 2), (3, 3)]
    assert Input.objects.count() == 24


def test_nobody_gets_a_mail(asked: Asking) -> None:
    asked.all_give((5, 1), (4, 2), (3, 3))
    assert mails() == []


@pytest.mark.parametrize(
    ("whole_table", "can"), [(False, Can.GIVE_INPUT), (True, Can.GIVE_NETWORK_INPUT)]
)
def test_the_log_says_that_it_was_given_and_not_what(
    asked: Asking, can: Can, *, whole_table: bool
) -> None:
    said = answer(5, 1, remark="Kanarie in de mijn")
    (asked.give_network if whole_table else asked.give)("noor", t4=said)
    told = left()
    giver = asked.network if whole_table else asked.world.region
    assert (told.action, told.subject, told.who) == (can, giver.uuid, "Noor de Wit")
    assert told.rows == [("agendas.input", "created")]
    payload = str(Event.objects.latest("number").payload)
    assert "Kanarie" not in payload
    assert "importance" not in payload


def test_the_agenda_itself_is_not_touched(asked: Asking) -> None:
    before = asked.now().version
    asked.give("noor", t1=answer())
    assert asked.now().version == before
