from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from koppelvlak.kit.requests import LANGUAGE_KEY

pytestmark = pytest.mark.django_db


def test_it_lives_without_a_database(client: Client) -> None:
    with connection.execute_wrapper(_broken):
        assert client.get(reverse("portal:live")).json() == {"live": True}


def test_it_is_ready(client: Client) -> None:
    found = client.get(reverse("portal:ready"))
    assert (found.status_code, found.json()["ready"]) == (200, True)


def _broken(*_call: object) -> None:
    raise OperationalError("away")


def test_it_is_not_ready_without_a_database(client: Client) -> None:
    with connection.execute_wrapper(_broken):
        found = client.get(reverse("portal:ready"))
    assert (found.status_code, found.json()["database"]) == (503, False)


def test_security_txt_names_a_contact_and_ends_within_a_year(client: Client) -> None:
    text = client.get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"].startswith("mailto:")
    assert fields["Preferred-Languages"] == "nl, en"
    ahead = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=30) < ahead < timedelta(days=365)


def test_the_accessibility_statement_is_public(client: Client, settings: Settings) -> None:
    settings.FEEDBACK = "toegankelijk@voorbeeld.invalid"
    page = client.get(reverse("portal:accessibility"))
    assert b"mailto:toegankelijk@voorbeeld.invalid" in page.content


def test_another_language_is_spoken_from_then_on(client: Client) -> None:
    where = reverse("portal:accessibility")
    back = client.post(reverse("portal:language"), {"language": "en", "next": where})
    assert (back.status_code, back["Location"]) == (303, where)
    assert client.get(where)["Content-Language"] == "en"
    assert b'<html lang="en">' in client.get(where).content


@pytest.mark.parametrize("away", ["https://elders.invalid/", "//elders.invalid", "javascript:1"])
def test_the_language_switch_leads_nowhere_else(client: Client, away: str) -> None:
    back = client.post(reverse("portal:language"), {"language": "en", "next": away})
    assert back["Location"] == "/"


def test_no_other_language_is_taken(client: Client) -> None:
    assert client.post(reverse("portal:language"), {"language": "tlh"}).status_code == 422
    assert LANGUAGE_KEY not in client.session
