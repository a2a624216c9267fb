"""Erasing a person: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import translation

from koppelvlak.door import change, mention, system
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.audit.verify import verify
from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.once.models import Submission
from koppelvlak.people import actions, invitations
from koppelvlak.people.erasure import erase_person, erased_sweep
from koppelvlak.people.lifecycle import ENDED, ERASED
from koppelvlak.people.models import Function, Invitation, Person
from koppelvlak.rights import Can, Role
from tests.world import TODAY, World

NAME, EARLIER, MAIL = "Kanarie Zöe-Vogel", "Kanarie Eerder", "kanarie@voorbeeld.invalid"
CANARIES = ("kanarie", "Zöe-Vogel")


def everything() -> Iterator[tuple[str, str]]:
    """Yield every row of every table that the application has, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, repr(row)
    for session in Session.objects.all():
        yield "decoded session", repr(session.get_decoded())
    for model in apps.get_models():
        for row in model._default_manager.values():
            yield model._meta.label, repr(row)


def where(*canaries: str) -> set[str]:
    """Return the tables in which one of these texts stands."""
    words = {word.casefold() for word in canaries} | {
        word.encode("ascii", "backslashreplace").decode().casefold() for word in canaries
    }
    return {table for table, row in everything() if any(w in row.casefold() for w in words)}


