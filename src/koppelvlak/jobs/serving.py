"""The web server, and the demo around it: server and worker side by side until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from urllib.error import URLError
from urllib.request import urlopen

SOURCE = Path(__file__).resolve().parents[2]
ANSWERS_WITHIN = 60.0
STOPS_WITHIN = 10.0
PORTS_TRIED = 100


class ServingError(Exception):
    """The server cannot run; the message is a sentence for whoever started it."""


def command(*, bind: str, port: int, workers: int) -> list[str]:
    """Return the command line of the web server.

    Several processes with one thread each: pages wait for the database and for Python, not for
    each other.
    """
    options = {
        "--interface": "wsgi",
        "--host": bind,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": "1",
        "--log-level": "warning",
        "--working-dir": str(SOURCE),
    }
    given = [part for option in options.items() for part in option]
    return [sys.executable, "-m", "granian", *given, "koppelvlak.config.wsgi:application"]


def environment(port: int) -> dict[str, str]:
    """Return the environment in which the server finds this application, and its own address."""
    return os.environ | {"PYTHONPATH": str(SOURCE), "KOPPELVLAK_PORT": str(port)}


def free_port(bind: str, first: int) -> int:
    """Return the first port from ``first`` on that nobody listens on."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    for port in range(first, min(first + PORTS_TRIED, 65_536)):
        with socket.socket(family) as trial:
            # A server that has just stopped does not hold its port.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((bind, port))
            except OSError:
                continue
            return port
    raise ServingError(f"KOPPELVLAK_PORT: no port from {first} on is free.")


def wait_for(url: str, server: subprocess.Popen[bytes], told: Event) -> None:
    """Return as soon as the server answers, or when told to stop; raise ServingError otherwise."""
    until = time.monotonic() + ANSWERS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - our own loopback address
                return
        except (URLError, OSError):
            if told.wait(0.05):
                return
    raise ServingError("The server did not start; what it said stands above.")


@contextmanager
def running(line: Sequence[str], env: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command beside us; at the end ask it to stop, and kill it if it does not listen."""
    # In a session of its own: Ctrl-C is for us, and we pass it on.
    process = subprocess.Popen(line, env=env, start_new_session=True)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def stop_when_told() -> Event:
    """Return an event that is set on Ctrl-C, SIGTERM or SIGHUP.

    Nothing is raised: an exception in the middle of starting a process would leave it behind.
    """
    told = Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: told.set())
    return told


def watch(told: Event, *processes: subprocess.Popen[bytes]) -> None:
    """Wait until told to stop; raise ServingError when a process ends by itself."""
    while not told.wait(0.2):
        for process in processes:
            if process.poll() is not None:
                raise ServingError(f"{process.args!r} stopped by itself ({process.returncode}).")
