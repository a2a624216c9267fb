"""Everything that must hold before a change lands: ``./run check`` and ``./run test``.

Every step runs, also after one that failed, so that one run tells all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.postgres import Server

BIN = Path(sys.executable).parent
DEMO = {"KOPPELVLAK_DEMO": "1", "KOPPELVLAK_HTTPS": "0"}
PRODUCTION = {
    "KOPPELVLAK_DEMO": "0",
    "KOPPELVLAK_HTTPS": "1",
    "KOPPELVLAK_SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz, only to check settings",
    "KOPPELVLAK_HOSTS": "koppelvlak.voorbeeld.invalid",
    "KOPPELVLAK_SECURITY_CONTACT": "mailto:security@voorbeeld.invalid",
    "KOPPELVLAK_MAIL_URL": "smtp+tls://mail.voorbeeld.invalid",
    "KOPPELVLAK_MAIL_FROM": "koppelvlak@voorbeeld.invalid",
}
MANAGE = ("python", "manage.py")
# A file stays on one worker: what it makes once for all its tests is made once.
SUITE = ("pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
# Quickest first.
CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "format", "--check", "--quiet", "."),
    ("ruff", "check", "--quiet", "."),
    ("codespell",),
    ("deptry", "src"),
    ("vulture",),
    ("reuse", "lint", "--quiet"),
    ("djlint", "--check", "--lint", "--quiet", "src"),
    ("lint-imports", "--no-cache", "--no-logo"),
    (*MANAGE, "makemigrations", "--check", "--dry-run", "--no-input"),
    (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
    ("mypy",),
)


def run(command: Sequence[str], **environment: str) -> bool:
    """Run one command of the environment's own; say how long it took and whether it went well."""
    name = " ".join(command)
    print(f"== {name}", flush=True)  # noqa: T201
    start = time.monotonic()
    code = subprocess.call([str(BIN / command[0]), *command[1:]], env=os.environ | environment)
    outcome = "ok" if code == 0 else f"FAILED ({code})"
    print(f"== {outcome}, {time.monotonic() - start:.1f} s: {name}", flush=True)  # noqa: T201
    return code == 0


def check() -> list[bool]:
    """Style, types, directions, licences, migrations and production settings."""
    return [run(line, **(PRODUCTION if "--deploy" in line else DEMO)) for line in CHECKS]


def test() -> list[bool]:
    """The suite on SQLite; on PostgreSQL all of it that asks a database."""
    went = [run(SUITE)]
    with Server() as url:
        again = (*SUITE, "-m", "not browser and not sqlite", "--only-database")
        went.append(run(again, DATABASE_URL=url))
    return went


GATES: dict[str, Callable[[], list[bool]]] = {"check": check, "test": test}

if __name__ == "__main__":
    sys.exit(0 if all(GATES[sys.argv[1]]()) else 1)
