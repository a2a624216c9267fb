"""The mail of the round arrives, a scanner opens its link, a person answers with one click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.notices.worker import deliver_one
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.actions import edit_person
from koppelvlak.people.models import Person
from koppelvlak.people.queries import bare_actor
from koppelvlak.rounds.models import Ask
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor
from tests.kit.mail_server import Server, mail_server
from tests.world import TODAY

WORKER = "C. El Idrissi"
ASKED = {"nl": "Klopt alles nog bij Liander?", "en": "Is everything still right at Liander?"}
YES = {"nl": "Ja, dit klopt allemaal", "en": "Yes, all of this is right"}
THANKS = {"nl": "Bevestigd. Dank u.", "en": "Confirmed. Thank you."}
DONE = {"nl": "bevestigd op 23 november 2026", "en": "confirmed on 23 November 2026"}
AGAIN = {"nl": "U hebt op 23 november 2026 geantwoord.", "en": "You answered on 23 November 2026."}
SILENT = {"nl": "niet beantwoord", "en": "not answered"}
PAGE = "/klopt-alles-nog/"


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    with mail_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


@pytest.fixture
def path(cast: None, today: None, server: Server, language: str) -> str:
    """Return the link in the mail that arrived: the clock asked, the worker delivered."""
    cache.clear()
    speaks(language)
    call_command("run_due", verbosity=0)
    while deliver_one():
        pass
    address = Person.objects.get(name=WORKER).email
    [mail] = [one for one in server.taken if one["To"] == address]
    assert ASKED[language] in mail["Subject"]
    assert mail["Subject"].startswith("[TLP:AMBER")
    content: Any = mail
    found = re.search(rf"http://[^/]+({PAGE}\S+/)", content.get_content())
    assert found is not None
    return found[1]


def speaks(language: str) -> None:
    person = Person.objects.get(name=WORKER)
    by = bare_actor(person, on=TODAY, origin="test")
    edit_person(person, name=WORKER, language=language, by=by)


def test_one_click(path: str, arrive: Arrive, language: str) -> None:
    events, scanner = Event.objects.count(), Client(headers={"host": "localhost"})
    for _time in range(10):
        assert scanner.get(path).status_code == 200
    assert scanner.head(path).status_code == 200
    assert Event.objects.count() == events
    assert not Ask.objects.exclude(answered_on=None).exists()

    person = Visitor(language)
    assert person.open(path).reads(YES[language])
    assert person.fill_in(path).reads(THANKS[language])
    assert person.open(path, status=410).reads(AGAIN[language])

    worker = arrive(WORKER)
    worker.open("/zoeken/?q=liander")
    worker.open(worker.link("/organisaties/[0-9a-f-]{36}/"))
    assert worker.reads(DONE[language])


def test_who_is_silent_is_seen(path: str, arrive: Arrive, language: str) -> None:
    worker = arrive(WORKER).open("/rondes/")
    assert worker.reads("Liander", SILENT[language])


def test_something_is_wrong(path: str, arrive: Arrive, language: str) -> None:
    person = Visitor(language).open(path)
    edit = person.link('/organisaties/contactpunten/[^"]+/bewerken/')
    assert person.open(edit).path.startswith("/account/login/")
    worker = arrive(WORKER)
    said: dict[str, Any] = {"function": "Wacht", "channel": "phone", "address": "088 000 00 77"}
    worker.fill_in(edit, **said, hours="24/7", fallback="", tlp="AMBER", sharing_reason="")
    assert Visitor(language).open(path, status=409).reads("088 000 0077")
    assert not ContactPoint.objects.filter(address="+31880000077").exclude(state="unconfirmed")
