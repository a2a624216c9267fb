"""What may be done only so often: inviting people, and asking for another address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, TooManyError
from koppelvlak.kit.notices.models import Message
from koppelvlak.people import actions, invitations
from koppelvlak.people.invitations import invite
from koppelvlak.people.models import Invitation
from koppelvlak.rights import Role
from tests.people.conftest import Enter
from tests.world import World


def ask(world: World, number: int, by: str = "bram", at: str = "region") -> Invitation:
    terms: Any = {"email": f"n{number}@voorbeeld.invalid", "name": "Nina", "title": "adviseur"}
    return invite(getattr(world, at), by=world.actor(by), role=Role.READER, **terms)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no organisation invite more than two people an hour."""
    monkeypatch.setattr(invitations, "MOST_AN_HOUR", 2)


@pytest.mark.usefixtures("few")
def test_too_many_an_hour_are_refused_and_nobody_is_mailed(world: World) -> None:
    for number in range(2):
        ask(world, number)
    with pytest.raises(TooManyError):
        ask(world, 3)
    assert Message.objects.count() == 2
    assert Event.objects.latest("number").result == "refused"


@pytest.mark.usefixtures("few")
def test_an_hour_later_one_goes_on(world: World) -> None:
    for number in range(2):
        ask(world, number)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert ask(world, 3).state == "open"


@pytest.mark.usefixtures("few")
def test_one_organisation_does_not_pay_for_another(world: World) -> None:
    for number in range(2):
        ask(world, number)
    assert ask(world, 3, by="wil", at="water").state == "open"


@pytest.mark.usefixtures("few")
def test_the_page_says_to_wait(world: World, enter: Enter) -> None:
    for number in range(2):
        ask(world, number)
    said = {"email": "n3@voorbeeld.invalid", "name": "N", "role": "reader", "title": "x"}
    url = reverse("people:invite", args=[world.region.uuid])
    assert enter("bram").post(url, said).status_code == 429


@pytest.mark.parametrize("spelling", ["joost@voorbeeld.invalid", "JOOST@Voorbeeld.invalid"])
def test_an_address_is_taken_in_any_spelling(world: World, spelling: str) -> None:
    for act in (actions.ask_email, actions.change_email):
        with pytest.raises(BadInputError) as caught:
            act(world.person("noor"), email=spelling, by=world.actor("noor"))
        assert caught.value.errors.keys() == {"email"}


@pytest.mark.usefixtures("noor")
def test_the_page_for_another_address_asks_who_you_are_first(enter: Enter) -> None:
    answer = enter("noor").get(reverse("people:ask_email"))
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
