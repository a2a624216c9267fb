"""Import a division file from the command line, and say in sentences what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from koppelvlak.door import system
from koppelvlak.jobs.prepare import prepare
from koppelvlak.kit.imports.table import MAX_BYTES, BadFileError
from koppelvlak.territory.actions import propose_division
from koppelvlak.territory.division_import import Compared, compare


def import_division(file: Path, *, say: Callable[[str], object], dry_run: bool) -> None:
    """Propose what the file changes, or with ``dry_run`` only say it; raises CommandError."""
    data, today = _read(file), timezone.localdate()
    prepare(on=today, say=lambda _what: None)
    try:
        compared = compare(data, name=file.name)
        _tell(compared, say)
        if dry_run:
            say(_("Nothing was proposed: this was a dry run."))
            return
        by = system(on=today, origin="command import_division")
        made = propose_division(data, name=file.name, by=by)
    except BadFileError as refusal:
        raise CommandError("\n".join(refusal.problems), returncode=2) from refusal
    words = _("%(new)d new proposals; %(old)d were proposed before.")
    say(words % {"new": len(made), "old": len(compared.changes) - len(made)})


def _read(file: Path) -> bytes:
    """Return the contents; one byte too many shows that there is more than is taken."""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        words = _("The file cannot be read: %(reason)s") % {"reason": error.strerror or error}
        raise CommandError(words, returncode=2) from error


def _tell(compared: Compared, say: Callable[[str], object]) -> None:
    words = (
        _("%(lines)d lines: read as the whole division; what it leaves out has disappeared.")
        if compared.whole
        else _("%(lines)d lines: read as changes only; what it leaves out stays as it is.")
    )
    say(words % {"lines": compared.lines})
    for change in compared.changes:
        say(f"{change.on.isoformat()}  {change.kind:8}  {change.title}")
