"""What holds for every scale advice, whatever the networks, borders and limits."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.networks import combining
from koppelvlak.networks.scale import Advice, advise
from koppelvlak.networks.splitting import parts
from koppelvlak.networks.staffing import Limits, Net, may_share

REGIONS = [f"VR{number:02}" for number in range(1, 9)]
SECTORS = ["electricity", "gas", "water"]
COMPANIES = ["Ans", "Bep", "Cor", "Dik"]

regions = st.frozensets(st.sampled_from(REGIONS), min_size=1)
keys = st.tuples(st.sampled_from(SECTORS), st.sampled_from(COMPANIES))
networks = st.dictionaries(keys, regions, max_size=7).map(
    lambda found: [
        Net(f"{sector} {company}", sector, frozenset({company}), area)
        for (sector, company), area in found.items()
    ]
)
edges = st.frozensets(st.frozensets(st.sampled_from(REGIONS), min_size=2, max_size=2)).map(
    lambda pairs: {
        one: {other for pair in pairs if one in pair for other in pair - {one}} for one in REGIONS
    }
)
together = st.sampled_from(
    [(), (frozenset({"electricity", "gas"}),), (frozenset({"electricity", "gas", "water"}),)]
)
limits = st.builds(
    Limits,
    table=st.integers(2, 10),
    region=st.integers(1, 6),
    together=together,
    neighbours=st.booleans(),
    asked=st.frozensets(st.sampled_from(REGIONS), max_size=4),
)


def seats(tables: object) -> set[tuple[str, str]]:
    """Which regions staff which networks at these tables."""
    return {
        (code, region)
        for table in tables  # type: ignore[attr-defined]
        for code in table.networks
        for region in table.regions
    }


def unchanged(advice: Advice, nets: list[Net]) -> set[str]:
    changed = {code for one in advice.suggestions for code in one.networks}
    return {net.code for net in nets} - changed


@given(networks, edges, limits)
def test_no_proposal_breaks_a_limit(
    nets: list[Net], borders: dict[str, set[str]], wanted: Limits
) -> None:
    known = {net.code: net for net in nets}
    for one in advise(nets, borders, wanted).suggestions:
        for table in one.tables:
            assert table.seats <= wanted.table
            assert not wanted.asked or set(table.regions) <= wanted.asked
        left, reached = set(one.networks), {one.networks[0]}
        while fresh := {
            code
            for code in left - reached
            if any(may_share(known[code], known[other], wanted) for other in reached)
        }:
            reached |= fresh
        assert reached == left


@given(networks, edges, limits)
def test_nobody_staffs_more_tables_than_before(
    nets: list[Net], borders: dict[str, set[str]], wanted: Limits
) -> None:
    advice = advise(nets, borders, wanted)
    assert all(then <= now for now, then in advice.loads.values())
    assert advice.after.above <= advice.before.above


@given(networks, edges, limits)
def test_everybody_keeps_a_seat_for_each_network(
    nets: list[Net], borders: dict[str, set[str]], wanted: Limits
) -> None:
    had = {
        (net.code, region)
        for net in nets
        if not wanted.asked or net.regions & wanted.asked
        for region in net.regions
    }
    tables = advise(nets, borders, wanted).tables
    assert had <= seats(tables)
    number = sum(len(net.regions) for net in nets if not wanted.asked or net.regions & wanted.asked)
    assert sum(len(table.regions) for table in tables) <= number


@given(networks, edges, limits)
def test_the_parts_of_a_split_are_groups_of_neighbours(
    nets: list[Net], borders: dict[str, set[str]], wanted: Limits
) -> None:
    for one in advise(nets, borders, wanted).suggestions:
        if len(one.tables) > 1:
            assert all(len(parts(table.regions, borders)) == 1 for table in one.tables)


@given(networks, edges, limits)
def test_what_is_not_proposed_stays_as_it_is(
    nets: list[Net], borders: dict[str, set[str]], wanted: Limits
) -> None:
    advice = advise(nets, borders, wanted)
    still = unchanged(advice, nets)
    for net in nets:
        if net.code in still and (not wanted.asked or net.regions & wanted.asked):
            table = next(one for one in advice.tables if net.code in one.networks)
            assert (table.networks, set(table.regions)) == ((net.code,), set(net.regions))


@given(networks, edges, limits, st.integers(0, 1000))
def test_the_order_of_the_input_does_not_matter(
    nets: list[Net], borders: dict[str, set[str]], wanted: Limits, seed: int
) -> None:
    shuffled = list(nets)
    Random(seed).shuffle(shuffled)
    backwards = {one: sorted(others, reverse=True) for one, others in reversed(borders.items())}
    assert advise(shuffled, backwards, wanted) == advise(nets, borders, wanted)


@given(networks, edges, limits)
def test_the_figures_are_those_of_the_suggestions(
    nets: list[Net], borders: dict[str, set[str]], wanted: Limits
) -> None:
    advice = advise(nets, borders, wanted)
    saved = sum(one.saved for one in advice.suggestions)
    assert advice.before.seats - advice.after.seats == saved


@given(networks, edges, limits)
def test_joining_two_by_two_is_never_better_than_the_proven_best(
    nets: list[Net], borders: dict[str, set[str]], wanted: Limits
) -> None:
    best, budget = advise(nets, borders, wanted), combining.BUDGET
    combining.BUDGET = 0
    try:
        good = advise(nets, borders, wanted)
    finally:
        combining.BUDGET = budget
    assert (best.after.above, best.after.seats) <= (good.after.above, good.after.seats)
    assert good.after.above <= good.before.above
