"""The demo as a newcomer starts it: a page, its styles, mail in files, and a clean stop."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from koppelvlak.jobs.serving import ServingError, free_port
from tests.gate import PRODUCTION
from tests.jobs.installation import PROJECT, Installation

DEMO = {"KOPPELVLAK_DEMO": "1", "KOPPELVLAK_HTTPS": "0"}
PATIENCE = 90


@contextmanager
def started(house: Installation, command: str, **settings: str) -> Iterator[Started]:
    """Start a server, wait for its first page, and stop it with Ctrl-C."""
    port = free_port("127.0.0.1", 18_000 + os.getpid() % 10_000)
    env = house.environment | settings | {"KOPPELVLAK_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, str(PROJECT / "manage.py"), command],
        env=env, cwd=PROJECT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield Started(process, f"http://127.0.0.1:{port}")
    finally:
        # Asked, not killed: killed, it would leave its own processes behind.
        process.terminate()
        process.wait(PATIENCE)
        assert process.stdout
        process.stdout.close()


class Started:
    """A server that runs in a process of its own."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address

    def page(self, path: str) -> str:
        """Return a page, waiting until there is one."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            try:
                with urlopen(self.address + path) as answer:
                    return str(answer.read().decode())
            except URLError:
                time.sleep(0.05)
        pytest.fail(f"no page: {self.process.communicate(timeout=5)[0]}")

    def stopped(self, how: signal.Signals) -> str:
        """Ask it to stop; return all it printed."""
        self.process.send_signal(how)
        said, _ = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, said
        with pytest.raises(URLError):
            urlopen(self.address)
        return said


def test_the_demo_answers_and_stops_as_often_as_it_is_started(new_house: Installation) -> None:
    with started(new_house, "demo", **DEMO) as demo:
        page = demo.page("/account/login/")
        styles = re.findall(r'href="(/static/[^"]+\.css)"', page)
        assert styles
        assert all("{" in demo.page(style) for style in styles)
        said = demo.stopped(signal.SIGINT)
    assert "http://localhost:" in said
    assert "N. de Wit" in said
    assert "Traceback" not in said
    with started(new_house, "demo", **DEMO) as demo:
        demo.page("/-/ready")
        assert "contact points" not in demo.stopped(signal.SIGTERM)


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) > port


def test_no_free_port_is_said() -> None:
    with pytest.raises(ServingError, match="KOPPELVLAK_PORT"):
        free_port("127.0.0.1", 65_536)


def test_production_serves_with_its_own_settings(new_house: Installation) -> None:
    own = PRODUCTION | {"KOPPELVLAK_HOSTS": "127.0.0.1", "KOPPELVLAK_WORKERS": "1"}
    if new_house.database_url:
        pytest.skip("the server of the tests forgets on purpose, which production refuses")
    with started(new_house, "serve", **own) as server:
        assert "true" in server.page("/-/live")
        said = server.stopped(signal.SIGTERM)
    assert "Traceback" not in said


@pytest.mark.postgres
def test_production_refuses_a_server_that_forgets(new_house: Installation) -> None:
    new_house.settings |= PRODUCTION
    assert "fsync is off" in new_house.refused("serve")


def test_the_demo_needs_a_loopback_address(tmp_path: Path) -> None:
    house = Installation(tmp_path, "", DEMO | {"KOPPELVLAK_BIND": "0.0.0.0"})
    assert "KOPPELVLAK_BIND" in house.refused("demo")
