"""What the scale advice starts from, read from networks as they are, and the same in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import UnseenError
from koppelvlak.networks.advice import Ground, ground, loads, may_see_scale, see_scale, sizes
from koppelvlak.networks.lifecycle import (
    CLOSED,
    DECLINED,
    DELEGATED,
    DORMANT,
    INVITED,
    LEFT,
    REFUSED,
    SITTING,
)
from koppelvlak.networks.models import Network, Seat, SeatKind
from koppelvlak.networks.planning import plan_of
from koppelvlak.networks.reasons import ideas, in_words, why_nothing
from koppelvlak.networks.scale import Advice, advise
from koppelvlak.networks.scale_forms import LARGEST, MOST, LimitsForm
from koppelvlak.networks.staffing import Limits, Net
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import Shape
from tests.conftest import Assume, Guard
from tests.networks.conftest import seat_of
from tests.networks.keeping import MERGED, SPLIT, keep_two
from tests.world import TODAY, World


@pytest.fixture
def kept(country: World, guard: Guard, machine: Actor) -> list[Network]:
    """Return the networks of Oasen and of Vitens, both led by IJsselland."""
    return keep_two(country, guard, machine)


def net(world: World, of: Network) -> Net | None:
    """Return how one network enters the advice."""
    found = ground(world.actor("noor"))
    codes = {code: one for code, one in found.networks.items() if one.pk == of.pk}
    return next((one for one in found.nets if one.code in codes), None)


def test_a_proposed_network_is_staffed_by_whom_it_surely_reaches(
    country: World, network: Network
) -> None:
    found = net(country, network)
    assert found is not None
    assert found.sector == "drinking-water"
    assert found.companies == {"Vitens"}
    assert found.regions == {"VR04", "VR07"}


@pytest.mark.parametrize(
    ("state", "counts"),
    [(INVITED, True), (SITTING, True), (DELEGATED, False), (REFUSED, False), (LEFT, False)],
)
def test_a_company_counts_for_as_long_as_it_can_send_somebody(
    country: World, kept: list[Network], assume: Assume, state: str, *, counts: bool
) -> None:
    vitens = kept[1]
    assume(seat_of(vitens, country.water), state=state)
    found = net(country, vitens)
    assert found is not None
    assert (found.companies == {"Vitens"}) is counts


@pytest.mark.parametrize("kind", [SeatKind.NATIONAL, SeatKind.GUEST])
def test_who_sits_at_every_table_counts_at_none(
    country: World, kept: list[Network], guard: Guard, kind: str
) -> None:
    guard.watching = False
    country.stranger.sectors.add(country.sector)
    Seat.objects.create(
        network=kept[1], organisation=country.stranger, invited_on=TODAY, kind=kind, state=SITTING
    )
    guard.watching = True
    found = net(country, kept[1])
    assert found is not None
    assert found.companies == {"Vitens"}


def test_who_is_in_no_sector_comes_on_top(
    country: World, kept: list[Network], guard: Guard
) -> None:
    guard.watching = False
    Seat.objects.create(
        network=kept[1], organisation=country.stranger, invited_on=TODAY, state=SITTING
    )
    guard.watching = True
    found = net(country, kept[1])
    assert found is not None
    assert found.companies == {"Vitens"}


@pytest.mark.parametrize("state", [CLOSED, DECLINED])
def test_a_network_that_ended_is_not_in_it(
    country: World, kept: list[Network], assume: Assume, state: str
) -> None:
    assume(kept[0], state=state)
    assert net(country, kept[0]) is None
    assert net(country, kept[1]) is not None


def test_a_dormant_network_is_still_in_it(
    country: World, kept: list[Network], assume: Assume
) -> None:
    assume(kept[0], state=DORMANT)
    assert net(country, kept[0]) is not None


def test_without_a_map_regions_that_share_a_network_count_as_neighbours(
    country: World, kept: list[Network]
) -> None:
    found = ground(country.actor("noor"))
    assert not found.drawn
    assert found.borders == {"VR04": {"VR07"}, "VR07": {"VR04"}}
    assert found.regions["VR05"] == "Twente"


def test_with_a_map_neighbours_are_those_that_touch(
    country: World, kept: list[Network], guard: Guard
) -> None:
    guard.watching = False
    paths = {"VR04": "M0,0 10,0 10,10 0,10z", "VR05": "M10,0 20,0 20,10 10,10z"}
    for code, path in paths.items():
        Shape.objects.create(kind=Shape.REGION, code=code, path=path, x=1, y=1)
    guard.watching = True
    found = ground(country.actor("noor"))
    assert found.drawn
    assert found.borders["VR04"] == {"VR05"}


@pytest.mark.parametrize(
    ("name", "sees"),
    [("noor", True), ("roos", True), ("anouk", True), ("sanne", False), ("petra", False),
     ("otto", False)],
)  # fmt: skip
def test_who_sees_it(country: World, network: Network, name: str, *, sees: bool) -> None:
    actor = country.actor(name)
    assert may_see_scale(actor) is sees
    if sees:
        see_scale(actor)
    else:
        with pytest.raises(UnseenError):
            see_scale(actor)


def advised(world: World, limits: Limits) -> tuple[Advice, Ground]:
    found = ground(world.actor("noor"))
    return advise(found.nets, found.borders, limits), found


def test_the_load_of_a_region_stands_before_and_after(country: World, kept: list[Network]) -> None:
    advice, found = advised(country, MERGED)
    rows = {one.code: one for one in loads(advice, found, MERGED)}
    assert (rows["VR04"].now, rows["VR04"].then, rows["VR04"].over) == (2, 1, False)
    assert rows["VR04"].name == "IJsselland"
    tight = replace(MERGED, region=1)
    assert {one.over for one in loads(*advised(country, tight), tight)} == {True}


def test_only_asked_regions_are_listed(country: World, kept: list[Network]) -> None:
    asked = replace(MERGED, asked=frozenset({"VR07"}))
    advice, found = advised(country, asked)
    assert [one.code for one in loads(advice, found, asked)] == ["VR07"]
    assert len(sizes(found, asked)) == 2
    nowhere = replace(MERGED, asked=frozenset({"VR05"}))
    assert sizes(found, nowhere) == []


@pytest.mark.parametrize(("limit", "over"), [(3, False), (2, True)])
def test_a_table_over_the_limit_is_marked(
    country: World, kept: list[Network], limit: int, *, over: bool
) -> None:
    limits = replace(MERGED, table=limit)
    _advice, found = advised(country, limits)
    rows = sizes(found, limits)
    assert {(one.regions, one.companies, one.seats) for one in rows} == {(2, 1, 3)}
    assert {one.over for one in rows} == {over}


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (replace(MERGED, asked=frozenset({"VR05"})), "no network is staffed by these regions"),
        (SPLIT, "no two networks may share a table: other sectors, or companies apart"),
        (replace(MERGED, table=3), "the smallest combination needs 4 organisations at one table"),
        (MERGED, "no combination leaves fewer seats to be staffed, and every table fits"),
    ],
)
def test_why_nothing_is_combined_is_a_sentence(
    country: World, kept: list[Network], limits: Limits, words: str
) -> None:
    assert str(why_nothing(ground(country.actor("noor")), limits)) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["een"], "een"), (["een", "twee"], "een and twee"),
     (["een", "twee", "drie"], "een, twee and drie")],
)  # fmt: skip
def test_names_are_said_as_people_do(names: list[str], words: str) -> None:
    assert str(in_words(names)) == words


def test_a_merger_says_what_it_would_be_and_why(country: World, kept: list[Network]) -> None:
    advice, found = advised(country, MERGED)
    own: set[UUID] = {one.uuid for one in kept}
    (idea,) = ideas(advice, found, MERGED, own)
    assert str(idea.title) == "Oasen and Vitens at one table"
    assert [str(one) for one in idea.reasons] == [
        "Oasen and Vitens meet in IJsselland and Gelderland-Midden.",
        "A region staffs at most 1 of these tables, instead of 2.",
    ]
    assert (idea.before, idea.after, idea.unformed, idea.may_propose) == (6, 4, "", True)
    (group,) = idea.groups
    assert (str(group.regions), group.companies) == (
        "IJsselland and Gelderland-Midden",
        "Oasen, Vitens",
    )


def test_who_leads_none_of_them_may_not_propose_it(country: World, kept: list[Network]) -> None:
    (idea,) = ideas(*advised(country, MERGED), MERGED, set())
    assert not idea.may_propose


def test_what_nobody_formed_is_named(country: World, kept: list[Network], assume: Assume) -> None:
    assume(kept[0], state="proposed")
    (idea,) = ideas(*advised(country, MERGED), MERGED, {one.uuid for one in kept})
    assert idea.unformed == str(kept[0])
    assert not idea.may_propose


def test_a_plan_keeps_the_limits_and_the_figures_behind_it(
    country: World, kept: list[Network]
) -> None:
    advice, found = advised(country, MERGED)
    plan = plan_of(advice.suggestions[0], advice, found, MERGED)
    said: dict[str, Any] = plan.kept
    assert plan.kind == "merge"
    assert said["networks"] == [str(one.uuid) for one in kept]
    assert said["tables"] == [{"networks": said["networks"], "regions": ["VR04", "VR07"]}]
    assert said["limits"]["table"] == MERGED.table
    assert said["seats"] == {"before": 6, "after": 4}
    assert (said["proven"], said["input"]) == (True, advice.checksum)


def form(query: str) -> LimitsForm:
    sectors = [Sector(key=key, name_nl=key, name_en=key) for key in ("electricity", "gas", "oil")]
    return LimitsForm(QueryDict(query), sectors=sectors, regions={"VR04": "IJsselland"})


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("tafel=1", "tafel", "Give a whole number from 2 to 60."),
        (f"tafel={LARGEST + 1}", "tafel", "Give a whole number from 2 to 60."),
        ("tafel=veel", "tafel", "Give a whole number from 2 to 60."),
        ("tafel=", "tafel", "Give a whole number from 2 to 60."),
        ("netwerken=0", "netwerken", "Give a whole number from 1 to 40."),
        (f"netwerken={MOST + 1}", "netwerken", "Give a whole number from 1 to 40."),
        ("samen=lucht", "samen", "Choose sectors that are shown."),
        ("regio=VR99", "regio", "Choose regions that are shown."),
    ],
)
def test_each_limit_says_what_is_wrong_with_it(query: str, field: str, words: str) -> None:
    asked = form(query)
    assert asked.errors == {field: [words]}
    assert asked.limits() == Limits(together=(frozenset({"electricity", "gas"}),))


@pytest.mark.parametrize(
    ("query", "limits"),
    [
        ("", Limits(together=(frozenset({"electricity", "gas"}),))),
        ("tafel=8", Limits(table=8, neighbours=False)),
        ("tafel=8&buren=on&netwerken=2", Limits(table=8, region=2)),
        ("samen=gas&samen=oil", Limits(together=(frozenset({"gas", "oil"}),))),
        ("tafel=2&regio=VR04", Limits(table=2, neighbours=False, asked=frozenset({"VR04"}))),
    ],
)
def test_an_address_says_its_limits(query: str, limits: Limits) -> None:
    assert form(query).limits() == limits
