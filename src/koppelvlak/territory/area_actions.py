"""What may be done with imported areas: proposed, then taken over or declined by a person."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import shapely
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention, mention_all
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.area_import import Checked, Wanted, check, inputs
from koppelvlak.territory.area_queries import Ground, ground_known, links_now, polygons
from koppelvlak.territory.facts import AREAS, DECIDED
from koppelvlak.territory.lifecycle import OPEN
from koppelvlak.territory.models import (
    AreaImport,
    AreaKind,
    Boundary,
    Shape,
    Source,
    SupplyLink,
)
from koppelvlak.territory.official import sketch
from koppelvlak.territory.placing import CHANGED, GONE, NEW, SQUARE_METRES

DIGITS = 12
DRAWN = ["path", "detail", "x", "y", "basis", "checksum", "source"]
SHAPES = {AreaKind.MUNICIPALITY: Shape.MUNICIPALITY, AreaKind.REGION: Shape.REGION}


def propose_areas(checked: Checked, *, origin: str, dated: date | None, by: Actor) -> AreaImport:
    """Keep a file that was checked as a proposal; the maps and links stay as they are.

    ``origin`` and ``dated`` say who published it and for which day it speaks. A file that is open
    already is returned as it is.
    """
    waiting = AreaImport.objects.filter(checksum=checked.checksum, state=OPEN).first()
    if waiting is not None:
        return waiting
    wanted = checked.wanted
    with change(register(Register.TERRITORY), Can.PROPOSE_AREAS, by=by):
        made = AreaImport.objects.create(
            kind=wanted.kind,
            name=checked.areas.name[:200],
            organisation=wanted.organisation,
            sector=wanted.sector,
            source=_source(checked, origin, dated),
            made_on=by.on,
            found=checked.found,
            findings=checked.findings,
            checksum=checked.checksum,
        )
        mention(made, show=True)
        mention_all(Boundary.objects.bulk_create(_boundaries(checked, made)))
    return made


def accept_boundaries(proposal: AreaImport, *, by: Actor, seen: int | None = None) -> AreaImport:
    """Let the maps show official boundaries. Raises WrongStateError when the ground changed since.

    What differs from the table stays a difference: no municipality changes region here.
    """
    ground = ground_known(by.on)
    shapes = _shapes(proposal, ground)
    with change(proposal, Can.ACCEPT_BOUNDARIES, by=by, seen=seen) as row:
        if row.is_supply:
            raise WrongStateError(_("This is a supply area; it changes links, not the map."))
        _require_same_ground(row, ground, by.on)
        row.decided_on = by.on
        Shape.objects.bulk_create(
            shapes, update_conflicts=True, unique_fields=["kind", "code"], update_fields=DRAWN
        )
        mention_all(shapes, "drawn")
    return row


def accept_supply(proposal: AreaImport, *, by: Actor, seen: int | None = None) -> AreaImport:
    """Let the supply links of one company follow from its area, from today on; history stays.

    Raises WrongStateError when the links or the boundaries changed since it was proposed.
    """
    ground = ground_known(by.on)
    with change(proposal, Can.ACCEPT_SUPPLY, by=by, seen=seen) as row:
        pair = _pair(row)
        _require_same_ground(row, ground, by.on)
        came_from = {link.municipality: link.carried_from for link in links_now(row, by.on)}
        for finding in row.findings["rows"]:
            code, outcome = finding["code"], finding["outcome"]
            if outcome in {CHANGED, GONE}:
                _end_links(pair, {code, *came_from.get(code, ())}, by.on)
            if outcome in {CHANGED, NEW}:
                mention(_link(row, pair, finding, by.on))
        row.decided_on = by.on
    return row


def decline_areas(
    proposal: AreaImport, *, reason: str, by: Actor, seen: int | None = None
) -> AreaImport:
    """Leave maps and links as they are, say why, and forget the polygons."""
    with change(proposal, Can.DECLINE_AREAS, by=by, seen=seen) as row:
        if not reason.strip():
            raise BadInputError(errors={"reason": [_("Say why this is declined.")]})
        row.reason = reason
        row.decided_on = by.on
        gone = list(row.boundaries.defer("shape", "path", "detail"))
        mention_all(gone, "removed")
        row.boundaries.all().delete()
    return row


def preview(data: bytes, *, name: str, wanted: Wanted, by: Actor) -> Checked:
    """Return what a file is and what would follow, for the actor's day; nothing is kept."""
    return check(data, name=name, wanted=wanted, on=by.on)


