"""``./run worker``: deliver the outbox."""

from __future__ import annotations

import signal
from datetime import timedelta
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.notices.queue import LEASE, again
from koppelvlak.kit.notices.worker import deliver_batch, work


class Command(BaseCommand):
    """The worker, and what an operator asks of the outbox."""

    help = "Deliver messages until told to stop; the message under way is finished first."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--once", action="store_true", help="Deliver what is due, then stop.")
        what.add_argument("--dead", action="store_true", help="List messages that were given up.")
        what.add_argument("--again", action="store_true", help="Try those once more from now on.")
        seconds = int(LEASE.total_seconds())
        parser.add_argument(
            "--lease", type=int, default=seconds, help="Seconds one sending may take."
        )

    def handle(self, **options: Any) -> None:
        lease = timedelta(seconds=options["lease"])
        if options["dead"]:
            self.list_dead()
        elif options["again"]:
            self.stdout.write(f"waiting again: {again(now=timezone.now())}")
        elif options["once"]:
            self.stdout.write(f"tried: {deliver_batch(lease=lease)}")
        else:
            work(stopping=stop_on_signal(), lease=lease)

    def list_dead(self) -> None:
        """Print one line for each message that was given up: no address, no text."""
        for message in Message.objects.filter(state=Message.DEAD).order_by("made_at"):
            made = f"{message.made_at:%Y-%m-%d %H:%M}"
            self.stdout.write(f"{message.uuid} {made} {message.capability} {message.error_kind}")


def stop_on_signal() -> Event:
    """Return an event that is set when the process is asked to stop."""
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    return stopping
