"""A second start finds that nothing is to be done: same code, same day, same database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries, Settings

from koppelvlak.jobs.readiness import is_ready, note_ready
from koppelvlak.kit.search.models import Built
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def test_nothing_is_ready_before_it_was_prepared() -> None:
    assert not is_ready(TODAY)


def test_it_is_ready_for_the_day_it_was_prepared_for() -> None:
    note_ready(TODAY)
    note_ready(TODAY)
    assert is_ready(TODAY)
    assert not is_ready(TODAY + timedelta(days=1))


def test_other_code_prepares_again(settings: Settings) -> None:
    note_ready(TODAY)
    settings.PACKAGE = settings.PACKAGE / "jobs"
    assert not is_ready(TODAY)


def test_asking_is_cheap(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    note_ready(TODAY)
    with django_assert_max_num_queries(2):
        is_ready(TODAY)


def test_an_empty_database_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    note_ready(TODAY)
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert not is_ready(TODAY)
    assert Built.objects.exists()
