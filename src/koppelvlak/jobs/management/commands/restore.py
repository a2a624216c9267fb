"""``./run manage restore FILE``: a backup back to life, where nothing stands yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from koppelvlak.jobs.archive import BackupError
from koppelvlak.jobs.backup import restore


class Command(BaseCommand):
    help = "Restore a backup into an empty installation; checks everything first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Backup made by ./run manage backup.")
        parser.add_argument(
            "--unsealed",
            action="store_true",
            help="Accept a backup made with another secret key; second factors are lost.",
        )

    def handle(self, *, file: Path, unsealed: bool, **_options: Any) -> None:
        """Restore; then say what the audit chain says, and what is left to do."""
        try:
            report = restore(file, sealed=not unsealed)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"events  {report.count}, chain ends in {report.head or '-'}")
        for fault in report.faults:
            self.stderr.write(f"FAULT   event {fault.number} {fault.what}")
        if report.faults:
            raise CommandError("Restored, but the audit chain does not hold.")
        self.stdout.write("Restored. Everybody signs in again.")
        self.stdout.write("People who were erased after this backup must be erased again.")
