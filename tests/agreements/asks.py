"""The yearly question to the water company, and what became of it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from koppelvlak.agreements.asking import ask_agreements, remind_agreements
from koppelvlak.agreements.models import ConfirmationAsk
from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.models import Message
from tests.world import TODAY, World

LONG_AGO = TODAY - timedelta(days=800)


def day(number: int) -> date:
    """Return the day so many days from today."""
    return TODAY + timedelta(days=number)


def clock(on: date = TODAY) -> Actor:
    """Return Koppelvlak itself on a day."""
    return system(on=on, origin="test")


def ask(world: World, on: date = TODAY) -> int:
    """Ask the water company; return how many people were asked."""
    return ask_agreements(world.water, by=clock(on))


def remind(world: World, on: date) -> int:
    """Remind the water company; return how many people were reminded."""
    return remind_agreements(world.water, by=clock(on))


def ask_of(name: str) -> ConfirmationAsk:
    """Return the newest question to somebody of the cast."""
    return ConfirmationAsk.objects.filter(person__email=f"{name}@voorbeeld.invalid").latest("pk")


def open_people() -> list[str]:
    """Return who has a question that nobody answered."""
    rows = ConfirmationAsk.objects.filter(answered_on=None).order_by("person__name")
    return [one.person.name for one in rows.select_related("person")]


def mail(name: str) -> Message:
    """Return the newest mail to somebody of the cast."""
    return Message.objects.filter(to=f"{name}@voorbeeld.invalid").latest("pk")


def link(name: str) -> str:
    """Return the path of the link in that mail."""
    found = re.search(r"http://[^/]+(/afspraken/kloppen-ze-nog/\S+/)", mail(name).text)
    assert found is not None
    return found[1]
