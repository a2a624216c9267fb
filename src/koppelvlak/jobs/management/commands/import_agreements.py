"""``./run manage import_agreements FILE``: take a list of agreements in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from koppelvlak.agreements.importing import Options
from koppelvlak.jobs.agreements import network_called, take_in


class Command(BaseCommand):
    help = "Take agreements in from Excel (.xlsx), CSV or JSON: all of the list or none of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--network", help="name or UUID; without it: for the whole country")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--language", choices=["nl", "en"], default="nl")
        parser.add_argument(
            "--keep-notes", action="store_true", help="keep facts that are no agreement as notes"
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        options = Options(
            network=network_called(given["network"]) if given["network"] else None,
            language=given["language"],
            keep_notes=given["keep_notes"],
        )
        take_in(
            given["file"],
            options,
            say=self.stdout.write,
            dry_run=given["dry_run"],
            as_json=given["format"] == "json",
        )
