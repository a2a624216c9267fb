"""``./run manage run_due``: do what is due today; safe to repeat."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from koppelvlak.kit.due import FAILED, run_due


class Command(BaseCommand):
    help = (
        "Do what is due today: verification rounds, yearly questions about agreements, reminders,"
        " covenants, how far agreements are, networks that follow their areas or come to rest."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", default="", help="as if it were this day, such as 2027-04-01")

    def handle(self, **options: Any) -> None:
        """Print how much was done of what; end in error when a part of it failed."""
        done = run_due(_day(options["on"]))
        for what, count in done.items():
            self.stdout.write(f"{what:18} {count}")
        if any(what.startswith(FAILED) for what in done):
            raise CommandError("Not everything that is due was done; the log says what went wrong.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError as error:
        raise CommandError(f"{text} is not a day. Write it as 2027-04-01.") from error
