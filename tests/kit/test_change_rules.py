"""The door's finer rules: what is recorded when, who is named, and what may not be inside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from koppelvlak.door import change, forget, mention, remove
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.audit.verify import verify
from koppelvlak.kit.change import is_open
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, UnseenError
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.rights import Can
from tests.world import World


def payload() -> dict[str, object]:
    said = Event.objects.latest("number").payload
    assert said is not None
    return dict(said)


def test_the_row_is_the_one_of_now_not_the_one_that_was_read(world: World) -> None:
    read_long_ago = ContactPoint.objects.get(pk=world.desk.pk)
    with change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")) as desk:
        desk.hours = "kantooruren"
    with change(read_long_ago, Can.EDIT_CONTACT_POINT, by=world.actor("joost")) as desk:
        assert desk.hours == "kantooruren"
        desk.function = "Piket"
    read_long_ago.refresh_from_db()
    assert (read_long_ago.hours, read_long_ago.version) == ("kantooruren", 3)


def test_a_stale_refusal_carries_the_row_as_it_is(world: World) -> None:
    with change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")) as desk:
        desk.hours = "kantooruren"
    with (
        pytest.raises(StaleError) as caught,
        change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("wil"), seen=1),
    ):
        pytest.fail("the body must not run")
    assert (caught.value.current.hours, caught.value.current.version) == ("kantooruren", 2)
    world.desk.refresh_from_db()
    assert world.desk.version == 2


def test_a_refusal_in_the_body_is_recorded_and_nothing_else_stays(world: World) -> None:
    def refuse_half_way() -> None:
        with change(world.water, Can.ADD_CONTACT_POINT, by=world.actor("joost")) as water:
            water.contact_points.create(function="half")
            raise BadInputError

    with pytest.raises(BadInputError):
        refuse_half_way()
    event = Event.objects.get()
    assert (event.result, event.action) == ("refused", Can.ADD_CONTACT_POINT)
    assert not ContactPoint.objects.filter(function="half").exists()


def test_a_mistake_of_ours_is_no_refusal(world: World) -> None:
    with (
        pytest.raises(NotImplementedError, match="cannot end in"),
        change(world.desk, Can.CONFIRM_CONTACT_POINT, by=world.actor("joost")) as desk,
    ):
        desk.state = "nowhere"
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_no_door_stands_inside_another_transaction(committed: World) -> None:
    with (
        pytest.raises(RuntimeError, match="durable"),
        transaction.atomic(),
        change(committed.desk, Can.CONFIRM_CONTACT_POINT, by=committed.actor("joost")),
    ):
        pytest.fail("the body must not run")


@pytest.mark.django_db(transaction=True)
def test_what_was_refused_stays_recorded(committed: World) -> None:
    with (
        pytest.raises(UnseenError),
        change(committed.desk, Can.EDIT_CONTACT_POINT, by=committed.actor("iris")),
    ):
        pytest.fail("the body must not run")
    assert not connection.in_atomic_block
    assert Event.objects.get().result == "refused"


def test_the_log_is_written_in_one_language(world: World) -> None:
    with (
        translation.override("nl"),
        pytest.raises(RefusedError),
        change(world.water, Can.ADD_CONTACT_POINT, by=world.actor("noor")),
    ):
        pytest.fail("the body must not run")
    assert payload()["reason"] == "You may not do this"


@pytest.mark.parametrize("outside", [mention, lambda row: forget(row.uuid)])
def test_some_things_are_said_inside_the_door_only(world: World, outside: object) -> None:
    with pytest.raises(RuntimeError, match="inside the door"):
        outside(world.desk)  # type: ignore[operator]


def test_what_is_forgotten_is_not_told(world: World) -> None:
    joost = world.person("joost")
    with change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")) as desk:
        desk.hours = "Joost belt"
        forget(joost.uuid)
    said = payload()
    assert "Joost" not in str(said)
    assert {"before", "after"}.isdisjoint(said)
    event = Event.objects.latest("number")
    assert (event.actor, event.organisation) == (None, world.water.uuid)
    assert verify().faults == []


def test_a_row_deleted_inside_does_not_come_back(world: World) -> None:
    with (
        pytest.raises(DatabaseError),
        change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")) as desk,
    ):
        ContactPoint.objects.filter(pk=desk.pk).delete()
    assert ContactPoint.objects.filter(pk=world.desk.pk).exists()


def test_removing_tells_all_that_was_there(world: World) -> None:
    remove(world.desk, Can.REMOVE_CONTACT_POINT, by=world.actor("wil"), seen=1)
    said = payload()
    assert said["object"] == "Wachtdienst crisis"
    assert isinstance(said["before"], dict)
    assert said["before"]["address"] == "088 000 00 01"
    assert "after" not in said
    assert not ContactPoint.objects.filter(pk=world.desk.pk).exists()


def test_what_is_gone_is_unseen(world: World) -> None:
    remove(world.desk, Can.REMOVE_CONTACT_POINT, by=world.actor("wil"))
    with pytest.raises(UnseenError):
        remove(world.desk, Can.REMOVE_CONTACT_POINT, by=world.actor("wil"))


def test_the_door_closes_whatever_happens(world: World) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")),
    ):
        raise ZeroDivisionError
    assert not is_open()


def test_inside_it_stands_open(world: World) -> None:
    with change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")):
        assert is_open()


@contextmanager
def asked() -> Iterator[list[str]]:
    """Collect the statements that are sent to the database."""
    said: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield said
    said.extend(query["sql"] for query in captured.captured_queries)


def test_the_lock_on_the_head_comes_last(world: World) -> None:
    with (
        asked() as statements,
        change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")),
    ):
        pass
    [head] = [n for n, sql in enumerate(statements) if "SELECT" in sql and "audit_head" in sql]
    after = [sql for sql in statements[head + 1 :] if "SAVEPOINT" not in sql]
    assert len(after) == 2
    assert all("audit_" in sql for sql in after)


@pytest.mark.postgres
def test_references_are_checked_before_the_head_is_locked(world: World) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: nobody waits for anybody's row")
    with (
        asked() as statements,
        change(world.desk, Can.EDIT_CONTACT_POINT, by=world.actor("joost")),
    ):
        pass
    checked = statements.index("SET CONSTRAINTS ALL IMMEDIATE")
    [head] = [n for n, sql in enumerate(statements) if "SELECT" in sql and "audit_head" in sql]
    assert checked < head
