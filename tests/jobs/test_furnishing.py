"""While the demo is furnished nothing waits for the disk; afterwards everything does again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from koppelvlak.jobs import furnishing
from koppelvlak.jobs.durability import require_durable
from tests.world import TODAY

STEPS = ("load_cast", "show_framework", "load_networks", "load_agreements")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a switch of SQLite"),
]


def _mode() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return int(cursor.fetchone()[0])


def _step(modes: list[int]) -> Any:
    return lambda **_asked: modes.append(_mode())


def test_every_step_is_quick_and_what_follows_is_durable(monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    for name in ("prepare", *STEPS):
        monkeypatch.setattr(furnishing, name, _step(modes))
    furnishing.furnish(on=TODAY, say=lambda _what: None)
    assert modes == [2, 1, 1, 1, 1]
    require_durable(connection)


def test_a_step_that_fails_leaves_it_durable(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_asked: Any) -> None:
        raise LookupError

    monkeypatch.setattr(furnishing, "prepare", lambda **_asked: None)
    monkeypatch.setattr(furnishing, "load_cast", broken)
    with pytest.raises(LookupError):
        furnishing.furnish(on=TODAY, say=lambda _what: None)
    assert _mode() == 2
