"""Backup while people work, restore elsewhere: nothing acknowledged is missing, all is checked."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from pytest_django import DjangoDbBlocker

from koppelvlak.jobs.archive import MANIFEST, reading
from tests.jobs.installation import PROJECT, Installation, installation

PEOPLE = "from koppelvlak.people.models import Person; print(*Person.objects.values_list('email'))"
ENOUGH = 15


@contextmanager
def somebody_writing(house: Installation) -> Iterator[list[str]]:
    """Let a process add people all the time; give those that were acknowledged at the start."""
    line = [sys.executable, "-m", "tests.jobs.writer"]
    env = house.environment | {"DJANGO_SETTINGS_MODULE": "koppelvlak.config.settings"}
    with subprocess.Popen(line, env=env, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        yield [writer.stdout.readline().strip() for _ in range(ENOUGH)]
        assert writer.poll() is None
        writer.kill()


def test_a_backup_under_load_holds_all_that_was_acknowledged(
    house: Installation, new_house: Installation, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("keep me")
    assert "exists already" in house.refused("backup", str(tmp_path / "taken"))
    assert (tmp_path / "taken").read_text() == "keep me"
    with somebody_writing(house) as acknowledged:
        said = house.done("backup", str(tmp_path / "one"))
        house.done("backup", str(tmp_path / "two"))
    assert "head" in said
    (new_house.data / "files").mkdir(parents=True)
    assert "Everybody signs in again" in new_house.done("restore", str(tmp_path / "one"))
    people = new_house.done("shell", "-v0", "-c", PEOPLE)
    assert all(mail in people for mail in acknowledged)
    assert "faults  0" in new_house.done("verify")


@pytest.fixture(scope="module")
def kept(
    tmp_path_factory: pytest.TempPathFactory,
    migrated: Installation,
    django_db_blocker: DjangoDbBlocker,
) -> Path:
    """Return one backup, with a file in it, for all tests that only read or forge."""
    folder = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock(), installation(folder / "house", like=migrated) as house:
        (house.data / "files" / "a").mkdir(parents=True)
        (house.data / "files" / "a" / "kaart.pdf").write_bytes(b"%PDF")
        assert "files   1" in house.done("backup", str(folder / "backup"))
    return folder / "backup"


@pytest.fixture
def copy(kept: Path, tmp_path: Path) -> Path:
    """Return a copy of that backup, to forge."""
    return Path(shutil.copy(kept, tmp_path / "copy"))


def test_a_restored_installation_goes_on_with_its_files(
    kept: Path, new_house: Installation, tmp_path: Path
) -> None:
    new_house.done("restore", str(kept))
    assert (new_house.data / "files" / "a" / "kaart.pdf").read_bytes() == b"%PDF"
    with somebody_writing(new_house) as acknowledged:
        assert len(acknowledged) == ENOUGH
    new_house.done("backup", str(tmp_path / "two"))
    assert "database here already" in new_house.refused("restore", str(kept))


def test_where_files_stand_nothing_is_restored(kept: Path, new_house: Installation) -> None:
    (new_house.data / "files").mkdir(parents=True)
    (new_house.data / "files" / "x").touch()
    assert "There are files" in new_house.refused("restore", str(kept))


def test_another_secret_must_be_said(kept: Path, new_house: Installation) -> None:
    new_house.settings["KOPPELVLAK_SECRET_KEY"] = (
        "another secret of enough length: 0123456789 abcdef"
    )
    assert "seal does not fit" in new_house.refused("restore", str(kept))
    new_house.done("restore", "--unsealed", str(kept))


def test_a_backup_with_rows_missing_is_refused(copy: Path, new_house: Installation) -> None:
    forge(copy, lambda said: said["rows"].update(registers_register=9))
    assert "registers_register" in new_house.refused("restore", "--unsealed", str(copy))


def test_a_backup_of_a_later_version_is_refused(copy: Path, new_house: Installation) -> None:
    forge(copy, lambda said: said["migrations"].append(["people", "0099_later"]))
    refusal = new_house.refused("restore", "--unsealed", str(copy))
    assert "newer version (people.0099_later)" in refusal


def test_a_backup_of_another_database_is_refused(copy: Path, new_house: Installation) -> None:
    forge(copy, lambda said: said.update(vendor="oracle"))
    assert "made on oracle" in new_house.refused("restore", "--unsealed", str(copy))


def test_a_chain_that_was_cut_is_said(copy: Path, new_house: Installation) -> None:
    forge(copy, lambda said: said.update(head="f" * 64))
    refusal = new_house.refused("restore", "--unsealed", str(copy))
    assert "does not reach the noted head" in refusal
    assert "does not hold" in refusal


def test_every_table_is_counted(kept: Path) -> None:
    with reading(kept, settings.SECRET_KEY) as made:
        assert made.manifest.rows["registers_register"] == 7
        tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        assert set(made.manifest.rows) == tables


def forge(file: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the manifest, as somebody with the file but without the secret could."""
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    said = json.loads(members[MANIFEST])
    change(said)
    with zipfile.ZipFile(file, "w") as new:
        for name, data in (members | {MANIFEST: json.dumps(said).encode()}).items():
            new.writestr(name, data)
