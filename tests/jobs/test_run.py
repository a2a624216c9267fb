"""The script that everything begins with: what it asks of a machine, and what it leaves alone."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.jobs.installation import PROJECT

FAKE = """#!/bin/sh
case "$*" in
  *"sys.version_info"*) exit {old} ;;
  "-c ") exit 0 ;;
esac
echo "$0 $*" >> "{log}"
case "$*" in
  *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout in which Python is a script that notes what it is asked."""
    folder = tmp_path / "check out"
    (folder / "requirements").mkdir(parents=True)
    shutil.copy(PROJECT / "run", folder)
    for name in ("run", "dev"):
        (folder / "requirements" / f"{name}.lock").write_text(f"{name}==1\n")
    fake(folder, old=0)
    return folder


def fake(folder: Path, *, old: int) -> None:
    python = folder / "python"
    python.write_text(FAKE.format(old=old, log=folder / "asked"))
    python.chmod(0o755)


def run(checkout: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    own = {"PATH": "/usr/bin:/bin", "PYTHON": str(checkout / "python"), "HOME": str(checkout)}
    shell = shutil.which("dash") or "sh"
    return subprocess.run(
        [shell, str(checkout / "run"), *words],
        env=own | env, cwd="/", text=True, capture_output=True, check=False,
    )  # fmt: skip


def asked(checkout: Path) -> list[str]:
    return (checkout / "asked").read_text().splitlines()


def test_without_a_word_it_says_what_it_can(checkout: Path) -> None:
    said = run(checkout)
    assert said.returncode == 2
    assert "usage" in said.stderr


def test_an_old_python_is_refused(checkout: Path) -> None:
    fake(checkout, old=1)
    said = run(checkout, "demo")
    assert said.returncode == 1
    assert "Python 3.11" in said.stderr


def test_it_installs_once_with_hashes(checkout: Path) -> None:
    run(checkout, "manage", "verify")
    first = asked(checkout)
    assert any("--require-hashes -r requirements/run.lock" in line for line in first)
    run(checkout, "manage", "verify")
    assert asked(checkout)[len(first) :] == [".venv/bin/python manage.py verify"]


def test_another_lock_is_installed_again(checkout: Path) -> None:
    run(checkout, "manage", "verify")
    (checkout / "requirements" / "run.lock").write_text("run==2\n")
    run(checkout, "manage", "verify")
    assert sum("--require-hashes" in line for line in asked(checkout)) == 2


def test_tests_bring_what_the_rest_needs(checkout: Path) -> None:
    run(checkout, "test", "tests/config")
    run(checkout, "manage", "verify")
    installs = [line for line in asked(checkout) if "--require-hashes" in line]
    assert len(installs) == 1
    assert "requirements/dev.lock" in installs[0]


def test_without_a_secret_it_says_that_nothing_is_real(checkout: Path) -> None:
    assert "fictional installation" in run(checkout, "manage", "verify").stderr
    quiet = run(checkout, "manage", "verify", KOPPELVLAK_SECRET_KEY_FILE="/etc/koppelvlak/secret")
    assert "fictional" not in quiet.stderr


def test_a_home_that_is_not_there_is_no_obstacle(checkout: Path) -> None:
    said = run(checkout, "manage", "verify", HOME="/does/not/exist")
    assert said.returncode == 0, said.stderr
    assert stat.S_IMODE((checkout / "var" / "home").stat().st_mode) == 0o700


def test_modes_of_folders_stay(checkout: Path) -> None:
    checkout.chmod(0o755)
    run(checkout, "manage", "verify")
    assert stat.S_IMODE(checkout.stat().st_mode) == 0o755


def test_no_lock_names_an_index_or_a_machine() -> None:
    for lock in (PROJECT / "requirements").glob("*.lock"):
        text = lock.read_text()
        assert "://" not in text
        assert f"{os.sep}home" not in text
