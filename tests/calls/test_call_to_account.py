"""Calling another party to account: whom one may call on what, and what it leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.giving import Given as AgreementGiven
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.lifecycle import ENDED, PROPOSED
from koppelvlak.agreements.models import Agreement, AgreementKind, Maturity, Side
from koppelvlak.calls.actions import call_to_account
from koppelvlak.calls.lifecycle import OPEN
from koppelvlak.calls.models import Call
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can, Role
from koppelvlak.thing import GUEST_MARK
from koppelvlak.variants.actions import spread
from tests.aftermath import left, refusal, refused, wrong
from tests.agreements.conftest import acts, gains, seat
from tests.calls.conftest import ASKED, CANARY, FACTS, HAPPENED, SOON, Put, given
from tests.conftest import Assume, Guard
from tests.world import TODAY, World

NOBODY = "Your organisation can call nobody to account on this agreement."


def call(world: World, about: Agreement, by: str | Actor = "noor", **changes: Any) -> Call:
    actor = world.actor(by) if isinstance(by, str) else by
    caller = Organisation.objects.get(uuid=str(actor.organisation))
    return call_to_account(caller, about.uuid, given(world, **changes), by=actor)


def test_it_says_what_happened_and_what_is_asked(world: World, agreement: Agreement) -> None:
    made = Call.objects.get(pk=call(world, agreement).pk)
    assert (made.agreement, made.caller, made.called) == (agreement, world.region, world.water)
    assert (made.facts, made.asked, made.happened_on) == (FACTS, ASKED, HAPPENED)
    assert (made.started_on, made.answer_by, made.state) == (TODAY, SOON, OPEN)
    assert (made.shown_tlp, made.answered_on, made.closed_on) == (Tlp.AMBER, None, None)


def test_worker_manager_and_signatory_of_a_party_may(world: World, agreement: Agreement) -> None:
    for by in ("noor", "bram", world.actor("noor", roles=frozenset({Role.SIGNATORY}))):
        assert call(world, agreement, by).caller == world.region


def test_who_only_reads_or_audits_may_not(world: World, agreement: Agreement) -> None:
    told = refused(RefusedError, ("lezer",), lambda name: call(world, agreement, name))
    told |= refused(RefusedError, ("otto",), lambda name: call(world, agreement, name))
    assert all(one.startswith("To do this (call another party of an agr") for one in told)
    assert not Call.objects.exists()


def test_for_the_own_organisation_alone(world: World, agreement: Agreement) -> None:
    act = lambda: call_to_account(  # noqa: E731
        world.region, agreement.uuid, given(world), by=world.actor("joost")
    )
    refusal(RefusedError, act)


def test_who_does_not_see_the_agreement_cannot(world: World, agreement: Agreement) -> None:
    refusal(UnseenError, lambda: call(world, agreement, "iris"))
    somewhere = lambda: call_to_account(  # noqa: E731
        world.region, UUID(int=0), given(world), by=world.actor("noor")
    )
    refusal(UnseenError, somewhere)


def test_who_sees_it_and_is_no_party_cannot(
    world: World, network: Network, put: Put, guard: Guard
) -> None:
    guard.watching = False
    seat(network, world.stranger)
    guard.watching = True
    row = put()
    told = refusal(RefusedError, lambda: call(world, row, "iris"))
    assert told == NOBODY


def test_only_one_who_acts_is_called(world: World, put: Put) -> None:
    # Here the region acts for the company: the company calls, and cannot be called.
    row = put(parties=(acts(world.region), gains(world.water)))
    assert refusal(RefusedError, lambda: call(world, row)) == NOBODY
    assert call(world, row, "joost", called=world.region).caller == world.water


def test_among_several_the_one_that_is_meant(world: World, put: Put) -> None:
    row = put(parties=(acts(world.water), acts(world.region)))
    assert call(world, row).called == world.water
    assert call(world, row, "joost", called=world.region).called == world.region
    told = wrong(lambda: call(world, row, called=world.region))
    assert told == {"called": ["This organisation does not act in the agreement."]}


def test_a_party_by_a_rule_is_a_party(world: World, put: Put) -> None:
    regions = Stated(Side.BENEFITING, every_kind=world.region.kind)
    assert call(world, put(parties=(acts(world.water), regions))).caller == world.region


def test_nobody_hears_who_does_not_take_part(
    world: World, agreement: Agreement, assume: Assume
) -> None:
    assume(world.water, joined=False)
    assert refusal(RefusedError, lambda: call(world, agreement)) == NOBODY


@pytest.mark.parametrize(
    "fields",
    [
        {"state": PROPOSED},
        {"state": ENDED},
        {"maturity": Maturity.ENDED},
        {"kind": AgreementKind.FRAMEWORK},
        {"kind": AgreementKind.NOTE},
        {"kind": AgreementKind.RECOMMENDATION},
    ],
)
def test_not_on_what_holds_nobody(
    world: World, agreement: Agreement, assume: Assume, fields: dict[str, str]
) -> None:
    assume(agreement, **fields)
    assert refusal(RefusedError, lambda: call(world, agreement)) == NOBODY


def test_not_on_what_one_keeps_to_itself(
    world: World, agreement: Agreement, assume: Assume
) -> None:
    assume(agreement, tlp=Tlp.AMBER_STRICT)
    assert refusal(RefusedError, lambda: call(world, agreement)) == NOBODY


def test_not_on_a_model(world: World, network: Network) -> None:
    parties = (acts(world.water), gains(world.region))
    said = AgreementGiven(action="belt …", parties=parties, tlp=Tlp.GREEN)
    row = add_agreement(None, said, by=world.actor("anouk"))
    assert call(world, row).agreement == row
    spread(row, [network], by=world.actor("anouk"))
    assert refusal(RefusedError, lambda: call(world, row)) == NOBODY


def test_a_guest_calls_nobody_and_is_called_by_nobody(world: World, put: Put) -> None:
    row = put(
        parties=(acts(world.water), acts(world.supervisor), gains(world.supervisor)),
        tlp=Tlp.CLEAR,
    )
    guest = world.actor("sanne", roles=frozenset({Role.BOUNDARY_WORKER, GUEST_MARK}))
    told = refusal(RefusedError, lambda: call(world, row, guest))
    assert told == "A guest is no party here, and calls nobody to account."
    other = put(parties=(acts(world.water), acts(world.supervisor), gains(world.region)))
    told_so = wrong(lambda: call(world, other, called=world.supervisor))
    assert told_so == {"called": ["This organisation does not act in the agreement."]}


def test_all_that_is_wrong_is_said_at_once(world: World, agreement: Agreement) -> None:
    day = timedelta(days=1)
    told = wrong(
        lambda: call(
            world, agreement, facts="", asked="", happened_on=TODAY + day,
            answer_by=TODAY - day, tlp=Tlp.GREEN,
        )
    )  # fmt: skip
    assert told == {
        "facts": ["Say what happened, or did not."],
        "asked": ["Say what you ask."],
        "happened_on": ["This day is still to come."],
        "answer_by": ["This day has passed."],
        "tlp": ["A call is for its two parties and whom they invite: no wider class than that."],
    }
    assert not Call.objects.exists()


def test_today_is_early_and_late_enough(world: World, agreement: Agreement) -> None:
    made = call(world, agreement, happened_on=TODAY, answer_by=TODAY)
    assert made.state == OPEN


@pytest.mark.parametrize("tlp", [Tlp.RED, Tlp.CLEAR])
def test_no_class_beyond_the_two(world: World, agreement: Agreement, tlp: Tlp) -> None:
    assert set(wrong(lambda: call(world, agreement, tlp=tlp))) == {"tlp"}


def test_an_installation_with_a_lower_ceiling_keeps_no_stricter_class(
    world: World, agreement: Agreement, settings: Any
) -> None:
    settings.TLP_CEILING = "AMBER"
    assert set(wrong(lambda: call(world, agreement, tlp=Tlp.AMBER_STRICT))) == {"tlp"}
    assert call(world, agreement).tlp == Tlp.AMBER


def test_the_log_is_that_of_the_caller_and_says_none_of_it(
    world: World, agreement: Agreement
) -> None:
    before = Agreement.objects.get(pk=agreement.pk).version
    call(world, agreement)
    told = left()
    assert (told.action, told.subject) == (Can.CALL_TO_ACCOUNT, world.region.uuid)
    assert (told.who, told.rows) == ("Noor de Wit", [("calls.call", "created")])
    assert CANARY not in str(told)
    # The agreement and its history know of nothing.
    assert Agreement.objects.get(pk=agreement.pk).version == before


def test_sent_twice_it_is_one_call(world: World, agreement: Agreement) -> None:
    by = replace(world.actor("noor"), token=UUID(int=7))
    call(world, agreement, by)
    with pytest.raises(Exception, match="You sent this form before"):
        call(world, agreement, by)
    assert Call.objects.count() == 1
