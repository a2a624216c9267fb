"""``./run manage backup FILE``: database and files at one moment, while everybody goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from koppelvlak.jobs.archive import BackupError
from koppelvlak.jobs.backup import backup


class Command(BaseCommand):
    help = "Write a backup to a new file and check it; never overwrites."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="File to be made.")

    def handle(self, *, file: Path, **_options: Any) -> None:
        """Make the backup; print what it holds."""
        try:
            made = backup(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"rows    {sum(made.rows.values())} in {len(made.rows)} tables")
        self.stdout.write(f"files   {sum(name.startswith('files/') for name in made.members)}")
        # Noted elsewhere, it shows that nothing was cut off the audit chain.
        self.stdout.write(f"head    {made.head}")
        self.stdout.write(f"backup  {file}")
