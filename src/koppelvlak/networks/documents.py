"""Derived networks as text: a table to read, CSV to calculate with, JSON for machines."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from typing import Any

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.ui.listing import Column
from koppelvlak.networks.derivation import CLASSES, REACHED, SURE, Derived
from koppelvlak.networks.models import CLASS_WORDS
from koppelvlak.territory.succession import PARCELS, UNVERIFIED, WHOLE

HEADINGS: Mapping[str, Any] = {
    "sector": _("Sector"),
    "organisation": _("Company"),
    "regions": _("Regions"),
    "regions_unverified": _("Not verified"),
    "regions_parcels_only": _("Parcels only"),
    "municipalities": _("Municipalities"),
    "population_whole": _("People, whole"),
    "population_touched": _("People, at most"),
    "municipalities_unverified": _("Municipalities, not verified"),
    "population_unverified": _("People, not verified"),
}


def facts_of(network: Derived) -> dict[str, Any]:
    """Return one network as plain data: the keys and meanings of the JSON format.

    The three counts of municipalities and people leave parcels and unverified links out;
    ``population_touched`` is an upper bound.
    """
    return {
        "sector": network.sector,
        "organisation": network.organisation,
        "regions": network.region_codes(REACHED),
        "regions_unverified": network.region_codes(UNVERIFIED),
        "regions_parcels_only": network.region_codes(PARCELS),
        "municipalities": network.count(SURE),
        "population_whole": network.people({WHOLE}),
        "population_touched": network.people(SURE),
        "municipalities_unverified": network.count({UNVERIFIED}),
        "population_unverified": network.people({UNVERIFIED}),
        "input_checksum": network.input_checksum,
    }


def as_json(networks: Iterable[Derived]) -> str:
    """Return a list of objects, as ``facts_of`` says."""
    return json.dumps([facts_of(one) for one in networks], ensure_ascii=False, indent=2) + "\n"


def as_csv(networks: Iterable[Derived]) -> str:
    """Return a line per network under a header of the JSON keys; codes parted by spaces."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*HEADINGS, "input_checksum"])
    for network in networks:
        writer.writerow([_cell(value) for value in facts_of(network).values()])
    return out.getvalue()


def as_table(networks: Iterable[Derived]) -> str:
    """Return columns that line up, regions as numbers of regions, without the checksum."""
    rows = [[_brief(facts_of(one)[key]) for key in HEADINGS] for one in networks]
    head = [str(title) for title in HEADINGS.values()]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    rule = ["-" * width for width in widths]
    return "".join(_line(cells, widths) for cells in (head, rule, *rows))


NETWORK_COLUMNS = (
    Column("sector", _("Sector"), lambda row: row.sector.name),
    Column("bedrijf", _("Network"), lambda row: row.called),
    Column("regios", _("Regions"), lambda row: row.reached, numeric=True),
    Column("gemeenten", _("Municipalities"), lambda row: row.municipalities, numeric=True),
    Column("hoogstens", _("People, at most"), lambda row: row.population_touched, numeric=True),
)
# What does not fit on a page beside the rest, in the file.
NETWORK_DETAILS = (
    Column("stand", _("State"), lambda row: row.state_words),
    Column("onzeker", _("Regions, not verified"), lambda row: row.doubtful, numeric=True),
    Column("geheel", _("People, whole"), lambda row: row.population_whole, numeric=True),
    Column(
        "gemeenten-onzeker",
        _("Municipalities, not verified"),
        lambda row: row.municipalities_unverified,
        numeric=True,
    ),
    Column(
        "inwoners-onzeker",
        _("People, not verified"),
        lambda row: row.population_unverified,
        numeric=True,
    ),
    Column("controlegetal", _("Checksum of the input"), lambda row: row.input_checksum),
)
MEMBER_COLUMNS = (
    Column("regio", _("Safety region"), lambda row: row.region.name),
    Column("dekking", _("How it is reached"), lambda row: row.extent_words),
    Column("gemeenten", _("Municipalities"), lambda row: row.municipalities, numeric=True),
    Column("aandeel", _("Share"), lambda row: row.share, numeric=True),
    Column("hoogstens", _("People, at most"), lambda row: row.touched, numeric=True),
)
MEMBER_DETAILS = (
    Column("bewijs", _("Evidence"), lambda row: _classes(row.classes)),
    Column("code", _("Code"), lambda row: row.region.code),
    Column("geheel", _("People, whole"), lambda row: row.whole, numeric=True),
)

FORMATS: Mapping[str, Callable[[Iterable[Derived]], str]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
}

WORDS = 2  # The first columns are words and line up left; the rest are numbers.


def _classes(classes: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the municipalities by class as text: ``whole 9, part 2``."""
    known = [name for name in CLASSES if name in classes]
    return ", ".join(f"{CLASS_WORDS[name]} {classes[name]['municipalities']}" for name in known)


def _cell(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value


def _brief(value: Any) -> str:
    return str(len(value) if isinstance(value, list) else value)


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    aligned = [
        cell.ljust(width) if place < WORDS else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(aligned).rstrip() + "\n"
