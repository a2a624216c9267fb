"""Take lists of agreements in from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from koppelvlak.agreements.importing import Options, Plan, plan
from koppelvlak.agreements.taking_in import import_agreements
from koppelvlak.door import system
from koppelvlak.jobs.bar import bar
from koppelvlak.jobs.prepare import prepare
from koppelvlak.kit.imports.table import MAX_BYTES, BadFileError
from koppelvlak.networks.models import Network

Say = Callable[[str], object]
SHOWN = 20


def take_in(file: Path, options: Options, *, say: Say, dry_run: bool, as_json: bool) -> None:
    """Take a list in, or with ``dry_run`` only say what it would do; raises CommandError."""
    data, today = _read(file), timezone.localdate()
    prepare(on=today, say=lambda _what: None)
    try:
        if dry_run:
            found = plan(data, name=file.name, options=options)
        else:
            by = system(on=today, origin="command import_agreements")
            with bar(sys.stderr) as hear:
                found = import_agreements(data, name=file.name, options=options, by=by, hear=hear)
    except BadFileError as refusal:
        if as_json:
            say(json.dumps({"problems": refusal.problems}, ensure_ascii=False, indent=1))
        raise CommandError("\n".join(refusal.problems), returncode=2) from refusal
    say(_as_json(found, dry_run=dry_run) if as_json else _as_words(found, dry_run=dry_run))


def network_called(words: str) -> Network:
    """Return the network with this UUID, or whose name holds these words; raises CommandError."""
    prepare(on=timezone.localdate(), say=lambda _what: None)
    rows = Network.objects.select_related("sector", "anchor")
    found = [
        one for one in rows if words == str(one.uuid) or words.casefold() in str(one).casefold()
    ]
    if len(found) != 1:
        names = "; ".join(str(one) for one in (found or rows))
        said = _("Name one network. These fit: %(names)s") % {"names": names[:1000] or "–"}
        raise CommandError(said, returncode=2)
    return found[0]


def _as_words(found: Plan, *, dry_run: bool) -> str:
    lines = [
        f"{planned.known} {column}: {before or '–'} → {after or '–'}"
        for planned in found.changed[:SHOWN]
        for column, before, after in planned.told_changes
    ]
    words = _("%(new)d new, %(changed)d changed, %(same)d unchanged.") % {
        "new": len(found.made), "changed": len(found.changed), "same": found.same,
    }  # fmt: skip
    last = [_("Nothing was saved: this was a dry run.")] if dry_run else []
    return "\n".join([*found.remarks, *lines, words, *last])


def _as_json(found: Plan, *, dry_run: bool) -> str:
    said = {
        "new": [one.given.key for one in found.made],
        "changed": {one.number: [list(change) for change in one.changes] for one in found.changed},
        "same": found.same,
        "remarks": found.remarks,
        "dry_run": dry_run,
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _read(file: Path) -> bytes:
    """Return the contents; one byte too many shows that there is more than is taken."""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        words = _("The file cannot be read: %(reason)s") % {"reason": error.strerror or error}
        raise CommandError(words, returncode=2) from error
