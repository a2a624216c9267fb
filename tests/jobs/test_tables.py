"""Tables that are made at once are those that the migrations make."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from koppelvlak.jobs.tables import make_tables
from koppelvlak.kit.audit.models import Head
from koppelvlak.registers.models import Register
from tests.jobs.installation import PROJECT, Installation

Applied = MigrationRecorder.Migration
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is made at once"),
]
MAKE = """
import json, django
django.setup()
from django.db import connection
from koppelvlak.jobs.tables import make_tables
from tests.jobs.test_tables import described
assert make_tables(connection)
print(json.dumps(described()))
"""


def described() -> dict[str, Any]:
    """Return all that the database says of its tables, and what the migrations put in them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
        rows = [[str(one) for one in row] for row in cursor.fetchall()]
        tables = [name for kind, name, _of, _sql in rows if kind == "table"]
        return {
            "columns": {name: _columns(cursor, name) for name in tables if "cache" not in name},
            "rest": [row for row in rows if row[0] != "table" and "cache" not in row[1]],
            "constraints": {row[1]: _constraints(row[3]) for row in rows if row[0] == "table"},
            "applied": sorted(map(list, Applied.objects.values_list("app", "name"))),
            "rows": [Head.objects.count(), sorted(Register.objects.values_list("key", flat=True))],
        }


def _columns(cursor: Any, table: str) -> list[Any]:
    cursor.execute(f'PRAGMA table_info("{table}")')
    columns = sorted(list(row[1:]) for row in cursor.fetchall())
    cursor.execute(f'PRAGMA foreign_key_list("{table}")')
    return [columns, sorted(list(row[2:]) for row in cursor.fetchall())]


def _constraints(sql: str) -> list[str]:
    """Return the parts of a definition, whatever their order."""
    return sorted(part.strip(" ()") for part in sql.partition("(")[2].split(", "))


def test_they_are_the_same(new_house: Installation) -> None:
    made = subprocess.run(
        [sys.executable, "-c", MAKE],
        env=new_house.environment
        | {"DJANGO_SETTINGS_MODULE": "koppelvlak.config.settings"}
        | {"KOPPELVLAK_DEMO": "1", "KOPPELVLAK_HTTPS": "0"},
        cwd=PROJECT, text=True, capture_output=True, check=True,
    )  # fmt: skip
    there, here = json.loads(made.stdout), described()
    for name in here["constraints"].keys() - there["constraints"].keys():
        assert "cache" in name
        del here["constraints"][name]
    assert there == json.loads(json.dumps(here))


def test_what_exists_is_left_alone() -> None:
    assert not make_tables(connection)
