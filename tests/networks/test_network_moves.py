"""All that is done with a network, alike: who may not, from which state, stale, what it leaves.

What each does when it works stands in the file of that action.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.networks.forming import (
    Arrangement,
    activate_network,
    arrange_network,
    close_network,
    decline_network,
    rest_networks,
    still_lacking,
    wake_network,
)
from koppelvlak.networks.lifecycle import (
    ACTIVE,
    CLOSED,
    DECLINED,
    DORMANT,
    FORMING,
    INVITED,
    LEFT,
    NETWORK,
    PROPOSED,
)
from koppelvlak.networks.models import Network, Seat
from koppelvlak.networks.models.network import chapter_on
from koppelvlak.networks.seating import invite
from koppelvlak.rights import Can
from tests.aftermath import events, left, mails, refusal, refused, wrong
from tests.conftest import Assume
from tests.networks.conftest import seat_of
from tests.world import TODAY, World

Act = Callable[[World, Network, Actor, int | None], object]


def arranges(world: World, row: Network, by: Actor, seen: int | None) -> object:
    asked = Arrangement(world.water, world.person("noor"), world.person("joost"), "Salland")
    return arrange_network(row, asked, by=by, seen=seen)


def invites(world: World, row: Network, by: Actor, seen: int | None) -> object:
    return invite(row, world.stranger, by=by, seen=seen)


def activates(_world: World, row: Network, by: Actor, seen: int | None) -> object:
    return activate_network(row, by=by, seen=seen)


def wakes(_world: World, row: Network, by: Actor, seen: int | None) -> object:
    return wake_network(row, by=by, seen=seen)


def closes(_world: World, row: Network, by: Actor, seen: int | None) -> object:
    return close_network(row, reason="opgegaan in een ander", by=by, seen=seen)


@dataclass(frozen=True)
class Case:
    """One act on the network: from where, to where ("": it stays), and the right it needs."""

    act: Act
    can: str
    frm: tuple[str, ...]
    to: str = ""


STANDING = (FORMING, ACTIVE, DORMANT)
CASES = [
    Case(arranges, Can.ARRANGE_NETWORK, STANDING),
    Case(invites, Can.INVITE_TO_NETWORK, STANDING),
    Case(activates, Can.ACTIVATE_NETWORK, (FORMING,), ACTIVE),
    Case(wakes, Can.WAKE_NETWORK, (DORMANT,), ACTIVE),
    Case(closes, Can.CLOSE_NETWORK, STANDING, CLOSED),
]
each = pytest.mark.parametrize("case", CASES, ids=[case.act.__name__ for case in CASES])


def now() -> Network:
    return Network.objects.get()


def rise(world: World, table: Network, assume: Assume) -> None:
    """Let the stranger leave, so that it can be invited once more."""
    for seat in Seat.objects.filter(network=table, organisation=world.stranger):
        assume(seat, state=LEFT)


@each
def test_who_leads_and_the_editor_may(
    world: World, table: Network, assume: Assume, case: Case
) -> None:
    for name in ("noor", "bram", "anouk"):
        assume(table, state=case.frm[0], lead=world.region)
        rise(world, table, assume)
        case.act(world, table, world.actor(name), None)
        assert now().state == (case.to or case.frm[0])
        assert left().who == world.person(name).name


@each
def test_who_sits_there_or_elsewhere_may_not(
    world: World, table: Network, assume: Assume, case: Case
) -> None:
    assume(table, state=case.frm[0])
    (told,) = refused(
        RefusedError,
        ("joost", "wil", "roos", "lezer", "iris", "sanne"),
        lambda name: case.act(world, table, world.actor(name), None),
    )
    assert told.endswith(
        "you must be: who leads the network: its chair, its secretary, or the lead organisation;"
        " national editor."
    )
    refused(
        UnseenError, ("petra", "otto"), lambda name: case.act(world, table, world.actor(name), None)
    )
    assert (now().state, now().version) == (case.frm[0], 1)


@each
def test_from_each_of_its_states_it_moves(
    world: World, table: Network, assume: Assume, case: Case
) -> None:
    for frm in case.frm:
        assume(table, state=frm, lead=world.region)
        rise(world, table, assume)
        case.act(world, table, world.actor("anouk"), None)
        assert now().state == (case.to or frm)


@each
def test_from_elsewhere_it_is_refused_in_words(
    world: World, table: Network, assume: Assume, case: Case
) -> None:
    for frm in set(NETWORK.states) - set(case.frm):
        assume(table, state=frm)
        told = refusal(
            WrongStateError,
            lambda: case.act(world, table, world.actor("anouk"), None),
        )
        assert told == f'It is now "{NETWORK.states[frm]}"; from there this cannot be done.'
        assert now().state == frm


@each
def test_a_stale_version_moves_nothing(
    world: World, table: Network, assume: Assume, case: Case
) -> None:
    assume(table, state=case.frm[0])
    refusal(StaleError, lambda: case.act(world, table, world.actor("noor"), 9))
    assert now().state == case.frm[0]


@each
def test_the_log_speaks_of_the_network(
    world: World, table: Network, assume: Assume, case: Case
) -> None:
    assume(table, state=case.frm[0])
    case.act(world, table, world.actor("noor"), None)
    told = left()
    assert (told.action, told.subject, told.who) == (case.can, table.uuid, "Noor de Wit")
    assert told.after["version"] == 2


def test_an_arrangement_is_kept_in_full(world: World, table: Network) -> None:
    arranges(world, table, world.actor("noor"), None)
    row = now()
    assert (row.lead, row.chair, row.secretary, row.working_area) == (
        world.water, world.person("noor"), world.person("joost"), "Salland",
    )  # fmt: skip
    told = left()
    assert told.after["working_area"] == "Salland"
    assert mails() == []


def test_whoever_holds_an_office_sits_there(world: World, table: Network) -> None:
    noor = world.actor("noor")
    told = wrong(lambda: arrange_network(table, Arrangement(world.stranger), by=noor))
    assert list(told) == ["lead"]
    iris = world.person("iris")
    chaired, kept = Arrangement(world.region, iris), Arrangement(world.region, None, iris)
    assert list(wrong(lambda: arrange_network(table, chaired, by=noor))) == ["chair"]
    assert list(wrong(lambda: arrange_network(table, kept, by=noor))) == ["secretary"]
    assert (now().lead, now().version) == (world.region, 1)


def test_a_start_is_told_to_who_sits_there_but_for_who_started(
    world: World, table: Network, assume: Assume
) -> None:
    assume(table, state=FORMING)
    activate_network(table, by=world.actor("noor"))
    assert mails() == [
        ("joost@voorbeeld.invalid", "[TLP:GREEN] Het netwerk Drinkwater Oost is gestart")
    ]


LACKING = [
    ({"lead": None}, {}, "Name a lead that sits at the table."),
    ({}, {"representative": None}, "No representative yet: Vitens."),
]


@pytest.mark.parametrize(("network", "seat", "words"), LACKING, ids=["lead", "representative"])
def test_what_lacks_is_said(
    world: World,
    table: Network,
    assume: Assume,
    network: dict[str, None],
    seat: dict[str, None],
    words: str,
) -> None:
    assume(table, state=FORMING, **network)
    if seat:
        assume(seat_of(table, world.water), **seat)
    assert [str(one) for one in still_lacking(now())] == [words]
    told = refusal(WrongStateError, lambda: activate_network(now(), by=world.actor("anouk")))
    assert told == words


def test_an_empty_table_lacks_everything(world: World, table: Network, assume: Assume) -> None:
    for place in (world.region, world.water):
        assume(seat_of(table, place), state=INVITED)
    assert [str(one) for one in still_lacking(now())] == [
        "Name a lead that sits at the table.", "No organisation has accepted its seat yet.",
    ]  # fmt: skip


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_end_says_why(world: World, table: Network, assume: Assume, reason: str) -> None:
    words = {"reason": ["Say why, for those who read this later."]}
    noor, anouk = world.actor("noor"), world.actor("anouk")
    assert wrong(lambda: close_network(table, reason=reason, by=noor)) == words
    assume(table, state=PROPOSED)
    assert wrong(lambda: decline_network(table, reason=reason, by=anouk)) == words
    assert now().state == PROPOSED


def test_a_closed_network_ends_its_seats_and_keeps_its_history(
    world: World, table: Network
) -> None:
    closes(world, table, world.actor("noor"), None)
    seats = Seat.objects.order_by("organisation__name")
    assert {(one.state, one.until, one.version) for one in seats} == {(LEFT, TODAY, 2)}
    assert left().rows[:2] == [("networks.seat", "ended")] * 2
    chapter = chapter_on(now(), TODAY)
    assert chapter is not None
    assert (chapter.state, now().reason) == (CLOSED, "opgegaan in een ander")


def test_a_declined_proposal_is_the_end_of_it(world: World, table: Network, assume: Assume) -> None:
    assume(table, state=PROPOSED)
    (told,) = refused(
        RefusedError,
        ("joost", "roos", "iris", "sanne"),
        lambda name: decline_network(table, reason="nee", by=world.actor(name)),
    )
    assert told.startswith("To do this (decline a proposed network) you must be:")
    decline_network(table, reason="  te klein  ", by=world.actor("anouk"))
    assert (now().state, now().reason) == (DECLINED, "te klein")
    refusal(WrongStateError, lambda: decline_network(table, reason="nee", by=world.actor("anouk")))


@pytest.mark.parametrize(("days", "state"), [(365, ACTIVE), (366, DORMANT)])
def test_after_a_quiet_year_it_rests(world: World, table: Network, days: int, state: str) -> None:
    clock = system(on=TODAY + timedelta(days=days), origin="test")
    before = events()
    assert len(rest_networks(by=clock)) == (state == DORMANT)
    assert (now().state, events() - before) == (state, int(state == DORMANT))


def test_only_time_lets_it_rest(world: World, table: Network) -> None:
    later = TODAY + timedelta(days=400)
    (told,) = refused(
        RefusedError,
        ("noor", "joost", "anouk"),
        lambda name: rest_networks(by=world.actor(name, on=later)),
    )
    assert told.endswith("you must be: Koppelvlak itself.")
    assert now().state == ACTIVE
