"""Who confirms answers the yearly question for the organisation, on the screen or from the mail."""

from __future__ import annotations

from uuid import UUID

import pytest

from koppelvlak.agreements import asked
from koppelvlak.agreements.actions import (
    confirm_agreements,
    edit_agreement,
    end_agreement,
)
from koppelvlak.agreements.models import Agreement, Confirmation, ConfirmationAsk, How
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError
from koppelvlak.rights import Role
from tests.aftermath import left, refusal
from tests.agreements.asks import LONG_AGO, ask, ask_of, day, open_people
from tests.agreements.conftest import Put, acts, gains, warning
from tests.people.conftest import Hold, alter, hold
from tests.world import TODAY, World

__all__ = ["alter", "hold"]


@pytest.fixture
def rows(world: World, put: Put, hold: Hold) -> list[Agreement]:
    """Return two agreements, about which Joost and Roos were asked today."""
    made = [put(agreed_on=LONG_AGO), put(agreed_on=LONG_AGO, action="belt …")]
    hold("roos", "water", Role.SIGNATORY)
    assert ask(world) == 2
    return made


def now(*rows: Agreement) -> dict[UUID, int]:
    return {row.uuid: Agreement.objects.get(pk=row.pk).version for row in rows}


@pytest.mark.parametrize("how", [How.SELF, How.MAIL])
def test_all_at_once_answers_for_everybody(world: World, rows: list[Agreement], how: str) -> None:
    assert confirm_agreements(world.water, now(*rows), by=world.actor("joost"), how=how) == 2
    asks = ConfirmationAsk.objects.all()
    assert {(one.answered_on, one.answered_by) for one in asks} == {(TODAY, world.person("joost"))}
    assert [one.how for one in Confirmation.objects.all()] == [how, how]


def test_the_log_says_what_was_answered(world: World, rows: list[Agreement]) -> None:
    confirm_agreements(world.water, now(*rows), by=world.actor("joost"))
    assert left().rows == [
        ("agreements.agreement", "confirmed"), ("agreements.agreement", "confirmed"),
        ("agreements.confirmationask", "answered"), ("agreements.confirmationask", "answered"),
    ]  # fmt: skip


def test_what_was_left_out_stays_asked(world: World, rows: list[Agreement]) -> None:
    confirm_agreements(world.water, now(rows[0]), by=world.actor("joost"))
    assert open_people() == ["Joost van Dam", "Roos Meijer"]
    assert asked.standing(ask_of("roos")).rows == [rows[1]]
    confirm_agreements(world.water, now(rows[1]), by=world.actor("joost", on=day(2)))
    assert (open_people(), ask_of("roos").answered_on) == ([], day(2))


def test_what_changed_and_was_read_anew_answers_it_too(world: World, rows: list[Agreement]) -> None:
    edit_agreement(rows[0], warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    confirm_agreements(world.water, now(*rows), by=world.actor("joost"))
    assert open_people() == []


def test_what_ended_needs_no_answer(world: World, rows: list[Agreement]) -> None:
    end_agreement(rows[0], by=world.actor("noor"), on=TODAY, reason="oud")
    assert not asked.standing(ask_of("joost")).nothing
    confirm_agreements(world.water, now(rows[1]), by=world.actor("joost"))
    assert open_people() == []


def test_another_organisation_does_not_answer(world: World, rows: list[Agreement]) -> None:
    confirm_agreements(world.region, now(*rows), by=world.actor("noor"))
    assert open_people() == ["Joost van Dam", "Roos Meijer"]
    # Nor does it change what was asked: the mail still says what stands there.
    found = asked.standing(ask_of("joost"))
    assert (found.rows, found.changes) == (rows, [])


def test_a_refusal_leaves_the_question_open(world: World, rows: list[Agreement]) -> None:
    seen = now(*rows)
    edit_agreement(rows[1], warning(world, quantity="3"), by=world.actor("noor"))
    refusal(StaleError, lambda: confirm_agreements(world.water, seen, by=world.actor("joost")))
    assert open_people() == ["Joost van Dam", "Roos Meijer"]
    assert not Confirmation.objects.filter(organisation=world.water).exists()


def test_from_the_mail_nobody_confirms_what_is_not_theirs(
    world: World, rows: list[Agreement], put: Put
) -> None:
    other = put(parties=(acts(world.region), gains(world.stranger)))
    seen = now(*rows, other)
    told = refusal(
        RefusedError,
        lambda: confirm_agreements(world.water, seen, by=world.actor("joost"), how=How.MAIL),
    )
    assert told == "Your organisation is no party of this agreement."
    assert not Confirmation.objects.exists()


def test_from_the_mail_nobody_confirms_what_ended(world: World, rows: list[Agreement]) -> None:
    end_agreement(rows[0], by=world.actor("noor"), on=TODAY, reason="oud")
    seen = now(*rows)
    refusal(
        BadInputError,
        lambda: confirm_agreements(world.water, seen, by=world.actor("joost"), how=How.MAIL),
    )
    assert open_people() == ["Joost van Dam", "Roos Meijer"]


def test_who_answered_before_keeps_the_answer(world: World, rows: list[Agreement]) -> None:
    confirm_agreements(world.water, now(*rows), by=world.actor("joost"))
    confirm_agreements(world.water, now(*rows), by=world.actor("joost", on=day(9)))
    assert ask_of("joost").answered_on == TODAY
