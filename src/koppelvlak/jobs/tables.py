"""The tables of a new, empty SQLite database, made at once instead of migration by migration."""

from __future__ import annotations

from django.core.management.sql import emit_post_migrate_signal
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation

# What these say is in the last state of the models already.
SHAPING = (FieldOperation, IndexOperation, ModelOperation)


def make_tables(connection: BaseDatabaseWrapper) -> bool:
    """Make every table as the last migration leaves it; say no when there is anything already.

    Migrating from nothing renders each model many times over: seconds, for a newcomer who waits.
    What is made is the same but for the order of columns (``tests/jobs/test_tables.py``), and so
    are the notes of what was applied.
    """
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    plan = [step for step, _back in executor.migration_plan(graph.leaf_nodes())]
    state = executor.loader.project_state()
    executor.recorder.ensure_schema()
    # One transaction: a disk that is busy is waited for once, not for every migration.
    with connection.schema_editor() as editor:
        for model in state.apps.get_models():
            editor.create_model(model)
        for step in plan:
            for operation in _rest(step):
                operation.database_forwards(step.app_label, editor, state, state)
            executor.recorder.record_applied(step.app_label, step.name)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return True


def _rest(step: Migration) -> list[Operation]:
    return [one for one in step.operations if not isinstance(one, SHAPING)]
