"""The PostgreSQL server of the tests: it answers, and nothing of it stays behind."""

from __future__ import annotations

import sys
from pathlib import Path

import psycopg
import pytest

from koppelvlak.config.addresses import database
from tests.postgres import NoPostgresError, Server, main


def test_it_answers_and_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    server = Server()
    with server as url:
        found = database(url, data=tmp_path)
        with psycopg.connect(
            host=found["HOST"], user=found["USER"], dbname=found["NAME"]
        ) as connection:
            row = connection.execute("SELECT version()").fetchone()
        assert "PostgreSQL" in str(row)
        folder = server.folder
    assert not folder.exists()


def test_it_goes_when_the_tests_fail() -> None:
    server = Server()
    with pytest.raises(ZeroDivisionError), server:
        raise ZeroDivisionError
    assert not server.folder.exists()
    assert server.process
    assert server.process.poll() is not None


def test_a_command_gets_its_address(capfd: pytest.CaptureFixture[str]) -> None:
    code = "import os, sys; print(os.environ['DATABASE_URL']); sys.exit(7)"
    assert main([sys.executable, "-c", code]) == 7
    assert capfd.readouterr().out.count("postgres://koppelvlak@") == 2


def test_without_any_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.postgres._installed", lambda: None)
    monkeypatch.setattr("tests.postgres._systems", lambda: None)
    with pytest.raises(NoPostgresError, match="install"), Server():
        pytest.fail("it must not start")
