"""What is kept of one person: all of it is there, for that person alone, and it is recorded."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from koppelvlak.door import change
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.kit.notices.models import Message
from koppelvlak.people import actions, invitations
from koppelvlak.people.export import SHOWN, Part, export_person, kept_of
from koppelvlak.people.linking import link_account
from koppelvlak.people.models import Person
from koppelvlak.people.provider import Identity
from koppelvlak.rights import Can, Role
from tests.world import TODAY, World


@pytest.fixture
def known(world: World) -> Person:
    """Noor, with one of everything that can be kept."""
    noor, bram = world.person("noor"), world.actor("bram")
    actions.give_mandate(world.region, person=noor, what="plannen", valid_from=TODAY, by=bram)
    lotte = world.person("lezer").functions.get()
    actions.set_deputy(lotte, deputy=noor, by=bram)
    invitations.invite(
        world.region, email=noor.email, name="Noor", role=Role.READER, title="lezer", by=bram
    )
    with change(world.region, Can.ADD_CONTACT_POINT, by=world.actor("noor")) as region:
        region.contact_points.create(function="Piket", confirmed_by=noor.uuid)
    EmailAddress.objects.create(user=noor, email=noor.email, verified=True)
    Authenticator.objects.create(user=noor, type="totp", data={"secret": "geheim"})
    link_account(noor, Identity("https://login.invalid", "n7"), by=world.actor("noor"))
    Message.objects.create(key="k", to=noor.email, person=noor.uuid, subject="Dag", text="Noor")
    return noor


def exported(world: World, person: Person) -> dict[str, Any]:
    return export_person(person, by=world.actor("noor"))


def test_everything_is_there(world: World, known: Person) -> None:
    found = exported(world, known)
    assert found["person"] == [
        {"name": "Noor de Wit", "email": "noor@voorbeeld.invalid", "language": "nl"}
    ]
    empty = {key for key, rows in found.items() if not rows}
    elsewhere = {"confirmed_functions", "seats", "offices", "rounds", "confirmed_agreements"}
    assert empty == {"events_about_you", "forms", "agreement_asks"} | elsewhere
    assert found["functions"][0]["valid_from"] == "2026-01-01"
    assert found["mandates"][0]["what"] == "plannen"


def test_it_can_be_written_as_json_and_holds_no_secret(world: World, known: Person) -> None:
    text = json.dumps(exported(world, known))
    assert "geheim" not in text
    assert known.password not in text


def test_what_they_did_and_what_was_done_to_them_stand_apart(world: World, known: Person) -> None:
    with pytest.raises(RefusedError):
        actions.reset_second_factor(known, by=world.actor("lezer"))
    found = exported(world, known)
    did = [event["action"] for event in found["events_by_you"]]
    assert did == ["organisation.add-contact-point", "person.link-account", "person.export"]
    about = [event["action"] for event in found["events_about_you"]]
    assert about == ["person.reset-second-factor"]
    assert "Lotte" not in json.dumps(found)


def test_asking_is_recorded(world: World, known: Person) -> None:
    exported(world, known)
    assert Event.objects.latest("number").action == Can.EXPORT_PERSON


@pytest.mark.parametrize(
    ("who", "refusal"), [("lezer", RefusedError), ("bram", RefusedError), ("wil", UnseenError)]
)
def test_nobody_else_may(world: World, known: Person, who: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        export_person(known, by=world.actor(who))


def test_of_someone_new_it_says_that_there_is_nothing(world: World) -> None:
    parts = {part.key: part for part in kept_of(world.person("iris"))}
    assert parts["messages"].rows == ()
    assert len(parts["functions"].rows) == 1


def test_the_page_shows_the_beginning_the_file_all_of_it() -> None:
    part = Part("k", "Title", (("n", "N"),), tuple((n,) for n in range(SHOWN + 1)))
    assert (len(part.shown), len(part.said())) == (SHOWN, SHOWN + 1)


def test_the_command_prints_it(world: World, known: Person) -> None:
    out = StringIO()
    call_command("export_person", "NOOR@voorbeeld.invalid", stdout=out)
    assert json.loads(out.getvalue())["person"][0]["name"] == "Noor de Wit"


def test_the_command_knows_nobody_else(world: World) -> None:
    with pytest.raises(CommandError, match="Nobody"):
        call_command("export_person", "niemand@voorbeeld.invalid")
