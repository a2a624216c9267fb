"""The eight themes of the factsheet: loaded once, through the door, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from koppelvlak.door import system
from koppelvlak.framework.facts import THEMES
from koppelvlak.framework.loading import load_framework
from koppelvlak.framework.models import Theme
from koppelvlak.framework.queries import theme_names, themes
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.registers.models import Register
from tests.world import TODAY, World


@pytest.fixture
def loader(db: None) -> Actor:
    return system(on=TODAY, origin="test")


def test_there_are_eight_themes_in_their_order(loader: Actor) -> None:
    load_framework(by=loader)
    assert [theme.number for theme in themes()] == list(range(1, 9))
    assert themes()[4].name_nl == "Alarmering"


def test_a_theme_speaks_the_language_of_the_page(loader: Actor) -> None:
    load_framework(by=loader)
    theme = Theme.objects.get(number=5)
    with override("nl"):
        assert (str(theme), theme.question) == ("5. Alarmering", "Wie waarschuwt wie en hoe snel?")
        assert theme.scope == theme.scope_nl
    with override("en"):
        assert (str(theme), theme.question) == ("5. Alerting", "Who warns whom, and how fast?")
        assert theme.scope == theme.scope_en


def test_equal_files_are_loaded_once_and_the_log_tells_of_it(loader: Actor) -> None:
    assert load_framework(by=loader) > 0
    events = Event.objects.count()
    assert load_framework(by=loader) == 0
    assert Event.objects.count() == events


def test_no_person_loads_them(world: World) -> None:
    with pytest.raises(RefusedError):
        load_framework(by=world.actor("anouk"))
    assert not Theme.objects.exists()


def test_a_theme_told_twice_is_refused_with_its_line(loader: Actor, tmp_path: Path) -> None:
    lines = THEMES.read_text(encoding="utf-8").splitlines()
    bad = tmp_path / "themes.csv"
    bad.write_text("\n".join([*lines, lines[-1]]), encoding="utf-8")
    with pytest.raises(BadFileError, match="line 10"):
        load_framework(by=loader, files=(bad,))
    assert Register.objects.get(key=Register.FRAMEWORK).checksum == ""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_files_name_the_themes_as_the_rows_do(loader: Actor, language: str) -> None:
    load_framework(by=loader)
    with override(language):
        assert theme_names() == [str(one) for one in themes()]


@pytest.mark.django_db
def test_naming_the_themes_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert len(theme_names()) == 8
