"""Build what search looks in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from koppelvlak.kit.search.index import kinds, reindex


class Command(BaseCommand):
    """Build the index of every kind of thing whose facts changed, or of all of them."""

    help = "Build the search index anew where the facts changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to build what did not change as well."""
        parser.add_argument("--all", action="store_true", help="also build what did not change")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Build, and print per kind how many entries were made."""
        done = reindex(anyway=options["all"])
        for kind in kinds():
            made = done.get(kind.name)
            self.stdout.write(f"{kind.name}: {'unchanged' if made is None else made}")
