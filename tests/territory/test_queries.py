"""What may be asked of the territory of a day: rows, names, mergers, and who supplies whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.kit.errors import UnseenError
from koppelvlak.organisations.models import Organisation
from koppelvlak.territory.division import MERGED, Change
from koppelvlak.territory.models import (
    Municipality,
    MunicipalSuccession,
    Region,
    Source,
    SupplyLink,
)
from koppelvlak.territory.queries import (
    history,
    known_division,
    mergers,
    municipalities,
    municipalities_like,
    municipality,
    names_of,
    see_territory,
    sources,
    sources_by_key,
    sources_of,
    supplies,
    supplies_after,
    supply_facts,
    supply_of,
    visible,
)
from tests.conftest import Guard
from tests.world import World

OLD, DAY = date(2023, 1, 1), date(2026, 1, 1)
BEFORE, EVE = OLD - timedelta(days=1), DAY - timedelta(days=1)
BIG, SMALL, OTHER = "GM0193", "GM0150", "GM0141"


@pytest.fixture
def land(world: World, guard: Guard) -> World:
    """Lay down Zwolle, which took in Deventer on a day, and Almelo; with who supplies them."""
    guard.watching = False
    told = Source.objects.create(key="mun-1", text="Gemeenten", dated=OLD)
    drink = Source.objects.create(key="water-1", text="Regeling", dated=OLD)
    region = Region.objects.create(
        code="VR04", organisation=world.region, name="IJsselland", province="Overijssel",
        seat="Zwolle", source=told,
    )  # fmt: skip
    for code, name, begin, end, people in (
        (BIG, "Zwolle", OLD, DAY, 130_000),
        (BIG, "Zwolle-Deventer", DAY, None, 231_000),
        (SMALL, "Deventer", OLD, DAY, 101_000),
        (OTHER, "Almelo", OLD, None, 74_000),
    ):
        Municipality.objects.create(
            code=code, name=name, region=region, province="Overijssel", lon=6.1, lat=52.5,
            area_km2=100.0, population=people, valid_from=begin, valid_to=end, source=told,
        )  # fmt: skip
    MunicipalSuccession.objects.create(predecessor=SMALL, successor=BIG, on=DAY, source=told)
    for code, coverage in ((BIG, "whole"), (SMALL, "part")):
        supply(world, code, coverage, drink)
    guard.watching = True
    return world


def supply(
    world: World,
    code: str,
    coverage: str,
    source: Source,
    *,
    by: Organisation | None = None,
    begin: date | None = None,
    end: date | None = None,
) -> SupplyLink:
    return SupplyLink.objects.create(
        sector=world.sector, organisation=by or world.water, municipality=code, coverage=coverage,
        certainty="one-source", source=source, valid_from=begin, valid_to=end, note=f"over {code}",
    )  # fmt: skip


def water() -> Source:
    return Source.objects.get(key="water-1")


@pytest.mark.parametrize(
    ("on", "names"),
    [
        (BEFORE, []),
        (OLD, ["Almelo", "Deventer", "Zwolle"]),
        (EVE, ["Almelo", "Deventer", "Zwolle"]),
        (DAY, ["Almelo", "Zwolle-Deventer"]),
    ],
)
def test_each_day_has_its_municipalities(land: World, on: date, names: list[str]) -> None:
    assert sorted(one.name for one in municipalities(on)) == names


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        (BIG, BEFORE, "Zwolle"),
        (BIG, EVE, "Zwolle"),
        (BIG, DAY, "Zwolle-Deventer"),
        (SMALL, EVE, "Deventer"),
        (SMALL, DAY + timedelta(days=900), "Deventer"),
    ],
)
def test_a_municipality_is_as_it_is_or_was_or_will_be(
    land: World, code: str, on: date, name: str
) -> None:
    assert municipality(code, on).name == name


@pytest.mark.parametrize("code", ["GM9999", "VR04", "", "gm0193", "GM0193 "])
def test_what_never_was_one_is_unseen(land: World, code: str) -> None:
    with pytest.raises(UnseenError):
        municipality(code, DAY)


def test_its_history_is_read_from_the_oldest(land: World) -> None:
    assert [row.name for row in history(BIG)] == ["Zwolle", "Zwolle-Deventer"]
    assert [row.holds(DAY) for row in history(BIG)] == [False, True]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["Almelo", "Zwolle-Deventer"]),
        ("zwolle", ["Zwolle-Deventer"]),
        ("DEVENTER", ["Zwolle-Deventer"]),
        ("alm", ["Almelo"]),
        ("gm0141", ["Almelo"]),
        ("ijsselland", ["Almelo", "Zwolle-Deventer"]),
        ("vr04", ["Almelo", "Zwolle-Deventer"]),
        ("utrecht", []),
    ],
)
def test_what_is_typed_is_looked_for_in_names_and_codes(
    land: World, typed: str, names: list[str]
) -> None:
    assert sorted(one.name for one in municipalities_like(typed, DAY)) == names


def test_a_name_of_the_past_is_found_on_its_day(land: World) -> None:
    assert [one.code for one in municipalities_like("deventer", EVE)] == [SMALL]


@pytest.mark.parametrize("code", [BIG, SMALL])
def test_both_sides_know_of_a_merger(land: World, code: str) -> None:
    (found,) = mergers(code)
    assert (found.on, found.gone_name, found.heir_name) == (DAY, "Deventer", "Zwolle-Deventer")
    assert found.source is not None
    assert found.source.key == "mun-1"


def test_who_stayed_out_of_it_has_none(land: World) -> None:
    assert mergers(OTHER) == []


def test_a_merger_with_somebody_unknown_keeps_the_code(land: World, guard: Guard) -> None:
    guard.watching = False
    MunicipalSuccession.objects.create(predecessor="GM0001", successor=OTHER, on=OLD)
    guard.watching = True
    (found,) = mergers(OTHER)
    assert (found.gone_name, found.heir_name, found.source) == ("GM0001", "Almelo", None)


def test_names_are_the_last_ones(land: World) -> None:
    assert names_of([BIG, SMALL, "GM9999"]) == {BIG: "Zwolle-Deventer", SMALL: "Deventer"}


def said(code: str, on: date) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.organisation.key, one.coverage, one.carried_from) for one in supplies(code, on)]


def test_who_supplies_whom_before_and_after_a_merger(land: World) -> None:
    assert said(BIG, EVE) == [("vitens", "whole", ())]
    assert said(SMALL, EVE) == [("vitens", "part", ())]
    assert said(BIG, DAY) == [("vitens", "part", ("Deventer",))]
    assert said(SMALL, DAY) == []
    assert said(OTHER, DAY) == []


def test_a_link_that_came_along_keeps_its_notes_and_sources(land: World) -> None:
    (found,) = supplies(BIG, DAY)
    assert set(found.note.split("; ")) == {f"over {BIG}", f"over {SMALL}"}
    assert (found.since, found.until) == (DAY, None)
    assert [one.key for one in sources_of([found])] == ["water-1"]


@pytest.mark.parametrize(
    ("begin", "end", "holds"),
    [
        (None, None, [False, True, True, True]),
        (DAY, None, [False, False, False, True]),
        (None, DAY, [False, True, True, False]),
        (OLD, EVE, [False, True, False, False]),
    ],
)
def test_a_link_holds_in_its_own_days_or_from_those_of_its_source(
    land: World, guard: Guard, begin: date | None, end: date | None, holds: list[bool]
) -> None:
    guard.watching = False
    supply(land, OTHER, "whole", water(), begin=begin, end=end)
    guard.watching = True
    assert [bool(supplies(OTHER, on)) for on in (BEFORE, OLD, EVE, DAY)] == holds


def test_a_source_without_a_day_speaks_of_every_day(land: World, guard: Guard) -> None:
    guard.watching = False
    always = Source.objects.create(key="altijd", text="Altijd")
    supply(land, OTHER, "whole", always)
    guard.watching = True
    assert bool(supplies(OTHER, BEFORE))
    (found,) = supplies(OTHER, DAY)
    assert found.since is None


def test_companies_stand_in_order_of_their_names(land: World, guard: Guard) -> None:
    guard.watching = False
    supply(land, OTHER, "part", water(), by=land.stranger)
    supply(land, OTHER, "whole", water())
    guard.watching = True
    assert [one.organisation.short_name for one in supplies(OTHER, DAY)] == ["Vitens", "WML"]


def test_what_would_follow_from_a_merger_is_shown_before_it_is_decided(
    land: World, guard: Guard
) -> None:
    later = DAY + timedelta(days=365)
    change = Change(MERGED, "x", later, successions=((OTHER, BIG),))
    (found,) = supplies_after(change)
    assert (found.organisation.key, found.coverage) == ("vitens", "part")
    guard.watching = False
    supply(land, OTHER, "whole", water(), by=land.stranger)
    guard.watching = True
    keys = {one.organisation.key: one.carried_from for one in supplies_after(change)}
    assert keys["wml"] == ("Almelo",)


def test_the_engines_get_the_places_and_links_of_the_day(land: World) -> None:
    before, after = supply_facts(EVE), supply_facts(DAY)
    assert {one.code for one in before[0]} == {BIG, SMALL, OTHER}
    assert {one.code for one in after[0]} == {BIG, OTHER}
    assert {one.municipality for one in before[1]} == {BIG, SMALL}
    assert [(one.municipality, one.coverage) for one in after[1]] == [(BIG, "part")]


def test_of_one_company_the_links_and_the_rows_behind_them(land: World) -> None:
    links, rows = supply_of(land.sector, land.water, DAY)
    assert [one.municipality for one in links] == [BIG]
    assert {row.municipality for row in rows} == {BIG, SMALL}
    assert supply_of(land.sector, land.stranger, DAY) == ([], [])


def test_a_source_counts_what_rests_on_it(land: World) -> None:
    carries = {one.key: getattr(one, "carries") for one in sources()}  # noqa: B009
    assert carries == {"mun-1": 0, "water-1": 2}
    assert set(sources_by_key({"mun-1", "weg"})) == {"mun-1"}
    assert sources_by_key(set()) == {}


@pytest.mark.parametrize("name", ["noor", "joost", "roos", "sanne", "anouk", "petra"])
def test_participants_see_the_territory(land: World, name: str) -> None:
    actor = land.actor(name)
    assert visible(actor)
    see_territory(actor)


def test_an_auditor_does_not(land: World) -> None:
    assert not visible(land.actor("otto"))
    with pytest.raises(UnseenError):
        see_territory(land.actor("otto"))


def test_the_engine_that_compares_gets_every_row_of_every_day(land: World) -> None:
    found = known_division()
    assert [(row.code, row.name) for row in found if row.valid_to is None] == [
        (OTHER, "Almelo"),
        (BIG, "Zwolle-Deventer"),
    ]
    assert {row.safety_region for row in found} == {"VR04"}
    assert len(found) == 4
