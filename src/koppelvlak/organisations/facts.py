"""The organisations of the Netherlands as the data files tell them.

Every file is CSV in UTF-8; what was not checked carries the certainty "unverified".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from koppelvlak.kit.imports.table import read_table, require_known, require_once
from koppelvlak.sectors.facts import FILE as SECTORS
from koppelvlak.sectors.facts import SectorFact

FOLDER = Path(__file__).parent / "data"
NAMES = ("kinds", "organisations", "national_players", "safety_regions", "names", "successions")
FILES = (SECTORS, *(FOLDER / f"{name}.csv" for name in NAMES))

Row = TypeVar("Row")


@dataclass(frozen=True)
class KindFact:
    """A kind of organisation; guests never become members."""

    key: str
    name_nl: str
    name_en: str
    plural_nl: str
    plural_en: str
    guest: bool


@dataclass(frozen=True)
class OrganisationFact:
    """An organisation; ``sectors`` are keys, apart by spaces; not ``joined``: it may still join."""

    key: str
    kind: str
    name: str
    short_name: str
    sectors: str = ""
    website: str = ""
    role_nl: str = ""
    role_en: str = ""
    reach_nl: str = ""
    reach_en: str = ""
    note_nl: str = ""
    note_en: str = ""
    certainty: str = ""
    source: str = ""
    joined: bool = True


@dataclass(frozen=True)
class RegionFact:
    """A safety region, with its control room and police unit and how sure each fact is."""

    code: str
    name: str
    province: str
    seat: str
    website: str
    website_certainty: str
    control_room: str
    control_room_location: str
    control_room_certainty: str
    police_unit: str
    police_unit_certainty: str
    source: str
    control_room_source: str


@dataclass(frozen=True)
class PlayerFact:
    """A national player; without a key it is no organisation, and stays a note in the file."""

    sector: str
    name: str
    role: str
    reach: str
    safety_region_liaison: str
    certainty: str
    source: str
    key: str
    kind: str
    short_name: str
    role_nl: str
    reach_nl: str
    note_nl: str


@dataclass(frozen=True)
class NameFact:
    """What an organisation was called in a period; empty ends are open."""

    organisation: str
    name: str
    short_name: str
    valid_from: date | None
    valid_to: date | None
    certainty: str
    source: str


@dataclass(frozen=True)
class SuccessionFact:
    """One organisation took over from another."""

    predecessor: str
    successor: str
    on: date | None
    note_nl: str
    note_en: str
    certainty: str
    source: str


@dataclass(frozen=True)
class Facts:
    """All facts of the files, and the checksum of what they were read from."""

    checksum: str
    sectors: list[SectorFact]
    kinds: list[KindFact]
    organisations: list[OrganisationFact]
    names: list[NameFact]
    successions: list[SuccessionFact]


def checksum(files: Iterable[Path]) -> str:
    """Return the SHA-256 of the contents of these files, in this order."""
    digest = sha256()
    for file in files:
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def rows(file: Path, row: type[Row], *, once: Sequence[str], **known: Collection[str]) -> list[Row]:
    """Return the lines of a data file; raises BadFileError, which names file and line.

    No two lines may agree in the columns ``once``; ``known`` gives per column what it may name.
    """
    lines = read_table(file.read_bytes(), row, name=file.name)
    require_once(lines, once, name=file.name)
    for column, words in known.items():
        require_known(lines, column, words, name=file.name)
    return [line.row for line in lines]


def region_facts(file: Path = FOLDER / "safety_regions.csv") -> list[RegionFact]:
    """Return the 25 safety regions."""
    return rows(file, RegionFact, once=["code"])


def region_key(code: str) -> str:
    """Return the key of the organisation of a region: VR04 → vr04."""
    return code.lower()


def read(files: Sequence[Path] = FILES) -> Facts:
    """Return the facts of the files, in the order of ``FILES``; raises BadFileError."""
    sectors = rows(files[0], SectorFact, once=["key"])
    kinds = rows(files[1], KindFact, once=["key"])
    known = {"kind": {kind.key for kind in kinds}}
    in_sectors = known | {"sectors": {sector.key for sector in sectors}}
    told = rows(files[2], OrganisationFact, once=["key"], **in_sectors)
    players = rows(files[3], PlayerFact, once=["name"], **known)
    regions = [_region(region) for region in region_facts(files[4])]
    keys = {one.key for one in told + regions} | {player.key for player in players}
    names = rows(files[5], NameFact, once=["organisation", "name", "valid_from"], organisation=keys)
    now = {name.organisation: name for name in names if name.valid_to is None}
    return Facts(
        checksum=checksum(files),
        sectors=sectors,
        kinds=kinds,
        organisations=[*regions, *told, *(_player(p, now.get(p.key)) for p in players if p.key)],
        names=names,
        successions=rows(
            files[6],
            SuccessionFact,
            once=["predecessor", "successor"],
            predecessor=keys,
            successor=keys,
        ),
    )


def _region(fact: RegionFact) -> OrganisationFact:
    return OrganisationFact(
        key=region_key(fact.code),
        kind="safety-region",
        name=f"Veiligheidsregio {fact.name}",
        short_name=f"VR {fact.name}",
        website=fact.website,
        source=fact.source,
        note_nl=_website_note(fact, "het webadres is niet gecontroleerd"),
        note_en=_website_note(fact, "the website's address is unverified"),
    )


def _website_note(fact: RegionFact, words: str) -> str:
    return words if fact.website_certainty.startswith("unverified") else ""


def _player(fact: PlayerFact, now: NameFact | None) -> OrganisationFact:
    return OrganisationFact(
        key=fact.key,
        kind=fact.kind,
        name=now.name if now else fact.name,
        short_name=fact.short_name,
        sectors=fact.sector.replace("+", " "),
        role_nl=fact.role_nl,
        role_en=fact.role,
        reach_nl=fact.reach_nl,
        reach_en=fact.reach,
        note_nl=fact.note_nl,
        note_en=fact.safety_region_liaison,
        certainty=fact.certainty,
        source=fact.source,
    )
