"""A whole installation of its own: a data folder, a database, and the commands of an operator."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

PROJECT = Path(__file__).resolve().parents[2]


def outside() -> dict[str, str]:
    """Return the environment without what only tests in a browser need, and production refuses."""
    return {
        name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"
    }


@dataclass
class Installation:
    """Runs commands as ``./run manage`` does, in processes of their own."""

    data: Path
    database_url: str
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of its processes."""
        own = {"KOPPELVLAK_DATA": str(self.data), "DATABASE_URL": self.database_url}
        found = {"PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{PROJECT}"}
        return outside() | found | own | self.settings

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command and return what it said."""
        return subprocess.run(
            [sys.executable, str(PROJECT / "manage.py"), *words],
            env=self.environment, cwd=PROJECT, text=True, capture_output=True, check=False,
        )  # fmt: skip

    def done(self, *words: str) -> str:
        """Run a command that must succeed; return what it printed."""
        result = self.manage(*words)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def refused(self, *words: str) -> str:
        """Run a command that must be refused, in words; return them."""
        result = self.manage(*words)
        assert result.returncode != 0, result.stdout
        assert "Traceback" not in result.stderr
        return result.stderr


@contextmanager
def installation(
    folder: Path, *, like: Installation | None = None, **settings: str
) -> Iterator[Installation]:
    """Give an installation on the kind of database that the tests run on: empty, or a copy."""
    if connection.vendor == "sqlite":
        if like:
            shutil.copytree(like.data, folder)
        yield Installation(folder, "", settings)
        return
    name = f"house_{uuid4().hex[:12]}"
    copied = f" TEMPLATE {like.database_url.rpartition('/')[2]}" if like else ""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}{copied}")
    try:
        yield Installation(folder, _url(name), settings)
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def migrated(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Installation]:
    """Return an installation with its tables made, to copy: migrating takes ten seconds."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            folder = tmp_path_factory.mktemp("migrated") / "house"
            made = stack.enter_context(installation(folder))
            made.done("migrate", "--skip-checks", "-v0")
        yield made
        with django_db_blocker.unblock():
            stack.close()


def _url(name: str) -> str:
    server = connection.settings_dict
    user, password = quote(server["USER"], safe=""), quote(server["PASSWORD"], safe="")
    host, port = quote(server["HOST"], safe=""), server["PORT"]
    return f"postgres://{user}:{password}@{host}{f':{port}' if port else ''}/{name}"
