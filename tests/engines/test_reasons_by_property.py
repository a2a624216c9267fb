"""Whatever the limits and whoever sits at the tables, a suggestion says why in sentences."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.networks.advice import Ground
from koppelvlak.networks.models import Network
from koppelvlak.networks.reasons import ideas, why_nothing
from koppelvlak.networks.scale import advise
from koppelvlak.networks.staffing import Limits, Net
from koppelvlak.sectors.models import Sector

NAMES = {"A": "Achterhoek", "B": "Betuwe", "C": "Chaam", "D": "Drenthe"}
LINE = {"A": frozenset("B"), "B": frozenset("AC"), "C": frozenset("BD"), "D": frozenset("C")}
SECTORS = ("oil", "ict")
areas = st.frozensets(st.sampled_from(sorted(NAMES)), min_size=1)
companies = st.frozensets(st.sampled_from(["Anna", "Bep"]))
tables = st.lists(st.tuples(st.sampled_from(SECTORS), companies, areas), max_size=5)
TOGETHER = ((), (frozenset(SECTORS),))


def ground(rows: list[tuple[str, frozenset[str], frozenset[str]]]) -> Ground:
    """Return the ground for these tables: sector, companies (there may be none), regions."""
    nets = tuple(
        Net(f"{number}", sector, who, where) for number, (sector, who, where) in enumerate(rows)
    )
    kept = {
        net.code: Network(
            sector=Sector(pk=1, key=net.sector, name_nl=net.sector), name=f"N{net.code}"
        )
        for net in nets
    }
    return Ground(networks=kept, nets=nets, regions=NAMES, borders=LINE, drawn=True)


def reasons(of: Ground, limits: Limits) -> list[list[str]]:
    found = advise(of.nets, of.borders, limits)
    return [[str(one) for one in idea.reasons] for idea in ideas(found, of, limits, set())]


limits = st.builds(
    Limits,
    table=st.integers(2, 8),
    region=st.integers(1, 4),
    together=st.sampled_from(TOGETHER),
    neighbours=st.booleans(),
    asked=st.frozensets(st.sampled_from(sorted(NAMES)), max_size=3),
)


@given(tables, limits)
def test_every_suggestion_says_why_in_whole_sentences(
    rows: list[tuple[str, frozenset[str], frozenset[str]]], within: Limits
) -> None:
    of = ground(rows)
    assert str(why_nothing(of, within))
    for said in reasons(of, within):
        assert said
        for sentence in said:
            assert sentence.endswith(".")
            assert " ." not in sentence
            assert ": ." not in sentence
            assert not sentence.startswith(" ")


@given(tables, limits)
def test_the_same_company_is_said_only_of_tables_that_all_have_it(
    rows: list[tuple[str, frozenset[str], frozenset[str]]], within: Limits
) -> None:
    of = ground(rows)
    found = advise(of.nets, of.borders, within)
    for one, idea in zip(found.suggestions, ideas(found, of, within, set()), strict=True):
        same = {frozenset(table.companies) for table in one.before}
        claimed = any("same company" in str(reason) for reason in idea.reasons)
        assert claimed == (one.merges and len(same) == 1 and len(next(iter(same))) == 1)


EVERY = list(product((2, 4, 12), (1, 2, 5), TOGETHER, (True, False), ("", "A", "AB")))


@pytest.mark.parametrize(("table", "region", "together", "neighbours", "asked"), EVERY)
def test_networks_without_companies_have_words_within_all_limits(
    table: int, region: int, together: tuple[frozenset[str], ...], asked: str, *, neighbours: bool
) -> None:
    nobody: frozenset[str] = frozenset()
    of = ground([("oil", nobody, frozenset("AB")), ("ict", nobody, frozenset("AB"))])
    within = Limits(table, region, together, neighbours, frozenset(asked))
    for said in reasons(of, within):
        assert not any("company" in sentence for sentence in said)


NOBODY, ANNA, BOTH = frozenset[str](), frozenset({"Anna"}), frozenset({"Anna", "Bep"})


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (NOBODY, NOBODY, "These networks meet in Achterhoek and Betuwe."),
        (NOBODY, ANNA, "These networks meet in Achterhoek and Betuwe."),
        (ANNA, ANNA, "It is the same company: Anna."),
        (ANNA, BOTH, "Anna and Bep meet in Achterhoek and Betuwe."),
    ],
)
def test_why_they_may_share_a_table_depends_on_whose_it_is(
    one: frozenset[str], other: frozenset[str], words: str
) -> None:
    of = ground([("oil", one, frozenset("AB")), ("oil", other, frozenset("AB"))])
    (said,) = reasons(of, Limits())
    assert said[0] == words


def test_a_company_in_common_is_enough_where_the_networks_do_not_meet() -> None:
    of = ground([("oil", BOTH, frozenset("A")), ("oil", BOTH, frozenset("B"))])
    (said,) = reasons(of, Limits(neighbours=False))
    assert said[0] == "These networks have companies in common: Anna and Bep."
