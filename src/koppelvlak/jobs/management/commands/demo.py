"""``./run demo``: real networks, fictional people, mail in files; stops with Ctrl-C."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from koppelvlak.jobs import serving
from koppelvlak.jobs.agreeing import load_agreements
from koppelvlak.jobs.casting import NoDemoError, load_cast, require_fiction
from koppelvlak.jobs.demo_framework import show_framework
from koppelvlak.jobs.demo_networks import load_networks
from koppelvlak.jobs.demo_variants import show_variants
from koppelvlak.jobs.prepare import collect, prepare
from koppelvlak.people.queries import demo_cast

WORKER = [sys.executable, str(settings.PROJECT / "manage.py"), "work"]


class Command(BaseCommand):
    help = "Prepare and serve the fictional installation, on this machine only."

    def handle(self, **_options: Any) -> None:
        """Prepare, serve, say where and as whom, and wait for Ctrl-C."""
        today = localdate()
        try:
            require_fiction()
            prepare(on=today, say=self._say)
            load_cast(on=today, say=self._say)
            show_framework(on=today, say=self._say)
            load_networks(on=today, say=self._say)
            load_agreements(on=today, say=self._say)
            show_variants(on=today, say=self._say)
            collect(self._say)
            self._serve()
        except (serving.ServingError, NoDemoError) as error:
            raise CommandError(str(error)) from error
        self._say("stopped")

    def _serve(self) -> None:
        told = serving.stop_when_told()
        port = serving.free_port(settings.BIND, settings.PORT)
        env = serving.environment(port)
        web = serving.command(bind=settings.BIND, port=port, workers=settings.WORKERS)
        host = f"[{settings.BIND}]" if ":" in settings.BIND else settings.BIND
        with serving.running(web, env) as server:
            serving.wait_for(f"http://{host}:{port}/-/live", server, told)
            # A passkey belongs to a name, never to a number.
            self._tell(f"http://localhost:{port}/")
            # The worker starts when pages are there: nobody waits for it.
            with serving.running(WORKER, env) as worker:
                serving.watch(told, server, worker)

    def _say(self, what: str) -> None:
        self.stderr.write(f"  {what}")

    def _tell(self, address: str) -> None:
        self.stdout.write(f"\nKoppelvlak   {address}\n")
        self.stdout.write("Sign in with one click, as one of these people. None of them exists.\n")
        for function in demo_cast():
            person, place = function.person, function.organisation.short_name
            self.stdout.write(f"  {person.name:<24} {place:<24} {function.title}")
        self.stdout.write(f"\nMail is written to {settings.DATA / 'mail'}. Ctrl-C stops.\n")
        self.stdout.flush()
