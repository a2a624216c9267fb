"""``./run manage prepare``: tables, facts, shapes, networks, search, styles."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from koppelvlak.jobs.prepare import prepare
from koppelvlak.jobs.readiness import collect


class Command(BaseCommand):
    help = "Bring tables, facts, networks, search and styles in step; safe to repeat."

    def handle(self, **_options: Any) -> None:
        """Say each step as it begins."""
        prepare(on=localdate(), say=self.stdout.write)
        collect(self.stdout.write)
        self.stdout.write("ready")
