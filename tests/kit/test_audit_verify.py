"""The kept chain: verified, guarded by the database, tampered with, erased."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from koppelvlak.door import change
from koppelvlak.kit.audit import guard
from koppelvlak.kit.audit.erase import erase
from koppelvlak.kit.audit.models import Event, Head
from koppelvlak.kit.audit.verify import verify
from koppelvlak.rights import Can
from tests.world import World


def sql(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def events(world: World) -> list[Event]:
    """Ten events, of two people by turns."""
    for number in range(10):
        by = world.actor("joost" if number % 2 else "wil")
        with change(world.desk, Can.EDIT_CONTACT_POINT, by=by) as desk:
            desk.hours = f"vanaf {number} uur"
    return list(Event.objects.all())


@pytest.fixture
def unguarded() -> Iterator[None]:
    """Whoever owns the database can lift the guard."""
    guard.lift()
    yield
    guard.lay()


def found() -> set[str]:
    return {fault.what for fault in verify().faults}


def test_a_sound_chain(events: list[Event]) -> None:
    report = verify()
    assert (report.count, report.head, report.faults) == (10, events[-1].hash, [])


@pytest.mark.django_db
def test_an_empty_chain_is_sound() -> None:
    assert verify().faults == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("uuid", uuid4()),
        ("at", datetime(2020, 1, 1, tzinfo=UTC)),
        ("action", "network.see"),
        ("result", "refused"),
        ("subject_kind", "people.person"),
        ("subject", uuid4()),
        ("organisation", uuid4()),
        ("digest", "0" * 64),
        ("hash", "0" * 64),
        ("previous", "0" * 64),
        ("payload", {"actor": {"person": "", "organisation": ""}}),
        ("salt", "other"),
        ("actor", uuid4()),
        ("number", 99),
    ],
)
def test_every_flipped_field_shows(events: list[Event], field: str, value: object) -> None:
    with guard.lifted():
        Event.objects.filter(number=5).update(**{field: value})
    assert found()


@pytest.mark.parametrize("number", [1, 5, 10])
def test_a_deleted_event_shows(events: list[Event], number: int) -> None:
    with guard.lifted():
        sql("DELETE FROM audit_event WHERE number = %s", number)
    assert found()


def test_an_inserted_event_shows(events: list[Event]) -> None:
    forged = events[4]
    forged.pk, forged.uuid = 11, uuid4()
    forged.save(force_insert=True)
    assert "was changed" in found()


def test_reordered_events_show(events: list[Event]) -> None:
    with guard.lifted():
        for number, other in ((4, 100), (5, 4), (100, 5)):
            sql("UPDATE audit_event SET number = %s WHERE number = %s", other, number)
    assert "does not follow the one before" in found()


def test_swapped_payloads_show(events: list[Event]) -> None:
    one, other = events[3], events[4]
    with guard.lifted():
        for number, taken in ((one.number, other), (other.number, one)):
            Event.objects.filter(number=number).update(
                payload=taken.payload, salt=taken.salt, actor=taken.actor
            )
    assert "says something else than was recorded" in found()


def test_an_unreadable_event_shows(events: list[Event]) -> None:
    with guard.lifted():
        Event.objects.filter(number=5).update(payload=["no", "object"])
    assert any("cannot be read" in what for what in found())


def test_cutting_off_the_end_shows_against_the_head(events: list[Event]) -> None:
    with guard.lifted():
        sql("DELETE FROM audit_event WHERE number > 7")
    assert found() == {"does not reach the head"}


def test_cutting_off_end_and_head_shows_only_against_a_noted_head(events: list[Event]) -> None:
    noted = events[-1].hash
    with guard.lifted():
        sql("DELETE FROM audit_event WHERE number > 7")
    Head.objects.update(number=7, hash=events[6].hash)
    assert verify().faults == []
    assert [fault.what for fault in verify(noted=noted).faults] == ["does not reach the noted head"]


def test_a_noted_head_is_found_again_when_the_chain_grew(events: list[Event]) -> None:
    assert verify(noted=events[4].hash).faults == []


def test_making_everything_again_shows_against_a_noted_head(events: list[Event]) -> None:
    with guard.lifted():
        sql("DELETE FROM audit_event")
    Head.objects.update(number=0, hash="0" * 64)
    assert verify(noted=events[4].hash).faults


def test_a_missing_head_shows(events: list[Event]) -> None:
    Head.objects.all().delete()
    assert found() == {"the head is gone"}


def test_an_erased_payload_leaves_it_whole(events: list[Event]) -> None:
    assert erase(Event.objects.filter(number__in=(3, 4))) == 2
    assert verify().faults == []
    assert Event.objects.get(number=3).organisation == events[2].organisation


def test_an_event_erased_by_half_shows(events: list[Event]) -> None:
    with guard.lifted():
        Event.objects.filter(number=3).update(payload=None)
    assert found() == {"was erased by half"}


FORBIDDEN: list[Callable[[], object]] = [
    lambda: sql("DELETE FROM audit_event WHERE number = 3"),
    lambda: sql("UPDATE audit_event SET result = 'refused' WHERE number = 3"),
    lambda: Event.objects.filter(number=3).update(payload={"other": "words"}),
    lambda: Event.objects.filter(number=3).update(payload=None, salt="", actor=uuid4()),
    lambda: Event.objects.filter(number=3).update(
        payload=None, salt="", actor=None, organisation=None
    ),
    lambda: Event.objects.filter(number=3).update(payload=None, salt="", actor=None, hash="0"),
]


@pytest.mark.parametrize("act", FORBIDDEN)
def test_the_database_refuses(events: list[Event], act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match="stay as they were written"), transaction.atomic():
        act()
    assert verify().faults == []


def test_replacing_an_event_is_refused(events: list[Event]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    with pytest.raises(IntegrityError, match="stay as they"), transaction.atomic():
        sql("INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event WHERE number = 3")


def test_emptying_the_table_is_refused(events: list[Event]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's")
    with pytest.raises(IntegrityError, match="stay as they"), transaction.atomic():
        sql("TRUNCATE audit_event")


def test_a_lifted_guard_shows(events: list[Event], unguarded: None) -> None:
    assert found() == {"the database does not guard the events"}


def test_the_command_prints_what_an_auditor_notes(events: list[Event]) -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert out.getvalue().split() == ["events", "10", "head", events[-1].hash, "faults", "0"]


def test_the_command_ends_with_1_on_a_fault(events: list[Event]) -> None:
    out = StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("verify", "--head", "f" * 64, stdout=out)
    assert caught.value.code == 1
    assert "FAULT   event 10 does not reach the noted head" in out.getvalue()