@pytest.fixture
def canary(world: World, settings: Any) -> Person:
    """Someone who left a name in every place where a name can be."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    bram = world.actor("bram")
    invitation = invitations.invite(
        world.region,
        email=MAIL,
        name=NAME,
        role=Role.BOUNDARY_WORKER,
        title=f"{NAME}, wacht",
        by=bram,
    )
    by = invitations.invited(invitation, on=TODAY, origin="test")
    person = invitations.accept_invitation(
        invitation, name=EARLIER, password="kanariekanarie", language="nl", by=by
    )
    world.people["kanarie"] = person
    _act(world, person)
    _leave_traces(person)
    return person


def _act(world: World, person: Person) -> None:
    actions.edit_person(person, name=NAME, language="nl", by=world.actor("kanarie"))
    person.refresh_from_db()
    by = world.actor("kanarie", token=uuid4())
    with change(world.region, Can.ADD_CONTACT_POINT, by=by) as region:
        desk = region.contact_points.create(function="Piket", address="088 000 00 03", hours="24/7")
        desk.confirmed_by = person.uuid
        desk.save()
        mention(desk, show=True)
    actions.give_mandate(
        world.region,
        person=person,
        what=f"alles namens {NAME}",
        valid_from=TODAY,
        by=world.actor("bram"),
    )
    noor = Function.objects.get(person=world.person("noor"))
    actions.set_deputy(noor, deputy=person, by=world.actor("bram"))
    manager = world.actor("kanarie", roles=frozenset({Role.MANAGER}))
    invitations.invite(
        world.region,
        email="ander@voorbeeld.invalid",
        name="Ander Iemand",
        role=Role.READER,
        title="lezer",
        by=manager,
    )
    with pytest.raises(RefusedError):
        actions.reset_second_factor(person, by=manager)


def _leave_traces(person: Person) -> None:
    EmailAddress.objects.create(user=person, email=MAIL, verified=True, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": NAME})
    for said in (
        {"_auth_user_id": str(person.pk), "greeting": NAME},
        {"account_login": {"user_pk": str(person.pk)}, "greeting": NAME},
        {"account_authentication_methods": [{"email": MAIL}]},
    ):
        session = SessionStore()
        session.update(said)
        session.save()
    Message.objects.create(
        key="about", to="wil@voorbeeld.invalid", subject=f"Van {NAME}", text=f"Door {NAME}, VR"
    )
    Message.objects.create(
        key="dead", to=MAIL.upper(), subject="x", text="x", state="dead", last_error=f"550 {MAIL}"
    )


def erase(world: World, person: Person, by: str = "bram", **changes: Any) -> Person:
    return erase_person(person, by=world.actor(by, **changes))


def test_the_canary_was_everywhere(canary: Person) -> None:
    assert where(*CANARIES) >= {
        "people_person", "people_function", "people_mandate", "people_invitation",
        "account_emailaddress", "mfa_authenticator", "notices_message", "audit_event",
        "decoded session",
    }  # fmt: skip


@pytest.mark.parametrize("by", ["bram", "petra", "kanarie"])
def test_afterwards_the_name_is_nowhere_and_the_chain_is_whole(
    world: World, canary: Person, by: str
) -> None:
    before = Event.objects.count()
    erase(world, canary, by)
    assert where(*CANARIES) == set()
    assert verify().faults == []
    assert Event.objects.count() == before + 1


def test_nothing_leads_back_to_the_person_but_the_row_itself(world: World, canary: Person) -> None:
    erase(world, canary)
    assert where(str(canary.uuid), canary.uuid.hex) <= {
        # The subject of events about the row, and the row, which has no name any more.
        "people_person", "people.Person", "audit_event", "audit.Event",
    }  # fmt: skip
    said = Event.objects.exclude(payload=None).values_list("payload", flat=True)
    assert not [payload for payload in said if str(canary.uuid) in repr(payload)]
    assert not Event.objects.filter(actor=canary.uuid).exists()


def test_erasing_oneself_leaves_an_event_without_a_name(world: World, canary: Person) -> None:
    erase(world, canary, "kanarie")
    event = Event.objects.latest("number")
    assert event.payload is not None
    assert (event.action, event.actor, event.payload["actor"]["name"]) == (
        "person.erase", None, "",
    )  # fmt: skip
    assert event.payload["object"] == "erased person"
    assert event.organisation == world.region.uuid
    assert {"before", "after"}.isdisjoint(event.payload)


def test_who_erases_another_is_named(world: World, canary: Person) -> None:
    erase(world, canary)
    event = Event.objects.latest("number")
    assert event.payload is not None
    assert event.payload["actor"]["name"] == "Bram Visser"
    assert {row["what"] for row in event.payload["rows"]} >= {"erased", "deputy gone"}


def test_nobody_can_sign_in_as_them(world: World, canary: Person) -> None:
    erase(world, canary)
    row = Person.objects.get(pk=canary.pk)
    assert (row.state, row.is_active, row.has_usable_password()) == (ERASED, False, False)
    assert not Session.objects.exists()


def test_what_was_held_ends_and_other_people_stay_as_they_were(
    world: World, canary: Person
) -> None:
    erase(world, canary)
    function = Function.objects.get(person=canary)
    assert (function.state, function.valid_to, function.title) == (ENDED, TODAY, "")
    assert Function.objects.get(person=world.person("noor")).deputy is None
    assert Person.objects.get(pk=world.person("noor").pk).name == "Noor de Wit"


def test_a_mail_to_another_loses_only_the_name(world: World, canary: Person) -> None:
    erase(world, canary)
    message = Message.objects.get(key="about")
    assert (message.subject, message.text) == ("Van …", "Door …, VR")


def test_an_invitation_they_sent_stays_without_their_name(world: World, canary: Person) -> None:
    erase(world, canary)
    assert Invitation.objects.get().invited_by == "…"


def test_a_namesake_keeps_the_log(world: World, canary: Person) -> None:
    namesake = replace(world.actor("joost"), name=NAME)
    with change(world.desk, Can.CONFIRM_CONTACT_POINT, by=namesake):
        pass
    erase(world, canary)
    assert Event.objects.get(subject=world.desk.uuid).payload is not None


def test_a_name_taken_to_wipe_the_log_of_others_wipes_nothing(world: World, canary: Person) -> None:
    with change(world.desk, Can.CONFIRM_CONTACT_POINT, by=world.actor("joost")):
        pass
    actions.edit_person(canary, name="Vitens", language="nl", by=world.actor("kanarie"))
    erase(world, canary)
    event = Event.objects.get(subject=world.desk.uuid)
    assert event.payload is not None
    assert event.payload["actor"]["organisation_name"] == "Vitens"


@pytest.mark.parametrize("by", ["noor", "lezer", "otto"])
def test_a_colleague_may_not(world: World, canary: Person, by: str) -> None:
    with pytest.raises((RefusedError, UnseenError)):
        erase(world, canary, by)


@pytest.mark.parametrize("by", ["wil", "iris"])
def test_for_a_stranger_there_is_nobody(world: World, canary: Person, by: str) -> None:
    with pytest.raises(UnseenError):
        erase(world, canary, by)


def test_a_manager_may_not_erase_who_acts_for_others_too(world: World, canary: Person) -> None:
    on = system(on=TODAY, origin="test")
    actions.give_function(
        world.water, person=canary, role=Role.READER, title="ook", valid_from=TODAY, by=on
    )
    with translation.override("en"), pytest.raises(RefusedError, match="another organisation"):
        erase(world, canary)
    erase(world, canary, "petra")


def test_the_last_manager_may_not_go(world: World) -> None:
    with translation.override("en"), pytest.raises(RefusedError, match="last manager"):
        erase(world, world.person("bram"))


def test_one_cannot_be_erased_twice(world: World, canary: Person) -> None:
    erase(world, canary)
    with pytest.raises(WrongStateError):
        erase(world, canary, "petra")


def test_what_a_request_under_way_still_recorded_goes_in_the_night(
    world: World, canary: Person
) -> None:
    late = world.actor("kanarie")
    erase(world, canary)
    with pytest.raises(RefusedError), change(world.water, Can.EDIT_ORGANISATION, by=late):
        pytest.fail("the body must not run")
    with change(world.region, Can.ADD_CONTACT_POINT, by=late):
        pass
    assert erased_sweep(Person.objects.filter(state=ERASED)) >= 1
    assert where(*CANARIES) == set()


def test_throttling_keeps_no_name(world: World, canary: Person, client: Any) -> None:
    cache.clear()
    client.post(reverse("account_login"), {"login": MAIL, "password": NAME})
    erase(world, canary)
    assert where(*CANARIES) == set()


def test_its_own_form_is_forgotten(world: World, canary: Person) -> None:
    assert Submission.objects.filter(person=canary.uuid).exists()
    erase(world, canary, "kanarie", token=UUID(int=7))
    assert not Submission.objects.filter(person=canary.uuid).exists()
