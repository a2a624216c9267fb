"""Bring the organisations in step with the facts, without touching what people edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from koppelvlak.door import change, mention_all
from koppelvlak.kit.access import Actor
from koppelvlak.kit.imports.rows import Kept, keep
from koppelvlak.organisations.facts import FILES, Facts, OrganisationFact, checksum, read
from koppelvlak.organisations.models import Kind, Name, Organisation, Succession
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector

SECTOR_FIELDS = ("name_nl", "name_en", "area_nl", "area_en", "has_areas", "tone", "position")
KIND_FIELDS = ("name_nl", "name_en", "plural_nl", "plural_en", "guest", "position")
NAME_FIELDS = ("short_name", "valid_to", "certainty", "source")
SUCCESSION_FIELDS = ("on", "note_nl", "note_en", "certainty", "source")
# Of an organisation; ``kind`` and ``sectors`` are kept by their keys.
TOLD = tuple(name for name in OrganisationFact.__dataclass_fields__ if name not in {"key", "kind"})
PLAIN = tuple(name for name in TOLD if name != "sectors")


def load_organisations(*, by: Actor, files: Sequence[Path] = FILES) -> int:
    """Load sectors, kinds and organisations; return how many rows were made or changed.

    Equal files are not loaded again. Nothing is deleted, and a value that people edited stays.
    Raises BadFileError with file and line.
    """
    book = register(Register.FACTS)
    if book.checksum == checksum(files):
        return 0
    facts = read(files)
    with change(book, Can.LOAD_FACTS, by=by) as row:
        row.checksum = facts.checksum
        done: list[Kept[Any]] = [_keep_sectors(facts), _keep_kinds(facts)]
        done.append(keep_organisations(facts.organisations))
        known = {one.key: one for one in Organisation.objects.all()}
        done += [_keep_names(facts, known), _keep_successions(facts, known)]
    return sum(len(kept.made) + len(kept.changed) for kept in done)


def keep_organisations(facts: Iterable[OrganisationFact]) -> Kept[Organisation]:
    """Make the organisations that are missing and tell the others what is new; inside a door."""
    kinds = dict(Kind.objects.values_list("key", "pk"))
    known = {one.key: one for one in Organisation.objects.all()}
    kept: Kept[Organisation] = Kept([], [], [])
    for fact in facts:
        there = known.get(fact.key)
        if there is None:
            kept.made.append(_made(fact, kinds[fact.kind]))
        else:
            (kept.changed if _told(there, fact) else kept.same).append(there)
    Organisation.objects.bulk_create(kept.made, batch_size=500)
    Organisation.objects.bulk_update(kept.changed, [*PLAIN, "loaded", "version"], batch_size=200)
    _keep_seats([*kept.made, *kept.changed])
    _mention(kept)
    return kept


def _made(fact: OrganisationFact, kind: int) -> Organisation:
    said = {name: getattr(fact, name) for name in PLAIN}
    start = Organisation.lifecycle.start
    return Organisation(key=fact.key, kind_id=kind, state=start, loaded=_news(fact), **said)


def _news(fact: OrganisationFact) -> dict[str, Any]:
    return {name: value for name, value in asdict(fact).items() if name in TOLD}


def _told(row: Organisation, fact: OrganisationFact) -> bool:
    """Let a row say what the facts say, but for what people edited; say whether that was news."""
    news = _news(fact)
    if row.loaded == news:
        return False
    for name in PLAIN:
        if getattr(row, name) == row.loaded.get(name, ""):
            setattr(row, name, news[name])
    row.loaded = news
    row.version += 1
    return True


def _keep_seats(rows: Iterable[Organisation]) -> None:
    """Put organisations in their sectors; where people added one, it stays."""
    sectors = dict(Sector.objects.values_list("key", "pk"))
    seat = Organisation.sectors.through
    seat.objects.bulk_create(
        [
            seat(organisation_id=row.pk, sector_id=sectors[key])
            for row in rows
            for key in row.loaded["sectors"].split()
        ],
        ignore_conflicts=True,
    )


def _keep_sectors(facts: Facts) -> Kept[Sector]:
    rows = (Sector(**asdict(f), position=n) for n, f in enumerate(facts.sectors, start=1))
    return _mention(keep(Sector.objects, rows, by=["key"], fields=SECTOR_FIELDS))


def _keep_kinds(facts: Facts) -> Kept[Kind]:
    rows = (Kind(**asdict(f), position=n) for n, f in enumerate(facts.kinds, start=1))
    return _mention(keep(Kind.objects, rows, by=["key"], fields=KIND_FIELDS))


def _keep_names(facts: Facts, known: dict[str, Organisation]) -> Kept[Name]:
    rows = [
        Name(**asdict(fact) | {"organisation": known[fact.organisation]}) for fact in facts.names
    ]
    by = ["organisation_id", "name", "valid_from"]
    return _mention(keep(Name.objects, rows, by=by, fields=NAME_FIELDS))


def _keep_successions(facts: Facts, known: dict[str, Organisation]) -> Kept[Succession]:
    rows = [
        Succession(
            **asdict(fact)
            | {"predecessor": known[fact.predecessor], "successor": known[fact.successor]}
        )
        for fact in facts.successions
    ]
    by = ["predecessor_id", "successor_id"]
    return _mention(keep(Succession.objects, rows, by=by, fields=SUCCESSION_FIELDS))


def _mention(kept: Kept[Any]) -> Kept[Any]:
    mention_all(kept.made)
    mention_all(kept.changed, "changed")
    return kept
