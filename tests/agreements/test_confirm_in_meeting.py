"""Recording what a meeting confirmed: who may not, when not, whom it tells, what it leaves."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from koppelvlak.agreements.actions import add_agreement, confirm_in_meeting, edit_agreement
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.models import Agreement, Confirmation, How, Side
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import CLOSED
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.agreements.conftest import Put, acts, gains, warning
from tests.conftest import Assume
from tests.world import TODAY, World


def read(*rows: Agreement) -> dict[UUID, int]:
    return {row.uuid: Agreement.objects.get(pk=row.pk).version for row in rows}


def meet(
    world: World, *rows: Agreement, name: str = "noor", present: list[Organisation] | None = None
) -> int:
    network = Network.objects.get()
    there = [world.water, world.region] if present is None else present
    return confirm_in_meeting(network, read(*rows), there, by=world.actor(name))


def said() -> set[tuple[str, str]]:
    rows = Confirmation.objects.select_related("organisation", "agreement")
    return {(one.agreement.action, one.organisation.short_name) for one in rows}


def test_it_counts_for_each_party_that_was_there(world: World, put: Put) -> None:
    one, other = put(action="belt …"), put(action="mailt …", parties=(acts(world.region),))
    assert meet(world, one, other) == 2
    assert said() == {
        ("belt …", "Vitens"), ("belt …", "VR IJsselland"), ("mailt …", "VR IJsselland"),
    }  # fmt: skip
    assert set(Confirmation.objects.values_list("how", "by")) == {
        (How.MEETING, world.person("noor").uuid)
    }


def test_who_was_not_there_said_nothing(world: World, put: Put) -> None:
    assert meet(world, put(action="belt …"), present=[world.region]) == 1
    assert said() == {("belt …", "VR IJsselland")}


def test_what_touches_nobody_present_is_not_counted(world: World, put: Put) -> None:
    row = put(parties=(acts(world.water),))
    assert meet(world, row, present=[world.region]) == 0
    assert not Confirmation.objects.exists()
    assert Agreement.objects.get().version == 1


def test_a_rule_counts_for_all_that_sit_there(world: World, put: Put) -> None:
    row = put(action="belt …", parties=(Stated(Side.ACTING, everybody=True),))
    meet(world, row)
    assert said() == {("belt …", "Vitens"), ("belt …", "VR IJsselland")}


def test_what_belongs_elsewhere_is_passed_over(world: World, put: Put) -> None:
    national = add_agreement(None, warning(world, tlp=Tlp.GREEN), by=world.actor("anouk"))
    assert meet(world, national, put(action="belt …")) == 1
    assert said() == {("belt …", "Vitens"), ("belt …", "VR IJsselland")}


def test_only_who_leads_records_it(world: World, put: Put) -> None:
    row = put()
    others = ("joost", "roos", "wil", "lezer", "iris", "sanne", "anouk")
    (told,) = refused(RefusedError, others, lambda name: meet(world, row, name=name))
    assert told == (
        "To do this (record that agreements were confirmed in the meeting) you must be: who leads"
        " the network: its chair, its secretary, or the lead organisation."
    )
    refused(UnseenError, ("petra", "otto"), lambda name: meet(world, row, name=name))
    assert not Confirmation.objects.exists()


def test_the_manager_of_the_lead_may(world: World, put: Put) -> None:
    assert meet(world, put(), name="bram") == 1


def test_the_secretary_may_whatever_the_lead(
    world: World, put: Put, network: Network, assume: Assume
) -> None:
    row = put()
    assume(network, secretary=world.person("roos"))
    assert meet(world, row, name="roos") == 1


def test_somebody_was_there(world: World, put: Put) -> None:
    row = put()
    told = wrong(lambda: meet(world, row, present=[]))
    assert told == {"present": ["Say who was at the meeting."]}


def test_a_closed_network_meets_no_more(
    world: World, put: Put, network: Network, assume: Assume
) -> None:
    row = put()
    assume(network, state=CLOSED)
    with pytest.raises((WrongStateError, RefusedError)):
        meet(world, row)
    assert not Confirmation.objects.exists()


def test_what_changed_during_the_meeting_holds_up_all(world: World, put: Put) -> None:
    one, other = put(), put(action="belt …")
    seen = read(one, other)
    edit_agreement(other, warning(world, quantity="3"), by=world.actor("joost"))
    refusal(
        StaleError,
        lambda: confirm_in_meeting(
            Network.objects.get(), seen, [world.water], by=world.actor("noor")
        ),
    )
    # Only who changed it spoke: by changing it.
    assert [one.organisation for one in Confirmation.objects.all()] == [world.water]


def test_the_log_names_the_network_and_what_was_confirmed(
    world: World, put: Put, network: Network
) -> None:
    meet(world, put(), put(action="belt …"))
    told = left()
    assert (told.action, told.subject) == (Can.CONFIRM_IN_MEETING, network.uuid)
    assert told.rows == [("agreements.agreement", "confirmed")] * 2


def test_the_others_are_told_in_one_mail_and_the_recorder_is_not(world: World, put: Put) -> None:
    meet(world, put(), put(action="belt …"))
    assert mails() == [
        ("joost@voorbeeld.invalid", "[TLP:AMBER] Bevestigd in het overleg: 2 afspraken")
    ]


def test_the_mail_says_where_and_asks_to_look(world: World, put: Put) -> None:
    row = put(parties=(acts(world.water), gains(world.region)))
    meet(world, row)
    mail = Message.objects.get()
    assert (mail.person, mail.capability) == (
        world.person("joost").uuid, Can.CONFIRM_IN_MEETING,
    )  # fmt: skip
    assert "Vitens" in mail.text
    assert f"/afspraken/bevestigen/{world.water.uuid}/" in mail.text


def test_who_was_not_there_is_not_told(world: World, put: Put) -> None:
    meet(world, put(), present=[world.region])
    assert mails() == []


def test_a_worker_whose_function_ended_is_not_told(world: World, put: Put) -> None:
    row = put()
    late = TODAY.replace(year=2025)
    network = Network.objects.get()
    confirm_in_meeting(network, read(row), [world.water], by=world.actor("noor", on=late))
    # In 2025 nobody worked there yet: the functions of the cast begin in 2026.
    assert mails() == []


def test_a_meeting_is_something_that_happened_in_the_network(
    world: World, put: Put, network: Network, assume: Assume
) -> None:
    row = put()
    assume(network, stirred_on=TODAY - timedelta(days=300))
    meet(world, row)
    assert Network.objects.get().stirred_on == TODAY


def test_a_meeting_that_was_refused_is_not(
    world: World, put: Put, network: Network, assume: Assume
) -> None:
    row = put()
    assume(network, stirred_on=TODAY - timedelta(days=300))
    wrong(lambda: meet(world, row, present=[]))
    assert Network.objects.get().stirred_on == TODAY - timedelta(days=300)
