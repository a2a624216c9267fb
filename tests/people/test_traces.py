"""What every action on people leaves behind: one event, a new version, and who is told."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.utils.translation import gettext, override

from koppelvlak.door import system
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import AlreadyDoneError, RefusalError, StaleError
from koppelvlak.kit.notices.models import Message
from koppelvlak.people import invitations
from koppelvlak.people.models import Mandate, Person
from koppelvlak.rights import Role
from tests.people.acts import ACTS, NINA, Set, signing
from tests.people.conftest import Alter
from tests.world import TODAY, World

# What is done to a page that somebody read first.
SEEN = ["edit", "ask email", "reset", "end function", "set deputy", "end mandate", "withdraw"]

SUBJECTS = {
    "ask email": "Confirm your new mail address",
    "change email": "You sign in with another mail address",
    "reset": "Your second factor was removed",
    "give function": "You have a new function",
    "end function": "A function of yours has ended",
    "give mandate": "You have a new mandate",
}


@pytest.fixture
def stage(world: World, alter: Alter) -> Set:
    """Return the stage, with an empty outbox."""
    mandate = Mandate(
        person=world.person("noor"),
        organisation=world.region,
        kind="mandaat",
        what="actieplannen",
        valid_from=date(2026, 1, 1),
    )
    alter(mandate)
    terms: Any = {"email": NINA, "name": "Nina", "title": "adviseur", "role": Role.READER}
    made = invitations.invite(world.region, by=world.actor("bram"), **terms)
    Message.objects.all().delete()
    world.region.refresh_from_db()
    return Set(world, mandate, made)


def done(stage: Set, name: str, **more: Any) -> Event:
    """Do it and return the event, with its payload there."""
    act = ACTS[name]
    act.do(stage, stage.world.actor(act.by), **more)
    event = Event.objects.latest("number")
    assert event.payload is not None
    return event


@pytest.mark.parametrize("name", ACTS)
def test_one_event_says_who_did_what_to_what(stage: Set, name: str) -> None:
    thing, before = ACTS[name].thing(stage), Event.objects.count()
    event = done(stage, name)
    assert Event.objects.count() == before + 1
    assert (event.action, event.result) == (ACTS[name].action, "done")
    assert (event.subject, event.subject_kind) == (thing.uuid, thing._meta.label_lower)
    assert event.actor == stage.world.person(ACTS[name].by).uuid


@pytest.mark.parametrize("name", ACTS)
def test_the_event_tells_what_changed_and_no_more(stage: Set, name: str) -> None:
    said: Any = done(stage, name).payload
    assert said["before"].keys() == said["after"].keys() == ACTS[name].changed | {"version"}
    assert all(said["before"][key] != said["after"][key] for key in said["after"])


@pytest.mark.parametrize("name", ACTS)
def test_children_are_told_with_their_parent(stage: Set, name: str) -> None:
    said: Any = done(stage, name).payload
    rows = tuple(f"{row['kind']} {row['what']}" for row in said.get("rows", []))
    assert rows == ACTS[name].rows


@pytest.mark.parametrize("name", ACTS)
def test_the_version_goes_up_by_one(stage: Set, name: str) -> None:
    thing = ACTS[name].thing(stage)
    done(stage, name)
    assert type(thing).objects.get(pk=thing.pk).version == thing.version + 1


@pytest.mark.parametrize("name", ACTS)
def test_exactly_these_people_get_a_mail(stage: Set, name: str) -> None:
    event = done(stage, name)
    sent = Message.objects.values_list("to", "capability")
    assert list(sent) == [(to, event.action) for to in ACTS[name].told]


@pytest.mark.parametrize("name", ACTS)
def test_a_stranger_leaves_a_refusal_and_nothing_else(stage: Set, name: str) -> None:
    thing = ACTS[name].thing(stage)
    with pytest.raises(RefusalError):
        ACTS[name].do(stage, stage.world.actor("iris"))
    event = Event.objects.latest("number")
    assert (event.action, event.result) == (ACTS[name].action, "refused")
    assert type(thing).objects.get(pk=thing.pk).version == thing.version
    assert not Message.objects.exists()


@pytest.mark.parametrize("name", ACTS)
def test_a_form_sent_twice_has_one_effect(stage: Set, name: str) -> None:
    by = stage.world.actor(ACTS[name].by, token=uuid4())
    ACTS[name].do(stage, by)
    events, mails = Event.objects.count(), Message.objects.count()
    with pytest.raises(AlreadyDoneError):
        ACTS[name].do(stage, by)
    assert (Event.objects.count(), Message.objects.count()) == (events, mails)


@pytest.mark.parametrize("name", SEEN)
def test_over_a_newer_version_nothing_is_done(stage: Set, name: str) -> None:
    thing = ACTS[name].thing(stage)
    with pytest.raises(StaleError) as caught:
        ACTS[name].do(stage, stage.world.actor(ACTS[name].by), seen=thing.version + 1)
    assert caught.value.current == thing
    assert not Message.objects.exists()


@pytest.mark.parametrize("name", SEEN)
def test_the_version_that_was_read_will_do(stage: Set, name: str) -> None:
    assert done(stage, name, seen=ACTS[name].thing(stage).version).result == "done"


@pytest.mark.parametrize(("name", "subject"), SUBJECTS.items())
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_mail_is_in_the_language_of_its_reader(
    stage: Set, alter: Alter, name: str, subject: str, language: str
) -> None:
    alter(stage.noor, language=language)
    done(stage, name)
    with override(language):
        assert Message.objects.get().subject == gettext(subject)
    assert (Message.objects.get().subject == subject) is (language == "en")


@pytest.mark.parametrize("name", ["set password", "ask email", "change email"])
def test_no_secret_stands_in_the_log(stage: Set, name: str) -> None:
    said = str(done(stage, name).payload)
    assert "een lang geheim" not in said
    assert "pbkdf2" not in said
    assert stage.noor.session_salt not in said


def test_what_koppelvlak_did_itself_names_nobody(stage: Set) -> None:
    by = system(on=TODAY, origin="command start")
    signing(stage, by)
    event = Event.objects.latest("number")
    said: Any = event.payload
    assert (event.actor, event.organisation) == (None, None)
    assert (said["actor"]["name"], said["origin"]) == ("Koppelvlak", "command start")


def test_the_versions_only_ever_go_up(stage: Set) -> None:
    before = dict(Person.objects.values_list("pk", "version"))
    for name in ("edit", "set password", "reset"):
        done(stage, name)
    after = dict(Person.objects.values_list("pk", "version"))
    assert after == before | {stage.noor.pk: before[stage.noor.pk] + 3}
