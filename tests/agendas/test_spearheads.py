"""What a spearhead says and asks for: model agreements of its sector, of which few are basic."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from koppelvlak.agendas.actions import add_spearhead, drop_spearhead, edit_spearhead
from koppelvlak.agendas.actions import restore_spearhead as restore
from koppelvlak.agendas.models import Spearhead, ToMake
from koppelvlak.agendas.queries import asked_by, basic_of, models_for, standing
from koppelvlak.agreements.giving import MOST_BASIC
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from tests.aftermath import left, wrong
from tests.agendas.conftest import HORIZON, Plan, make_model
from tests.conftest import Assume, Guard
from tests.world import TODAY

NO_MODEL = {"agreements": ["Choose model agreements of this sector that have not ended."]}
TOO_MANY = {"agreements": [f"These are 13 basic agreements; an agenda has at most {MOST_BASIC}."]}


@pytest.fixture
def many(plan: Plan, guard: Guard) -> list[Agreement]:
    """Return more basic model agreements than an agenda can have."""
    guard.watching = False
    made = [make_model(plan.world, f"B-{n}", basic=True) for n in range(13)]
    guard.watching = True
    return made


def elsewhere(guard: Guard, **told: Any) -> Sector:
    guard.watching = False
    named = {"name_nl": "Stroom", "name_en": "Power", "tone": "power", "position": 9}
    made = Sector.objects.create(key="power", **named | told)
    guard.watching = True
    return made


def test_it_comes_at_the_end_with_all_that_was_said(plan: Plan) -> None:
    made = add_spearhead(plan.now(), plan.worded(), by=plan.editor())
    now = plan.spearhead(3)
    assert (made, now.stands, now.version) == (now, True, 1)
    assert (now.theme.number, now.horizon) == (5, HORIZON)
    assert (now.wording, now.why) == ("Every network warns in time.", "A late warning is none.")
    assert (now.wording_nl, now.why_nl) == (plan.worded().wording_nl, plan.worded().why_nl)
    assert list(now.agreements.all()) == [plan.models["M-1"]]


def test_the_log_of_the_agenda_names_what_was_made(plan: Plan) -> None:
    add_spearhead(plan.now(), plan.worded(), by=plan.editor())
    told = left()
    assert (told.action, told.subject) == (Can.ADD_SPEARHEAD, plan.agenda.uuid)
    assert told.rows == [("agendas.tomake", "created"), ("agendas.spearhead", "created")]


def test_places_are_counted_on_also_over_what_was_dropped(plan: Plan) -> None:
    drop_spearhead(plan.spearhead(2), by=plan.editor())
    assert add_spearhead(plan.now(), plan.worded(), by=plan.editor()).position == 3
    assert [one.position for one in standing(plan.agenda)] == [1, 3]


def test_it_may_ask_for_nothing_yet(plan: Plan) -> None:
    made = add_spearhead(plan.now(), plan.worded(agreements=()), by=plan.editor())
    assert not made.agreements.exists()


def test_a_change_replaces_what_it_asks_for_and_keeps_what_stays(plan: Plan) -> None:
    one, two = plan.models["M-1"], plan.models["M-2"]
    spearhead = plan.spearhead(1)
    kept = ToMake.objects.get(spearhead=spearhead).pk
    edit_spearhead(spearhead, plan.worded(agreements=(two, one)), by=plan.editor())
    assert set(spearhead.agreements.all()) == {one, two}
    assert ToMake.objects.get(spearhead=spearhead, agreement=one).pk == kept
    assert left().rows == [("agendas.tomake", "created")]
    edit_spearhead(plan.spearhead(1), plan.worded(agreements=(two,)), by=plan.editor())
    assert list(spearhead.agreements.all()) == [two]


def test_a_change_keeps_place_and_line(plan: Plan) -> None:
    before = plan.spearhead(1)
    edit_spearhead(before, plan.worded(theme=plan.themes[7]), by=plan.editor())
    now = plan.spearhead(1)
    assert (now.line, now.position, now.theme.number) == (before.line, 1, 7)
    told = left()
    assert told.before["wording_nl"] == "Iedereen kent elkaar."
    assert told.after["wording_nl"] == "Elk netwerk waarschuwt op tijd."


@pytest.mark.parametrize("days", [0, -1])
def test_a_horizon_lies_ahead(plan: Plan, days: int) -> None:
    day = TODAY + timedelta(days=days)
    told = wrong(lambda: add_spearhead(plan.now(), plan.worded(horizon=day), by=plan.editor()))
    assert told == {"horizon": ["Choose a day after today."]}
    assert Spearhead.objects.count() == 2


def test_a_horizon_that_has_passed_may_stay_and_may_not_move(plan: Plan, assume: Assume) -> None:
    gone = TODAY - timedelta(days=30)
    assume(plan.spearhead(1), horizon=gone)
    edit_spearhead(plan.spearhead(1), plan.worded(horizon=gone), by=plan.editor())
    assert plan.spearhead(1).wording_nl == plan.worded().wording_nl
    moved = plan.worded(horizon=gone + timedelta(days=1))
    told = wrong(lambda: edit_spearhead(plan.spearhead(1), moved, by=plan.editor()))
    assert list(told) == ["horizon"]


def test_what_is_no_model_is_refused(plan: Plan, guard: Guard, network: Network) -> None:
    other = elsewhere(guard)
    guard.watching = False
    of_other = make_model(plan.world, "X-1")
    of_other.sectors.set([other])
    rows = {
        "of a network": make_model(plan.world, "N-1", network=network),
        "not for all to read": make_model(plan.world, "A-1", tlp=Tlp.AMBER),
        "ended": make_model(plan.world, "E-1"),
        "of another sector": of_other,
    }
    Agreement.objects.filter(key="E-1").update(state="ended")
    guard.watching = True
    for name, row in rows.items():
        wording = plan.worded(agreements=(plan.models["M-1"], row))
        told = wrong(lambda: add_spearhead(plan.now(), wording, by=plan.editor()))  # noqa: B023
        assert told == NO_MODEL, name
    assert Spearhead.objects.count() == 2


def test_a_model_of_every_sector_is_one_of_this_sector(plan: Plan, guard: Guard) -> None:
    guard.watching = False
    row = make_model(plan.world, "ALL")
    row.sectors.clear()
    guard.watching = True
    assert set(models_for(plan.world.sector, plan.editor())) == {row, *plan.models.values()}
    made = add_spearhead(plan.now(), plan.worded(agreements=(row,)), by=plan.editor())
    assert list(made.agreements.all()) == [row]


def test_a_model_of_two_sectors_is_offered_once(plan: Plan, guard: Guard) -> None:
    other = elsewhere(guard)
    guard.watching = False
    plan.models["M-1"].sectors.add(other)
    guard.watching = True
    offered = models_for(plan.world.sector, plan.editor())
    assert sorted(one.key for one in offered) == ["M-1", "M-2"]


def test_twelve_basic_agreements_are_the_most(plan: Plan, many: list[Agreement]) -> None:
    # M-1 of the first spearhead is basic as well.
    eleven = plan.worded(agreements=tuple(many[:11]))
    made = add_spearhead(plan.now(), eleven, by=plan.editor())
    assert len(basic_of(plan.agenda)) == MOST_BASIC
    told = wrong(
        lambda: add_spearhead(plan.now(), plan.worded(agreements=(many[11],)), by=plan.editor())
    )
    assert told == TOO_MANY
    assert not Spearhead.objects.filter(position=4).exists()
    more = plan.worded(agreements=tuple(many[:12]))
    assert wrong(lambda: edit_spearhead(made, more, by=plan.editor())) == TOO_MANY
    assert made.agreements.count() == 11


def test_what_two_spearheads_ask_for_counts_once(plan: Plan, many: list[Agreement]) -> None:
    for _time in range(2):
        wording = plan.worded(agreements=(plan.models["M-1"], *many[:11]))
        add_spearhead(plan.now(), wording, by=plan.editor())
    assert len(basic_of(plan.agenda)) == MOST_BASIC


def test_what_was_dropped_makes_room_until_it_comes_back(plan: Plan, many: list[Agreement]) -> None:
    drop_spearhead(plan.spearhead(1), by=plan.editor())
    add_spearhead(plan.now(), plan.worded(agreements=tuple(many[:12])), by=plan.editor())
    told = wrong(lambda: restore(plan.spearhead(1), by=plan.editor()))
    assert told == TOO_MANY
    assert not plan.spearhead(1).stands


def test_what_is_asked_for_is_shown_as_far_as_one_may_see_it(plan: Plan, guard: Guard) -> None:
    guard.watching = False
    Agreement.objects.filter(key="M-2").update(tlp=Tlp.CLEAR)
    guard.watching = True
    rows = list(standing(plan.agenda))
    by_place = {row.pk: row.position for row in rows}

    def seen(who: str) -> dict[int, list[str]]:
        asked, every = asked_by(rows, plan.actor(who))
        assert list(every.values()) == [1, 1]
        return {by_place[key]: [one.key for one in found] for key, found in asked.items()}

    assert seen("noor") == {1: ["M-1"], 2: ["M-2"]}
    assert seen("sanne") == {1: [], 2: ["M-2"]}


def test_it_reads_as_its_place_and_words(plan: Plan) -> None:
    row = plan.spearhead(1)
    assert str(row) == "1. Everybody knows each other."
    assert row.get_absolute_url() == f"/agendas/{plan.agenda.uuid}/#speerpunt-1"
    row.wording_en, row.why_en = "", ""
    assert (row.wording, row.why) == ("Iedereen kent elkaar.", "Omdat.")
