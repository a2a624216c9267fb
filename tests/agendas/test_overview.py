"""What may be asked of agendas: which there are per sector, and one with all that hangs there."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.utils import translation

from koppelvlak.agendas import overview, queries
from koppelvlak.agendas.actions import Ranked, drop_spearhead, prioritise, start_version
from koppelvlak.agendas.deciding import rewrite
from koppelvlak.agendas.models import Body
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from tests.agendas.conftest import BLIND, LATER, READERS, Enter, On, Plan
from tests.conftest import Guard
from tests.reading import read
from tests.world import TODAY, World

NOWHERE = UUID(int=0)
NOBODY = Actor(name="Niemand", on=TODAY, origin="test")


@pytest.fixture
def power(world: World, guard: Guard) -> Sector:
    guard.watching = False
    made = Sector.objects.create(
        key="power", name_nl="Stroom", name_en="Power", tone="power", position=9
    )
    guard.watching = True
    return made


def listed(plan: Plan, who: str) -> list[tuple[str, int | None, int | None, int]]:
    return [
        (
            row.sector.key,
            row.held.number if row.held else None,
            row.written.number if row.written else None,
            row.versions,
        )
        for row in overview.by_sector(plan.actor(who))
    ]


def test_every_sector_is_listed_with_what_holds_and_what_is_written(
    plan: Plan, power: Sector
) -> None:
    assert listed(plan, "noor") == [("drinking-water", None, 1, 1), ("power", None, None, 0)]
    plan.carry()
    new = plan.next()
    start_version(power, by=plan.editor())
    assert listed(plan, "noor") == [("drinking-water", 1, 2, 2), ("power", None, 1, 1)]
    new.send(LATER)
    assert listed(plan, "noor")[0] == ("drinking-water", 1, 2, 2)


def test_a_supervisor_is_told_of_what_was_decided(plan: Plan, power: Sector) -> None:
    assert listed(plan, "sanne") == [("drinking-water", None, None, 0), ("power", None, None, 0)]
    plan.carry()
    plan.next().carry(LATER)
    assert listed(plan, "sanne")[0] == ("drinking-water", 2, None, 2)


def test_one_starts_where_none_is_written(plan: Plan, power: Sector) -> None:
    def startable() -> list[str]:
        return [one.key for one in overview.startable(overview.by_sector(plan.editor()))]

    assert startable() == ["power"]
    plan.send()
    assert startable() == ["power"]
    rewrite(plan.now(), by=plan.editor())
    plan.carry()
    assert startable() == ["drinking-water", "power"]


def test_a_version_comes_with_its_spearheads_in_order_and_the_dropped_apart(plan: Plan) -> None:
    drop_spearhead(plan.spearhead(1), by=plan.editor())
    shown = overview.whole(plan.now(), plan.actor("noor"))
    assert [one.spearhead.position for one in shown.spearheads] == [2]
    assert [one.position for one in shown.dropped] == [1]
    assert [one.key for one in shown.spearheads[0].agreements] == ["M-2"]
    assert (shown.spearheads[0].unseen, shown.basic) == (0, 0)


def test_a_basic_agreement_counts_once_and_only_where_it_is_seen(plan: Plan, guard: Guard) -> None:
    guard.watching = False
    plan.spearhead(2).agreements.add(plan.models["M-1"])
    guard.watching = True
    assert overview.whole(plan.now(), plan.actor("noor")).basic == 1
    plan.carry()
    shown = overview.whole(plan.now(), plan.actor("sanne"))
    assert (shown.basic, [one.unseen for one in shown.spearheads]) == (0, [1, 2])
    guard.watching = False
    Agreement.objects.filter(key="M-1").update(tlp=Tlp.CLEAR)
    guard.watching = True
    shown = overview.whole(plan.now(), plan.actor("sanne"))
    assert (shown.basic, [one.unseen for one in shown.spearheads]) == (1, [0, 1])


def test_all_three_bodies_are_shown_whether_they_spoke_or_not(sent: Plan) -> None:
    sent.say("nctv")
    shown = overview.whole(sent.now(), sent.actor("noor"))
    assert [one.body for one in shown.said] == list(Body)
    assert [one.counts for one in shown.said] == [False, True, False]
    rewrite(sent.now(), by=sent.editor())
    shown = overview.whole(sent.now(), sent.actor("noor"))
    assert [(one.counts, one.row is None) for one in shown.said] == [
        (False, True), (False, False), (False, True),
    ]  # fmt: skip


def test_versions_stand_newest_first_as_far_as_one_sees_them(held: Plan) -> None:
    new = held.next()
    for who, numbers, unfinished in (("noor", [2, 1], True), ("sanne", [1], False)):
        shown = overview.whole(held.now(), held.actor(who))
        assert ([one.number for one in shown.versions], shown.unfinished) == (numbers, unfinished)
    new.carry(LATER)
    assert not overview.whole(held.now(), held.actor("noor")).unfinished


def test_priorities_without_a_rank_come_last(plan: Plan) -> None:
    said = {1: Ranked(None, "Later."), 3: Ranked(2), 8: Ranked(1), 2: Ranked(None, "Ook.")}
    prioritise(plan.now(), said, by=plan.editor())
    assert [one.theme.number for one in overview.by_rank(plan.now())] == [8, 3, 1, 2]


@pytest.mark.parametrize("can", [Can.ADOPT_AGENDA, Can.ADD_SPEARHEAD, Can.SEE_ALL_INPUT])
def test_an_agenda_is_asked_for_with_what_one_wants_to_do(plan: Plan, can: Can) -> None:
    key = plan.agenda.uuid
    assert queries.agenda(key, actor=plan.editor(), can=can) == plan.agenda
    for who in READERS:
        assert queries.agenda(key, actor=plan.actor(who)) == plan.agenda
        with pytest.raises(RefusedError):
            queries.agenda(key, actor=plan.actor(who), can=can)
    for who in BLIND:
        with pytest.raises(UnseenError):
            queries.agenda(key, actor=plan.actor(who))
    with pytest.raises(UnseenError):
        queries.agenda(NOWHERE, actor=plan.editor(), can=can)


@pytest.mark.parametrize("can", [Can.EDIT_SPEARHEAD, Can.DROP_SPEARHEAD, Can.RESTORE_SPEARHEAD])
def test_so_is_a_spearhead(plan: Plan, can: Can) -> None:
    row = plan.spearhead(1)
    assert queries.spearhead(row.uuid, actor=plan.editor(), can=can) == row
    assert queries.spearhead(row.uuid, actor=plan.actor("noor")) == row
    with pytest.raises(RefusedError):
        queries.spearhead(row.uuid, actor=plan.actor("noor"), can=can)
    for by in (plan.actor("sanne"), NOBODY):
        with pytest.raises(UnseenError):
            queries.spearhead(row.uuid, actor=by)
    plan.carry()
    assert queries.spearhead(row.uuid, actor=plan.actor("sanne")) == row


def test_what_is_in_force_is_asked_per_sector(held: Plan, power: Sector) -> None:
    assert queries.in_force(held.world.sector) == held.agenda
    assert queries.in_force(power) is None


def test_who_may_start_is_refused_or_told_nothing(world: World) -> None:
    queries.require_start(world.actor("anouk"))
    with pytest.raises(RefusedError):
        queries.require_start(world.actor("noor"))
    for by in (world.actor("otto"), NOBODY):
        with pytest.raises(UnseenError):
            queries.require_start(by)


def test_what_can_be_found_is_what_one_may_read(held: Plan) -> None:
    new = held.next()
    both = {held.agenda.uuid, new.agenda.uuid}
    assert {item.uuid for item in queries.agenda_items()} == both
    assert set(queries.visible_agendas(held.actor("noor"))) == both
    assert set(queries.visible_agendas(held.actor("sanne"))) == {held.agenda.uuid}
    assert set(queries.visible_agendas(held.actor("petra"))) == set()


def test_the_page_speaks_dutch_as_well(enter: Enter, on: On, aligned: Plan) -> None:
    client = enter("noor")
    session = client.session
    session["language"] = "nl"
    session.save()
    with translation.override("nl"):
        told = read(client, aligned.agenda.get_absolute_url())
    for words in (
        "Agenda Drinkwater, versie 1", "ter afstemming", "1. Iedereen kent elkaar. Omdat.",
        "te bereiken op 1 juni 2028", "Voorbehoud: Niet voor eilanden.", "basisafspraak",
    ):  # fmt: skip
        assert words in told, words
