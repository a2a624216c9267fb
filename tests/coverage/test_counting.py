"""Counts follow everything that stores an agreement, and never differ from a count of all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koppelvlak.agreements.actions import (
    Tried,
    add_agreement,
    add_proof,
    agree,
    confirm_agreements,
    edit_agreement,
    end_agreement,
    reassess,
)
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.models import Agreement, Occasion, Outcome
from koppelvlak.coverage.actions import recount
from koppelvlak.coverage.counting import counted, wrong
from koppelvlak.coverage.models import CLASSES, Tally
from koppelvlak.door import system
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Put, warning
from tests.agreements.lists import as_csv, line, take_in
from tests.conftest import Guard
from tests.coverage.conftest import themes
from tests.world import TODAY, World

SYSTEM = system(on=TODAY, origin="test")


def total(network: Network | None, tlp: str = Tlp.AMBER) -> int:
    return sum(Tally.objects.get(network=network, tlp=tlp).counts[0::9])


def test_what_is_put_down_is_counted(put: Put, network: Network) -> None:
    put(themes=themes(5, 8), basic=True)
    assert total(network) == 1
    assert wrong() == []


CHANGES: dict[str, Callable[[World, Agreement], object]] = {
    "edited": lambda w, a: edit_agreement(
        a, warning(w, themes=themes(1), tlp=Tlp.GREEN, basic=True), by=w.actor("noor")
    ),
    "proven": lambda w, a: add_proof(
        a, Tried(TODAY, Occasion.EXERCISE, "Oefening", Outcome.KEPT), by=w.actor("noor")
    ),
    "ended": lambda w, a: end_agreement(a, by=w.actor("noor"), on=TODAY, reason="Klaar."),
    "confirmed": lambda w, a: confirm_agreements(w.water, {a.uuid: a.version}, by=w.actor("joost")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_counted(world: World, put: Put, change: str) -> None:
    # Who was silent for a year makes it fresh by confirming; the rest is done with a fresh one.
    agreed = TODAY - timedelta(days=800 if change == "confirmed" else 0)
    row = put(themes=themes(5), agreed_on=agreed, **WORKED_OUT)
    before = list(Tally.objects.values_list("tlp", "counts"))
    CHANGES[change](world, Agreement.objects.get(pk=row.pk))
    assert wrong() == []
    assert list(Tally.objects.values_list("tlp", "counts")) != before


def test_what_was_proposed_counts_once_it_is_agreed(world: World, network: Network) -> None:
    by = world.actor("noor")
    row = add_agreement(network, warning(world, agreed_on=None), by=by, state=PROPOSED)
    before = Tally.objects.get(network=network, tlp=Tlp.AMBER).counts
    agree(row, by=by, on=TODAY)
    assert Tally.objects.get(network=network, tlp=Tlp.AMBER).counts != before
    assert wrong() == []


def test_a_list_that_is_taken_in_is_counted(world: World, network: Network) -> None:
    themes()
    take_in(as_csv(line(), line(id="V2")), network)
    assert total(network) == 2
    take_in(as_csv(line(**{"thema's": "1, 2"}), line(id="V2")), network)
    assert wrong() == []
    take_in(as_csv(line()))
    assert wrong() == []
    assert Tally.objects.filter(network=None).count() == len(CLASSES)


def test_time_that_passes_is_counted(put: Put) -> None:
    put(themes=themes(5), **WORKED_OUT)
    late = system(on=TODAY + timedelta(days=500), origin="test")
    assert reassess(by=late) == 1
    assert wrong() == []


def test_what_was_refused_is_not_counted(world: World, put: Put) -> None:
    row = put(themes=themes(5))
    with pytest.raises(RefusedError):
        end_agreement(row, by=world.actor("roos"), on=TODAY, reason="Nee.")
    assert wrong() == []


def test_a_recount_mends_what_differs_and_is_logged(
    put: Put, network: Network, guard: Guard
) -> None:
    put(themes=themes(5))
    guard.watching = False
    Tally.objects.filter(tlp=Tlp.AMBER).update(counts=[])
    guard.watching = True
    assert wrong() == [network.pk]
    assert recount(by=SYSTEM) == 1
    assert wrong() == []
    events = Event.objects.count()
    assert recount(by=SYSTEM) == 0
    assert Event.objects.count() == events


def test_nobody_else_recounts(world: World, put: Put, guard: Guard) -> None:
    put()
    guard.watching = False
    Tally.objects.all().delete()
    guard.watching = True
    with pytest.raises(RefusedError):
        recount(by=world.actor("anouk"))


Facts: TypeAlias = list[tuple[str, str, bool, set[int]]]
FACTS = st.lists(
    st.tuples(
        st.sampled_from([one.value for one in CLASSES]),
        st.sampled_from(["uncounted", "proposed", "agreed", "proven", "stale", "ended"]),
        st.booleans(),
        st.sets(st.integers(1, 8), max_size=3),
    ),
    max_size=6,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=FACTS)
def test_counts_kept_are_the_counts_of_all(network: Network, guard: Guard, facts: Facts) -> None:
    guard.watching = False
    Agreement.objects.filter(network=network).delete()
    for tlp, level, basic, about in facts:
        row = Agreement.objects.create(
            network=network, tlp=tlp, maturity=level, basic=basic, kind="agreed", action="belt"
        )
        row.themes.set(themes(*about))
    kept = dict(Tally.objects.filter(network=network).values_list("tlp", "counts"))
    if facts:
        assert kept == counted(network.pk)
