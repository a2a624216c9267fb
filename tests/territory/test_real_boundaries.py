"""The real boundaries of 2023, where a machine has them: the ground agrees with our table."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.organisations.loading import load_organisations
from koppelvlak.territory.area_actions import accept_boundaries, preview, propose_areas
from koppelvlak.territory.area_import import Wanted
from koppelvlak.territory.area_queries import outcome
from koppelvlak.territory.loading import load_territory
from koppelvlak.territory.models import AreaImport, AreaKind, Municipality, Shape
from tests.territory.squares import DATED
from tests.world import World

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "geo"
FILES = {
    AreaKind.MUNICIPALITY: "municipalities_2023_wgs84.geojson",
    AreaKind.REGION: "safety_regions_2023_wgs84.geojson",
}
SVG = 120_000

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the boundaries of 2023 are not on this machine ({FOLDER})"
)


@pytest.fixture
def imported(world: World, machine: Actor) -> AreaImport:
    """Return the regions of 2023, imported after the municipalities."""
    load_organisations(by=machine)
    load_territory(by=machine)
    for kind, name in FILES.items():
        data = (FOLDER / name).read_bytes()
        checked = preview(data, name=name, wanted=Wanted(kind), by=machine)
        made = propose_areas(checked, origin="CBS 2023", dated=DATED, by=machine)
        accept_boundaries(made, by=machine)
    return made


def test_the_ground_agrees_with_the_table(imported: AreaImport) -> None:
    found = outcome(imported)
    assert found.counts["of"] == 342
    # Measured: all 342, the least of them for 98.6 % of its ground.
    assert found.counts["agree"] == 342
    assert min(row["share"] for row in found.rows) > 0.98


def test_slivers_are_told_and_shares_make_the_whole(imported: AreaImport) -> None:
    found = outcome(imported)
    assert 0 < len(found.slivers) < 200
    for row in found.rows:
        slivers = sum(share for _code, share in row["slivers"])
        assert row["share"] + row["rest"] + slivers <= 1 + 1e-9
        assert row["share"] + row["rest"] + slivers > 0.98


def test_the_area_is_that_of_the_country(imported: AreaImport) -> None:
    assert 33_000 < imported.findings["km2"] < 37_500
    assert imported.findings["km2"] == pytest.approx(imported.findings["table_km2"], rel=0.02)


def test_every_page_stays_light(imported: AreaImport) -> None:
    regions = Shape.objects.filter(kind=Shape.REGION, basis=Shape.OFFICIAL)
    assert regions.count() == 25
    assert sum(len(row.path) for row in regions) < SVG / 2
    region_of = dict(Municipality.objects.values_list("code", "region__code"))
    weight: dict[str, int] = defaultdict(int)
    for row in Shape.objects.filter(kind=Shape.MUNICIPALITY):
        weight[region_of[row.code]] += len(row.detail)
        assert re.fullmatch(r"(M-?[\d.]+,[\d., -]+z)+", row.detail)
    assert max(weight.values()) < SVG
