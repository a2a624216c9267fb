"""Letting another organisation read along, and letting that end."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from koppelvlak.calls.actions import close, invite, uninvite
from koppelvlak.calls.lifecycle import ANSWERED, CLOSED, ESCALATED, OPEN, REPAIR, WITHDRAWN
from koppelvlak.calls.models import Call, Invited
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from tests.aftermath import left, refusal, refused, wrong
from tests.calls.conftest import OTHERS, WORD, Start, fresh
from tests.conftest import Assume, Guard
from tests.world import TODAY, World

CANNOT = {"organisation": ["This organisation cannot be invited."]}


def ask(world: World, call: Call, name: str = "noor", whom: str = "stranger") -> Invited:
    return invite(call, getattr(world, whom), by=world.actor(name))


def end(world: World, call: Call, name: str = "noor", whom: str = "stranger") -> Invited:
    return uninvite(call, getattr(world, whom), by=world.actor(name))


def sees(world: World, call: Call, name: str) -> bool:
    return Call.objects.visible_to(world.actor(name)).contains(call)


@pytest.mark.parametrize("state", [OPEN, ANSWERED, REPAIR, ESCALATED])
def test_either_party_invites(world: World, start: Start, state: str) -> None:
    for name, own in (("noor", world.region), ("joost", world.water)):
        call = start(state)
        made = ask(world, call, name)
        assert (made.organisation, made.invited_for, made.on) == (world.stranger, own, TODAY)
        assert fresh(call).state == state


def test_who_is_invited_sees_it_and_does_nothing(world: World, start: Start) -> None:
    call = start()
    assert not sees(world, call, "iris")
    ask(world, call)
    assert sees(world, call, "iris")
    assert fresh(call).related_to(world.actor("iris")) == {"invited-party"}
    refused(RefusedError, ("iris",), lambda name: ask(world, call, name, "ministry"))
    assert not sees(world, call, "anouk")


@pytest.mark.parametrize("state", [CLOSED, WITHDRAWN])
def test_not_to_what_is_over(world: World, start: Start, state: str) -> None:
    call = start(state)
    refusal(WrongStateError, lambda: ask(world, call))
    assert not Invited.objects.exists()


@pytest.mark.parametrize("whom", ["supervisor", "region", "water"])
def test_never_a_guest_and_not_a_party(world: World, start: Start, whom: str) -> None:
    call = start()
    assert wrong(lambda: ask(world, call, whom=whom)) == CANNOT
    assert not Invited.objects.exists()


def test_nobody_who_does_not_take_part(world: World, start: Start, assume: Assume) -> None:
    assume(world.stranger, joined=False)
    call = start()
    assert wrong(lambda: ask(world, call)) == CANNOT


def test_once_at_a_time(world: World, start: Start, guard: Guard) -> None:
    call = start()
    made = ask(world, call)
    assert wrong(lambda: ask(world, call, "joost")) == CANNOT
    again = Invited(call=call, organisation=world.stranger, invited_for=world.water, on=made.on)
    guard.watching = False
    with pytest.raises(IntegrityError), transaction.atomic():
        Invited.objects.bulk_create([again])


def test_what_is_for_the_two_stays_with_the_two(world: World, start: Start) -> None:
    call = start(tlp=Tlp.AMBER_STRICT)
    told = refusal(RefusedError, lambda: ask(world, call))
    assert told == "This call is for its two parties alone: nobody can be invited."


def test_a_stricter_agreement_shuts_out_whom_was_invited(
    world: World, start: Start, assume: Assume
) -> None:
    call = start()
    ask(world, call)
    assume(call.agreement, tlp=Tlp.AMBER_STRICT)
    assert fresh(call).shown_tlp == Tlp.AMBER_STRICT
    assert not sees(world, call, "iris")
    assert sees(world, call, "joost")
    refusal(RefusedError, lambda: ask(world, call, whom="ministry"))


def test_who_may_not_invite(world: World, start: Start) -> None:
    call = start()
    refused(RefusedError, ("lezer", "roos"), lambda name: ask(world, call, name))
    refused(UnseenError, OTHERS, lambda name: ask(world, call, name))
    refusal(StaleError, lambda: invite(call, world.stranger, by=world.actor("noor"), seen=2))
    assert not Invited.objects.exists()


def test_it_ends_and_may_begin_again(world: World, start: Start) -> None:
    call = start()
    ask(world, call)
    assert end(world, call).ended_on == TODAY
    assert not sees(world, call, "iris")
    ask(world, call, "joost")
    assert sees(world, call, "iris")


def test_it_ends_when_the_call_is_over_too(world: World, start: Start) -> None:
    call = start(ANSWERED)
    ask(world, call)
    close(call, WORD, by=world.actor("noor"))
    assert sees(world, call, "iris")
    end(world, call)
    assert not sees(world, call, "iris")


def test_who_did_not_invite_does_not_end_it(world: World, start: Start) -> None:
    call = start()
    ask(world, call)
    told = wrong(lambda: end(world, call, "joost"))
    assert told == {"organisation": ["Your organisation did not invite this one."]}
    assert set(wrong(lambda: end(world, call, whom="ministry"))) == {"organisation"}
    refused(RefusedError, ("lezer", "roos", "iris"), lambda name: end(world, call, name))
    refused(UnseenError, ("sanne", "anouk", "petra"), lambda name: end(world, call, name))
    assert sees(world, call, "iris")


def test_the_log_tells_of_who_reads_along(world: World, start: Start) -> None:
    call = start()
    ask(world, call)
    told = left()
    assert (told.action, told.rows) == (Can.INVITE_TO_CALL, [("calls.invited", "invited")])
    end(world, call)
    told = left()
    assert (told.action, told.rows) == (Can.UNINVITE_FROM_CALL, [("calls.invited", "ended")])


def test_an_organisation_that_turns_guest_sees_no_call(
    world: World, start: Start, guard: Guard
) -> None:
    call = start()
    ask(world, call)
    guard.watching = False
    Organisation.objects.filter(pk=world.stranger.pk).update(kind=world.supervisor.kind)
    guard.watching = True
    assert not sees(world, call, "iris")
