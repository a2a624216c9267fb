"""Bring an installation in step with its code and its facts; quick when nothing changed."""

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
from django.db.migrations.executor import MigrationExecutor

from koppelvlak.agreements.actions import reassess
from koppelvlak.agreements.loading import load_situations
from koppelvlak.coverage.actions import recount
from koppelvlak.door import system
from koppelvlak.framework.loading import load_framework
from koppelvlak.jobs.durability import require_durable
from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.index import reindex
from koppelvlak.networks.actions import derive
from koppelvlak.organisations.loading import load_organisations
from koppelvlak.territory.actions import draw_shapes
from koppelvlak.territory.loading import load_territory

Say: TypeAlias = Callable[[str], object]
STAMP = "collected"


def prepare(*, on: date, say: Say) -> None:
    """Make the tables, load the facts, draw the shapes, derive the networks of ``on``, index them.

    Each step compares a checksum and does nothing when it was done before. ``say`` hears what is
    being done.
    """
    require_durable(connection)
    migrate(say)
    by = system(on=on, origin="command prepare")
    for what, step in _steps(on, by).items():
        say(what)
        step()


def _steps(on: date, by: Actor) -> dict[str, Callable[[], object]]:
    return {
        "organisations": lambda: load_organisations(by=by),
        "framework": lambda: load_framework(by=by),
        "territory": lambda: load_territory(by=by),
        "shapes": lambda: draw_shapes(by=by),
        "networks": lambda: derive(on=on, by=by),
        "situations": lambda: load_situations(by=by),
        "maturity": lambda: reassess(by=by),
        "coverage": lambda: recount(by=by),
        "search": reindex,
    }


def migrate(say: Say) -> None:
    """Make or change the tables, when there is anything to make or change."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("tables")
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


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
