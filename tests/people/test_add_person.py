"""Adding a person: by the system only, without a password, an address once."""

from __future__ import annotations

import pytest

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, UnseenError
from koppelvlak.people.actions import add_person
from koppelvlak.people.models import Person
from tests.world import TODAY, World

SYSTEM = system(on=TODAY, origin="command test")


def add(by: Actor = SYSTEM, email: str = "Nieuw@Voorbeeld.invalid") -> Person:
    return add_person(email, "Nina Nieuw", language="en", fictional=True, by=by)


def test_a_person_is_added_without_a_password(world: World) -> None:
    person = add()
    assert (person.email, person.language) == ("nieuw@voorbeeld.invalid", "en")
    assert person.fictional
    assert not person.has_usable_password()


def test_the_audit_names_the_new_person(world: World) -> None:
    person = add()
    payload = Event.objects.get().payload
    assert payload is not None
    assert payload["rows"][0]["id"] == str(person.uuid)


@pytest.mark.parametrize("name", ["bram", "petra", "noor"])
def test_nobody_else_adds_people(world: World, name: str) -> None:
    with pytest.raises((RefusedError, UnseenError)):
        add(world.actor(name))


def test_an_address_is_used_once(world: World) -> None:
    with pytest.raises(BadInputError) as caught:
        add(email="NOOR@voorbeeld.invalid")
    assert "email" in caught.value.errors
