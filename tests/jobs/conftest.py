from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from koppelvlak.jobs.casting import load_cast
from koppelvlak.jobs.prepare import prepare
from tests.jobs.installation import Installation, installation, migrated
from tests.world import TODAY

__all__ = ["migrated"]


@pytest.fixture(autouse=True)
def allowed(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let installations make their databases beside that of the tests."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def house(tmp_path: Path, allowed: None, migrated: Installation) -> Iterator[Installation]:
    """Return an installation with its tables made."""
    with installation(tmp_path / "house", like=migrated) as made:
        yield made


@pytest.fixture
def new_house(tmp_path: Path, allowed: None) -> Iterator[Installation]:
    """Return an installation in which nothing stands yet."""
    with installation(tmp_path / "new") as made:
        yield made


@pytest.fixture(scope="module")
def facts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Prepare everything once for the tests of a module; give what was said meanwhile."""
    said: list[str] = []
    block = transaction.atomic()
    # As Django's TestCase does: what must be durable is tested elsewhere.
    block.__dict__["_from_testcase"] = True
    with django_db_blocker.unblock(), block:
        prepare(on=TODAY, say=said.append)
        yield said
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cast(facts: list[str], django_db_blocker: DjangoDbBlocker) -> None:
    """Let the cast of the demo take its places, once for the tests of a module."""
    with django_db_blocker.unblock():
        load_cast(on=TODAY, say=facts.append)
