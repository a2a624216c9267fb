"""What an agreement to confirm is to us: our role, our last word, who is reached."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agreements.actions import confirm_agreements, edit_agreement
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.link import token
from koppelvlak.agreements.models import Agreement, ConfirmationAsk, Side
from koppelvlak.agreements.own_stand import Stand, stands
from koppelvlak.agreements.queries import to_confirm
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from tests.agreements.asks import ask, ask_of, today
from tests.agreements.conftest import Enter, Put, acts, gains, warning
from tests.reading import links, main, plain
from tests.world import TODAY, World

__all__ = ["today"]
LONG_AGO = TODAY - timedelta(days=800)


def stand(world: World, organisation: Organisation, name: str) -> Stand:
    """Return how the only agreement stands for an organisation, as one of its people reads it."""
    actor = world.actor(name)
    (found,) = stands(to_confirm(organisation, actor=actor), actor, organisation).values()
    return found


def confirm(row: Agreement, organisation: Organisation, world: World, name: str) -> None:
    seen = {row.uuid: Agreement.objects.get(pk=row.pk).version}
    confirm_agreements(organisation, seen, by=world.actor(name))


def test_who_acts_and_who_receives(world: World, put: Put) -> None:
    put()
    water, region = stand(world, world.water, "joost"), stand(world, world.region, "noor")
    assert (water.acts, water.benefits) == (True, False)
    assert (region.acts, region.benefits) == (False, True)


def test_one_can_be_on_both_sides_and_there_by_a_rule(world: World, put: Put) -> None:
    every = Stated(Side.BENEFITING, everybody=True)
    put(parties=(acts(world.water), every))
    water, region = stand(world, world.water, "joost"), stand(world, world.region, "noor")
    assert (water.acts, water.benefits) == (True, True)
    assert (region.acts, region.benefits) == (False, True)


def test_the_last_word_is_our_own(world: World, put: Put) -> None:
    row = put()
    assert stand(world, world.water, "joost").on is None
    confirm(row, world.water, world, "joost")
    assert stand(world, world.water, "joost").on == TODAY
    assert stand(world, world.region, "noor").on is None


def test_other_words_are_told_apart(world: World, put: Put) -> None:
    row = put()
    confirm(row, world.region, world, "noor")
    edit_agreement(row, warning(world, quantity="3 liter"), by=world.actor("joost"))
    region, water = stand(world, world.region, "noor"), stand(world, world.water, "joost")
    assert (region.on, region.earlier) == (TODAY, True)
    assert (water.on, water.earlier) == (TODAY, False)


def test_a_contact_point_is_named_to_who_may_see_it(world: World, put: Put) -> None:
    put(contact_point=world.desk, parties=(acts(world.water), gains(world.stranger)))
    water, stranger = stand(world, world.water, "joost"), stand(world, world.stranger, "iris")
    assert (water.contact, water.kept) == ("Wachtdienst crisis", False)
    assert (stranger.contact, stranger.kept) == ("", True)


@pytest.mark.parametrize(("text", "told"), [("Meldkamer", "Meldkamer"), ("", "")])
def test_a_text_or_nothing_is_kept_from_nobody(
    world: World, put: Put, text: str, told: str
) -> None:
    put(contact_text=text)
    found = stand(world, world.region, "noor")
    assert (found.contact, found.kept) == (told, False)


def test_of_nobody_in_particular_only_the_contact_point_is_told(world: World, put: Put) -> None:
    row = put(contact_text="Meldkamer")
    (found,) = stands([row], world.actor("noor")).values()
    assert found == Stand(row, contact="Meldkamer")


def page(enter: Enter, organisation: Organisation, name: str) -> str:
    return main(enter(name), reverse("agreements:confirm", args=[organisation.uuid]))


LINES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "joost", "We act. Agreed upon on 23 November 2026, and not confirmed by us since."),
    ({}, "noor", "We receive. Agreed upon on 23 November 2026, and not confirmed by us since."),
    ({"agreed_on": None}, "joost", "We act. Never confirmed by us. No contact point is named."),
    ({"contact_text": "Meldkamer"}, "noor", "Contact point: Meldkamer."),
]


@pytest.mark.parametrize(("changes", "name", "words"), LINES, ids=["acts", "gains", "never", "who"])
def test_the_page_says_it_under_each_sentence(
    enter: Enter, world: World, put: Put, changes: dict[str, Any], name: str, words: str
) -> None:
    put(**changes)
    organisation = world.water if name == "joost" else world.region
    assert words in plain(page(enter, organisation, name))


def test_the_page_says_what_we_confirmed_of_other_words(
    enter: Enter, world: World, put: Put
) -> None:
    row = put()
    confirm(row, world.region, world, "noor")
    told = plain(page(enter, world.region, "noor"))
    assert "We receive. Confirmed by us on 23 November 2026. No contact point" in told
    edit_agreement(row, warning(world, quantity="3 liter"), by=world.actor("joost"))
    told = plain(page(enter, world.region, "noor"))
    assert "Confirmed by us on 23 November 2026. earlier wording" in told


def test_each_sentence_leads_to_its_agreement(enter: Enter, world: World, put: Put) -> None:
    rows = [put(), put(action="belt …")]
    found = links(page(enter, world.water, "joost"))
    assert {f"Open this agreement : {row.sentence}" for row in rows} <= {
        " ".join(words.split()).replace("agreement:", "agreement :") for words in found
    }
    assert {row.get_absolute_url() for row in rows} <= set(found.values())


def test_a_meeting_reads_the_contact_point_and_no_role(
    enter: Enter, put: Put, network: Network
) -> None:
    row = put(contact_text="Meldkamer")
    html = main(enter("noor"), reverse("agreements:in_meeting", args=[network.uuid]))
    assert "Contact point: Meldkamer." in plain(html)
    assert "We act" not in plain(html)
    assert row.get_absolute_url() in links(html).values()


def test_a_mistake_shows_them_again(enter: Enter, world: World, put: Put) -> None:
    put()
    answer = enter("joost").post(reverse("agreements:confirm", args=[world.water.uuid]), {})
    assert answer.status_code == 422
    assert "We act." in answer.content.decode()


@pytest.mark.parametrize("many", [1, 6])
def test_it_asks_no_more_with_more_rows(enter: Enter, world: World, put: Put, many: int) -> None:
    every = (acts(world.water), Stated(Side.BENEFITING, everybody=True))
    for number in range(many):
        put(action=f"belt … {number}", contact_point=world.desk, parties=every)
    url = reverse("agreements:confirm", args=[world.water.uuid])
    joost = enter("joost")
    with CaptureQueriesContext(connection) as asked:
        assert joost.get(url).status_code == 200
    assert len(asked) <= 12


@pytest.fixture
def question(world: World, put: Put, today: None) -> ConfirmationAsk:
    put(agreed_on=LONG_AGO, contact_point=world.desk)
    ask(world)
    return ask_of("joost")


def by_link(question: ConfirmationAsk, client: Client) -> str:
    return main(client, reverse("agreements:answer", args=[token(question)]))


def test_the_link_in_the_mail_says_it_and_leads_nowhere(question: ConfirmationAsk) -> None:
    html = by_link(question, Client())
    assert "Wij doen het." in plain(html)
    assert "Contactpunt: Wachtdienst crisis." in plain(html)
    assert Agreement.objects.get().get_absolute_url() not in links(html).values()


def test_who_is_signed_in_can_look_at_it(question: ConfirmationAsk, enter: Enter) -> None:
    html = by_link(question, enter("joost"))
    assert "We act." in plain(html)
    assert Agreement.objects.get().get_absolute_url() in links(html).values()


def test_the_link_asks_no_more_than_a_page_may(question: ConfirmationAsk) -> None:
    url = reverse("agreements:answer", args=[token(question)])
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    assert len(asked) <= 12
