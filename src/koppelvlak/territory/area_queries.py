"""What may be asked of imported areas, and which boundaries hold now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

import shapely

from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.living import LivingQuerySet
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.lifecycle import ACCEPTED
from koppelvlak.territory.models import AreaImport, AreaKind, Boundary, Municipality, Region
from koppelvlak.territory.queries import municipalities, supply_of
from koppelvlak.territory.succession import Link


@dataclass(frozen=True)
class Ground:
    """The division of a day, the official boundaries that hold, and which imports they are."""

    rows: Mapping[str, Municipality]
    names: Mapping[str, str]
    towns: Mapping[str, Any]
    regions: Mapping[str, Any]
    basis: tuple[str, ...]

    def name_of(self, code: str) -> str:
        """Return the name of a municipality, or its code where it is none of today's."""
        return self.rows[code].name if code in self.rows else code


class Pair(Protocol):
    """Whose supply area, and in which sector."""

    @property
    def organisation(self) -> Organisation | None: ...

    @property
    def sector(self) -> Sector | None: ...


def in_force(kind: str) -> AreaImport | None:
    """Return the boundaries of this kind that were taken over last."""
    rows = AreaImport.objects.filter(kind=kind, state=ACCEPTED).select_related("source")
    return rows.order_by("-decided_on", "-pk").first()


def ground_known(on: date) -> Ground:
    """Return everything a file of areas is compared with, for a day."""
    imports = [in_force(AreaKind.MUNICIPALITY), in_force(AreaKind.REGION)]
    rows = {row.code: row for row in municipalities(on)}
    towns, regions = (polygons(one) for one in imports)
    return Ground(
        rows=rows,
        names=dict(Region.objects.values_list("code", "name")),
        # Boundaries of a municipality that is no more say nothing about today.
        towns={code: shape for code, shape in towns.items() if code in rows},
        regions=regions,
        basis=tuple(str(one.uuid) if one else "" for one in imports),
    )


def polygons(of: AreaImport | None) -> dict[str, Any]:
    """Return the polygons of an import, by code."""
    if of is None:
        return {}
    rows = Boundary.objects.filter(imported=of).values_list("code", "shape")
    return {code: shapely.from_wkb(bytes(shape)) for code, shape in rows}


def links_now(pair: Pair, on: date) -> list[Link]:
    """Return the supply links of a company in a sector on a day."""
    if pair.organisation is None or pair.sector is None:
        return []
    return supply_of(pair.sector, pair.organisation, on)[0]


def area_imports(actor: Actor) -> LivingQuerySet[AreaImport]:
    """Return the imported areas that the actor may see, without their polygons and findings."""
    rows = AreaImport.objects.visible_to(actor).select_related("organisation", "sector", "source")
    return rows.defer("findings")


def area_import(actor: Actor, uuid: UUID) -> AreaImport:
    """Return one import of areas; raise UnseenError when the actor may not know of it."""
    rows = AreaImport.objects.visible_to(actor).with_relations(actor)
    found = rows.select_related("source", "organisation", "sector").filter(uuid=uuid).first()
    if found is None:
        raise UnseenError
    return found


def decidable_areas(actor: Actor, uuid: UUID, can: Can) -> AreaImport:
    """Return an import that the actor may decide on; raise why not otherwise."""
    found = area_import(actor, uuid)
    require(can, found.related_to(actor), found.rights)
    return found


@dataclass(frozen=True)
class Outcome:
    """What an import comes to, in figures; ``rows`` as kept, for the list below it."""

    rows: list[dict[str, Any]]
    differing: list[dict[str, Any]]
    slivers: list[dict[str, Any]]
    counts: Mapping[str, int]


def outcome(of: AreaImport) -> Outcome:
    """Return the findings of an import, counted."""
    rows = of.findings["rows"]
    if of.is_supply:
        return Outcome(
            rows=rows,
            differing=[row for row in rows if row["outcome"] in {"new", "changed", "gone"}],
            slivers=[row for row in rows if row["coverage"] == "sliver"],
            counts=Counter(row["outcome"] for row in rows),
        )
    differing = [row for row in rows if row["said"] != row["lies"]]
    return Outcome(
        rows=rows,
        differing=differing,
        slivers=[row for row in rows if row["slivers"]],
        counts={"agree": len(rows) - len(differing), "of": len(rows)},
    )
