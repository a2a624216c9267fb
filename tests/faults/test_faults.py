"""The scripts of this folder, in short; in full with KOPPELVLAK_FAULTS=full."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.faults.conftest import FULL, Run

pytestmark = pytest.mark.faults


def needs(vendor: str, why: str) -> None:
    if connection.vendor != vendor:
        pytest.skip(why)


@pytest.mark.sqlite
def test_killed_writers_lose_nothing_that_was_acknowledged(run: Run) -> None:
    needs("sqlite", "on PostgreSQL the server is another process, which is not killed")
    figures = run("kill_writers", "--rounds", "100" if FULL else "15")
    assert (figures["lost"], figures["without_event"], figures["chain_faults"]) == (0, 0, 0)
    assert figures["damaged"] == 0
    assert figures["back_max_s"] < 5


def test_a_killed_worker_sends_again_and_is_seen_once(run: Run) -> None:
    figures = run("kill_worker")
    assert len(figures["killed"]) == 3
    assert {one["messages_seen"] for one in figures["killed"]} == {1}
    assert figures["together"]["sent_twice"] == 0


@pytest.mark.sqlite
def test_nobody_hears_that_the_database_is_locked(run: Run) -> None:
    needs("sqlite", "the lock on a whole database is SQLite's")
    figures = run("lock_storm", "--seconds", "6" if FULL else "3")
    assert figures["locked"] == 0


@pytest.mark.sqlite
def test_the_control_of_the_lock_storm(run: Run) -> None:
    needs("sqlite", "the lock on a whole database is SQLite's")
    assert run("lock_storm", "--deferred", "--seconds", "2")["locked"] > 0


@pytest.mark.postgres
def test_mixed_actions_never_wait_for_each_other_for_ever(run: Run) -> None:
    needs("postgresql", "SQLite has one writer at a time: the lock storm is its test")
    figures = run("mixed_actions", "--seconds", "60" if FULL else "5")
    assert "DEADLOCK" not in figures
    assert (figures["forks"], figures["chain_faults"]) == (0, 0)


@pytest.mark.postgres
def test_the_control_of_the_mixed_actions(run: Run) -> None:
    needs("postgresql", "on SQLite the head needs no lock: writers are alone")
    assert run("mixed_actions", "--unlocked", "--seconds", "5")["forks"] > 0


@pytest.mark.sqlite
def test_an_erased_name_leaves_the_files_too(run: Run) -> None:
    needs("sqlite", "PostgreSQL rewrites its files in its own time (autovacuum)")
    figures = run("erased_bytes")
    assert (figures["purged"], figures["chain_faults"]) == (0, 0)
