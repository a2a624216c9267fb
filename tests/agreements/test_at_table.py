"""Who sits at a table, asked of many networks at once: the same as asked of one organisation."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koppelvlak.agreements import assessing
from koppelvlak.agreements.actions import confirm_agreements
from koppelvlak.agreements.assessing import Heard, by_organisation, heard, reasons_of, tables_for
from koppelvlak.agreements.at_table import seat_workers, seated
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.maturity import Reason, Why, maturity
from koppelvlak.agreements.models import Agreement, How, Side
from koppelvlak.kit.access import NOTHING
from koppelvlak.networks.lifecycle import (
    ACTIVE,
    DELEGATED,
    DORMANT,
    FORMING,
    INVITED,
    LEFT,
    PROPOSED,
    REFUSED,
    SITTING,
)
from koppelvlak.networks.models import Basis, Network, Seat, SeatKind, tables_of
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Rel, Role
from tests.agreements.conftest import Put, acts, gains
from tests.conftest import Guard
from tests.world import TODAY, World

SEATS = st.dictionaries(
    st.sampled_from(["region", "water", "stranger", "ministry"]),
    st.sampled_from([INVITED, SITTING, DELEGATED, REFUSED, LEFT]),
)
TABLES = st.lists(
    st.tuples(
        st.sampled_from([FORMING, ACTIVE, DORMANT]),
        st.sampled_from([None, "water", "stranger"]),
        SEATS,
    )
    # Nobody took a seat in what is still proposed.
    | st.tuples(st.just(PROPOSED), st.sampled_from([None, "water"]), st.just({})),
    min_size=1,
    max_size=3,
)
EVERY = Stated(Side.BENEFITING, everybody=True)


def lay(world: World, tables: list[tuple[str, str | None, dict[str, str]]]) -> list[Network]:
    Seat.objects.all().delete()
    Network.objects.all().delete()
    made = []
    for number, (state, anchor, seats) in enumerate(tables):
        network = Network.objects.create(
            sector=world.sector, basis=Basis.CHOSEN if anchor is None else Basis.DERIVED,
            name=f"Net {number}", division=f"x:{number}", state=state, derived_for=TODAY,
            anchor=getattr(world, anchor) if anchor else None, stirred_on=TODAY,
        )  # fmt: skip
        for name, how in seats.items():
            Seat.objects.create(
                network=network, organisation=getattr(world, name), invited_on=TODAY, state=how
            )
        made.append(network)
    return made


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tables=TABLES)
def test_many_asked_at_once_are_as_each_asked_alone(
    world: World, guard: Guard, tables: Any
) -> None:
    guard.watching = False
    anchors = {anchor for _state, anchor, _seats in tables if anchor}
    # One company has one network of its own in a sector.
    if len(anchors) < sum(1 for _state, anchor, _seats in tables if anchor):
        tables = tables[:1]
    networks = lay(world, tables)
    found = seated(networks)
    for one in Organisation.objects.all():
        sits = set(tables_of(one.uuid).values_list("pk", flat=True))
        assert {pk for pk, at in found.items() if one in at} == sits


def test_each_sits_once_and_by_name(world: World, network: Network) -> None:
    (found,) = seated([network]).values()
    assert found == sorted(found, key=lambda one: one.name)
    assert set(found) == {world.region, world.water}


def test_a_guest_sits_at_no_table(world: World, network: Network, guard: Guard) -> None:
    guard.watching = False
    Seat.objects.create(
        network=network, organisation=world.supervisor, invited_on=TODAY, since=TODAY,
        state=SITTING, kind=SeatKind.GUEST,
    )  # fmt: skip
    guard.watching = True
    assert world.supervisor not in seated([network])[network.pk]


def test_a_table_without_anybody_is_there_as_well(
    world: World, network: Network, guard: Guard
) -> None:
    guard.watching = False
    Seat.objects.all().delete()
    guard.watching = True
    assert seated([network]) == {network.pk: []}
    assert seated([]) == {}


def test_many_tables_cost_no_more_queries(world: World, network: Network, guard: Guard) -> None:
    guard.watching = False
    networks = lay(world, [(ACTIVE, None, {"region": SITTING, "water": SITTING})] * 2)
    guard.watching = True
    costs = []
    for some in (networks[:1], networks):
        with CaptureQueriesContext(connection) as asked:
            seated(some)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 4


@pytest.mark.parametrize(
    ("name", "works"), [("noor", True), ("joost", True), ("lezer", False), ("wil", False)]
)
def test_only_who_works_at_the_boundary_puts_something_there(
    world: World, network: Network, name: str, *, works: bool
) -> None:
    rule = seat_workers(world.actor(name))[Rel.SEAT_WORKER]
    assert (rule != NOTHING) is works
    if works:
        assert list(Network.objects.filter(rule)) == [network]
    nobody = world.actor(name, roles=frozenset({Role.READER}))
    assert seat_workers(nobody)[Rel.SEAT_WORKER] == NOTHING


def hears(row: Agreement) -> list[Heard]:
    fresh = Agreement.objects.get(pk=row.pk)
    return heard(fresh, tables_for([fresh]))


def named(row: Agreement) -> list[tuple[str, str]]:
    return [(one.name, one.side) for one in hears(row)]


def test_named_parties_are_who_they_are(put: Put) -> None:
    assert named(put()) == [("Vitens", Side.ACTING), ("VR IJsselland", Side.BENEFITING)]


def test_a_rule_is_unfolded_to_who_sits_there(world: World, put: Put) -> None:
    row = put(parties=(acts(world.water), EVERY))
    assert sorted(named(row)[1:]) == [
        ("VR IJsselland", Side.BENEFITING), ("Vitens", Side.BENEFITING),
    ]  # fmt: skip
    kind = Stated(Side.BENEFITING, every_kind=world.region.kind)
    assert named(put(parties=(acts(world.water), kind)))[1:] == [("VR IJsselland", Side.BENEFITING)]


def test_who_is_named_and_meant_by_a_rule_is_heard_once(world: World, put: Put) -> None:
    row = put(parties=(acts(world.water), gains(world.region), EVERY))
    assert named(row).count(("VR IJsselland", Side.BENEFITING)) == 1
    # On the other side it is another party.
    assert ("Vitens", Side.ACTING) in named(row)
    assert ("Vitens", Side.BENEFITING) in named(row)


def test_a_text_is_nobody_that_can_confirm(put: Put, world: World) -> None:
    row = put(parties=(acts(world.water), Stated(Side.BENEFITING, text="de inwoners")))
    last = hears(row)[-1]
    assert (last.name, last.organisation, last.on) == ("de inwoners", None, None)
    assert None not in by_organisation(hears(row))


def test_who_confirmed_stands_beside_the_party(world: World, put: Put) -> None:
    row = put()
    confirm_agreements(world.water, {row.uuid: row.version}, by=world.actor("joost"))
    water, region = hears(row)
    assert (water.on, water.earlier_wording) == (TODAY, False)
    assert water.how != How.MEETING
    assert (region.on, region.how) == (None, "")


def test_parties_are_told_per_organisation(world: World, put: Put) -> None:
    row = put(parties=(acts(world.water), gains(world.water), gains(world.region)))
    found = by_organisation(hears(row))
    assert {pk: len(parts) for pk, parts in found.items()} == {
        world.water.pk: 2, world.region.pk: 1,
    }  # fmt: skip


def test_without_a_rule_no_table_is_asked_for(put: Put) -> None:
    put()
    rows = list(Agreement.objects.prefetch_related("parties"))
    with CaptureQueriesContext(connection) as asked:
        assert tables_for(rows) == {}
    assert len(asked) <= 3


@pytest.mark.parametrize(
    "reason",
    [Reason(Why.KEPT, "", TODAY), Reason(Why.SILENT, "Vitens", TODAY), Reason(Why.PROPOSED)],
)
def test_a_reason_is_kept_as_the_engine_gave_it(reason: Reason) -> None:
    said = {"why": reason.why.value, "name": reason.name}
    row = Agreement(maturity_reasons=[said | {"on": reason.on.isoformat() if reason.on else ""}])
    assert reasons_of(row) == [reason]


def test_what_is_kept_is_what_the_engine_says(put: Put) -> None:
    row = put()
    kept = Agreement.objects.get(pk=row.pk)
    outcome = maturity(assessing.facts_of(kept, tables_for([kept])), today=TODAY)
    assert (kept.maturity, tuple(reasons_of(kept))) == (outcome.level.value, outcome.reasons)
    assert kept.maturity_until == outcome.until


def test_what_holds_is_not_worked_out_again_and_anew_it_is(put: Put) -> None:
    put()
    rows = list(assessing.with_facts(Agreement.objects.all()))
    assert assessing.assess(rows, today=TODAY) == []
    rows[0].maturity = "proven"
    assert assessing.assess(rows, today=TODAY) == []
    assert assessing.assess(rows, today=TODAY, anew=True) == rows
    assert rows[0].maturity != "proven"


def test_all_agreements_come_in_batches_once_each(put: Put) -> None:
    for number in range(5):
        put(action=f"belt … {number}")
    found = [[row.pk for row in batch] for batch in assessing.batches(2, held=False)]
    assert [len(batch) for batch in found] == [2, 2, 1]
    every = [pk for batch in found for pk in batch]
    assert every == sorted(Agreement.objects.values_list("pk", flat=True))


def test_what_is_stored_by_the_dozen_tells_where(put: Put, network: Network, guard: Guard) -> None:
    row, told = put(), list[set[int | None]]()
    guard.watching = False

    def hear(places: set[int | None], **_about: Any) -> None:
        told.append(places)

    assessing.stored.connect(hear)
    try:
        assessing.store([row])
        assessing.store([], [row])
        assessing.store([])
    finally:
        assessing.stored.disconnect(hear)
    assert told == [{network.pk}, {network.pk}]
