"""Importing a file of areas: checked, compared and proposed; nothing changes, nothing half."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.rights import Can
from koppelvlak.territory.area_actions import accept_boundaries, decline_areas
from koppelvlak.territory.area_queries import outcome
from koppelvlak.territory.lifecycle import OPEN
from koppelvlak.territory.models import AreaImport, AreaKind, Boundary, Shape, Source, SupplyLink
from tests.kit.areas import feature, geojson
from tests.territory.squares import (
    DATED,
    SIDE,
    file_of,
    half_of,
    proposed,
    regions,
    square,
    standing,
    towns,
)
from tests.world import World

REGION, SUPPLY = AreaKind.REGION, AreaKind.SUPPLY


def told(data: bytes, by: Actor, **more: Any) -> str:
    with pytest.raises(BadFileError) as caught:
        proposed(data, by, **more)
    return "\n".join(caught.value.problems)


def test_a_file_becomes_a_proposal_and_the_map_stays(gooi: World, machine: Actor) -> None:
    made = proposed(file_of(towns()), machine)
    assert (made.state, made.kind, made.is_open) == (OPEN, AreaKind.MUNICIPALITY, True)
    assert made.found["system"] == "EPSG:28992"
    assert (made.found["features"], made.found["key"]) == (len(towns()), "statcode")
    assert (made.source.text, made.source.dated) == ("CBS, verzonnen", DATED)
    assert not Shape.objects.exists()


def test_its_polygons_are_kept_exactly(gooi: World, machine: Actor) -> None:
    made = proposed(file_of(towns()), machine)
    kept = {row.code: row for row in Boundary.objects.filter(imported=made)}
    assert kept.keys() == towns().keys()
    for code, shape in towns().items():
        assert shapely.from_wkb(bytes(kept[code].shape)).equals(shape)
        assert kept[code].km2 == pytest.approx(100.0)
        assert kept[code].path.startswith("M")


def test_figures_before_and_after(gooi: World, machine: Actor) -> None:
    findings = proposed(file_of(towns()), machine).findings
    assert findings["km2"] == pytest.approx(100.0 * len(towns()))
    assert findings["table_km2"] > 0
    assert findings["rows"] == []


def test_the_same_file_is_one_proposal(gooi: World, machine: Actor) -> None:
    first = proposed(file_of(towns()), machine)
    events = Event.objects.count()
    assert proposed(file_of(towns()), machine) == first
    assert Event.objects.count() == events


def test_what_was_declined_can_be_offered_again(gooi: World, machine: Actor) -> None:
    first = proposed(file_of(towns()), machine)
    decline_areas(first, reason="te grof", by=gooi.actor("anouk"))
    assert proposed(file_of(towns()), machine) != first


@pytest.mark.parametrize("key", ["GM_CODE", "identificatie", "statcode"])
def test_the_code_stands_in_any_property(gooi: World, machine: Actor, key: str) -> None:
    assert proposed(file_of(towns(), key), machine).found["key"] == key


def test_a_code_without_its_letters_is_understood(gooi: World, machine: Actor) -> None:
    bare = geojson(*(feature(s, naam="x", code=int(c[2:])) for c, s in towns().items()))
    made = proposed(bare, machine)
    assert made.found["key"] == "code"
    assert {row.code for row in made.boundaries.all()} == towns().keys()


def test_a_national_editor_may(gooi: World) -> None:
    assert proposed(file_of(towns()), gooi.actor("anouk")).is_open


@pytest.mark.parametrize("who", ["noor", "bram", "sanne", "petra"])
def test_others_may_not(gooi: World, who: str) -> None:
    with pytest.raises(RefusedError):
        proposed(file_of(towns()), gooi.actor(who))
    assert not AreaImport.objects.exists()
    assert not Source.objects.filter(key__startswith="areas-").exists()


def test_one_event_names_everything(gooi: World, machine: Actor) -> None:
    proposed(file_of(towns()), machine)
    event = Event.objects.filter(action=Can.PROPOSE_AREAS).get()
    assert event.payload is not None
    kinds = [row["kind"] for row in event.payload["rows"]]
    assert kinds.count("territory.boundary") == len(towns())
    assert {"territory.areaimport", "territory.source"} <= set(kinds)


def test_a_file_without_codes_says_what_it_has(gooi: World, machine: Actor) -> None:
    said = told(
        geojson(*(feature(s, naam=f"x {c}", soort="x") for c, s in towns().items())), machine
    )
    assert "no property holds a code such as GM1111" in said
    assert "Found: naam, soort" in said


def test_mistakes_are_numbered_and_nothing_is_kept(gooi: World, machine: Actor) -> None:
    good = list(towns().items())
    data = geojson(
        feature(good[0][1], code=good[0][0]),
        feature(square(12), code="GM9999"),
        feature(square(13), code=good[0][0]),
    )
    said = told(data, machine)
    assert "feature 2: GM9999 is not known today" in said
    assert f"feature 3: {good[0][0]} is feature 1 already" in said
    assert f"{len(good) - 1} areas of today are not in it: {good[1][0]}" in said
    assert not AreaImport.objects.exists()
    assert not Boundary.objects.exists()


def test_neighbours_that_lie_over_each_other_are_refused(gooi: World, machine: Actor) -> None:
    shapes = towns()
    shapes[sorted(shapes)[1]] = square(0.75)
    said = told(file_of(shapes), machine)
    assert "feature 2: it lies over feature 1 by 25.0 km²" in said


def test_every_region_must_be_there(gooi: World, machine: Actor) -> None:
    shapes = regions()
    del shapes["VR07"]
    assert "1 areas of today are not in it: VR07" in told(file_of(shapes), machine, kind=REGION)


def test_municipalities_are_no_regions(gooi: World, machine: Actor) -> None:
    assert "such as VR11" in told(file_of(towns()), machine, kind=REGION)


def test_a_difference_from_the_table_comes_with_figures(gooi: World, machine: Actor) -> None:
    standing(machine)
    first, *rest = towns().values()
    west, south, east, north = first.bounds
    strip = shapely.box(west, south, west + 0.3 * SIDE, north)
    mine = shapely.union_all([strip, *rest])
    other = shapely.box(west + 0.3 * SIDE, south, east, north)
    made = proposed(file_of(regions(VR14=mine, VR13=other)), machine, kind=REGION)
    found = outcome(made)
    assert found.counts == {"agree": len(rest), "of": len(rest) + 1}
    (row,) = found.differing
    assert (row["said"], row["lies"]) == ("VR14", "VR13")
    assert (row["share"], row["said_share"]) == (pytest.approx(0.7), pytest.approx(0.3))


def test_a_supply_area_needs_its_company_and_its_sector(gooi: World, machine: Actor) -> None:
    standing(machine)
    with pytest.raises(BadInputError) as caught:
        proposed(geojson(feature(square(0))), machine, kind=SUPPLY)
    assert "organisation" in caught.value.errors


def test_a_supply_area_needs_official_boundaries(gooi: World, machine: Actor) -> None:
    with pytest.raises(BadInputError) as caught:
        proposed(geojson(feature(square(0))), machine, kind=SUPPLY, whose="vitens")
    assert "official boundaries of municipalities are needed first" in str(caught.value.errors)


def test_a_supply_area_becomes_links_to_decide_on(gooi: World, machine: Actor) -> None:
    standing(machine)
    links = SupplyLink.objects.count()
    area = half_of(list(towns().values())[:3])
    made = proposed(geojson(feature(area)), machine, kind=SUPPLY, whose="vitens")
    found = {row["code"]: (row["coverage"], round(row["share"], 2)) for row in outcome(made).rows}
    first, second, third, *_others = sorted(towns())
    assert (found[first], found[second], found[third]) == (
        ("part", 0.5), ("whole", 1.0), ("whole", 1.0),
    )  # fmt: skip
    assert made.findings["outside_km2"] == pytest.approx(0, abs=1e-6)
    assert SupplyLink.objects.count() == links


def test_several_pieces_of_a_supply_area_are_one(gooi: World, machine: Actor) -> None:
    standing(machine)
    pieces = geojson(feature(square(0)), feature(square(0.5)))
    made = proposed(pieces, machine, kind=SUPPLY, whose="vitens")
    assert made.findings["km2"] == pytest.approx(150.0)
    assert Boundary.objects.filter(imported=made).count() == 1


def test_a_newer_file_may_replace_an_accepted_one(gooi: World, machine: Actor) -> None:
    standing(machine)
    assert accept_boundaries(proposed(file_of(towns()), machine), by=machine).is_accepted
