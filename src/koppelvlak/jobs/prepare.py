"""Bring an installation in step with its code and its facts; quick when nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from koppelvlak.agreements.actions import reassess
from koppelvlak.agreements.loading import load_situations
from koppelvlak.coverage.actions import recount
from koppelvlak.door import system
from koppelvlak.framework.loading import load_framework
from koppelvlak.jobs.durability import require_durable
from koppelvlak.jobs.readiness import Say
from koppelvlak.jobs.tables import make_tables
from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.index import reindex
from koppelvlak.networks.actions import derive
from koppelvlak.organisations.loading import load_organisations
from koppelvlak.territory.actions import draw_shapes
from koppelvlak.territory.loading import load_territory


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
        if not make_tables(connection):
            call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
