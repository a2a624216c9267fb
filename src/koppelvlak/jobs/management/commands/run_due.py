"""``./run manage run_due``: do what is due today; safe to repeat."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from koppelvlak.kit.due import run_due


class Command(BaseCommand):
    help = (
        "Do what is due today: verification rounds, yearly questions about agreements, reminders,"
        " covenants, how far agreements are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", default="", help="as if it were this day, such as 2027-04-01")

    def handle(self, **options: Any) -> None:
        """Print how much was done of what."""
        for what, count in run_due(_day(options["on"])).items():
            self.stdout.write(f"{what:18} {count}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError as error:
        raise CommandError(f"{text} is not a day. Write it as 2027-04-01.") from error
