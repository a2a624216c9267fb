"""Import a file of areas from the command line, and say in sentences what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from koppelvlak.door import system
from koppelvlak.jobs.prepare import prepare
from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.imports.areas import MAX_BYTES, SYSTEMS
from koppelvlak.organisations.models import Organisation
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.area_actions import accept_boundaries, preview, propose_areas
from koppelvlak.territory.area_import import Checked, Wanted
from koppelvlak.territory.area_queries import outcome
from koppelvlak.territory.models import AreaImport, AreaKind

Say = Callable[[str], object]


@dataclass(frozen=True)
class Asked:
    """What the command was told: the file, what it is, who published it, for which day."""

    file: Path
    kind: str
    organisation: str = ""
    sector: str = ""
    origin: str = ""
    dated: date | None = None


def import_areas(asked: Asked, *, say: Say, dry_run: bool) -> None:
    """Take over boundaries, or propose what follows from a supply area; raises CommandError."""
    data, today = _read(asked.file), timezone.localdate()
    prepare(on=today, say=lambda _what: None)
    by = system(on=today, origin="command import_areas")
    try:
        checked = preview(data, name=asked.file.name, wanted=_wanted(asked), by=by)
        _tell(checked, say)
        if dry_run:
            say(_("Nothing was kept: this was a dry run."))
            return
        made = propose_areas(checked, origin=asked.origin, dated=asked.dated, by=by)
        if not made.is_supply:
            accept_boundaries(made, by=by)
    except BadInputError as refusal:
        said = [str(text) for texts in refusal.errors.values() for text in texts]
        raise CommandError("\n".join(said) or str(refusal.detail), returncode=2) from refusal
    say(
        _("Proposed; a national editor decides on %(page)s.") % {"page": made.get_absolute_url()}
        if made.is_supply
        else _("Taken over: the maps show these boundaries.")
    )


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        asked.kind,
        _one(Organisation, asked.organisation, "--organisation"),
        _one(Sector, asked.sector, "--sector"),
    )


def _one(model: Any, key: str, option: str) -> Any:
    found = model.objects.filter(key=key).first() if key else None
    if key and found is None:
        words = _("%(option)s: there is no “%(key)s”.") % {"option": option, "key": key}
        raise CommandError(words, returncode=2)
    return found


def _read(file: Path) -> bytes:
    """Return the contents; one byte too many shows that there is more than is taken."""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        words = _("The file cannot be read: %(reason)s") % {"reason": error.strerror or error}
        raise CommandError(words, returncode=2) from error


def _tell(checked: Checked, say: Say) -> None:
    found = checked.found
    words = _("%(format)s, %(system)s: %(features)d features, %(corners)d corners.")
    say(words % {**found, "system": SYSTEMS[found["system"]]})
    of = AreaImport(kind=checked.wanted.kind, findings=checked.findings)
    result = outcome(of)
    if of.kind == AreaKind.SUPPLY:
        for row in result.differing:
            say(f"{row['outcome']:8}  {row['code']}  {row['share']:7.1%}  {row['name']}")
        words = _("%(differing)d links would change; %(slivers)d slivers are left as they are.")
        say(words % {"differing": len(result.differing), "slivers": len(result.slivers)})
    elif result.rows:
        words = _("%(agree)d of %(of)d municipalities lie mostly in the region the table says.")
        say(words % result.counts)
        for row in result.differing:
            words = _("%(code)s %(name)s: %(share).1f %% in %(lies)s; the table says %(said)s.")
            say(words % {**row, "share": 100 * row["share"]})
    else:
        say(_("Not compared with regions: the other boundaries are not known yet."))
