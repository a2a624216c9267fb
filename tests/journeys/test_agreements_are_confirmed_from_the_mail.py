"""Once a year a mail asks whether the agreements are right; one click of one person answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from koppelvlak.agreements.models import Confirmation, ConfirmationAsk, How
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.notices.worker import deliver_one
from koppelvlak.people.actions import edit_person
from koppelvlak.people.models import Person
from koppelvlak.people.queries import bare_actor
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor
from tests.kit.mail_server import Server, mail_server
from tests.world import TODAY

WORKER, SIGNATORY = "J. van Dam", "W. Peters"
SAID = "Bij een lek: Vitens belt VR IJsselland, binnen 15 minuten."
ASKED = {
    "nl": "Kloppen de afspraken van Vitens nog?",
    "en": "Are the agreements of Vitens still right?",
}
YES = {"nl": "Alles klopt nog", "en": "All of it is still right"}
THANKS = {"nl": "Bevestigd. Dank u.", "en": "Confirmed. Thank you."}
AGAIN = {"nl": "U hebt op 23 november 2026 geantwoord.", "en": "You answered on 23 November 2026."}
COLLEAGUE = {"nl": "door een collega", "en": "by a colleague"}
ALL = {"nl": "Een collega heeft dit allemaal", "en": "A colleague confirmed all of this"}
CONFIRMED = {"nl": "23 november 2026", "en": "23 November 2026"}
PAGE = "/afspraken/kloppen-ze-nog/"
SCREEN = "/afspraken/bevestigen/[0-9a-f-]{36}/"
Links: TypeAlias = dict[str, str]


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    with mail_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


@pytest.fixture
def agreement(arrive: Arrive, language: str) -> str:
    """Return the page of what was agreed more than a year ago, and put down only now."""
    cache.clear()
    worker = arrive(WORKER).speak()
    worker.open("/afspraken/nieuw/")
    said: dict[str, Any] = {
        "trigger": "bij een lek", "acting": "Vitens", "manner": "each", "action": "belt …",
        "benefiting": "VR IJsselland", "within": "binnen 15 minuten", "kind": "agreed",
        "tlp": "AMBER", "language": "nl", "state": "agreed", "agreed_on": "2025-10-01",
    }  # fmt: skip
    worker.fill_in(worker.link("/afspraken/nieuw/[0-9a-f-]{36}/"), **said)
    return worker.path


@pytest.fixture
def links(agreement: str, server: Server, language: str) -> Links:
    """Return the link in each of the mails that arrived: the clock asked, the worker delivered."""
    for name in (WORKER, SIGNATORY):
        person = Person.objects.get(name=name)
        by = bare_actor(person, on=TODAY, origin="test")
        edit_person(person, name=name, language=language, by=by)
    call_command("run_due", verbosity=0)
    while deliver_one():
        pass
    return {name: _link(server, name, language) for name in (WORKER, SIGNATORY)}


def _link(server: Server, name: str, language: str) -> str:
    address = Person.objects.get(name=name).email
    [mail] = [
        one for one in server.taken if one["To"] == address and ASKED[language] in one["Subject"]
    ]
    assert mail["Subject"].startswith("[TLP:AMBER]")
    content: Any = mail
    text = content.get_content()
    assert SAID in text
    found = re.search(rf"http://[^/]+({PAGE}\S+/)", text)
    assert found is not None
    return found[1]


def test_one_click_of_one_person(
    links: Links, agreement: str, arrive: Arrive, language: str
) -> None:
    events, scanner = Event.objects.count(), Client(headers={"host": "localhost"})
    for path in links.values():
        for _time in range(5):
            assert scanner.get(path).status_code == 200
        assert scanner.head(path).status_code == 200
    assert Event.objects.count() == events
    assert not Confirmation.objects.exists()

    person = Visitor(language)
    assert person.open(links[WORKER]).reads(SAID, YES[language])
    assert person.fill_in(links[WORKER]).reads(THANKS[language])
    assert person.open(links[WORKER], status=410).reads(AGAIN[language])
    assert Visitor(language).open(links[SIGNATORY], status=410).reads(COLLEAGUE[language])
    assert not ConfirmationAsk.objects.filter(answered_on=None).exists()

    said = Confirmation.objects.get()
    assert (said.organisation.key, said.how, said.on) == ("vitens", How.MAIL, TODAY)
    region = arrive("N. de Wit").speak()
    assert region.open(agreement).reads(CONFIRMED[language])


def test_something_is_not_right(
    links: Links, agreement: str, arrive: Arrive, language: str
) -> None:
    person = Visitor(language).open(links[SIGNATORY])
    screen = person.link(SCREEN)
    assert person.open(screen).path.startswith("/account/login/")
    worker = arrive(WORKER).speak()
    edit: dict[str, Any] = {
        "trigger": "bij een lek", "acting": "Vitens", "manner": "each", "action": "belt …",
        "benefiting": "VR IJsselland", "within": "binnen 30 minuten", "kind": "agreed",
        "tlp": "AMBER", "language": "nl", "agreed_on": "2025-10-01",
    }  # fmt: skip
    worker.fill_in(f"{agreement}bewerken/", **edit)
    # Who rewords it confirms that for the organisation: nothing is asked of the colleague.
    assert Visitor(language).open(links[SIGNATORY], status=410).reads(ALL[language])
    said = Confirmation.objects.get()
    assert (said.organisation.key, said.how, said.wording) == ("vitens", How.SELF, 2)


def test_the_screen_is_where_it_is_confirmed_then(
    links: Links, agreement: str, arrive: Arrive, language: str
) -> None:
    signatory = arrive(SIGNATORY).speak()
    screen = Visitor(language).open(links[SIGNATORY]).link(SCREEN)
    signatory.open(screen)
    chosen = re.findall(r'value="([0-9a-f-]{36}:\d+)"', signatory.page.content.decode())
    assert len(chosen) == 1
    signatory.fill_in(screen, agreements=chosen)
    assert Confirmation.objects.get().how == How.SELF
    assert Visitor(language).open(links[WORKER], status=410).reads(COLLEAGUE[language])
