"""A file of areas compared with the ground that we know; nothing is kept here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import shapely
from django.utils.translation import gettext as _

from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.imports.areas import Area, Areas, in_feature, read_areas
from koppelvlak.kit.imports.raw import MAX_FAULTS
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.organisations.models import Organisation
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.area_queries import Ground, ground_known, links_now
from koppelvlak.territory.models import AreaKind
from koppelvlak.territory.official import Sketch, sketch
from koppelvlak.territory.overlay import METHOD
from koppelvlak.territory.placing import cover, lying_over, place, total_km2

CODES = {AreaKind.MUNICIPALITY: ("GM", 4), AreaKind.REGION: ("VR", 2)}
SHOWN = 10


@dataclass(frozen=True)
class Wanted:
    """What the polygons of a file are said to be; company and sector for a supply area only."""

    kind: str
    organisation: Organisation | None = None
    sector: Sector | None = None


@dataclass(frozen=True)
class Checked:
    """A file without mistakes: polygons by code, what it is, and what follows from it."""

    wanted: Wanted
    areas: Areas
    shapes: Mapping[str, Any]
    sketches: Sequence[Sketch]
    found: dict[str, Any]
    findings: dict[str, Any]
    checksum: str


def check(data: bytes, *, name: str, wanted: Wanted, on: date) -> Checked:
    """Return what a file of areas is, and what would follow from it; all or nothing.

    Raises BadFileError with every problem and the number of its feature, and BadInputError when
    something else is missing.
    """
    ground = ground_known(on)
    _require_complete(wanted, ground)
    areas = read_areas(data, name=name)
    property_of_code, shapes = "", {"": shapely.union_all([a.shape for a in areas.features])}
    if wanted.kind != AreaKind.SUPPLY:
        property_of_code, shapes = _by_code(areas, wanted.kind, ground)
    return Checked(
        wanted=wanted,
        areas=areas,
        shapes=shapes,
        sketches=_sketches(shapes, wanted.kind, ground),
        found=_found(areas, property_of_code),
        findings=_findings(shapes, wanted, ground, on),
        checksum=inputs(areas.digest, wanted, ground, on),
    )


def inputs(digest: str, wanted: Wanted, ground: Ground, on: date) -> str:
    """Return the checksum of everything the findings rest on."""
    told = [
        METHOD,
        digest,
        wanted.kind,
        wanted.organisation.key if wanted.organisation else "",
        wanted.sector.key if wanted.sector else "",
        ground.basis,
        sorted((row.code, row.region.code) for row in ground.rows.values()),
        sorted(_now(wanted, on).items()),
    ]
    return sha256(json.dumps(told).encode()).hexdigest()


def _now(wanted: Wanted, on: date) -> dict[str, str]:
    if wanted.organisation is None or wanted.sector is None:
        return {}
    return {link.municipality: link.coverage for link in links_now(wanted, on)}


def _require_complete(wanted: Wanted, ground: Ground) -> None:
    if wanted.kind != AreaKind.SUPPLY:
        return
    if wanted.organisation is None:
        raise BadInputError(errors={"organisation": [_("Say whose supply area this is.")]})
    if wanted.sector is None:
        raise BadInputError(errors={"sector": [_("Say in which sector this company supplies.")]})
    if not ground.towns:
        words = _(
            "The official boundaries of municipalities are needed first: import them, then this"
            " supply area."
        )
        raise BadInputError(errors={"kind": [words]})


def _by_code(areas: Areas, kind: str, ground: Ground) -> tuple[str, dict[str, Any]]:
    """Return in which property the codes stand, and the polygons by code."""
    prefix, digits = CODES[AreaKind(kind)]
    key = _key(areas.features, prefix, digits)
    if not key:
        words = _(
            "no property holds a code such as %(code)s for every feature. Found: %(found)s. Add the"
            " code, or choose another kind"
        )
        names = sorted({name for area in areas.features for name in area.properties})
        about = {"code": prefix + "1" * digits, "found": ", ".join(names)[:200] or "–"}
        raise BadFileError(areas.name, [words % about + "."])
    known = ground.rows if kind == AreaKind.MUNICIPALITY else ground.names
    faults = _faults(areas, key, (prefix, digits), known)
    if faults:
        raise BadFileError(areas.name, faults[:MAX_FAULTS])
    coded = {_code(area, key, prefix, digits): area.shape for area in areas.features}
    return key, coded


def _key(features: Sequence[Area], prefix: str, digits: int) -> str:
    """Return the property that holds a code in every feature; one with whole codes goes first."""
    names = list(features[0].properties)
    whole = re.compile(rf"{prefix}\d{{{digits}}}")
    bare = re.compile(rf"\d{{1,{digits}}}")
    for pattern, asked in ((whole, ""), (bare, "code")):
        for name in names:
            said = [area.properties.get(name, "") for area in features]
            if asked in name.lower() and all(pattern.fullmatch(word) for word in said):
                return name
    return ""


def _code(area: Area, key: str, prefix: str, digits: int) -> str:
    return prefix + area.properties[key].removeprefix(prefix).zfill(digits)


def _faults(areas: Areas, key: str, form: tuple[str, int], known: Mapping[str, Any]) -> list[str]:
    first: dict[str, int] = {}
    faults = []
    for area in areas.features:
        code = _code(area, key, *form)
        if code in first:
            words = _("%(code)s is feature %(first)d already. Join its parts into one feature")
            faults.append(in_feature(area.number, words % {"code": code, "first": first[code]}))
        elif code not in known:
            words = _(
                "%(code)s is not known today. Import the newer division first, or take the file of"
                " the right year"
            )
            faults.append(in_feature(area.number, words % {"code": code}))
        first.setdefault(code, area.number)
    if absent := sorted(known.keys() - first.keys()):
        words = _("%(number)d areas of today are not in it: %(codes)s. Take the file of this year.")
        shown = ", ".join(absent[:SHOWN]) + (" …" if len(absent) > SHOWN else "")
        faults.append(words % {"number": len(absent), "codes": shown})
    return faults or _overlapping(areas)


def _overlapping(areas: Areas) -> list[str]:
    words = _("it lies over feature %(other)d by %(km2).1f km². Neighbours may only touch")
    return [
        in_feature(areas.features[other].number, words % {"other": one + 1, "km2": km2})
        for one, other, km2 in lying_over([area.shape for area in areas.features])
    ]


def _sketches(shapes: Mapping[str, Any], kind: str, ground: Ground) -> list[Sketch]:
    if kind == AreaKind.SUPPLY:
        return []
    groups = {code: row.region.code for code, row in ground.rows.items()}
    return sketch(shapes, groups if kind == AreaKind.MUNICIPALITY else None)


def _found(areas: Areas, key: str) -> dict[str, Any]:
    return {
        "digest": areas.digest,
        "format": areas.form,
        "system": areas.system,
        "named": areas.named,
        "features": len(areas.features),
        "corners": areas.corners,
        "key": key,
    }


def _findings(
    shapes: Mapping[str, Any], wanted: Wanted, ground: Ground, on: date
) -> dict[str, Any]:
    if wanted.kind == AreaKind.SUPPLY:
        return _supplied(shapes[""], wanted, ground, on)
    towns = shapes if wanted.kind == AreaKind.MUNICIPALITY else ground.towns
    regions = shapes if wanted.kind == AreaKind.REGION else ground.regions
    said = {code: row.region.code for code, row in ground.rows.items()}
    # Without the other boundaries nothing can be laid over anything; the page says so.
    placed = place(towns, regions, said) if towns and regions else []
    return {
        "km2": total_km2(shapes.values()),
        "table_km2": sum(row.area_km2 for row in ground.rows.values()),
        "rows": [{**asdict(one), "name": ground.name_of(one.code)} for one in placed],
    }


def _supplied(area: Any, wanted: Wanted, ground: Ground, on: date) -> dict[str, Any]:
    rows = cover(area, ground.towns, _now(wanted, on))
    total = total_km2([area])
    return {
        "km2": total,
        "outside_km2": max(0.0, total - sum(row.km2 for row in rows)),
        "basis": ground.basis,
        "rows": [{**asdict(one), "name": ground.name_of(one.code)} for one in rows],
    }
