"""``./run manage export_person EMAIL``: everything kept of one person, as JSON."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from koppelvlak.door import system
from koppelvlak.people.export import export_person
from koppelvlak.people.queries import person_with_mail


class Command(BaseCommand):
    """For a person who cannot sign in and asks in another way what is kept of them."""

    help = "Print everything that is kept of one person, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="The mail address with which the person signs in.")

    def handle(self, **options: Any) -> None:
        person = person_with_mail(options["email"])
        if person is None:
            raise CommandError("Nobody signs in with this address.")
        by = system(on=timezone.localdate(), origin="command export_person")
        found = export_person(person, by=by)
        self.stdout.write(json.dumps(found, indent=2, ensure_ascii=False))
