"""The yearly mail and the page behind its link: what they say, to whom, and what they keep back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django.asserts import assertNumQueries

from koppelvlak.agreements.actions import add_agreement, confirm_agreements
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Role
from tests.aftermath import mails
from tests.agreements.asks import LONG_AGO, ask, day, link, mail, remind
from tests.agreements.conftest import Put, warning
from tests.people.conftest import Alter, Hold, alter, hold
from tests.world import TODAY, World

__all__ = ["alter", "hold"]


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    """Let it be the day of the cast."""
    cache.clear()
    with time_machine.travel(f"{TODAY.isoformat()}T10:00:00+01:00", tick=False):
        yield


def page(name: str) -> str:
    """Return the page behind the link, without its markup."""
    answer = Client(headers={"host": "localhost"}).get(link(name))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_each_who_may_confirm_gets_one_mail(world: World, put: Put, hold: Hold) -> None:
    put(agreed_on=LONG_AGO)
    hold("roos", "water", Role.SIGNATORY)
    ask(world)
    subject = "[TLP:AMBER] Kloppen de afspraken van Vitens nog?"
    assert mails() == [
        ("joost@voorbeeld.invalid", subject), ("roos@voorbeeld.invalid", subject),
    ]  # fmt: skip
    assert mail("joost").person == world.person("joost").uuid
    assert link("joost") != link("roos")


def test_it_has_the_sentences_and_until_when(world: World, put: Put) -> None:
    row = put(agreed_on=LONG_AGO)
    ask(world)
    text = mail("joost").text
    assert text.startswith("Alleen dit netwerk (TLP:AMBER)")
    assert "Beste Joost van Dam" in text
    assert f"- {row.sentence}" in text
    assert "23 december 2026" in text
    assert "zonder in te loggen" in text


def test_a_reminder_says_that_it_is_one(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    ask(world)
    remind(world, day(14))
    remind(world, day(28))
    assert [subject for _to, subject in mails()] == [
        "[TLP:AMBER] Herinnering: kloppen de afspraken van Vitens nog?",
        "[TLP:AMBER] Herinnering: kloppen de afspraken van Vitens nog?",
        "[TLP:AMBER] Kloppen de afspraken van Vitens nog?",
    ]
    assert "20 januari 2027" in mail("joost").text


def test_a_reminder_names_only_what_is_open(world: World, put: Put) -> None:
    done, left = put(agreed_on=LONG_AGO), put(agreed_on=LONG_AGO, action="belt …")
    ask(world)
    confirm_agreements(world.water, {done.uuid: 1}, by=world.actor("joost"))
    remind(world, day(14))
    text = mail("joost").text
    assert left.sentence in text
    assert done.sentence not in text


def test_the_mail_is_as_open_as_what_it_says(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO, tlp=Tlp.CLEAR)
    put(agreed_on=LONG_AGO, tlp=Tlp.GREEN, action="belt …")
    ask(world)
    assert mail("joost").subject.startswith("[TLP:GREEN] ")


def test_what_it_keeps_to_itself_is_counted_and_not_told(
    world: World, put: Put, network: Network
) -> None:
    put(agreed_on=LONG_AGO)
    secret = warning(world, action="sluit de klep", tlp=Tlp.AMBER_STRICT)
    for _time in range(2):
        add_agreement(network, secret, by=world.actor("joost"))
    ask(world)
    assert "sluit de klep" not in mail("joost").text
    assert "Niet in deze mail, omdat uw organisatie het voor zichzelf houdt: 2." in (
        mail("joost").text
    )
    assert "sluit de klep" not in page("joost")
    assert "2 afspraken die uw organisatie voor zichzelf houdt" in page("joost")


def test_without_that_nothing_is_said_of_it(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    ask(world)
    assert "voor zichzelf" not in mail("joost").text
    assert "voor zichzelf" not in page("joost")


def test_a_long_mail_is_cut_off_and_the_page_has_all(world: World, put: Put) -> None:
    rows = [put(agreed_on=LONG_AGO, action=f"belt {n} keer …", key=f"A{n:02}") for n in range(43)]
    ask(world)
    text = mail("joost").text
    assert sum(f"- {row.sentence}" in text for row in rows) == 40
    assert "… en nog 3, op de pagina achter de link." in text
    shown = page("joost")
    assert all(row.sentence in shown for row in rows)


def test_the_page_shows_each_sentence_with_network_and_class(world: World, put: Put) -> None:
    row = put(agreed_on=LONG_AGO, tlp=Tlp.GREEN, basic=True)
    ask(world)
    shown = page("joost")
    assert row.sentence in shown
    assert "Oost" in shown
    assert "basisafspraak" in shown
    assert "Alles klopt nog" in shown
    assert "Klopt er iets niet?" in shown
    assert "TLP:GREEN" in shown
    assert "TLP:AMBER" not in shown


def test_the_page_leads_to_the_screen_where_the_rest_is_done(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    ask(world)
    answer = Client(headers={"host": "localhost"}).get(link("joost"))
    assert f'href="/afspraken/bevestigen/{world.water.uuid}/"' in answer.content.decode()


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_asks_a_fixed_number_of_questions(world: World, put: Put, many: int) -> None:
    for n in range(many):
        put(agreed_on=LONG_AGO, action=f"belt {n} keer …")
    ask(world)
    path, client = link("joost"), Client(headers={"host": "localhost"})
    client.get(path)
    with assertNumQueries(7):
        client.get(path)


def test_who_does_not_read_dutch_is_asked_in_english(
    world: World, put: Put, alter: Alter, hold: Hold
) -> None:
    put(agreed_on=LONG_AGO)
    hold("roos", "water", Role.SIGNATORY)
    alter(world.person("roos"), language="en")
    ask(world)
    assert "without signing in" in mail("roos").text
    assert "zonder in te loggen" in mail("joost").text


def test_an_answer_tells_nobody(world: World, put: Put) -> None:
    row = put(agreed_on=LONG_AGO)
    ask(world)
    confirm_agreements(world.water, {row.uuid: 1}, by=world.actor("joost"))
    assert Message.objects.count() == 1
