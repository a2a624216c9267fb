"""Pointing at what is in place: agreements on the theme of the spearhead stand first."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agendas.answering_forms import InPlaceForm, by_theme
from koppelvlak.agendas.following import to_point_out
from koppelvlak.agendas.lifecycle import IN_PLACE
from koppelvlak.agendas.models import Assignment
from koppelvlak.agreements.models import Agreement
from tests.agendas.assigned import (
    Enter,
    Put,
    agenda,
    assignment,
    enter,
    fresh,
    give,
    model,
    network,
    put,
)
from tests.coverage.conftest import themes
from tests.reading import main, plain
from tests.world import World

__all__ = ["agenda", "assignment", "enter", "give", "model", "network", "put"]
OF_THEME, OTHERS = "On the theme of this spearhead", "On other themes"
MOST = 12


@pytest.fixture
def put_down(assignment: Assignment, put: Put) -> list[Agreement]:
    """Return agreements of the network: two on theme 5, one on another, and one on none."""
    return [
        put(action="appt …", key="A"),
        put(action="belt …", key="B", themes=themes(5)),
        put(action="mailt …", key="C", themes=themes(2)),
        put(action="schrijft …", key="D", themes=themes(2, 5)),
    ]


def url(row: Assignment) -> str:
    return reverse("agendas:in_place", args=[row.uuid])


def form(row: Assignment, world: World) -> InPlaceForm:
    rows = to_point_out(row.network, actor=world.actor("noor"))
    return InPlaceForm(agreements=rows, theme=row.spearhead.theme)


def choices(found: InPlaceForm) -> list[tuple[str, list[str]]]:
    field: Any = found.fields["agreements"]
    return [(heading, [str(label) for _value, label in rows]) for heading, rows in field.choices]


def test_those_of_the_theme_stand_first_once(
    world: World, assignment: Assignment, put_down: list[Agreement]
) -> None:
    rows = by_theme(to_point_out(assignment.network, actor=world.actor("noor")), *themes(5))
    assert [(row.key, row.of_theme) for row in rows] == [  # type: ignore[attr-defined]
        ("B", True), ("D", True), ("A", False), ("C", False),
    ]  # fmt: skip


def test_basic_ones_are_first_within_their_group(
    world: World, assignment: Assignment, put_down: list[Agreement], put: Put
) -> None:
    put(action="roept …", key="E", basic=True, themes=themes(5), sectors=(world.sector,))
    put(action="seint …", key="F", basic=True, sectors=(world.sector,))
    rows = by_theme(to_point_out(assignment.network, actor=world.actor("noor")), *themes(5))
    assert [row.key for row in rows] == ["E", "B", "D", "F", "A", "C"]


def test_each_stands_under_its_heading_as_a_sentence(
    world: World, assignment: Assignment, put_down: list[Agreement]
) -> None:
    (first, fits), (second, rest) = choices(form(assignment, world))
    assert (first, second) == (OF_THEME, OTHERS)
    assert [("belt" in fits[0]), ("schrijft" in fits[1])] == [True, True]
    assert len(fits) == len(rest) == 2
    assert rest[0] == put_down[0].sentence


def test_without_any_of_the_theme_there_is_one_heading(
    world: World, assignment: Assignment, put: Put
) -> None:
    put(action="appt …")
    assert [heading for heading, _rows in choices(form(assignment, world))] == [OTHERS]


def test_the_page_shows_the_headings_in_order(
    enter: Enter, assignment: Assignment, put_down: list[Agreement]
) -> None:
    told = plain(main(enter("noor"), url(assignment)))
    places = [told.index(words) for words in (OF_THEME, "belt", "schrijft", OTHERS, "appt")]
    assert places == sorted(places)


def test_from_either_group_one_can_choose(
    enter: Enter, assignment: Assignment, put_down: list[Agreement]
) -> None:
    chosen = [str(put_down[place].uuid) for place in (0, 1)]
    sent = {"version": "1", "agreements": chosen, "token": str(uuid4())}
    assert enter("noor").post(url(assignment), sent).status_code == 302
    row = fresh(assignment)
    assert row.state == IN_PLACE
    assert set(row.agreements.all()) == {put_down[0], put_down[1]}
    assert main(enter("noor"), url(assignment)).count("checked") == 2


def test_what_is_not_of_the_network_is_not_offered(
    world: World, assignment: Assignment, model: Agreement, put_down: list[Agreement]
) -> None:
    rows = by_theme(to_point_out(assignment.network, actor=world.actor("noor")), *themes(5))
    assert model not in rows


def test_it_costs_the_same_however_many_there_are(
    enter: Enter, assignment: Assignment, put: Put
) -> None:
    client, costs = enter("noor"), []
    for number in range(3):
        put(action=f"belt … {number}", themes=themes(5))
        put(action=f"appt … {number}")
        with CaptureQueriesContext(connection) as asked:
            client.get(url(assignment))
        costs.append(len(asked))
    assert costs[2] <= costs[1] <= MOST
