"""All that is done with a seat, alike: who may not, from which state, stale, and what it leaves.

What each does when it works stands in the file of that action.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.networks.lifecycle import DELEGATED, INVITED, LEFT, REFUSED, SEAT, SITTING
from koppelvlak.networks.models import Network, Seat
from koppelvlak.networks.seating import (
    Places,
    accept_seat,
    decline_seat,
    delegate_seat,
    invite,
    invite_again,
    leave_seat,
    staff_seat,
)
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.conftest import Assume
from tests.networks.conftest import seat_of
from tests.world import TODAY, World

Act = Callable[[World, Seat, Actor, int | None], Seat]


def accepts(world: World, seat: Seat, by: Actor, seen: int | None) -> Seat:
    return accept_seat(seat, Places(world.person("joost")), by=by, seen=seen)


def delegates(world: World, seat: Seat, by: Actor, seen: int | None) -> Seat:
    places = Places(world.person("joost"))
    return delegate_seat(seat, world.region, places, by=by, seen=seen)


def declines(_world: World, seat: Seat, by: Actor, seen: int | None) -> Seat:
    return decline_seat(seat, reason="geen tijd", by=by, seen=seen)


def again(_world: World, seat: Seat, by: Actor, seen: int | None) -> Seat:
    return invite_again(seat, by=by, seen=seen)


def staffs(world: World, seat: Seat, by: Actor, seen: int | None) -> Seat:
    return staff_seat(seat, Places(world.person("wil")), by=by, seen=seen)


def leaves(_world: World, seat: Seat, by: Actor, seen: int | None) -> Seat:
    return leave_seat(seat, reason="klaar", heir=None, by=by, seen=seen)


@dataclass(frozen=True)
class Case:
    """One act on the seat of the company: from where to where, who may, and how it is called."""

    act: Act
    can: str
    frm: tuple[str, ...]
    to: str
    who: tuple[str, ...] = ("joost", "wil")
    needs: str = "organisation it belongs to"


ACCEPT = Case(accepts, Can.ACCEPT_SEAT, (INVITED, DELEGATED), SITTING)
DELEGATE = Case(delegates, Can.DELEGATE_SEAT, (INVITED, SITTING), DELEGATED)
DECLINE = Case(declines, Can.DECLINE_SEAT, (INVITED,), REFUSED)
STAFF = Case(staffs, Can.STAFF_SEAT, (SITTING, DELEGATED), "")
LEAVE = Case(leaves, Can.LEAVE_SEAT, (INVITED, SITTING, DELEGATED), LEFT)
AGAIN = Case(again, Can.INVITE_AGAIN, (REFUSED, LEFT), INVITED, ("noor", "bram", "anouk"), "leads")
CASES = [ACCEPT, DELEGATE, DECLINE, STAFF, LEAVE, AGAIN]
NAMES = [case.act.__name__ for case in CASES]
SEEING = ("joost", "wil", "roos", "noor", "bram", "lezer", "iris", "anouk", "sanne")
each = pytest.mark.parametrize("case", CASES, ids=NAMES)


@pytest.fixture
def seat(world: World, table: Network) -> Seat:
    return seat_of(table, world.water)


def now(seat: Seat) -> Seat:
    return Seat.objects.get(pk=seat.pk)


@each
def test_from_each_of_its_states_it_moves(
    world: World, seat: Seat, assume: Assume, case: Case
) -> None:
    for frm in case.frm:
        assume(seat, state=frm, version=1)
        case.act(world, seat, world.actor(case.who[0]), 1)
        assert (now(seat).state, now(seat).version) == (case.to or frm, 2)


@each
def test_from_elsewhere_it_is_refused_in_words(
    world: World, seat: Seat, assume: Assume, case: Case
) -> None:
    by = world.actor(case.who[0])
    for frm in set(SEAT.states) - set(case.frm):
        assume(seat, state=frm)
        told = refusal(WrongStateError, lambda: case.act(world, seat, by, None))
        assert told == f'It is now "{SEAT.states[frm]}"; from there this cannot be done.'
        assert now(seat).state == frm


@each
def test_these_may(world: World, seat: Seat, assume: Assume, case: Case) -> None:
    for name in case.who:
        assume(seat, state=case.frm[0])
        case.act(world, seat, world.actor(name), None)
        assert left().who == world.person(name).name


@each
def test_who_sees_it_and_may_not_is_told_who_may(
    world: World, seat: Seat, assume: Assume, case: Case
) -> None:
    assume(seat, state=case.frm[0])
    others = [name for name in SEEING if name not in case.who]
    (told,) = refused(
        RefusedError, others, lambda name: case.act(world, seat, world.actor(name), None)
    )
    assert case.needs in told
    assert (now(seat).state, now(seat).version) == (case.frm[0], 1)


@each
def test_who_sees_no_content_sees_no_seat(
    world: World, seat: Seat, assume: Assume, case: Case
) -> None:
    assume(seat, state=case.frm[0])
    refused(
        UnseenError,
        ("petra", "otto"),
        lambda name: case.act(world, seat, world.actor(name), None),
    )
    assert now(seat).state == case.frm[0]


@each
def test_a_stale_version_moves_nothing(
    world: World, seat: Seat, assume: Assume, case: Case
) -> None:
    assume(seat, state=case.frm[0])
    by = world.actor(case.who[0])
    told = refusal(StaleError, lambda: case.act(world, seat, by, 8))
    assert told == "Your change was not saved. Compare both versions and save again."
    assert now(seat).state == case.frm[0]


@each
def test_the_log_says_what_was_done_with_which_seat(
    world: World, seat: Seat, assume: Assume, case: Case
) -> None:
    assume(seat, state=case.frm[0])
    case.act(world, seat, world.actor(case.who[0]), None)
    told = left()
    assert (told.action, told.subject, told.result) == (case.can, seat.uuid, "done")
    if case.to:
        assert (told.before["state"], told.after["state"]) == (case.frm[0], case.to)


@each
def test_the_network_notes_that_something_happened(
    world: World, seat: Seat, table: Network, assume: Assume, case: Case
) -> None:
    assume(seat, state=case.frm[0])
    assume(table, stirred_on=TODAY.replace(year=2025))
    case.act(world, seat, world.actor(case.who[0]), None)
    assert Network.objects.get().stirred_on == TODAY


@pytest.mark.parametrize(
    "case", [ACCEPT, DELEGATE, DECLINE, LEAVE], ids=["accepts", "delegates", "declines", "leaves"]
)
def test_an_answer_is_told_to_who_leads(
    world: World, seat: Seat, assume: Assume, case: Case
) -> None:
    assume(seat, state=case.frm[0])
    case.act(world, seat, world.actor(case.who[0]), None)
    assert [to for to, _subject in mails()] == ["bram@voorbeeld.invalid", "noor@voorbeeld.invalid"]
    assert {subject for _to, subject in mails()} == {"[TLP:GREEN] Antwoord van Vitens"}


def test_an_invitation_is_told_to_who_can_answer(world: World, seat: Seat, assume: Assume) -> None:
    assume(seat, state=REFUSED)
    invite_again(seat, by=world.actor("noor"))
    assert [to for to, _subject in mails()] == ["joost@voorbeeld.invalid", "wil@voorbeeld.invalid"]


def test_naming_somebody_else_tells_nobody(world: World, seat: Seat) -> None:
    staffs(world, seat, world.actor("joost"), None)
    assert (now(seat).representative, mails()) == (world.person("wil"), [])


STRANGE = {"representative": ["Choose someone who acts for the organisation."]}
SAME = {"deputy": ["Nobody is their own deputy."]}


@pytest.mark.parametrize("case", [ACCEPT, STAFF], ids=["accepts", "staffs"])
def test_who_sits_there_acts_for_the_organisation(
    world: World, seat: Seat, assume: Assume, case: Case
) -> None:
    assume(seat, state=DELEGATED)
    act = accept_seat if case is ACCEPT else staff_seat
    joost, noor = world.person("joost"), world.person("noor")
    by = world.actor("joost")
    assert wrong(lambda: act(seat, Places(noor), by=by)) == STRANGE
    assert wrong(lambda: act(seat, Places(joost, noor), by=by)) == {
        "deputy": STRANGE["representative"]
    }
    assert wrong(lambda: act(seat, Places(joost, joost), by=by)) == SAME
    assert now(seat).state == DELEGATED


def test_a_lead_partner_sits_there_and_knows_whom_to_call(world: World, seat: Seat) -> None:
    by, places = world.actor("joost"), Places(world.person("joost"))
    choose = {"partner": ["Choose an organisation that sits at this table itself."]}
    for partner in (world.water, world.stranger):
        assert wrong(lambda: delegate_seat(seat, partner, places, by=by)) == choose  # noqa: B023
    assert wrong(lambda: delegate_seat(seat, world.region, Places(), by=by)) == {
        "representative": ["Name a contact person: the lead partner must know whom to call."]
    }
    assert now(seat).state == SITTING


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_refusal_and_a_farewell_say_why(
    world: World, seat: Seat, assume: Assume, reason: str
) -> None:
    words = {"reason": ["Say why, for those who read this later."]}
    by = world.actor("joost")
    assert wrong(lambda: leave_seat(seat, reason=reason, heir=None, by=by)) == words
    assume(seat, state=INVITED)
    assert wrong(lambda: decline_seat(seat, reason=reason, by=by)) == words
    assert now(seat).state == INVITED


def test_the_lead_does_not_leave_without_an_heir(world: World, table: Network) -> None:
    lead, noor = seat_of(table, world.region), world.actor("noor")
    told = wrong(lambda: leave_seat(lead, reason="klaar", heir=None, by=noor))
    assert told == {
        "heir": ["Your organisation leads this network. Choose who leads it from now on."]
    }
    told = wrong(lambda: leave_seat(lead, reason="klaar", heir=world.stranger, by=noor))
    assert told == {"heir": ["Choose an organisation that sits at this table itself."]}
    leave_seat(lead, reason="klaar", heir=world.water, by=noor)
    assert (Network.objects.get().lead, now(lead).state) == (world.water, LEFT)


def test_whoever_sits_there_is_not_invited(world: World, table: Network, assume: Assume) -> None:
    noor, seat = world.actor("noor"), seat_of(table, world.water)
    for state in (INVITED, SITTING, DELEGATED):
        assume(seat, state=state)
        told = refusal(WrongStateError, lambda: invite(table, world.water, by=noor))
        assert told == "Vitens is invited or sits at the table already."
    assume(seat, state=LEFT)
    assert invite(table, world.water, by=noor).pk == seat.pk
