"""A file of areas (GeoJSON or GeoPackage) as polygons in RD New; what is wrong is a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import shapely
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koppelvlak.kit.imports.contained import BrokenOffError, contained
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.kit.text import clean

MAX_BYTES = 30_000_000
READER = "koppelvlak.kit.imports.ground"
SYSTEMS = {
    "EPSG:4326": gettext_lazy("degrees (WGS84, EPSG:4326)"),
    "EPSG:4258": gettext_lazy("degrees (ETRS89, EPSG:4258)"),
    "EPSG:28992": gettext_lazy("metres (RD New, EPSG:28992)"),
}
FAULTS = {
    "unknown": gettext_lazy(
        "this is no GeoJSON and no GeoPackage. Save the layer as one of these and try again"
    ),
    "zip": gettext_lazy(
        "this is a ZIP file, perhaps with a shapefile in it. Unpack it and save the layer as"
        " GeoPackage or GeoJSON"
    ),
    "not-geojson": gettext_lazy(
        "this is no collection of features (FeatureCollection). Save the layer as GeoJSON again"
    ),
    "not-utf-8": gettext_lazy("text at byte %(about)s is not UTF-8. Save the layer in UTF-8"),
    "json": gettext_lazy(
        "the file breaks off or has a mistake at line and column %(about)s. Save the layer again"
    ),
    "deep": gettext_lazy("the file is nested deeper than GeoJSON can be. Save the layer again"),
    "twice": gettext_lazy("“%(about)s” is said twice of one thing. Save the layer again"),
    "no-number": gettext_lazy("%(about)s is not a number of a map. Save the layer again"),
    "crs": gettext_lazy(
        "the coordinate system %(about)s is not known here. Save the layer in WGS84 (EPSG:4326) or"
        " RD New (EPSG:28992)"
    ),
    "features": gettext_lazy("there are more than %(about)s features. Keep only the areas needed"),
    "corners": gettext_lazy(
        "with this one there are more than %(about)s corners. Simplify the boundaries, or take the"
        " generalised file"
    ),
    "memory": gettext_lazy("the file needs too much memory. Simplify the boundaries"),
    "endless": gettext_lazy("reading the database does not end. Save the layer again"),
    "not-geopackage": gettext_lazy("the database is damaged: %(about)s. Save the layer again"),
    "no-table": gettext_lazy(
        "there is no table of features “%(about)s” in this GeoPackage. Save the layer again"
    ),
    "layers": gettext_lazy(
        "there are several layers: %(about)s. Save the one you mean in a file of its own"
    ),
    "nothing": gettext_lazy("there are no features in it. Choose another layer"),
    "not-feature": gettext_lazy("this is not a feature. Save the layer as GeoJSON again"),
    "no-shape": gettext_lazy("it has no boundary. Draw it, or leave the feature out"),
    "kind": gettext_lazy("it is no polygon but %(about)s. Keep only polygons"),
    "ring": gettext_lazy(
        "a boundary at %(about)s does not end where it began. Close it or save the layer again"
    ),
    "place": gettext_lazy("%(about)s is not a place: two numbers are needed. Save the layer again"),
    "blob": gettext_lazy("its shape cannot be read. Save the layer again as GeoPackage"),
    "swapped": gettext_lazy(
        "longitude and latitude seem to be swapped (%(about)s). The longitude comes first"
    ),
    "outside": gettext_lazy(
        "it lies outside the Netherlands (around %(about)s). Is it another coordinate system?"
    ),
    "mixed": gettext_lazy(
        "its coordinates are of another system than the rest or than the file says (%(about)s)."
        " Save all of it in one system"
    ),
    "crossing": gettext_lazy(
        "its boundary crosses itself (%(about)s). Repair it (in QGIS: “Fix geometries”)"
    ),
    "small": gettext_lazy("it has no area on the ground. Repair it, or leave the feature out"),
}


@dataclass(frozen=True)
class Area:
    """One feature: its number in the file, what it says of itself, its polygon in RD New."""

    number: int
    properties: dict[str, str]
    shape: Any


@dataclass(frozen=True)
class Areas:
    """A file that was read: by its content, and what its coordinates turned out to be."""

    name: str
    digest: str
    form: str
    system: str
    named: bool
    features: tuple[Area, ...]

    @property
    def corners(self) -> int:
        """Return how many corners all boundaries have together."""
        return int(sum(shapely.get_num_coordinates(area.shape) for area in self.features))


def read_areas(data: bytes, *, name: str) -> Areas:
    """Return the polygons of a file; all or nothing.

    Raises BadFileError with every problem (at most fifty), each with the number of its feature.
    """
    if len(data) > MAX_BYTES:
        raise BadFileError(name, [_("This file is larger than 30 MB. Simplify the boundaries.")])
    try:
        told = contained(READER, data)
    except BrokenOffError as error:
        words = _("Reading it took too much time or memory. Simplify the boundaries.")
        raise BadFileError(name, [words]) from error
    if told["faults"]:
        raise BadFileError(name, [sentence(*fault) for fault in told["faults"]])
    return Areas(
        name=name,
        digest=sha256(data).hexdigest(),
        form=told["format"],
        system=told["system"],
        named=told["named"],
        features=tuple(_areas(told["features"])),
    )


def sentence(number: int | None, what: str, about: str) -> str:
    """Return a problem in words: where, what, and what now."""
    words = str(FAULTS[what]) % {"about": clean(about) or "–"}
    if number is None:
        return _("the whole file: %(problem)s") % {"problem": _ended(words)}
    return in_feature(number, words)


def in_feature(number: int, words: str) -> str:
    """Return a problem with the number of the feature in which it stands."""
    return _("feature %(number)d: %(problem)s") % {"number": number, "problem": _ended(words)}


def _ended(words: str) -> str:
    return words if words.endswith("?") else f"{words}."


def _areas(told: Sequence[dict[str, Any]]) -> list[Area]:
    return [
        Area(
            number,
            {clean(key): clean(value) for key, value in one["properties"].items()},
            shapely.from_wkb(one["wkb"]),
        )
        for number, one in enumerate(told, start=1)
    ]
