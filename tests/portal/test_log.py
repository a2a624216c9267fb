"""The log of an organisation: its auditor reads it, others do not; who keeps it sees the outbox."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.urls import reverse

from koppelvlak.door import change
from koppelvlak.kit.audit.erase import erase
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.notices.models import Message
from koppelvlak.people import actions
from koppelvlak.portal.events import events_seen
from koppelvlak.rights import Can
from tests.portal.conftest import Enter
from tests.world import World


@pytest.fixture
def acts(world: World) -> None:
    """Noor of IJsselland changes her name; Joost of Vitens a contact point; Petra is refused."""
    noor = world.person("noor")
    actions.edit_person(noor, name="Noor Anders", language="nl", by=world.actor("noor"))
    with change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")) as desk:
        desk.hours = "kantooruren"
    with (
        pytest.raises(RefusedError),
        change(world.region, Can.EDIT_ORGANISATION, by=world.actor("petra")),
    ):
        pytest.fail("the body must not run")


def page(enter: Enter, who: str, query: str = "") -> tuple[int, str]:
    response = enter(who).get(reverse("portal:log") + query)
    return response.status_code, response.content.decode()


def test_an_auditor_reads_what_was_done_for_and_to_the_organisation(
    world: World, acts: None
) -> None:
    seen = {event.action for event in events_seen(world.actor("otto"))}
    assert seen == {Can.EDIT_PERSON, Can.EDIT_ORGANISATION}


def test_the_page_says_who_did_what(enter: Enter, acts: None) -> None:
    status, text = page(enter, "otto")
    assert status == HTTPStatus.OK
    assert "name: Noor de Wit → Noor Anders" in text
    assert "Petra Smit, JenV" in text
    assert "kantooruren" not in text


def test_an_erased_event_stays_to_be_seen(enter: Enter, world: World, acts: None) -> None:
    erase(Event.objects.filter(actor=world.person("noor").uuid))
    status, text = page(enter, "otto")
    assert status == HTTPStatus.OK
    assert "Noor" not in text
    assert events_seen(world.actor("otto")).count() == 2


@pytest.mark.parametrize("who", ["noor", "bram", "joost", "sanne", "anouk", "iris"])
def test_others_are_refused_with_the_reason(enter: Enter, acts: None, who: str) -> None:
    status, text = page(enter, who)
    assert status == HTTPStatus.FORBIDDEN
    assert "Noor de Wit" not in text


def test_it_comes_as_csv(enter: Enter, acts: None) -> None:
    status, text = page(enter, "otto", "?formaat=csv")
    assert status == HTTPStatus.OK
    assert "Noor de Wit → Noor Anders" in text
    assert "TLP:AMBER+STRICT" in text


def test_who_keeps_the_platform_sees_what_was_not_delivered(enter: Enter, acts: None) -> None:
    dead = Message.objects.create(
        key="k", to="bram@voorbeeld.invalid", subject="Geheim", state=Message.DEAD,
        last_error="SMTPRecipientsRefused: bram@voorbeeld.invalid", capability="t",
    )  # fmt: skip
    status, text = page(enter, "petra")
    assert status == HTTPStatus.OK
    assert str(dead.uuid) in text
    assert "SMTPRecipientsRefused" in text
    for secret in ("bram@", "Geheim", "Noor Anders"):
        assert secret not in text


def test_it_takes_few_queries(
    enter: Enter, acts: None, django_assert_max_num_queries: object
) -> None:
    client = enter("otto")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("portal:log"))
