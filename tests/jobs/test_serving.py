"""The server and what runs beside it: how it is called, waited for, watched, and ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread, Timer

import pytest

from koppelvlak.jobs import serving
from koppelvlak.jobs.serving import (
    SOURCE,
    ServingError,
    command,
    environment,
    free_port,
    running,
    stop_when_told,
    wait_for,
    watch,
)

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
ENDS = [sys.executable, "-c", "raise SystemExit(3)"]
# Says that it runs, then hears no request to stop.
DEAF = (
    "import pathlib, signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    " pathlib.Path(sys.argv[1]).touch(); time.sleep(60)"
)


class Yes(BaseHTTPRequestHandler):
    """Answers every page, and says nothing of it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_said: object) -> None: ...


@contextmanager
def answering() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Yes)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_it_is_called_with_what_was_asked() -> None:
    line = command(bind="127.0.0.1", port=8001, workers=3)
    assert line[:3] == [sys.executable, "-m", "granian"]
    assert line[-1] == "koppelvlak.config.wsgi:application"
    said = dict(zip(line[3:-1:2], line[4:-1:2], strict=True))
    assert (said["--host"], said["--port"], said["--workers"]) == ("127.0.0.1", "8001", "3")
    assert (said["--interface"], said["--blocking-threads"]) == ("wsgi", "1")
    assert Path(said["--working-dir"], "koppelvlak", "config", "wsgi.py").is_file()


def test_its_environment_is_ours_with_its_own_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOPPELVLAK_TEST_MARK", "x")
    found = environment(8001)
    assert (found["KOPPELVLAK_PORT"], found["PYTHONPATH"]) == ("8001", str(SOURCE))
    assert found["KOPPELVLAK_TEST_MARK"] == "x"
    assert os.environ.get("KOPPELVLAK_PORT") != "8001"


@pytest.mark.parametrize("bind", ["127.0.0.1", "::1"])
def test_a_free_port_is_free(bind: str) -> None:
    if ":" in bind and not _has_six():
        pytest.skip("no IPv6 here")
    port = free_port(bind, 18_500)
    with socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET) as own:
        own.bind((bind, port))


def _has_six() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as trial:
            trial.bind(("::1", 0))
    except OSError:
        return False
    return True


def test_past_the_last_port_nothing_is_tried() -> None:
    with pytest.raises(ServingError, match="no port from 65536"):
        free_port("127.0.0.1", 65_536)


def test_a_server_that_answers_is_waited_for_no_longer() -> None:
    with answering() as url, running(SLEEPS, os.environ) as process:
        begun = time.monotonic()
        wait_for(url, process, Event())
        assert time.monotonic() - begun < serving.ANSWERS_WITHIN


def test_a_server_that_ended_is_not_waited_for() -> None:
    with running(ENDS, os.environ) as process:
        process.wait()
        with pytest.raises(ServingError, match="did not start"):
            wait_for("http://127.0.0.1:9/", process, Event())


def test_who_is_told_to_stop_waits_no_longer() -> None:
    told = Event()
    told.set()
    with running(SLEEPS, os.environ) as process:
        wait_for("http://127.0.0.1:9/", process, told)


def test_a_server_that_stays_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "ANSWERS_WITHIN", 0.2)
    with running(SLEEPS, os.environ) as process:
        with pytest.raises(ServingError):
            wait_for("http://127.0.0.1:9/", process, Event())
        assert process.poll() is None


def test_what_runs_beside_us_ends_with_us() -> None:
    with running(SLEEPS, os.environ) as process:
        assert process.poll() is None
    assert process.returncode == -signal.SIGTERM


def test_it_ends_also_when_we_fail() -> None:
    with pytest.raises(KeyError), running(SLEEPS, os.environ) as process:
        raise KeyError
    assert process.poll() is not None


def test_what_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(serving, "STOPS_WITHIN", 0.3)
    said = tmp_path / "said"
    with running([sys.executable, "-c", DEAF, str(said)], os.environ) as process:
        until = time.monotonic() + 20
        while not said.exists() and time.monotonic() < until:
            time.sleep(0.02)
    assert process.returncode == -signal.SIGKILL


def test_it_does_not_hear_our_interrupt() -> None:
    with running(SLEEPS, os.environ) as process:
        assert os.getsid(process.pid) != os.getsid(0)


def test_watching_ends_when_told() -> None:
    told = Event()
    with running(SLEEPS, os.environ) as process:
        timer = Timer(0.05, told.set)
        timer.start()
        watch(told, process)
        timer.join()
        assert process.poll() is None


def test_watching_notices_what_ends_by_itself() -> None:
    with (
        running(SLEEPS, os.environ) as server,
        running(ENDS, os.environ) as worker,
        pytest.raises(ServingError, match=r"stopped by itself \(3\)"),
    ):
        watch(Event(), server, worker)


SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.mark.parametrize("number", SIGNALS)
def test_each_signal_tells_and_raises_nothing(number: signal.Signals) -> None:
    before = {one: signal.getsignal(one) for one in SIGNALS}
    try:
        told = stop_when_told()
        assert not told.is_set()
        os.kill(os.getpid(), number)
        assert told.wait(5)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def test_a_command_that_is_not_there_is_an_error_of_ours() -> None:
    with pytest.raises(FileNotFoundError), running(["/nergens/niets"], os.environ):
        pytest.fail("it cannot run")


def test_its_child_is_one_process(tmp_path: Path) -> None:
    with running(SLEEPS, {**os.environ, "HOME": str(tmp_path)}) as process:
        assert isinstance(process, subprocess.Popen)
        assert process.args == SLEEPS
