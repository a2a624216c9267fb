"""Whatever editors try in whatever order, an agenda stays whole; by property."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koppelvlak.agendas import actions, deciding
from koppelvlak.agendas.lifecycle import IN_FORCE, STANDING, SUPERSEDED, UNFINISHED
from koppelvlak.agendas.models import Assignment, Body, SectorAgenda, Spearhead
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusalError
from koppelvlak.networks.lifecycle import ACTIVE
from koppelvlak.networks.models import Basis, Network
from koppelvlak.sectors.models import Sector
from tests.agendas.conftest import HORIZON, Plan
from tests.conftest import Guard
from tests.world import TODAY

Step: TypeAlias = Callable[[SectorAgenda, Actor, Plan], object]
NUMBERS = count(1)


def adds(row: SectorAgenda, by: Actor, plan: Plan) -> object:
    model = plan.models["ALL"]
    wording = actions.Wording(plan.themes[1], "Iets.", "Daarom.", HORIZON, agreements=(model,))
    return actions.add_spearhead(row, wording, by=by)


def drops(row: SectorAgenda, by: Actor, plan: Plan) -> object:
    return actions.drop_spearhead(_last(row), by=by)


def restores(row: SectorAgenda, by: Actor, plan: Plan) -> object:
    return actions.restore_spearhead(_last(row), by=by)


def sends(row: SectorAgenda, by: Actor, plan: Plan) -> object:
    return deciding.align(row, by=by)


def takes_back(row: SectorAgenda, by: Actor, plan: Plan) -> object:
    return deciding.rewrite(row, by=by)


def aligns(row: SectorAgenda, by: Actor, plan: Plan) -> object:
    done = None
    for body in Body:
        said = "Maar." if body == Body.NCTV else ""
        told = deciding.Aligned(body, "bestuur", by.on, reservation=said)
        done = deciding.record_alignment(row, told, by=by)
    return done


def aligns_once(row: SectorAgenda, by: Actor, plan: Plan) -> object:
    return deciding.record_alignment(row, deciding.Aligned("sector", "bestuur", by.on), by=by)


def adopts(row: SectorAgenda, by: Actor, plan: Plan) -> object:
    return deciding.adopt(row, deciding.Adoption(by.on, "m", "d", {"nctv": "Gevolgd."}), by=by)


def starts(row: SectorAgenda, by: Actor, plan: Plan) -> object:
    return actions.start_version(row.sector, by=by)


STEPS: tuple[Step, ...] = (
    adds, drops, restores, sends, takes_back, aligns, aligns_once, adopts, starts,
)  # fmt: skip
# From a draft to the next version, so that walks come further than a draft.
WHOLE: tuple[Step, ...] = (adds, sends, aligns, adopts, starts)


def _last(row: SectorAgenda) -> Spearhead:
    found = row.spearheads.last()
    if found is None:
        raise RefusalError
    return found


def begun(plan: Plan, guard: Guard) -> Sector:
    """Make a sector of its own with a model and two networks, and start its first version."""
    number = next(NUMBERS)
    guard.watching = False
    sector = Sector.objects.create(
        key=f"s{number}", name_nl="S", name_en="S", tone="x", position=number
    )
    for name in ("Noord", "Zuid"):
        Network.objects.create(
            sector=sector, basis=Basis.CHOSEN, name=f"{name} {number}", state=ACTIVE,
            derived_for=TODAY,
        )  # fmt: skip
    model = plan.models["M-1"]
    model.sectors.clear()
    guard.watching = True
    plan.models["ALL"] = model
    actions.start_version(sector, by=plan.editor())
    return sector


def is_whole(sector: Sector) -> None:
    rows = list(SectorAgenda.objects.filter(sector=sector).order_by("number"))
    assert [one.number for one in rows] == list(range(1, len(rows) + 1))
    states = [one.state for one in rows]
    assert sum(one in UNFINISHED for one in states) <= 1
    assert states.count(IN_FORCE) <= 1
    # Only the last is written; before it stands what is in force, and before that what was.
    decided = [one for one in states if one not in UNFINISHED]
    assert decided == [SUPERSEDED] * (len(decided) - 1) + [IN_FORCE][: len(decided)]
    for row in rows:
        if row.is_decided:
            said = list(row.alignments.all())
            assert {one.body for one in said if not one.earlier} == set(Body.values)
            assert all(one.followed for one in said if one.reservation)
        given_to = Assignment.objects.filter(spearhead__agenda=row)
        asked = row.spearheads.filter(state=STANDING)
        assert given_to.count() == (2 * asked.count() if row.is_decided else 0)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=st.lists(st.one_of(st.sampled_from(STEPS), st.just(WHOLE)), max_size=7))
def test_no_order_of_steps_breaks_an_agenda(
    plan: Plan, guard: Guard, parts: list[Step | tuple[Step, ...]]
) -> None:
    sector = begun(plan, guard)
    walk = [step for part in parts for step in (part if isinstance(part, tuple) else (part,))]
    for turn, step in enumerate(walk):
        by = plan.editor(TODAY + timedelta(days=turn))
        row = SectorAgenda.objects.filter(sector=sector).order_by("-number")[0]
        with suppress(RefusalError):
            step(row, by, plan)
        is_whole(sector)


def test_the_whole_walk_comes_from_version_to_version(plan: Plan, guard: Guard) -> None:
    sector = begun(plan, guard)
    for step in (*WHOLE, *WHOLE):
        row = SectorAgenda.objects.filter(sector=sector).order_by("-number")[0]
        step(row, plan.editor(), plan)
        is_whole(sector)
    told = SectorAgenda.objects.filter(sector=sector).order_by("number")
    assert [one.state for one in told] == [SUPERSEDED, IN_FORCE, "draft"]
    assert [one.spearheads.count() for one in told] == [1, 2, 2]
