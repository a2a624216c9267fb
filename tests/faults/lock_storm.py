"""Eight processes write at once (SQLite): everybody waits, nobody hears "database is locked".

``--deferred`` is the control: with transactions that take their lock late, as SQLite does by
itself, the errors are there.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import django

django.setup()

from django.db import OperationalError, connection  # noqa: E402 - models need the setup above

from koppelvlak.door import change  # noqa: E402
from koppelvlak.kit.access import Actor  # noqa: E402
from koppelvlak.kit.audit.models import Event  # noqa: E402
from koppelvlak.kit.audit.verify import verify  # noqa: E402
from koppelvlak.organisations.models import ContactPoint  # noqa: E402
from koppelvlak.rights import Can, Role  # noqa: E402
from tests.world import make_world  # noqa: E402

WRITERS = 8


def storm(desk: ContactPoint, by: Actor, seconds: float, result: Path) -> None:
    """Change one desk as often as possible; write down what came of it."""
    done, locked, longest, until = 0, 0, 0.0, time.monotonic() + seconds
    while (begun := time.monotonic()) < until:
        try:
            with change(desk, Can.EDIT_CONTACT_POINT, by=by) as row:
                row.hours = f"{os.getpid()} {done}"
            done += 1
        except OperationalError:
            locked += 1
        longest = max(longest, time.monotonic() - begun)
    result.write_text(json.dumps([done, locked, longest]), encoding="utf-8")


def main(words: list[str]) -> int:
    """Let it storm; print figures; 0 when nobody was refused a lock (the control: someone)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--deferred", action="store_true")
    asked = parser.parse_args(words)
    world = make_world()
    by = Actor("Proef", date(2026, 11, 23), None, world.water.uuid, "", frozenset({Role.MANAGER}))
    with change(world.desk, Can.EDIT_CONTACT_POINT, by=by) as row:
        row.hours = "altijd"  # the first use loads all that the writers would each have to load
    if asked.deferred:
        connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connection.close()
    with TemporaryDirectory() as folder:
        results = [Path(folder) / str(number) for number in range(WRITERS)]
        for result in results:
            if os.fork() == 0:
                storm(world.desk, by, asked.seconds, result)
                os._exit(0)
        for _ in results:
            os.wait()
        found = [json.loads(result.read_text(encoding="utf-8")) for result in results]
    done, locked = sum(one[0] for one in found), sum(one[1] for one in found)
    figures = {
        "done": done,
        "per_second": round(done / asked.seconds),
        "locked": locked,
        "longest_wait_s": round(max(one[2] for one in found), 2),
        "events": Event.objects.count() - 1,
        "chain_faults": len(verify().faults),
    }
    print(json.dumps(figures))  # noqa: T201
    whole = figures["chain_faults"] == 0 and figures["events"] == done
    return 0 if whole and done and (locked == 0) is not asked.deferred else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
