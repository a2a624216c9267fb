"""The terms of keeping: what is old goes, what is young stays, twice is once."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from koppelvlak.jobs.retention import purge
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.audit.verify import verify
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.once.models import Submission
from koppelvlak.people.invitations import invite
from koppelvlak.people.models import Invitation
from koppelvlak.rights import Role
from tests.world import World

NOW = timezone.now()


@pytest.fixture
def invitation(world: World) -> Invitation:
    return invite(
        world.region,
        email="kanarie@voorbeeld.invalid",
        name="Kanarie",
        role=Role.READER,
        title="lezer",
        by=world.actor("bram"),
    )


def message(key: str, state: str, age: timedelta) -> None:
    Message.objects.create(
        key=key, to="x@voorbeeld.invalid", state=state, sent_at=NOW - age, capability="t"
    )
    Message.objects.filter(key=key).update(made_at=NOW - age)


@pytest.mark.django_db
def test_old_messages_go_and_what_waits_stays() -> None:
    message("sent long ago", Message.SENT, timedelta(days=91))
    message("sent", Message.SENT, timedelta(days=89))
    message("dead", Message.DEAD, timedelta(days=300))
    message("dead long ago", Message.DEAD, timedelta(days=366))
    message("waits", Message.WAITING, timedelta(days=400))
    purge(now=NOW)
    assert set(Message.objects.values_list("key", flat=True)) == {"sent", "dead", "waits"}


@pytest.mark.django_db
def test_tokens_of_forms_go_after_a_month() -> None:
    Submission.objects.create(token="6f1e6f3c-8a44-4a2b-9a55-0d5ab4b9f001")
    assert purge(now=NOW + timedelta(days=29))["forms"] == 0
    assert purge(now=NOW + timedelta(days=31))["forms"] == 1


def test_an_invitation_goes_a_month_after_it_ended(world: World, invitation: Invitation) -> None:
    assert purge(now=invitation.expires_at + timedelta(days=29))["invitations"] == 0
    assert purge(now=invitation.expires_at + timedelta(days=31))["invitations"] == 1
    assert not Invitation.objects.exists()


def test_the_log_does_not_keep_who_was_invited(world: World, invitation: Invitation) -> None:
    purge(now=invitation.expires_at + timedelta(days=31))
    payloads = Event.objects.exclude(payload=None).values_list("payload", flat=True)
    assert "anarie" not in repr(list(payloads))
    assert verify().faults == []


def test_twice_is_once(world: World, invitation: Invitation) -> None:
    late = invitation.expires_at + timedelta(days=31)
    purge(now=late)
    events = Event.objects.count()
    assert set(purge(now=late).values()) == {0}
    assert Event.objects.count() == events


@pytest.mark.django_db
def test_the_command_says_how_much() -> None:
    out = StringIO()
    call_command("purge", stdout=out)
    assert out.getvalue().splitlines()[0] == "forms        0"
