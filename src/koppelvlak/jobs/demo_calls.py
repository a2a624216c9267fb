"""A fictional call to account: a safety region asks its water company, which answers."""

from __future__ import annotations

from datetime import date, timedelta

from koppelvlak.agreements.models import Agreement
from koppelvlak.calls.actions import Given, answer, call_to_account
from koppelvlak.calls.models import Call
from koppelvlak.jobs.agreeing import REGION, WATER
from koppelvlak.jobs.casting import acting_at
from koppelvlak.jobs.fiction import require_fiction
from koppelvlak.jobs.readiness import Say
from koppelvlak.organisations.models import Organisation

KEY = "D10"
FACTS = "Fictief: drie maanden na het nieuwe risicoprofiel waren de cijfers nog niet binnen."
ASKED = "Wanneer komen de cijfers, en bij wie kunnen wij terecht als het langer duurt?"
ANSWER = "Fictief: de cijfers wachten op een nieuwe meting. Onze adviseur belt u deze week."


def show_calls(*, on: date, say: Say) -> None:
    """Let the region call the company to account two weeks ago, and the company answer; once."""
    require_fiction()
    about = Agreement.objects.filter(network__anchor__key=WATER, key=KEY).first()
    if Call.objects.exists() or about is None:
        return
    say("call to account (fictional)")
    region, water = (Organisation.objects.get(key=key) for key in (REGION, WATER))
    began, answered = on - timedelta(days=14), on - timedelta(days=3)
    given = Given(water, began - timedelta(days=7), FACTS, ASKED, on + timedelta(days=7))
    call = call_to_account(region, about.uuid, given, by=acting_at(region, began))
    answer(call, ANSWER, by=acting_at(water, answered))
