"""The map of an import: boundaries as they would be drawn, or how far an area reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from koppelvlak.territory.atlas import (
    PARCELS,
    PART,
    UNVERIFIED,
    WHOLE,
    Map,
    Mark,
    municipality_map,
    proposed_map,
)
from koppelvlak.territory.models import AreaImport, AreaKind, Region
from koppelvlak.territory.words import COVERAGES

TONES = {"whole": WHOLE, "part": PART, "sliver": PARCELS}


def map_of(imported: AreaImport) -> Map:
    """Return the map of an import; one query, or two for regions."""
    rows = imported.findings["rows"]
    if imported.is_supply:
        return municipality_map(
            {
                row["code"]: Mark(TONES[row["coverage"]], _share(row))
                for row in rows
                if row["coverage"]
            },
            title=str(imported),
            description=_("Every municipality that the supply area touches, by how much of it."),
            hue=imported.sector.tone if imported.sector else "",
            legend={PARCELS: str(COVERAGES["sliver"])},
        )
    regions = imported.kind == AreaKind.REGION
    names = (
        dict(Region.objects.values_list("code", "name"))
        if regions
        else {row["code"]: row["name"] for row in rows}
    )
    return proposed_map(
        imported.boundaries.all(),
        names,
        _of_regions(rows) if regions else {row["code"]: _mark(row) for row in rows},
        title=imported.kind_in_words,
        source=(imported.source.text, imported.source.dated),
    )


def _of_regions(rows: Iterable[dict[str, Any]]) -> dict[str, Mark]:
    """Return a mark for each region in which a municipality mostly lies."""
    lying: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        lying[row["lies"]].append(row["said"] == row["lies"])
    words = _("%(agree)d of %(of)d municipalities as the table says")
    return {
        code: Mark(
            WHOLE if all(agree) else UNVERIFIED, words % {"agree": sum(agree), "of": len(agree)}
        )
        for code, agree in lying.items()
    }


def _share(row: dict[str, Any]) -> str:
    words = _("%(coverage)s: %(share).1f %% of its area")
    return words % {"coverage": COVERAGES[row["coverage"]], "share": 100 * row["share"]}


def _mark(row: dict[str, Any]) -> Mark:
    if row["said"] == row["lies"]:
        return Mark(WHOLE, _("%(region)s, as the table says") % {"region": row["lies"]})
    words = _("%(lies)s for %(share).1f %%; the table says %(said)s")
    about = {"lies": row["lies"] or "–", "said": row["said"], "share": 100 * row["share"]}
    return Mark(UNVERIFIED, words % about)
