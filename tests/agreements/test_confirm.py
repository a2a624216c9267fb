"""Confirming: by the organisation, in the meeting; who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from koppelvlak.agreements.actions import (
    confirm_agreements,
    confirm_in_meeting,
    edit_agreement,
    reassess,
)
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.models import Agreement, Confirmation, How, Maturity, Side
from koppelvlak.agreements.sentence import Kind
from koppelvlak.door import system
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Put, gains, warning
from tests.world import TODAY, World

LONG_AGO = TODAY - timedelta(days=800)


def fresh(row: Agreement) -> Agreement:
    return Agreement.objects.get(pk=row.pk)


def read(*rows: Agreement) -> dict[UUID, int]:
    return {row.uuid: fresh(row).version for row in rows}


def test_an_acting_party_that_speaks_makes_it_fresh_again(world: World, put: Put) -> None:
    row = put(agreed_on=LONG_AGO, **WORKED_OUT)
    assert row.maturity == Maturity.STALE
    assert confirm_agreements(world.water, read(row), by=world.actor("joost")) == 1
    assert fresh(row).maturity == Maturity.WORKED_OUT
    said = Confirmation.objects.get()
    assert (said.organisation, said.on, said.how) == (world.water, TODAY, How.SELF)


def test_who_only_benefits_speaks_for_itself_alone(world: World, put: Put) -> None:
    row = put(agreed_on=LONG_AGO, **WORKED_OUT)
    confirm_agreements(world.region, read(row), by=world.actor("noor"))
    assert fresh(row).maturity == Maturity.STALE


@pytest.mark.parametrize("name", ["roos", "wil", "noor", "iris"])
def test_who_may_not(world: World, put: Put, name: str) -> None:
    row = put()
    with pytest.raises(RefusedError):
        confirm_agreements(world.water, read(row), by=world.actor(name))


def test_nobody_confirms_what_is_not_theirs(world: World, put: Put, network: Network) -> None:
    row = put(parties=(gains(world.stranger), Stated(Side.ACTING, text="gemeenten")))
    with pytest.raises(RefusedError, match="no party"):
        confirm_agreements(world.water, read(row), by=world.actor("joost"))


def test_what_changed_meanwhile_is_stale_and_nothing_is_confirmed(world: World, put: Put) -> None:
    one, other = put(), put()
    seen = read(one, other)
    edit_agreement(other, warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    with pytest.raises(StaleError):
        confirm_agreements(world.water, seen, by=world.actor("joost"))
    # Only who changed it spoke: by changing it.
    assert [one.organisation for one in Confirmation.objects.all()] == [world.region]


@pytest.mark.parametrize("kind", [Kind.FRAMEWORK, Kind.NOTE, Kind.RECOMMENDATION])
def test_what_is_no_agreement_is_never_confirmed(world: World, put: Put, kind: str) -> None:
    row = put(kind=kind)
    with pytest.raises(BadInputError):
        confirm_agreements(world.water, read(row), by=world.actor("joost"))


def test_a_rule_lets_each_of_its_kind_speak_as_long_as_it_sits_there(
    world: World, put: Put
) -> None:
    every = Stated(Side.ACTING, every_kind=world.region.kind)
    row = put(parties=(every, gains(world.water)), agreed_on=LONG_AGO, **WORKED_OUT)
    confirm_agreements(world.region, read(row), by=world.actor("noor"))
    assert fresh(row).maturity == Maturity.WORKED_OUT


def test_what_is_confirmed_in_the_meeting_counts_for_everybody_present(
    world: World, put: Put, network: Network
) -> None:
    row = put(agreed_on=LONG_AGO, **WORKED_OUT)
    present = [world.water, world.region, world.stranger]
    assert confirm_in_meeting(network, read(row), present, by=world.actor("noor")) == 1
    said = Confirmation.objects.order_by("organisation__name")
    assert [(one.organisation, one.how) for one in said] == [
        (world.region, How.MEETING), (world.water, How.MEETING),
    ]  # fmt: skip
    assert fresh(row).maturity == Maturity.WORKED_OUT


def test_only_the_coordinator_records_a_meeting(world: World, put: Put, network: Network) -> None:
    row = put()
    with pytest.raises(RefusedError):
        confirm_in_meeting(network, read(row), [world.water], by=world.actor("joost"))
    with pytest.raises(BadInputError):
        confirm_in_meeting(network, read(row), [], by=world.actor("noor"))


def test_the_log_names_what_was_confirmed(world: World, put: Put) -> None:
    row = put()
    confirm_agreements(world.water, read(row), by=world.actor("joost"))
    payload = Event.objects.latest("number").payload
    assert payload is not None
    assert [one["what"] for one in payload["rows"]] == ["confirmed"]


def test_time_alone_makes_it_stale(world: World, put: Put) -> None:
    row = put(**WORKED_OUT)
    later = system(on=TODAY + timedelta(days=366), origin="test")
    assert reassess(by=system(on=TODAY, origin="test")) == 0
    assert reassess(by=later) == 1
    assert fresh(row).maturity == Maturity.STALE


def test_only_the_system_reassesses(world: World) -> None:
    with pytest.raises(RefusedError):
        reassess(by=world.actor("anouk"))


def test_working_all_of_it_out_again_gives_the_same(world: World, put: Put) -> None:
    put(), put(**WORKED_OUT), put(agreed_on=LONG_AGO), put(kind=Kind.NOTE)
    assert reassess(by=system(on=TODAY, origin="test"), anew=True) == 0
