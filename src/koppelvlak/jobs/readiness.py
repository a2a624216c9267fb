"""What tells a start that nothing is to be done; imports nothing that takes time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from koppelvlak.kit.search.models import Built

Say: TypeAlias = Callable[[str], object]
STAMP = "collected"
# Kept beside what the index was built from: in the database, so that it goes where that goes.
READY = "everything"


def is_ready(on: date) -> bool:
    """Say whether this code prepared this database for this day already."""
    if Built._meta.db_table not in connection.introspection.table_names():
        return False
    return Built.objects.filter(kind=READY, checksum=_code_digest(on)).exists()


def note_ready(on: date) -> None:
    """Note that everything was prepared for this day, by this code."""
    Built.objects.update_or_create(kind=READY, defaults={"checksum": _code_digest(on)})


def _code_digest(on: date) -> str:
    """Return a digest of the day and of names, sizes and times of the code, its facts and needs."""
    files = [*settings.PACKAGE.rglob("*"), settings.PROJECT / "requirements" / "run.lock"]
    digest = sha256(f"{on}\n".encode())
    for path in sorted(files):
        if path.is_file() and path.suffix != ".pyc":
            state = path.stat()
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect(say: Say) -> None:
    """Put styles and scripts in one folder with their digests, when any of them changed."""
    static = Path(settings.STATIC_ROOT)
    stamp, now = static / STAMP, _static_digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return
    say("styles and scripts")
    shutil.rmtree(static, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now, encoding="ascii")


def _static_digest() -> str:
    """Return a digest of names, sizes and times of everything to be collected."""
    digest = sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
