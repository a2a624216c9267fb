"""Print the networks that follow from the supply areas."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from koppelvlak.jobs.prepare import prepare
from koppelvlak.jobs.readiness import is_ready
from koppelvlak.kit.errors import BadInputError
from koppelvlak.networks.documents import FORMATS
from koppelvlak.networks.queries import derived_on


class Command(BaseCommand):
    """Derive for today or another day; only what follows today is ever stored."""

    help = "Print the networks that follow from the supply areas."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to derive, for when, and how to print it."""
        parser.add_argument("--sector", default="", help="only this sector, such as gas")
        parser.add_argument("--on", default="", help="for this day, such as 2027-01-01")
        parser.add_argument("--format", choices=sorted(FORMATS), default="table")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare what is missing (that stores today's networks), then print the result."""
        today = timezone.localdate()
        on = _day(options["on"]) if options["on"] else today
        if not is_ready(today):
            prepare(on=today, say=self.stderr.write)
        try:
            networks = derived_on(on, sector=options["sector"])
        except BadInputError as refusal:
            raise CommandError(str(refusal.detail), returncode=2) from refusal
        if not networks:
            self.stderr.write(_("No supply areas are known here, so no networks follow from them."))
        self.stdout.write(FORMATS[options["format"]](networks), ending="")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = _("“%(day)s” is not a day. Write it as 2027-01-01.") % {"day": text}
        raise CommandError(message, returncode=2) from error
