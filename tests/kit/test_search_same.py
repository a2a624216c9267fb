"""The same words find the same things in the same order: SQLite, PostgreSQL and a naive scan.

``search_expected.json`` was read by a person. After a deliberate change run this file with
``KOPPELVLAK_GOLDEN=write`` and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.search import index
from koppelvlak.kit.search.index import reindex, searchable
from koppelvlak.kit.search.query import search
from tests.kit.search_facts import KINDS, QUERIES, scan
from tests.world import TODAY

EXPECTED = Path(__file__).with_name("search_expected.json")
ANYBODY = Actor(name="Iemand", on=TODAY)


@pytest.fixture
def found(db: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    monkeypatch.setattr(index, "_kinds", {})
    for position, (kind, items) in enumerate(KINDS):
        searchable(kind, items, visible=lambda _actor: True, label=kind, position=position)
    reindex(anyway=True)
    return {query: [hit.key for hit in search(query, actor=ANYBODY)] for query in QUERIES}


def test_the_database_finds_what_was_expected(found: dict[str, list[str]]) -> None:
    if os.environ.get("KOPPELVLAK_GOLDEN") == "write":
        lines = [f"  {json.dumps(q)}: {json.dumps(keys)}" for q, keys in found.items()]
        EXPECTED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    assert found == json.loads(EXPECTED.read_text(encoding="utf-8"))


def test_the_database_finds_what_a_naive_scan_finds(found: dict[str, list[str]]) -> None:
    assert found == {query: scan(query) for query in QUERIES}


def test_the_list_says_something() -> None:
    sizes = [len(scan(query)) for query in QUERIES]
    assert 0 in sizes
    assert max(sizes) > 5
