from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from koppelvlak.kit.waiting import waiting
from koppelvlak.organisations.lifecycle import CONFIRMED
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.models import Invitation
from koppelvlak.territory.models import DivisionChange
from tests.conftest import Guard
from tests.portal.conftest import Enter
from tests.world import TODAY, World


def titles(world: World, name: str) -> list[str]:
    return [str(item.title) for item in waiting(world.actor(name))]


def confirmed(world: World, guard: Guard, day: date) -> None:
    guard.watching = False
    ContactPoint.objects.filter(pk=world.desk.pk).update(state=CONFIRMED, last_confirmed=day)


def test_who_edits_is_asked_whether_a_contact_point_is_right(world: World) -> None:
    assert any("Wachtdienst crisis" in title for title in titles(world, "joost"))


@pytest.mark.parametrize("name", ["noor", "iris", "sanne", "petra", "otto"])
def test_others_are_not_asked(world: World, name: str) -> None:
    assert titles(world, name) == []


def test_a_fresh_confirmation_leaves_nothing_waiting(world: World, guard: Guard) -> None:
    confirmed(world, guard, TODAY - timedelta(days=30))
    assert titles(world, "joost") == []


def test_an_old_confirmation_is_late(world: World, guard: Guard) -> None:
    confirmed(world, guard, TODAY - timedelta(days=193))
    (item,) = waiting(world.actor("joost"))
    assert (item.due, item.late) == (TODAY - timedelta(days=10), 10)


def test_national_editors_are_asked_to_decide_on_a_merger(world: World, guard: Guard) -> None:
    guard.watching = False
    DivisionChange.objects.create(
        kind="merge", title="A goes up in B", on=date(2027, 1, 1), change={}, checksum="1"
    )
    assert [title for title in titles(world, "anouk") if "A goes up in B" in title]
    assert titles(world, "noor") == []


def test_a_manager_sees_who_has_not_answered(world: World, guard: Guard) -> None:
    guard.watching = False
    Invitation.objects.create(
        organisation=world.region,
        email="nieuw@voorbeeld.invalid",
        name="Nieuwe Collega",
        role="reader",
        title="adviseur",
        digest="1",
        expires_at=timezone.now() + timedelta(days=3),
        invited_by="Bram Visser",
    )
    assert [title for title in titles(world, "bram") if "Nieuwe Collega" in title]
    assert not [title for title in titles(world, "wil") if "Nieuwe Collega" in title]


def test_the_empty_page_says_so(enter: Enter) -> None:
    page = enter("noor").get("/")
    assert page.status_code == 200
    assert b'class="empty"' in page.content


def test_strangers_are_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/").status_code == 302


def test_the_page_costs_few_queries(
    enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = enter("joost")
    with django_assert_max_num_queries(12):
        client.get("/")
