from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from pytest_django import DjangoDbBlocker

from tests.jobs.installation import PROJECT, Installation, installation, migrated

__all__ = ["migrated"]

Run: TypeAlias = Callable[..., dict[str, Any]]
FULL = os.environ.get("KOPPELVLAK_FAULTS") == "full"


@pytest.fixture
def run(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker, migrated: Installation
) -> Iterator[Run]:
    """Return a function that runs a script in an installation of its own and gives its figures."""
    with (
        django_db_blocker.unblock(),
        installation(tmp_path / "house", like=migrated) as house,
    ):

        def script(name: str, *words: str) -> dict[str, Any]:
            done = subprocess.run(
                [sys.executable, "-m", f"tests.faults.{name}", *words],
                env=house.environment, cwd=PROJECT, text=True, capture_output=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
            figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
            return figures

        yield script
