"""Run one script in an installation of its own, made for it and gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import tests.environment  # noqa: F401 - gives the settings of tests
from tests.jobs.installation import PROJECT, installation


def main(script: str, *words: str) -> int:
    """Make an installation, run the script in it, and return its exit code."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "koppelvlak.config.settings"
    sys.path.insert(0, str(PROJECT / "src"))
    with (
        tempfile.TemporaryDirectory() as folder,
        installation(Path(folder) / "house") as house,
    ):
        house.done("migrate", "--skip-checks", "-v0")
        command = [sys.executable, "-m", f"tests.faults.{script}", *words]
        return subprocess.call(command, env=os.environ | house.environment, cwd=PROJECT)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
