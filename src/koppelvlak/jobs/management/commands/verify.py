"""``./run manage verify``: read the audit chain and say where it does not hold."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from koppelvlak.kit.audit.verify import verify


class Command(BaseCommand):
    """The integrity check of the log, for whoever is independent of its keeper."""

    help = "Verify the audit chain; exit code 1 when anything is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", default="", help="A head noted elsewhere; shows when the end was cut off."
        )

    def handle(self, **options: Any) -> None:
        report = verify(noted=options["head"])
        self.stdout.write(f"events  {report.count}")
        self.stdout.write(f"head    {report.head or '-'}")
        for fault in report.faults:
            self.stdout.write(f"FAULT   event {fault.number} {fault.what}")
        self.stdout.write(f"faults  {len(report.faults)}")
        if report.faults:
            sys.exit(1)
