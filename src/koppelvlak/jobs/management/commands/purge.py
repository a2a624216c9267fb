"""``./run manage purge``: delete what has been kept long enough."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from koppelvlak.jobs.retention import purge


class Command(BaseCommand):
    """The terms of keeping, carried out; meant for every night."""

    help = "Delete what has been kept long enough, and what deleting left in the file."

    def handle(self, **_options: Any) -> None:
        for what, count in purge(now=timezone.now()).items():
            self.stdout.write(f"{what:12} {count}")
