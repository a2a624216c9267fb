"""``./run manage import_areas FILE``: official boundaries, or the supply area of a company."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from koppelvlak.jobs.areas import Asked, import_areas
from koppelvlak.territory.models import AreaKind


class Command(BaseCommand):
    """All or nothing; GeoJSON or GeoPackage, in WGS84 or RD New."""

    help = "Import boundaries of municipalities or safety regions, or propose a supply area."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=AreaKind.values, default=AreaKind.MUNICIPALITY.value)
        parser.add_argument("--organisation", default="", help="key of the company it is of")
        parser.add_argument("--sector", default="", help="key of the sector, such as gas")
        parser.add_argument("--source", default="", help="who published it, as maps name it")
        parser.add_argument("--dated", type=date.fromisoformat, help="the day it speaks for")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *_args: Any, **options: Any) -> None:
        asked = Asked(
            options["file"],
            options["kind"],
            options["organisation"],
            options["sector"],
            options["source"],
            options["dated"],
        )
        import_areas(asked, say=self.stdout.write, dry_run=options["dry_run"])
