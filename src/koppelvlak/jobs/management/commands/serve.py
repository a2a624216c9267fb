"""``./run serve``: bring everything in step, then become the web server."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from koppelvlak.jobs.prepare import prepare
from koppelvlak.jobs.readiness import collect
from koppelvlak.jobs.serving import command, environment


class Command(BaseCommand):
    help = "Prepare, then serve pages with the settings of the environment."

    def handle(self, **_options: Any) -> None:
        """Refuse what Django's own checks call unsafe; prepare; serve until stopped."""
        if not settings.DEMO:
            call_command("check", deploy=True, fail_level="WARNING")
        prepare(on=localdate(), say=self.stderr.write)
        collect(self.stderr.write)
        line = command(bind=settings.BIND, port=settings.PORT, workers=settings.WORKERS)
        # The server takes our place, so that signals of systemd reach it and nothing in between.
        os.execve(line[0], line, environment(settings.PORT))  # noqa: S606
