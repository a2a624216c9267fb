"""Many tables answer in one question, each row in the same few columns."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db.models import Count, Min, QuerySet, Value
from django.db.models.functions import TruncDate
from pytest_django import DjangoAssertNumQueries

from koppelvlak.kit.lines import Line, together, told
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.people.models import Function, Invitation
from tests.conftest import Guard
from tests.world import World

NOTHING = Line(None, None, None, None, None, None)
POINT = {"uuid": "uuid", "name": "function", "state": "state", "day": "last_confirmed"}


def test_every_question_gets_its_own_lines_in_one_query(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    questions = {
        0: told(ContactPoint.objects.filter(pk=world.desk.pk), **POINT),
        1: told(Organisation.objects.filter(pk=world.water.pk), uuid="uuid", name="short_name"),
        5: told(Function.objects.none(), uuid="uuid"),
    }
    with django_assert_num_queries(1):
        found = together(questions)
    desk = world.desk
    assert found[0] == [Line(desk.uuid, desk.function, None, desk.state, desk.last_confirmed, None)]
    assert found[1] == [Line(world.water.uuid, "Vitens", None, None, None, None)]
    assert found[5] == []


def test_a_question_alone_needs_no_other(world: World) -> None:
    assert [one.name for one in together({3: told(_vitens(world), name="name")})[3]] == ["Vitens"]


@pytest.mark.django_db
def test_nothing_asked_is_nothing_found(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert together({}) == {}
        assert together({0: told(Organisation.objects.none(), name="name")}) == {0: []}


def test_what_is_counted_is_one_line(world: World) -> None:
    rows = Organisation.objects.filter(pk__in=[world.water.pk, world.region.pk])
    counted = rows.order_by().values(all=Value(1)).annotate(n=Count("pk"), first=Min("short_name"))
    points = told(ContactPoint.objects.all(), uuid="uuid")
    found = together({0: points, 1: told(counted, many="n", name="first")})
    assert [(one.many, one.name) for one in found[1]] == [(2, "VR IJsselland")]


def test_a_moment_is_told_as_a_day(world: World, guard: Guard) -> None:
    guard.watching = False
    until = datetime(2026, 12, 24, 23, 30, tzinfo=UTC)
    Invitation.objects.create(
        organisation=world.region, email="a@voorbeeld.invalid", name="Anja", expires_at=until
    )
    guard.watching = True
    rows = told(Invitation.objects.all(), name="name", day=TruncDate("expires_at"))
    found = together({0: told(_vitens(world)), 1: rows})
    assert found == {
        0: [NOTHING],
        1: [Line(None, "Anja", None, None, date(2026, 12, 25), None)],
    }


def _vitens(world: World) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk=world.water.pk)
