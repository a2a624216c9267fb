"""The command that imports a division: it says what would change, and says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from koppelvlak.territory.models import DivisionChange
from tests.territory.gooi import EXAMPLE
from tests.world import World


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code, whatever the installation speaks."""
    with translation.override("en"):
        yield


def run(file: Path, *options: str) -> str:
    said = StringIO()
    call_command("import_division", str(file), *options, stdout=said)
    return said.getvalue()


def test_it_proposes_once(world: World) -> None:
    assert "2027-01-01  merge     Wijdemeren → Hilversum\n1 new proposals" in run(EXAMPLE)
    assert "0 new proposals; 1 were proposed before." in run(EXAMPLE)
    assert DivisionChange.objects.count() == 1


def test_a_dry_run_keeps_nothing(world: World) -> None:
    assert "Nothing was proposed" in run(EXAMPLE, "--dry-run")
    assert not DivisionChange.objects.exists()


def test_mistakes_come_with_their_lines(world: World, tmp_path: Path) -> None:
    bad = tmp_path / "slecht.csv"
    bad.write_text(EXAMPLE.read_text(encoding="utf-8").replace("VR14", "VR99"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"slecht\.csv: line 2: there is no safety region"):
        run(bad)


def test_a_file_that_is_not_there(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "weg.csv")
