"""The region calls the water company to account on the warning that it agreed to give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from koppelvlak.agreements.models import Agreement
from koppelvlak.calls import actions
from koppelvlak.calls.actions import Given, Higher
from koppelvlak.calls.lifecycle import ANSWERED, CLOSED, ESCALATED, OPEN, REPAIR, WITHDRAWN
from koppelvlak.calls.models import Call
from tests.agreements.conftest import Put, network, put
from tests.organisations.conftest import Enter, enter
from tests.world import TODAY, World

__all__ = ["Enter", "Put", "enter", "network", "put"]
Start: TypeAlias = Callable[..., Call]
HAPPENED, SOON = date(2026, 11, 12), TODAY + timedelta(days=14)
FACTS = "Kanarie-feiten: de melding kwam pas na drie uur"
ASKED = "Kanarie-vraag: spreek af wie er belt"
ANSWER = "Kanarie-antwoord: de wachtdienst was niet bereikbaar"
MEND = "Kanarie-herstel: een tweede nummer op de lijst"
FUNCTION, REASON = "kanarie-directeur", "Kanarie-reden: er kwam geen antwoord"
WORD = "Kanarie-slot: zo is het goed"
CANARY = "anarie-"
# Who has no business with a call between the region and the water company.
OTHERS = ("iris", "sanne", "anouk", "petra")


@pytest.fixture
def agreement(put: Put) -> Agreement:
    """Return what the water company does for the region."""
    return put()


def given(world: World, **changes: Any) -> Given:
    return replace(Given(world.water, HAPPENED, FACTS, ASKED, SOON), **changes)


@pytest.fixture
def start(world: World, agreement: Agreement) -> Start:
    """Return a way to call the water company to account and bring that to any state."""

    def started(state: str = OPEN, about: Agreement = agreement, **changes: Any) -> Call:
        by = world.actor("noor")
        call = actions.call_to_account(world.region, about.uuid, given(world, **changes), by=by)
        return TO[state](world, call)

    return started


def answered(world: World, call: Call) -> Call:
    return actions.answer(call, ANSWER, by=world.actor("joost"))


def repairing(world: World, call: Call) -> Call:
    return actions.agree_repair(call, MEND, SOON, by=world.actor("joost"))


def higher(world: World, **changes: Any) -> Higher:
    return replace(Higher(FUNCTION, world.water, REASON), **changes)


def escalated(world: World, call: Call) -> Call:
    return actions.escalate(call, higher(world), by=world.actor("noor"))


TO: dict[str, Callable[[World, Call], Call]] = {
    OPEN: lambda _world, call: call,
    ANSWERED: answered,
    REPAIR: repairing,
    ESCALATED: escalated,
    CLOSED: lambda world, call: actions.close(answered(world, call), WORD, by=world.actor("noor")),
    WITHDRAWN: lambda world, call: actions.withdraw(call, WORD, by=world.actor("noor")),
}


def fresh(call: Call) -> Call:
    return Call.objects.get(pk=call.pk)
