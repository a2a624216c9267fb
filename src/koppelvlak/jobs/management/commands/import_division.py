"""``./run manage import_division FILE``: propose what a newer division changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from koppelvlak.jobs.division import import_division


class Command(BaseCommand):
    """All or nothing; people accept or decline each change on its page."""

    help = "Compare a municipal division (CSV) with the one known here, and propose the changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *_args: Any, **options: Any) -> None:
        import_division(options["file"], say=self.stdout.write, dry_run=options["dry_run"])
