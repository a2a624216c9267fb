"""Drawing the map: what it makes, who may not, when there is nothing to do, what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pytest

from koppelvlak.door import system
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.organisations.models import Organisation
from koppelvlak.territory.actions import draw_shapes
from koppelvlak.territory.models import Municipality, Region, Shape, Source
from tests.conftest import Guard
from tests.world import TODAY, World

US = system(on=TODAY, origin="test")
Change: TypeAlias = Callable[..., None]


@pytest.fixture
def change_facts(world: World, guard: Guard) -> Change:
    """Return a way to set the facts of GM1, GM2 or GM3; all three lie in VR04."""
    guard.watching = False
    source = Source.objects.create(key="mun-test", text="Verzonnen bron", dated=date(2025, 1, 1))
    region = _region("VR04", "IJsselland", world.region, source)
    for number in (1, 2, 3):
        Municipality.objects.create(
            code=f"GM{number}",
            name=f"Gemeente {number}",
            region=region,
            lon=5.0 + number / 10,
            lat=52.0,
            area_km2=50.0,
            population=1,
            valid_from=date(2020, 1, 1),
            source=source,
        )
    guard.watching = True

    def change(code: str, **facts: object) -> None:
        guard.watching = False
        Municipality.objects.filter(code=code).update(**facts)
        guard.watching = True

    return change


def _region(code: str, name: str, organisation: Organisation, source: Source) -> Region:
    return Region.objects.create(code=code, name=name, organisation=organisation, source=source)


def drawn() -> set[tuple[str, str]]:
    return set(Shape.objects.values_list("kind", "code"))


def paths() -> dict[str, str]:
    return dict(Shape.objects.values_list("code", "path"))


def test_it_draws_municipalities_and_regions(change_facts: Change) -> None:
    assert draw_shapes(by=US) == 4
    cells = {("municipality", code) for code in ("GM1", "GM2", "GM3")}
    assert drawn() == cells | {("region", "VR04")}
    assert all(path.startswith("M") for path in paths().values())


@pytest.mark.parametrize("name", ["noor", "bram", "anouk", "petra"])
def test_people_may_not(change_facts: Change, world: World, name: str) -> None:
    with pytest.raises(RefusedError, match="Koppelvlak itself"):
        draw_shapes(by=world.actor(name))
    assert drawn() == set()


def test_whoever_sees_no_register_does_not_learn_of_it(change_facts: Change, world: World) -> None:
    with pytest.raises(UnseenError):
        draw_shapes(by=world.actor("otto"))


def test_one_event_names_every_shape(change_facts: Change) -> None:
    draw_shapes(by=US)
    event = Event.objects.get()
    assert event.payload is not None
    rows = event.payload["rows"]
    assert {(row["kind"], row["what"]) for row in rows} == {("territory.shape", "drawn")}
    assert {row["id"] for row in rows} == {
        str(pk) for pk in Shape.objects.values_list("pk", flat=True)
    }


def test_equal_facts_are_not_drawn_again(change_facts: Change) -> None:
    draw_shapes(by=US)
    change_facts("GM1", population=99)
    assert draw_shapes(by=US) == 0
    assert Event.objects.count() == 1


def test_other_facts_are(change_facts: Change) -> None:
    draw_shapes(by=US)
    before = paths()
    change_facts("GM1", area_km2=400.0)
    assert draw_shapes(by=US) == 4
    assert paths()["GM1"] != before["GM1"]
    assert Shape.objects.count() == 4


def test_only_the_division_of_the_day_counts(change_facts: Change) -> None:
    change_facts("GM3", valid_to=date(2027, 1, 1))
    draw_shapes(by=US)
    assert ("municipality", "GM3") in drawn()
    draw_shapes(by=system(on=date(2027, 1, 1), origin="test"))
    assert ("municipality", "GM3") not in drawn()


def test_what_is_gone_is_told(change_facts: Change) -> None:
    draw_shapes(by=US)
    change_facts("GM3", valid_to=date(2026, 1, 1))
    draw_shapes(by=US)
    payload = Event.objects.order_by("-pk")[0].payload
    assert payload is not None
    assert [row["what"] for row in payload["rows"]].count("removed") == 1


def test_official_boundaries_are_never_drawn_over(change_facts: Change, guard: Guard) -> None:
    guard.watching = False
    Shape.objects.create(kind="region", code="VR04", path="M0,0z", x=1, y=1, basis="official")
    guard.watching = True
    assert draw_shapes(by=US) == 3
    assert paths()["VR04"] == "M0,0z"
    assert draw_shapes(by=US) == 0


def test_without_municipalities_there_is_nothing_to_draw(world: World) -> None:
    assert draw_shapes(by=US) == 0
    assert drawn() == set()
