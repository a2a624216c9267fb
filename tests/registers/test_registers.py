"""The national books: always there, seen by participants, changed by Koppelvlak alone."""

from __future__ import annotations

import pytest

from koppelvlak.door import change, system
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from tests.world import TODAY, World

BOOKS = (
    Register.FACTS,
    Register.TERRITORY,
    Register.NETWORKS,
    Register.PEOPLE,
    Register.FRAMEWORK,
    Register.AGREEMENTS,
    Register.AGENDAS,
)
LOADS = (Can.LOAD_FACTS, Can.DERIVE_NETWORKS, Can.ADD_PERSON, Can.PURGE)


@pytest.mark.parametrize("key", BOOKS)
def test_every_book_is_there_from_the_start(world: World, key: str) -> None:
    assert str(register(key)) == key


def test_a_book_is_always_the_same(world: World) -> None:
    assert register(Register.FACTS).uuid == register(Register.FACTS).uuid
    assert Register.objects.filter(key=Register.FACTS).count() == 1


@pytest.mark.parametrize("who", ["noor", "bram", "joost", "sanne", "anouk", "petra"])
def test_participants_guests_and_platform_managers_know_of_it(world: World, who: str) -> None:
    assert Register.objects.visible_to(world.actor(who)).count() == len(BOOKS)


def test_an_auditor_does_not(world: World) -> None:
    assert not Register.objects.visible_to(world.actor("otto")).exists()


@pytest.mark.parametrize("can", LOADS)
@pytest.mark.parametrize("who", ["noor", "bram", "sanne", "anouk", "petra"])
def test_no_person_loads_derives_or_purges(world: World, who: str, can: Can) -> None:
    with pytest.raises(RefusedError), change(register(Register.FACTS), can, by=world.actor(who)):
        pytest.fail("the body must not run")


def test_whoever_does_not_know_of_it_is_told_nothing(world: World) -> None:
    with (
        pytest.raises(UnseenError),
        change(register(Register.FACTS), Can.LOAD_FACTS, by=world.actor("otto")),
    ):
        pytest.fail("the body must not run")


@pytest.mark.parametrize("can", LOADS)
def test_koppelvlak_itself_may(world: World, can: Can) -> None:
    book = register(Register.NETWORKS)
    with change(book, can, by=system(on=TODAY, origin="test")) as row:
        row.checksum = "1"
    assert register(Register.NETWORKS).checksum == "1"
    assert register(Register.NETWORKS).version == book.version + 1


def test_the_audit_names_the_book(world: World) -> None:
    with change(register(Register.FACTS), Can.LOAD_FACTS, by=system(on=TODAY, origin="test")):
        pass
    event = Event.objects.get()
    assert event.payload is not None
    assert (event.action, event.payload["object"]) == (Can.LOAD_FACTS, Register.FACTS)
