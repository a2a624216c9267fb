"""A started process: production settings are clean, unsafe ones are refused in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.gate import PRODUCTION
from tests.jobs.installation import PROJECT, outside


def start(folder: Path, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    own = {"KOPPELVLAK_DATA": str(folder), "DATABASE_URL": ""}
    env = outside() | {"PYTHONPATH": str(PROJECT / "src")} | PRODUCTION | own | changes
    return subprocess.run(
        [sys.executable, *words], env=env, cwd=PROJECT, text=True, capture_output=True, check=False
    )


def test_django_finds_nothing_unsafe_in_production_settings(tmp_path: Path) -> None:
    checked = start(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


def test_no_neighbouring_host_can_plant_a_cookie(tmp_path: Path) -> None:
    read = "from koppelvlak.config.settings import *; print(SESSION_COOKIE_NAME, CSRF_COOKIE_NAME)"
    names = start(tmp_path, "-c", read).stdout.split()
    assert [name.startswith("__Host-") for name in names] == [True, True]


def test_a_refusal_is_one_sentence_with_the_name(tmp_path: Path) -> None:
    refused = start(tmp_path, "manage.py", "check", KOPPELVLAK_SECRET_KEY="short")
    assert refused.returncode != 0
    assert refused.stderr.startswith("Koppelvlak does not start. KOPPELVLAK_SECRET_KEY: ")
    assert refused.stderr.count("\n") == 1


def test_the_web_server_refuses_as_well(tmp_path: Path) -> None:
    refused = start(tmp_path, "-c", "import koppelvlak.config.wsgi", KOPPELVLAK_DEBUG="1")
    assert refused.returncode != 0
    assert "KOPPELVLAK_DEBUG" in refused.stderr


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert start(folder, "manage.py", "check").returncode == 0
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_stands_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    start(tmp_path, "manage.py", "check")
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_data_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = start(tmp_path / "file" / "data", "manage.py", "check")
    assert "KOPPELVLAK_DATA" in refused.stderr


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_unsafe_settings_serve_nothing(tmp_path: Path, command: str) -> None:
    refused = start(tmp_path, "manage.py", command, KOPPELVLAK_HTTPS="0")
    assert "KOPPELVLAK_HTTPS" in refused.stderr