def _source(checked: Checked, origin: str, dated: date | None) -> Source:
    """Return who published the file, for maps and links to name."""
    digest = checked.areas.digest[:DIGITS]
    text = origin.strip() or f"{checked.areas.name} (SHA-256 {digest}…)"
    key = f"{AREAS}{digest}"
    again = Source.objects.filter(key__startswith=key).count()
    same = Source.objects.filter(key__startswith=key, text=text, dated=dated).first()
    if same is not None:
        return same
    made = Source.objects.create(key=f"{key}-{again + 1}" if again else key, text=text, dated=dated)
    mention(made)
    return made


def _boundaries(checked: Checked, made: AreaImport) -> list[Boundary]:
    drawn = {one.code: one for one in checked.sketches}
    rows = []
    for code, shape in checked.shapes.items():
        row = Boundary(
            imported=made,
            code=code,
            shape=shapely.to_wkb(shape),
            km2=shape.area / SQUARE_METRES,
        )
        if one := drawn.get(code):
            row.path, row.detail, row.x, row.y = one.path, one.detail, one.x, one.y
        rows.append(row)
    return rows


def _shapes(proposal: AreaImport, ground: Ground) -> list[Shape]:
    """Return the shapes to draw; regions follow from their municipalities while none are known."""
    if proposal.is_supply:
        return []
    kind = SHAPES[AreaKind(proposal.kind)]
    shapes = [
        _shape(proposal, kind, row) for row in proposal.boundaries.defer("shape").order_by("code")
    ]
    if kind == Shape.MUNICIPALITY and not ground.regions:
        towns: dict[str, list[Any]] = defaultdict(list)
        for code, polygon in polygons(proposal).items():
            if code in ground.rows:
                towns[ground.rows[code].region.code].append(polygon)
        joined = sketch({code: shapely.union_all(parts) for code, parts in towns.items()})
        shapes += [_shape(proposal, Shape.REGION, one) for one in joined]
    return shapes


def _shape(proposal: AreaImport, kind: str, drawn: Any) -> Shape:
    return Shape(
        kind=kind,
        code=drawn.code,
        path=drawn.path,
        detail=drawn.detail,
        x=drawn.x,
        y=drawn.y,
        basis=Shape.OFFICIAL,
        checksum=proposal.checksum,
        source=proposal.source,
    )


def _require_same_ground(row: AreaImport, ground: Ground, on: date) -> None:
    wanted = Wanted(row.kind, row.organisation, row.sector)
    if inputs(row.found["digest"], wanted, ground, on) != row.checksum:
        words = _(
            "The division, boundaries or links changed since this was compared. Import it again."
        )
        raise WrongStateError(words)


def _pair(row: AreaImport) -> tuple[Sector, Organisation]:
    if row.sector is None or row.organisation is None:
        raise WrongStateError(_("These are boundaries; they change the map, not the links."))
    return row.sector, row.organisation


def _end_links(pair: tuple[Sector, Organisation], codes: set[str], on: date) -> None:
    """End the links that hold today; one that began today goes, it held for no day."""
    rows = SupplyLink.objects.filter(sector=pair[0], organisation=pair[1], municipality__in=codes)
    for link in rows.select_for_update():
        begins = link.valid_from or date.min
        if begins > on or (link.valid_to is not None and link.valid_to <= on):
            continue
        if begins == on:
            mention(link, "removed")
            link.delete()
            continue
        link.valid_to = on
        link.save(update_fields=["valid_to"])
        mention(link, "ended")


def _link(
    proposal: AreaImport,
    pair: tuple[Sector, Organisation],
    finding: dict[str, Any],
    on: date,
) -> SupplyLink:
    return SupplyLink.objects.create(
        sector=pair[0],
        organisation=pair[1],
        municipality=finding["code"],
        coverage=finding["coverage"],
        certainty=DECIDED,
        note=f"{finding['share']:.1%}, {finding['km2']:.1f} km²",
        source=proposal.source,
        valid_from=on,
    )
