"""How long do 10,000 lines take to come in? Run: python -m benchmarks.agreements [lines]"""

from __future__ import annotations

import csv
import io
import sys
from time import perf_counter

from django.core.management import call_command
from django.utils.timezone import localdate

import benchmarks.installation  # noqa: F401 must come before our models
from koppelvlak.agreements.importing import Options
from koppelvlak.agreements.taking_in import import_agreements
from koppelvlak.door import system
from koppelvlak.jobs.prepare import prepare

HEADER = [
    "id",
    "sector",
    "thema's",
    "wie",
    "voor wie",
    "wat",
    "aanleiding",
    "binnen",
    "hoeveel",
    "soort",
]
LINES = 10_000


def made_up(lines: int) -> bytes:
    """Return a list as a region would send it, so many lines long."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADER)
    for number in range(lines):
        writer.writerow([
            f"L{number}", "drinkwater", number % 8 + 1, "Vitens; Waternet", "VR IJsselland",
            f"waarschuwt … volgens punt {number}", "bij uitval langer dan 2 uur",
            f"binnen {number % 60 + 1} minuten", "3 liter per persoon per dag", "afspraak",
        ])  # fmt: skip
    return out.getvalue().encode()


def main() -> None:
    """Print how long it takes to take a list in, again without change, and to work it all out."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    call_command("migrate", verbosity=0)
    prepare(on=localdate(), say=lambda _what: None)
    data, by = made_up(lines), system(on=localdate(), origin="benchmark")
    for what in ("new", "the same again"):
        begun = perf_counter()
        found = import_agreements(data, name="list", options=Options(), by=by)
        seconds = perf_counter() - begun
        print(f"{what}: {seconds:.1f} s for {len(found.made)} new, {found.same} unchanged")


if __name__ == "__main__":
    main()
