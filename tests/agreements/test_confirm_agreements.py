"""Confirming for the own organisation: who may not, when not, what it leaves behind.

That it works, and what it makes fresh again, stands in ``test_confirm``.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koppelvlak.agreements.actions import (
    add_agreement,
    agree,
    confirm_agreements,
    confirm_in_meeting,
    edit_agreement,
    end_agreement,
)
from koppelvlak.agreements.assessing import heard, reasons_of, tables_for
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Confirmation, How, Maturity, Side
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
)
from koppelvlak.kit.waiting import waiting
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused
from tests.agreements.conftest import WORKED_OUT, Put, acts, gains, signatory, warning
from tests.conftest import Assume
from tests.world import TODAY, World

LONG_AGO = TODAY - timedelta(days=800)
ELSEWHERE = UUID("00000000-0000-4000-8000-00000000000f")


def fresh(row: Agreement) -> Agreement:
    return Agreement.objects.get(pk=row.pk)


def read(*rows: Agreement) -> dict[UUID, int]:
    return {row.uuid: fresh(row).version for row in rows}


def confirm(world: World, *rows: Agreement, name: str = "joost") -> int:
    return confirm_agreements(world.water, read(*rows), by=world.actor(name))


def test_several_are_confirmed_at_once_and_counted(world: World, put: Put) -> None:
    rows = [put(action=f"belt {number} keer") for number in range(3)]
    assert confirm(world, *rows[:2]) == 2
    assert [one.agreement for one in Confirmation.objects.order_by("agreement")] == rows[:2]


def test_nothing_read_is_nothing_confirmed(world: World, put: Put) -> None:
    put()
    assert confirm_agreements(world.water, {}, by=world.actor("joost")) == 0
    assert not Confirmation.objects.exists()


def test_it_is_kept_who_said_what_of_which_wording(world: World, put: Put) -> None:
    row = put()
    edit_agreement(row, warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    confirm(world, row)
    # Who reworded it answered for its own organisation by that.
    said = Confirmation.objects.exclude(organisation=world.region).get()
    assert (said.organisation, said.on, said.how) == (world.water, TODAY, How.SELF)
    assert (said.wording, said.by) == (2, world.person("joost").uuid)


def test_the_last_time_counts_and_is_the_only_one_kept(world: World, put: Put) -> None:
    row = put()
    confirm(world, row)
    later = TODAY + timedelta(days=100)
    confirm_agreements(world.water, read(row), by=world.actor("joost", on=later), how=How.MAIL)
    said = Confirmation.objects.get()
    assert (said.on, said.how) == (later, How.MAIL)


def test_each_party_speaks_for_itself(world: World, put: Put) -> None:
    row = put()
    confirm(world, row)
    confirm_agreements(world.region, read(row), by=world.actor("noor"))
    told = {one.name: (one.side, one.on) for one in heard(fresh(row), tables_for([row]))}
    assert told == {"Vitens": (Side.ACTING, TODAY), "VR IJsselland": (Side.BENEFITING, TODAY)}


def test_what_was_said_of_other_words_is_told_apart(world: World, put: Put) -> None:
    row = put()
    confirm(world, row)
    edit_agreement(row, warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    now = fresh(row)
    told = {one.name: one.earlier_wording for one in heard(now, tables_for([now]))}
    assert told == {"Vitens": True, "VR IJsselland": False}


def test_two_who_act_have_to_say_so_both(world: World, put: Put) -> None:
    parties = (acts(world.water), acts(world.region))
    row = put(parties=parties, agreed_on=LONG_AGO, **WORKED_OUT)
    confirm(world, row)
    assert fresh(row).maturity == Maturity.STALE
    assert [one.name for one in reasons_of(fresh(row)) if one.why == Why.SILENT] == [
        "VR IJsselland"
    ]
    confirm_agreements(world.region, read(row), by=world.actor("noor"))
    assert fresh(row).maturity == Maturity.WORKED_OUT


def test_a_signatory_may_too(world: World, put: Put) -> None:
    assert confirm_agreements(world.water, read(put()), by=signatory(world)) == 1


def test_who_does_not_speak_for_it_may_not(world: World, put: Put) -> None:
    row = put()
    names = ("roos", "wil", "noor", "bram", "lezer", "iris", "sanne", "anouk", "petra")
    (told,) = refused(RefusedError, names, lambda name: confirm(world, row, name=name))
    assert told == (
        "To do this (confirm the agreements of an organisation) you must be: boundary worker of the"
        " organisation it belongs to; signatory of the organisation it belongs to."
    )
    refused(UnseenError, ("otto",), lambda name: confirm(world, row, name=name))
    assert not Confirmation.objects.exists()


def test_what_is_not_theirs_holds_up_all(world: World, put: Put) -> None:
    mine = put()
    other = put(parties=(Stated(Side.ACTING, text="gemeenten"), gains(world.stranger)))
    told = refusal(RefusedError, lambda: confirm(world, mine, other))
    assert told == "Your organisation is no party of this agreement."
    assert not Confirmation.objects.exists()
    assert fresh(mine).version == 1


def test_what_one_does_not_see_is_as_what_is_not_there(world: World, put: Put) -> None:
    row = put()
    told = refusal(
        StaleError,
        lambda: confirm_agreements(
            world.water, {row.uuid: 1, ELSEWHERE: 1}, by=world.actor("joost")
        ),
    )
    assert told == "Your change was not saved. Compare both versions and save again."
    assert not Confirmation.objects.exists()


def test_what_changed_since_it_was_read_holds_up_all(world: World, put: Put) -> None:
    one, other = put(), put(action="belt …")
    seen = read(one, other)
    edit_agreement(other, warning(world, quantity="3"), by=world.actor("noor"))
    refusal(StaleError, lambda: confirm_agreements(world.water, seen, by=world.actor("joost")))
    # Only who changed it spoke: by changing it.
    assert [one.organisation for one in Confirmation.objects.all()] == [world.region]


def test_a_proposal_is_confirmed_after_it_is_agreed_upon(world: World, network: Network) -> None:
    given = warning(world, key="A9")
    row = add_agreement(network, given, by=world.actor("noor"), state=PROPOSED)
    told = refusal(BadInputError, lambda: confirm(world, row))
    assert told == "A9 is not confirmed: it is no agreement in force."
    agree(row, by=world.actor("noor"), on=TODAY)
    assert confirm(world, row) == 1


def test_what_ended_is_not_confirmed(world: World, put: Put) -> None:
    row = put(key="A9")
    end_agreement(row, by=world.actor("noor"), on=TODAY, reason="oud")
    told = refusal(BadInputError, lambda: confirm(world, row))
    assert told == "A9 is not confirmed: it is no agreement in force."


KINDS = {
    "agreed": True, "practice": True, "not-expected": True,
    "recommendation": False, "framework": False, "note": False,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_which_kinds_are_confirmed(world: World, put: Put, kind: str) -> None:
    row = put(kind=kind, key="A9")
    if KINDS[kind]:
        assert confirm(world, row) == 1
    else:
        told = refusal(BadInputError, lambda: confirm(world, row))
        assert told == "A9 is not confirmed: it is no agreement in force."


def test_by_a_rule_whoever_sits_there_is_a_party(world: World, put: Put) -> None:
    everybody = Stated(Side.ACTING, everybody=True)
    row = put(parties=(everybody, gains(world.stranger)))
    assert confirm(world, row) == 1
    assert [one.organisation for one in Confirmation.objects.all()] == [world.water]


def test_who_left_the_table_is_none_any_more(world: World, put: Put, assume: Assume) -> None:
    row = put(parties=(Stated(Side.ACTING, every_kind=world.water.kind), gains(world.water)))
    assert confirm(world, row) == 1
    only = put(parties=(Stated(Side.ACTING, every_kind=world.water.kind), gains(world.region)))
    seat = Network.objects.get().seats.get(organisation=world.water)
    assume(seat, state="left")
    with pytest.raises((StaleError, RefusedError, UnseenError)):
        confirm(world, only)


def test_the_log_speaks_for_the_organisation(world: World, put: Put) -> None:
    row = put()
    confirm(world, row)
    told = left()
    assert (told.action, told.subject) == (Can.CONFIRM_AGREEMENTS, world.water.uuid)
    assert (told.who, told.organisation) == ("Joost van Dam", "Vitens")
    assert told.rows == [("agreements.agreement", "confirmed")]
    assert (fresh(row).version, mails()) == (2, [])


def test_it_is_asked_no_more_until_next_year(world: World, put: Put) -> None:
    row = put(agreed_on=LONG_AGO)

    def asked(days: int = 0) -> list[str]:
        said = waiting(world.actor("joost", on=TODAY + timedelta(days=days)))
        return [str(one.title) for one in said if "Confirm agreements" in str(one.title)]

    assert asked() == ["Confirm agreements: 1"]
    confirm(world, row)
    assert [asked(days) for days in (0, 365, 366)] == [[], [], ["Confirm agreements: 1"]]


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("meeting", [False, True])
def test_who_sits_where_is_asked_once_however_many_are_confirmed(
    world: World, put: Put, network: Network, *, meeting: bool
) -> None:
    """A rule of the whole country means everybody at every table."""
    rule = (Stated(Side.ACTING, every_kind=world.water.kind), gains(world.region))

    def asked(count: int) -> int:
        rows = [put(action=f"belt {one} keer", parties=rule) for one in range(count)]
        with CaptureQueriesContext(connection) as found:
            if meeting:
                confirm_in_meeting(network, read(*rows), [world.water], by=world.actor("noor"))
            else:
                confirm(world, *rows)
        told = [one["sql"] for one in found if one["sql"].startswith("SELECT")]
        return sum('FROM "networks_seat"' in sql for sql in told)

    assert asked(5) == asked(1) > 0
