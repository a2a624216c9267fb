"""The commands that take lists in and keep the standing of agreements up to date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from koppelvlak.agreements.facts import REGISTER
from koppelvlak.agreements.models import Agreement
from tests.agreements.lists import as_csv, line
from tests.world import World


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code, whatever the installation speaks."""
    with translation.override("en"):
        yield


def run(file: Path, *options: str) -> str:
    said = StringIO()
    call_command("import_agreements", str(file), *options, stdout=said)
    return said.getvalue()


def test_a_list_comes_in_once(world: World) -> None:
    assert "52 new, 0 changed, 0 unchanged." in run(REGISTER)
    assert "0 new, 0 changed, 52 unchanged." in run(REGISTER)
    assert Agreement.objects.filter(network=None).count() == 52


def test_a_dry_run_keeps_nothing(world: World) -> None:
    said = run(REGISTER, "--dry-run")
    assert "dry run" in said
    assert not Agreement.objects.exists()


def test_a_program_reads_json(world: World) -> None:
    said = json.loads(run(REGISTER, "--format", "json"))
    assert len(said["new"]) == 52


def test_a_network_is_named_in_words(world: World, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_bytes(as_csv(line()))
    run(file, "--network", "Vitens")
    assert Agreement.objects.get().network is not None
    with pytest.raises(CommandError, match="Name one network"):
        run(file, "--network", "nergens")


def test_mistakes_come_with_their_lines(world: World, tmp_path: Path) -> None:
    file = tmp_path / "slecht.csv"
    file.write_bytes(as_csv(line(), line(id="V2", soort="belofte")))
    with pytest.raises(CommandError, match=r"slecht\.csv: line 3: this is no kind"):
        run(file)
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nergens.csv")
