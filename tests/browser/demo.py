"""The demo as anybody starts it: its own data folder, real networks, mail in files."""

from __future__ import annotations

import csv
import email
import email.policy
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from koppelvlak.territory import facts

PROJECT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"^Koppelvlak\s+(http://\S+)/$")
SETTING = ("KOPPELVLAK_", "DATABASE_URL")
MANAGE = [sys.executable, "-u", str(PROJECT / "manage.py")]
MAIL_WITHIN = 60.0
MERGED_ON = "2027-01-01"
COLUMNS: tuple[str, ...] = (
    "code",
    "name",
    "safety_region",
    "province",
    "lon",
    "lat",
    "area_km2",
    "population",
)
COLUMNS += ("valid_from", "successor")


@dataclass(frozen=True)
class Demo:
    """A running demo: where it answers, and where it keeps its data."""

    url: str
    data: Path

    def mail(self, to: str, containing: str) -> str:
        """Return the text of the newest mail to someone with these words, once it was sent."""
        until = time.monotonic() + MAIL_WITHIN
        while time.monotonic() < until:
            found = [text for one, text in self._sent() if one == to and containing in text]
            if found:
                return found[-1]
            time.sleep(0.2)
        raise AssertionError(f"no mail to {to} with {containing}")

    def propose(self, going: str, into: str) -> None:
        """Import a division in which one municipality goes into another, from a day."""
        with facts.FILES[2].open(encoding="utf-8") as file:
            rows = {row["code"]: row for row in csv.DictReader(file)}
        lines = [
            {name: rows[into].get(name, "") for name in COLUMNS} | {"valid_from": MERGED_ON},
            {"code": going, "valid_from": MERGED_ON, "successor": into},
        ]
        division = self.data / f"{going}.csv"
        with division.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(lines)
        self._manage("import_division", str(division))

    def nightly(self) -> None:
        """Do what happens by night: networks follow the facts, as proposals."""
        self._manage("prepare")

    def _manage(self, *words: str) -> None:
        subprocess.run([*MANAGE, *words], env=_environment(self.data), check=True)

    def _sent(self) -> list[tuple[str, str]]:
        found = []
        for file in sorted((self.data / "mail").glob("*.log"), key=lambda one: one.stat().st_mtime):
            for part in re.split(rb"^-{79}$\n?", file.read_bytes(), flags=re.MULTILINE):
                mail = email.message_from_bytes(part.strip(), policy=email.policy.default)
                body = mail.get_body(("plain",))
                if body is not None and mail["To"]:
                    found.append((str(mail["To"]), str(body.get_content())))
        return found


@contextmanager
def running(data: Path, **settings: str) -> Iterator[Demo]:
    """Start ``./run demo`` in this folder, wait until it says where, stop it at the end."""
    process = subprocess.Popen(
        [*MANAGE, "demo"], env=_environment(data) | settings, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process, process.stdout:
        try:
            yield Demo(_address(process), data)
        finally:
            process.terminate()
            process.wait(30)


def _environment(data: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(SETTING)}
    own = {"KOPPELVLAK_DATA": str(data), "KOPPELVLAK_DEMO": "1", "KOPPELVLAK_HTTPS": "0"}
    return ours | own | {"PYTHONPATH": str(PROJECT / "src")}


def _address(process: subprocess.Popen[str]) -> str:
    """Read what the demo prints until it gives its address; it gives up by itself."""
    assert process.stdout is not None
    for line in process.stdout:
        found = ADDRESS.match(line.strip())
        if found:
            return found[1]
    raise AssertionError("the demo did not start; what it said stands above")
