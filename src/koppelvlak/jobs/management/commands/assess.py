"""``./run manage assess``: let covenants turn and work out how far agreements have come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from koppelvlak.jobs.agreements import keep_standing


class Command(BaseCommand):
    help = "Let covenants turn with time and work out how far agreements have come; every night."

    def handle(self, **_options: Any) -> None:
        done = keep_standing(on=timezone.localdate(), origin="command assess")
        self.stdout.write("\n".join(f"{what}: {count}" for what, count in done.items()))
