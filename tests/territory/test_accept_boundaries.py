"""Taking over official boundaries: what the map shows then, who may not, when not."""

from __future__ import annotations

from datetime import date

import pytest
import shapely

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.rights import Can
from koppelvlak.territory.actions import (
    accept_division_change,
    draw_shapes,
    propose_division,
)
from koppelvlak.territory.area_actions import accept_boundaries, decline_areas
from koppelvlak.territory.atlas import WHOLE, Mark, municipality_map, region_map
from koppelvlak.territory.lifecycle import ACCEPTED
from koppelvlak.territory.models import AreaImport, AreaKind, Municipality, Shape
from tests.conftest import Guard
from tests.kit.areas import feature, geojson
from tests.territory.gooi import EXAMPLE, HILVERSUM
from tests.territory.squares import DATED, file_of, proposed, regions, square, standing, towns
from tests.world import TODAY, World


@pytest.fixture
def boundaries(gooi: World, machine: Actor) -> AreaImport:
    """Return boundaries of municipalities to decide on, where the map was schematic so far."""
    draw_shapes(by=machine)
    return proposed(file_of(towns()), machine)


def basis(kind: str) -> set[str]:
    return set(Shape.objects.filter(kind=kind).values_list("basis", flat=True))


def test_the_map_shows_them(boundaries: AreaImport, gooi: World) -> None:
    before = Shape.objects.get(code=HILVERSUM).path
    done = accept_boundaries(boundaries, by=gooi.actor("anouk"))
    assert (done.state, done.decided_on) == (ACCEPTED, TODAY)
    after = Shape.objects.get(code=HILVERSUM)
    assert after.path != before
    assert after.detail
    assert (after.basis, after.source) == (Shape.OFFICIAL, boundaries.source)


def test_regions_follow_from_their_municipalities(boundaries: AreaImport, gooi: World) -> None:
    accept_boundaries(boundaries, by=gooi.actor("anouk"))
    region = Shape.objects.get(kind=Shape.REGION, code="VR14")
    assert region.basis == Shape.OFFICIAL
    assert region.path.count("M") == 1


def test_boundaries_of_regions_go_before_what_followed(gooi: World, machine: Actor) -> None:
    standing(machine)
    mine = shapely.union_all(list(towns().values()))
    made = proposed(file_of(regions(VR14=mine)), machine, kind=AreaKind.REGION)
    accept_boundaries(made, by=machine)
    assert Shape.objects.filter(kind=Shape.REGION, source=made.source).count() == 25
    again = accept_boundaries(proposed(file_of(towns()), machine), by=machine)
    assert again.is_accepted
    assert Shape.objects.get(kind=Shape.REGION, code="VR14").checksum == made.checksum


def test_a_map_says_whose_boundaries_these_are(boundaries: AreaImport, gooi: World) -> None:
    schematic = municipality_map({HILVERSUM: Mark(WHOLE, "x")}, title="a", description="b")
    assert (schematic.schematic, schematic.official) == (True, ())
    accept_boundaries(boundaries, by=gooi.actor("anouk"))
    for made in (
        municipality_map({HILVERSUM: Mark(WHOLE, "x")}, title="a", description="b"),
        region_map({"VR14": Mark(WHOLE, "x")}, title="a", description="b"),
    ):
        assert not made.schematic
        assert (made.official, made.dated) == (("CBS, verzonnen",), DATED)


def test_a_map_of_one_region_uses_the_finer_outline(boundaries: AreaImport, gooi: World) -> None:
    accept_boundaries(boundaries, by=gooi.actor("anouk"))
    made = municipality_map({HILVERSUM: Mark(WHOLE, "x")}, title="a", description="b")
    assert made.areas[0].path == Shape.objects.get(code=HILVERSUM).detail
    left, top, wide, high = map(float, made.viewbox.split())
    assert wide == pytest.approx(high)
    assert left > 0
    assert top > 0


def test_no_municipality_changes_region(boundaries: AreaImport, gooi: World) -> None:
    before = set(Municipality.objects.values_list("code", "region__code", "valid_from"))
    accept_boundaries(boundaries, by=gooi.actor("anouk"))
    assert set(Municipality.objects.values_list("code", "region__code", "valid_from")) == before


def test_it_is_not_drawn_over(boundaries: AreaImport, gooi: World, machine: Actor) -> None:
    accept_boundaries(boundaries, by=gooi.actor("anouk"))
    assert draw_shapes(by=machine) == 0
    assert basis(Shape.MUNICIPALITY) == basis(Shape.REGION) == {Shape.OFFICIAL}


def test_one_event_names_every_shape_and_no_polygon(boundaries: AreaImport, gooi: World) -> None:
    accept_boundaries(boundaries, by=gooi.actor("anouk"))
    event = Event.objects.filter(action=Can.ACCEPT_BOUNDARIES).get()
    assert event.payload is not None
    drawn = [row for row in event.payload["rows"] if row["what"] == "drawn"]
    assert len(drawn) == len(towns()) + 1
    assert "findings" not in event.payload["after"]


@pytest.mark.parametrize("who", ["noor", "bram", "sanne"])
def test_others_may_not(boundaries: AreaImport, gooi: World, who: str) -> None:
    with pytest.raises(RefusedError):
        accept_boundaries(boundaries, by=gooi.actor(who))
    assert basis(Shape.MUNICIPALITY) == {Shape.SCHEMATIC}


@pytest.mark.parametrize("who", ["petra", "otto"])
def test_to_some_it_does_not_exist(boundaries: AreaImport, gooi: World, who: str) -> None:
    with pytest.raises(UnseenError):
        accept_boundaries(boundaries, by=gooi.actor(who))


def test_not_twice(boundaries: AreaImport, gooi: World) -> None:
    accept_boundaries(boundaries, by=gooi.actor("anouk"))
    with pytest.raises(WrongStateError):
        accept_boundaries(boundaries, by=gooi.actor("anouk"))


def test_not_after_it_was_declined(boundaries: AreaImport, gooi: World) -> None:
    decline_areas(boundaries, reason="te grof", by=gooi.actor("anouk"))
    with pytest.raises(WrongStateError):
        accept_boundaries(boundaries, by=gooi.actor("anouk"))


def test_not_over_what_somebody_else_changed(boundaries: AreaImport, gooi: World) -> None:
    with pytest.raises(StaleError):
        accept_boundaries(boundaries, by=gooi.actor("anouk"), seen=boundaries.version + 1)


def test_not_when_the_division_changed_since(
    boundaries: AreaImport, gooi: World, machine: Actor, guard: Guard
) -> None:
    (merger,) = propose_division(EXAMPLE.read_bytes(), name="x", by=machine)
    guard.watching = False
    merger.change["on"] = "2026-06-01"
    merger.change["rows"] = [{**row, "valid_from": "2026-06-01"} for row in merger.change["rows"]]
    merger.on = date(2026, 6, 1)
    merger.save()
    guard.watching = True
    accept_division_change(merger, by=gooi.actor("anouk"))
    with pytest.raises(WrongStateError, match="Import it again"):
        accept_boundaries(boundaries, by=gooi.actor("anouk"))
    assert basis(Shape.MUNICIPALITY) == {Shape.SCHEMATIC}


def test_a_supply_area_is_no_boundary(gooi: World, machine: Actor) -> None:
    standing(machine)
    data = geojson(feature(square(0)))
    area = proposed(data, machine, kind=AreaKind.SUPPLY, whose="vitens")
    with pytest.raises(WrongStateError, match="changes links, not the map"):
        accept_boundaries(area, by=gooi.actor("anouk"))
