"""How far a round is, for each who may see it; and what a mail said against what stands there."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.actions import (
    Reached,
    add_contact_point,
    confirm_contact_point,
    edit_contact_point,
    remove_contact_point,
)
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.models import Function
from koppelvlak.rights import Role
from koppelvlak.rounds import actions, queries
from koppelvlak.rounds.cover import Standing, compare, covering, keys
from koppelvlak.rounds.models import Round
from koppelvlak.rounds.queries import ANSWERED, NOTHING, PARTLY, SILENT, Progress
from tests.people.conftest import Alter, Enter, function_of
from tests.reading import lines, read, table
from tests.rounds.conftest import ask_of
from tests.world import TODAY, World

LIST = reverse("rounds:list")
DESK = Reached("Wachtdienst crisis", "phone", "088 000 00 01", "24/7")


def seen(world: World, name: str) -> list[Progress]:
    actor = world.actor(name)
    return queries.progress(queries.rounds(actor), actor)


def test_at_first_nobody_answered(world: World, asked: Round) -> None:
    (row,) = seen(world, "joost")
    assert (row.round, row.state) == (asked, SILENT)
    assert (row.points, row.confirmed, row.people, row.confirmed_people) == (1, 0, 3, 0)
    assert (row.last, row.by) == (None, "")


def test_half_an_answer_counts_half(world: World, asked: Round) -> None:
    actions.answer(ask_of("joost"), by=world.actor("joost"))
    (row,) = seen(world, "roos")
    assert (row.state, row.confirmed, row.confirmed_people) == (PARTLY, 1, 0)
    assert (row.last, row.by) == (TODAY, "Joost van Dam")


def test_all_of_it_is_answered(world: World, asked: Round) -> None:
    actions.answer(ask_of("wil"), by=world.actor("wil"))
    (row,) = seen(world, "joost")
    assert (row.state, row.confirmed, row.confirmed_people) == (ANSWERED, 1, 3)
    assert (row.last, row.by) == (TODAY, "Wil Peters")


def test_what_changed_after_it_is_open_again(world: World, asked: Round) -> None:
    actions.answer(ask_of("wil"), by=world.actor("wil"))
    noc = Reached("NOC", "phone", "+31880000002", "24/7")
    edit_contact_point(ContactPoint.objects.get(), noc, by=world.actor("joost"))
    (row,) = seen(world, "joost")
    assert (row.state, row.confirmed) == (PARTLY, 0)


def test_a_function_that_was_given_in_the_half_year_counts(
    world: World, asked: Round, alter: Alter
) -> None:
    alter(function_of(world, "roos"), valid_from=TODAY)
    (row,) = seen(world, "joost")
    assert (row.people, row.confirmed_people) == (3, 1)


@pytest.mark.parametrize("name", ["noor", "iris", "sanne", "petra", "otto", "anouk"])
def test_who_shares_no_network_sees_none(world: World, asked: Round, name: str) -> None:
    assert seen(world, name) == []


def test_an_older_round_is_not_shown(world: World, asked: Round, alter: Alter) -> None:
    alter(asked, begin=asked.begin.replace(month=4))
    assert seen(world, "joost") == []


def test_nothing_to_see_is_its_own_state(world: World, asked: Round) -> None:
    row = Progress(asked, 0, 0, 0, 0, None, "")
    assert row.state == NOTHING
    assert Progress(asked, 2, 2, 1, 1, TODAY, "").state == ANSWERED
    assert Progress(asked, 2, 2, 1, 0, TODAY, "").state == PARTLY
    assert Progress(asked, 2, 0, 1, 0, None, "").state == SILENT


def test_the_list_is_a_table_and_a_file(world: World, asked: Round, enter: Enter) -> None:
    actions.answer(ask_of("joost"), by=world.actor("joost"))
    client = enter("joost")
    session = client.session
    session["language"] = "en"
    session.save()
    head, row, last = lines(client.get(LIST, {"formaat": "csv"}))
    assert head == [
        "Organisation", "State", "Asked on", "Contact points confirmed", "of",
        "Last confirmed on", "By",
    ]  # fmt: skip
    assert row == ["Vitens", "confirmed in part", "2026-11-23", "1", "1", "2026-11-23",
                   "Joost van Dam"]  # fmt: skip
    assert last == ["This network only (TLP:AMBER)"]
    shown = table(client.get(LIST).content.decode())[1]
    assert (shown[0], shown[1]) == ("Vitens", "confirmed in part")


def test_in_dutch_it_reads_as_dutch(world: World, asked: Round, enter: Enter) -> None:
    told = read(enter("joost"), LIST)
    assert "Vitens" in told
    assert "Organisatie" in told


def now(world: World, name: str = "joost") -> Standing:
    return queries.standing(ask_of(name))


def told(found: Standing) -> list[str]:
    return [str(one) for one in found.changes]


def test_what_was_not_touched_is_to_be_confirmed(world: World, asked: Round) -> None:
    found = now(world, "wil")
    assert (found.points, len(found.functions), told(found)) == ([world.desk], 3, [])
    assert not found.nothing


def test_what_was_confirmed_is_neither_open_nor_changed(world: World, asked: Round) -> None:
    confirm_contact_point(world.desk, by=world.actor("wil"))
    assert now(world).nothing


CHANGES: list[tuple[dict[str, Any], list[str]]] = [
    (
        {"function": "NOC"},
        ["Function: the mail said “Wachtdienst crisis”, now it says “NOC”."],
    ),
    ({"hours": "kantoor"}, ["When: the mail said “24/7”, now it says “kantoor”."]),
    (
        {"fallback": "meldkamer"},
        ["If that fails: the mail said “–”, now it says “meldkamer”."],
    ),
    (
        {"channel": "other", "address": "balie"},
        [
            "How to reach it: the mail said “telephone”, now it says “other”.",
            "Number or address: the mail said “088 000 00 01”, now it says “balie”.",
        ],
    ),
]


@pytest.mark.parametrize(("changes", "words"), CHANGES, ids=["name", "hours", "fallback", "both"])
def test_each_change_is_said(
    world: World, asked: Round, changes: dict[str, Any], words: list[str]
) -> None:
    said = {**vars(DESK), **changes}
    edit_contact_point(world.desk, Reached(**said), by=world.actor("wil"))
    assert told(now(world)) == [f"Wachtdienst crisis, {one}" for one in words]


def test_changed_and_back_is_said(world: World, asked: Round) -> None:
    edit_contact_point(world.desk, Reached("NOC", "phone", "112", "24/7"), by=world.actor("wil"))
    edit_contact_point(ContactPoint.objects.get(), Reached(**vars(DESK)), by=world.actor("wil"))
    assert told(now(world)) == ["Wachtdienst crisis was changed, and changed back."]


def test_what_is_gone_is_said(world: World, asked: Round) -> None:
    remove_contact_point(world.desk, by=world.actor("wil"))
    assert told(now(world)) == ["Wachtdienst crisis was removed."]


def test_what_was_added_since_was_not_asked(world: World, asked: Round) -> None:
    add_contact_point(world.water, Reached("NOC", "phone", "112", "24/7"), by=world.actor("wil"))
    assert now(world).points == [world.desk]


@pytest.mark.parametrize(
    "change", [{"title": "directeur"}, {"role": Role.SIGNATORY}, {"valid_to": TODAY}],
    ids=["title", "role", "end"],
)  # fmt: skip
def test_another_function_is_said_by_name(
    world: World, asked: Round, alter: Alter, change: dict[str, Any]
) -> None:
    alter(function_of(world, "roos"), **change)
    assert told(now(world, "wil")) == ["The function of Roos Meijer was changed."]


def test_a_function_that_was_confirmed_is_not_open(
    world: World, asked: Round, alter: Alter
) -> None:
    alter(function_of(world, "roos"), version=2, last_confirmed=TODAY)
    assert [one.person.name for one in now(world, "wil").functions] == [
        "Joost van Dam", "Wil Peters",
    ]  # fmt: skip


def test_the_order_is_of_the_rows_not_of_what_was_kept(world: World, asked: Round) -> None:
    """PostgreSQL keeps the keys of a JSON object in an order of its own."""
    held = list(Function.objects.filter(organisation=world.water).order_by("person__name"))
    covers = covering([], held)
    backwards = {**covers, "functions": dict(reversed(covers["functions"].items()))}
    assert compare(backwards, [], held).functions == held


def test_nothing_covered_is_nothing_asked() -> None:
    covers = covering([], [])
    assert covers == {"points": {}, "functions": {}}
    assert compare(covers, [], []).nothing
    assert keys(covers, "points") == []


def test_how_far_a_page_may_be_shared(world: World, asked: Round, alter: Alter) -> None:
    assert queries.strictest(Standing()) == Tlp.AMBER
    assert queries.strictest(now(world)) == Tlp.AMBER
    assert queries.strictest(now(world, "wil")) == Tlp.AMBER_STRICT
    alter(world.desk, tlp=Tlp.AMBER_STRICT)
    assert queries.strictest(now(world)) == Tlp.AMBER_STRICT
