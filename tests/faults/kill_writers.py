"""kill -9 during writes (SQLite): what was acknowledged is there, and the chain is whole.

Four processes add contact points through the door, each in a transaction with its audit event;
the whole group is killed 150 to 700 ms after the first. A kill leaves the page cache alone: that
a power cut loses nothing rests on synchronous=FULL, asserted at start (``jobs.durability``).
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import signal
import statistics
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NoReturn

import django

django.setup()

from django.db import connection  # noqa: E402 - models need the setup above

from koppelvlak.door import change, mention  # noqa: E402
from koppelvlak.kit.access import Actor  # noqa: E402
from koppelvlak.kit.audit.models import Event  # noqa: E402
from koppelvlak.kit.audit.verify import verify  # noqa: E402
from koppelvlak.organisations.models import ContactPoint, Organisation  # noqa: E402
from koppelvlak.rights import Can, Role  # noqa: E402
from tests.world import make_world  # noqa: E402

WRITERS = 4


@dataclass
class Outcome:
    """What all rounds together gave."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    without_event: int = 0
    chain_faults: int = 0
    damaged: int = 0
    back_seconds: list[float] = field(default_factory=list)

    def good(self) -> bool:
        """Say whether nothing at all went wrong, and something was written."""
        wrong = self.lost + self.without_event + self.chain_faults + self.damaged
        return wrong == 0 and self.acknowledged > self.rounds

    def figures(self) -> dict[str, object]:
        """Return the figures as they are printed."""
        back = self.back_seconds
        kept = {name: value for name, value in vars(self).items() if name != "back_seconds"}
        median, longest = round(statistics.median(back), 3), round(max(back), 3)
        return kept | {"back_median_s": median, "back_max_s": longest}


def write(organisation: Organisation, by: Actor, name: str, log: int) -> NoReturn:
    """Add contact points until killed; acknowledge each in the log once it is saved."""
    for number in itertools.count():
        function = f"{name}-{number}"
        with change(organisation, Can.ADD_CONTACT_POINT, by=by) as row:
            desk = row.contact_points.create(function=function, address="088 000 00 01")
            mention(desk)
        os.write(log, f"{function} {desk.uuid}\n".encode())
    sys.exit()


def one_round(number: int, organisation: Organisation, by: Actor, outcome: Outcome) -> None:
    """Let the writers write, kill them all at once, and look at what is left."""
    connection.close()
    with NamedTemporaryFile() as log:
        group = os.fork()
        if group == 0:
            write_together(number, organisation, by, log.name)
        while not Path(log.name).stat().st_size:
            time.sleep(0.01)
        time.sleep(random.uniform(0.15, 0.7))
        os.killpg(group, signal.SIGKILL)
        os.waitpid(group, 0)
        begun = time.monotonic()
        lines = Path(log.name).read_text(encoding="utf-8").splitlines()
    # The last line of each writer may be half written: then it acknowledged nothing.
    acknowledged = {line.split()[0]: line.split()[1] for line in lines if len(line.split()) == 2}
    look(acknowledged, outcome)
    outcome.back_seconds.append(time.monotonic() - begun)


def write_together(number: int, organisation: Organisation, by: Actor, log: str) -> NoReturn:
    """Become a process group of several writers; never returns."""
    os.setpgid(0, 0)
    pids = []
    for writer in range(WRITERS):
        pid = os.fork()
        if pid == 0:
            opened = os.open(log, os.O_WRONLY | os.O_APPEND)
            write(organisation, by, f"r{number}w{writer}", opened)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    os._exit(1)


def look(acknowledged: dict[str, str], outcome: Outcome) -> None:
    """Compare the database, opened anew, with what was acknowledged."""
    kept = set(ContactPoint.objects.values_list("function", flat=True))
    told = {
        row["id"]
        for payload in Event.objects.order_by("-number").values_list("payload", flat=True)[:5000]
        for row in (payload or {}).get("rows", [])
    }
    outcome.rounds += 1
    outcome.acknowledged += len(acknowledged)
    outcome.lost += len(set(acknowledged) - kept)
    outcome.without_event += len(set(acknowledged.values()) - told)
    outcome.chain_faults += len(verify().faults)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        outcome.damaged += cursor.fetchall() != [("ok",)]


def main(words: list[str]) -> int:
    """Run so many rounds; print figures; 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args(words).rounds
    world = make_world()
    by = Actor(
        name="Proef",
        on=date(2026, 11, 23),
        organisation=world.water.uuid,
        roles=frozenset({Role.MANAGER}),
    )
    with change(world.desk, Can.EDIT_CONTACT_POINT, by=by) as desk:
        desk.hours = "altijd"  # the first use loads all that the writers would each have to load
    outcome = Outcome()
    for number in range(rounds):
        one_round(number, world.water, by, outcome)
    rows, events = ContactPoint.objects.count() - 1, Event.objects.count() - 1
    print(json.dumps(outcome.figures() | {"rows": rows, "events": events}))  # noqa: T201
    return 0 if outcome.good() and rows == events else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
