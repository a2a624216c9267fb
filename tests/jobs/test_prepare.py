"""Preparing makes what is missing, once; the second time it is quick and changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from koppelvlak.jobs.prepare import prepare
from koppelvlak.jobs.readiness import collect
from koppelvlak.kit.audit.models import Event
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.territory.models import Municipality, Region, Shape
from tests.world import TODAY

COMPRESSED = "whitenoise.storage.CompressedManifestStaticFilesStorage"


pytestmark = pytest.mark.django_db


def test_everything_is_there(facts: list[str]) -> None:
    assert facts == [
        "organisations",
        "framework",
        "territory",
        "shapes",
        "networks",
        "situations",
        "maturity",
        "coverage",
        "search",
    ]
    assert (Region.objects.count(), Municipality.objects.count()) == (25, 342)
    assert Organisation.objects.filter(key="vitens").exists()
    assert Network.objects.exists()
    assert Shape.objects.filter(kind="region").count() == 25


def test_the_second_time_nothing_changes(facts: list[str]) -> None:
    before = Event.objects.count()
    prepare(on=TODAY, say=lambda _: None)
    assert Event.objects.count() == before


def test_a_later_day_is_prepared_as_well(facts: list[str]) -> None:
    prepare(on=date(2027, 1, 2), say=lambda _: None)
    assert Network.objects.exists()


def test_styles_are_collected_once(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": COMPRESSED}}
    told: list[str] = []
    collect(told.append)
    collect(told.append)
    assert told == ["styles and scripts"]
    assert list((tmp_path / "static").rglob("*.css.gz"))


def test_styles_that_changed_are_collected_again(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STATICFILES_DIRS = [str(tmp_path / "more")]
    (tmp_path / "more").mkdir()
    collect(lambda _: None)
    (tmp_path / "more" / "new.css").write_text("p { color: red }")
    collect(lambda _: None)
    assert (tmp_path / "static" / "new.css").exists()
