"""Taking over what follows from a supply area: links end and begin, history stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, WrongStateError
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.area_actions import accept_boundaries, accept_supply
from koppelvlak.territory.area_queries import links_now
from koppelvlak.territory.lifecycle import ACCEPTED
from koppelvlak.territory.loading import load_territory
from koppelvlak.territory.models import AreaImport, AreaKind, SupplyLink
from tests.conftest import Guard
from tests.kit.areas import feature, geojson
from tests.territory.squares import half_of, proposed, square, standing, towns
from tests.world import TODAY, World


@pytest.fixture
def area(gooi: World, machine: Actor) -> AreaImport:
    """Return an area of Vitens: half of the first municipality, all of the second, no other."""
    standing(machine)
    shapes = list(towns().values())[:2]
    return proposed(
        geojson(feature(half_of(shapes))), machine, kind=AreaKind.SUPPLY, whose="vitens"
    )


def held(area: AreaImport, on: date = TODAY) -> dict[str, str]:
    return {link.municipality: link.coverage for link in links_now(area, on)}


def test_links_follow_the_area_from_today(area: AreaImport, gooi: World) -> None:
    before = held(area)
    done = accept_supply(area, by=gooi.actor("anouk"))
    first, second = sorted(towns())[:2]
    assert (done.state, done.decided_on) == (ACCEPTED, TODAY)
    assert held(area) == {first: "part", second: "whole"}
    assert held(area, TODAY - timedelta(days=1)) == before


def test_a_new_link_says_on_what_it_rests(area: AreaImport, gooi: World) -> None:
    accept_supply(area, by=gooi.actor("anouk"))
    link = SupplyLink.objects.get(source=area.source, municipality=min(towns()))
    assert (link.certainty, link.valid_from, link.valid_to) == ("decided", TODAY, None)
    assert link.note == "50.0%, 50.0 km²"


def test_a_link_that_stays_the_same_is_not_touched(area: AreaImport, gooi: World) -> None:
    accept_supply(area, by=gooi.actor("anouk"))
    again = proposed(
        geojson(feature(half_of(list(towns().values())[:2]).buffer(-1))),
        system(on=TODAY, origin="test"),
        kind=AreaKind.SUPPLY,
        whose="vitens",
    )
    rows = set(SupplyLink.objects.values_list("pk", "valid_to"))
    accept_supply(again, by=gooi.actor("anouk"))
    assert set(SupplyLink.objects.values_list("pk", "valid_to")) == rows


def test_a_link_of_today_that_ends_today_never_was(area: AreaImport, gooi: World) -> None:
    accept_supply(area, by=gooi.actor("anouk"))
    less = proposed(
        geojson(feature(square(0))), system(on=TODAY, origin="test"),
        kind=AreaKind.SUPPLY, whose="vitens",
    )  # fmt: skip
    accept_supply(less, by=gooi.actor("anouk"))
    first, second = sorted(towns())[:2]
    assert held(less) == {first: "whole"}
    assert not SupplyLink.objects.filter(source=area.source, municipality=second).exists()


def test_a_sliver_leaves_what_is_known(area: AreaImport, gooi: World) -> None:
    first, second = sorted(towns())[:2]
    accept_supply(area, by=gooi.actor("anouk"))
    edge = square(0).union(square(1 - 0.995))
    sliver = proposed(
        geojson(feature(edge)), system(on=TODAY, origin="test"),
        kind=AreaKind.SUPPLY, whose="vitens",
    )  # fmt: skip
    assert {row["code"]: row["outcome"] for row in sliver.findings["rows"]}[second] == "kept"
    accept_supply(sliver, by=gooi.actor("anouk"))
    assert held(sliver) == {first: "whole", second: "whole"}


def test_other_companies_and_sectors_are_left_alone(area: AreaImport, gooi: World) -> None:
    others = SupplyLink.objects.exclude(organisation=area.organisation)
    before = set(others.values_list("pk", "coverage", "valid_to"))
    accept_supply(area, by=gooi.actor("anouk"))
    assert set(others.values_list("pk", "coverage", "valid_to")) == before


def test_loading_the_facts_again_does_not_undo_it(
    area: AreaImport, gooi: World, machine: Actor
) -> None:
    accept_supply(area, by=gooi.actor("anouk"))
    before = held(area)
    load_territory(by=machine)
    assert {code: held(area)[code] for code in before} == before
    ended = SupplyLink.objects.filter(organisation=area.organisation, valid_to=TODAY)
    assert all(link.valid_to == TODAY for link in ended)
    assert not SupplyLink.objects.filter(
        organisation=area.organisation, valid_from=None, valid_to=None,
        municipality__in=sorted(towns())[:2],
    ).exists()  # fmt: skip


def test_one_event_names_every_link(area: AreaImport, gooi: World) -> None:
    accept_supply(area, by=gooi.actor("anouk"))
    event = Event.objects.filter(action=Can.ACCEPT_SUPPLY).get()
    assert event.payload is not None
    done = [row["what"] for row in event.payload["rows"]]
    assert done.count("created") == sum(
        row["outcome"] in {"new", "changed"} for row in area.findings["rows"]
    )


@pytest.mark.parametrize("who", ["noor", "joost", "sanne"])
def test_others_may_not(area: AreaImport, gooi: World, who: str) -> None:
    before = held(area)
    with pytest.raises(RefusedError):
        accept_supply(area, by=gooi.actor(who))
    assert held(area) == before


def test_not_even_the_system_decides_on_links(area: AreaImport, machine: Actor) -> None:
    with pytest.raises(RefusedError):
        accept_supply(area, by=machine)


def test_not_when_the_links_changed_since(area: AreaImport, gooi: World, guard: Guard) -> None:
    guard.watching = False
    SupplyLink.objects.create(
        sector=Sector.objects.get(key="drinking-water"),
        organisation=Organisation.objects.get(key="vitens"),
        municipality=max(towns()), coverage="part", certainty="exact",
        source=area.source, valid_from=date(2026, 1, 1),
    )  # fmt: skip
    guard.watching = True
    with pytest.raises(WrongStateError, match="Import it again"):
        accept_supply(area, by=gooi.actor("anouk"))


def test_not_when_other_boundaries_were_taken_over_since(
    area: AreaImport, gooi: World, machine: Actor
) -> None:
    moved = {code: square(n, south=480_000) for n, code in enumerate(sorted(towns()))}
    standing(machine, moved)
    with pytest.raises(WrongStateError, match="boundaries or links changed"):
        accept_supply(area, by=gooi.actor("anouk"))


def test_boundaries_are_no_supply_area(gooi: World, machine: Actor) -> None:
    standing(machine)
    shapes = {code: square(n, south=480_000) for n, code in enumerate(sorted(towns()))}
    made = proposed(geojson(*(feature(s, statcode=c) for c, s in shapes.items())), machine)
    with pytest.raises(WrongStateError, match="change the map, not the links"):
        accept_supply(made, by=gooi.actor("anouk"))
    assert accept_boundaries(made, by=gooi.actor("anouk")).is_accepted
