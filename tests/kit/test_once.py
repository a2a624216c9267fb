"""A form that is sent twice has its effect once, also when both arrive at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.audit.verify import verify
from koppelvlak.kit.errors import AlreadyDoneError, StaleError
from koppelvlak.kit.once.claim import claim, purge
from koppelvlak.kit.once.models import Submission
from koppelvlak.kit.refusals import ALREADY
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.rights import Can
from tests.world import World

SENDERS = 4


def at_once(act: Callable[[], Any]) -> list[Any]:
    """Let several threads do the same thing at the same moment; return what each got."""
    ready = Barrier(SENDERS)

    def one(_number: int) -> Any:
        ready.wait()
        try:
            return act()
        except AlreadyDoneError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDERS) as pool:
        return list(pool.map(one, range(SENDERS)))


def add(world: World, by: Actor) -> ContactPoint:
    with change(world.water, Can.ADD_CONTACT_POINT, by=by) as row:
        desk = row.contact_points.create(function="NOC", address="088 000 00 02", hours="24/7")
        mention(desk, show=True)
    return desk


def test_two_actions_at_once_have_one_effect(committed: World) -> None:
    by = committed.actor("joost", token=uuid4())
    got = at_once(lambda: add(committed, by))
    done = [one for one in got if isinstance(one, ContactPoint)]
    refused = [one for one in got if isinstance(one, AlreadyDoneError)]
    assert (len(done), len(refused)) == (1, SENDERS - 1)
    assert {one.url for one in refused} == {done[0].get_absolute_url()}
    assert ContactPoint.objects.filter(function="NOC").count() == 1
    assert Event.objects.count() == 1
    assert verify().faults == []


def test_different_forms_at_once_all_have_their_effect(committed: World) -> None:
    got = at_once(lambda: add(committed, committed.actor("joost", token=uuid4())))
    assert len({desk.pk for desk in got}) == SENDERS
    assert verify().faults == []


def test_two_requests_at_once_end_at_the_same_result(committed: World, settings: Any) -> None:
    settings.MFA_REQUIRED = False
    client = Client()
    client.force_login(committed.person("noor"))
    said = {"token": str(uuid4()), "version": "1", "name": "Noor", "language": "nl"}
    cookies = client.cookies

    def send() -> tuple[int, str]:
        tab = Client()
        tab.cookies = cookies
        response = tab.post(reverse("people:edit"), said)
        return response.status_code, response.headers.get("Location", "")

    got = at_once(send)
    assert {status for status, _url in got} == {302}
    assert sum(ALREADY in url for _status, url in got) == SENDERS - 1
    person = committed.person("noor")
    person.refresh_from_db()
    assert (person.name, person.version) == ("Noor", 2)


def test_what_was_refused_can_be_sent_again(world: World) -> None:
    by = world.actor("joost", token=uuid4())
    with (
        pytest.raises(StaleError),
        change(world.desk, Can.EDIT_CONTACT_POINT, by=by, seen=9),
    ):
        pytest.fail("the body must not run")
    with change(world.desk, Can.EDIT_CONTACT_POINT, by=by, seen=1) as desk:
        desk.hours = "kantooruren"
    assert Submission.objects.count() == 1


def test_somebody_elses_token_tells_nothing(world: World) -> None:
    by = world.actor("joost", token=uuid4())
    add(world, by)
    other = replace(world.actor("wil"), token=by.token)
    with pytest.raises(AlreadyDoneError) as caught:
        add(world, other)
    assert caught.value.url == "/"


def test_without_a_token_nothing_is_claimed(world: World) -> None:
    claim(world.actor("joost"))
    assert not Submission.objects.exists()


def test_tokens_are_kept_for_a_month(world: World) -> None:
    claim(world.actor("joost", token=uuid4()))
    now = timezone.now()
    assert purge(now=now + timedelta(days=29)) == 0
    assert purge(now=now + timedelta(days=31)) == 1
