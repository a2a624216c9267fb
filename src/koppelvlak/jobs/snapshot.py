"""The database of a backup: read at one moment while others write, and put in an empty one."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from koppelvlak.jobs.archive import BackupError, Reader, Writer

SQLITE_MEMBER = "database.sqlite3"
HEAD = "SELECT hash FROM audit_head WHERE number > 0"


def migrations() -> list[tuple[str, str]]:
    """Return what has been applied: the shape of the tables."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def dump(to: Writer) -> None:
    """Put all tables in the backup, as they are at one moment; nobody has to wait."""
    if connection.vendor == "sqlite":
        _dump_sqlite(to)
    else:
        _dump_postgresql(to)


def load(source: Reader) -> None:
    """Put the tables of a backup in the database, which must be empty; raise BackupError."""
    if source.manifest.vendor != connection.vendor:
        raise BackupError(
            f"This backup was made on {source.manifest.vendor},"
            f" but DATABASE_URL is {connection.vendor}."
        )
    require_known(source.manifest.migrations)
    if connection.vendor == "sqlite":
        _load_sqlite(source)
    else:
        _load_postgresql(source)


def is_empty() -> bool:
    """Say whether there is no database yet, or one without any table."""
    if connection.vendor == "sqlite":
        # Looked at from outside: connecting would make the file.
        path = Path(connection.settings_dict["NAME"])
        return not path.exists() or path.stat().st_size == 0
    return not connection.introspection.table_names()


def require_known(applied: Iterable[tuple[str, str]]) -> None:
    """Raise BackupError when the backup comes from a newer version than this one."""
    known = set(MigrationExecutor(None).loader.disk_migrations)
    unknown = [f"{app}.{name}" for app, name in applied if (app, name) not in known]
    if unknown:
        raise BackupError(f"This backup comes from a newer version ({', '.join(unknown)}).")


def _tables() -> list[str]:
    return sorted(connection.introspection.django_table_names(only_existing=True))


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)


def _dump_sqlite(to: Writer) -> None:
    tables, live = _tables(), connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory(dir=to.beside) as folder:
        copy = Path(folder) / SQLITE_MEMBER
        with closing(_opened(live)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        with closing(_opened(copy)) as found:
            _require_whole(found)
            to.manifest.rows = _counts(found, tables)
            to.manifest.head = (found.execute(HEAD).fetchone() or ("",))[0]
        to.add(SQLITE_MEMBER, copy)


def _load_sqlite(source: Reader) -> None:
    path = Path(connection.settings_dict["NAME"])
    coming = path.with_name(path.name + ".restoring")
    coming.unlink(missing_ok=True)
    try:
        source.extract(SQLITE_MEMBER, coming)
        with closing(_opened(coming)) as found:
            _require_whole(found)
            counts = _counts(found, source.manifest.rows)
        _require_counts(counts, source.manifest.rows)
        path.unlink(missing_ok=True)
        os.rename(coming, path)  # noqa: PTH104 - says what it does
    finally:
        coming.unlink(missing_ok=True)


def _opened(path: str | Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, timeout=20)


def _require_whole(found: sqlite3.Connection) -> None:
    says = [row[0] for row in found.execute("PRAGMA integrity_check")]
    loose = found.execute("PRAGMA foreign_key_check").fetchall()
    if says != ["ok"] or loose:
        raise BackupError(f"The database is damaged: {says[0]}, {len(loose)} loose references.")


def _counts(found: sqlite3.Connection, tables: Iterable[str]) -> dict[str, int]:
    return {
        table: found.execute(f"SELECT count(*) FROM {_quoted([table])}").fetchone()[0]  # noqa: S608
        for table in tables
    }


def _dump_postgresql(to: Writer) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in _tables():
            described = connection.introspection.get_table_description(cursor, table)
            columns = [column.name for column in described]
            wanted = f"{_quoted([table])} ({_quoted(columns)})"
            with (
                to.member(f"tables/{table}") as sink,
                cursor.copy(f"COPY {wanted} TO STDOUT") as rows,
            ):
                for piece in rows:
                    sink.write(piece)
            to.manifest.rows[table], to.manifest.columns[table] = cursor.rowcount, columns
        cursor.execute(HEAD)
        to.manifest.head = (cursor.fetchone() or ("",))[0]


def _load_postgresql(source: Reader) -> None:
    manifest, counts = source.manifest, {}
    executor = MigrationExecutor(connection)
    executor.migrate(_ends(executor, manifest.migrations))
    with transaction.atomic(), connection.cursor() as cursor:
        # What migrations wrote makes place; the audit's guard allows this while it is empty.
        cursor.execute(f"TRUNCATE {_quoted(_tables())}")
        for table, columns in manifest.columns.items():
            wanted = f"{_quoted([table])} ({_quoted(columns)})"
            with cursor.copy(f"COPY {wanted} FROM STDIN") as rows:
                for piece in source.pieces(f"tables/{table}"):
                    rows.write(piece)
            counts[table] = cursor.rowcount
        _require_counts(counts, manifest.rows)
        for sql in _sequences(connection, manifest.columns):
            cursor.execute(sql)


def _ends(executor: MigrationExecutor, applied: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return of these migrations the ones that no other of them follows."""
    known = set(applied)
    nodes = executor.loader.graph.node_map
    return sorted(one for one in known if not any(c.key in known for c in nodes[one].children))


def _sequences(database: BaseDatabaseWrapper, tables: Iterable[str]) -> list[str]:
    models = [
        model
        for model in database.introspection.installed_models(list(tables))
        if model._meta.managed
    ]
    return database.ops.sequence_reset_sql(no_style(), models)


def _require_counts(found: dict[str, int], expected: dict[str, int]) -> None:
    other = sorted(name for name in expected if found.get(name) != expected[name])
    if other:
        raise BackupError(f"Other numbers of rows than the manifest says: {', '.join(other)}.")
