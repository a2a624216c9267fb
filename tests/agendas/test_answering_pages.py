"""The pages of a network and its assignments: what they show to whom, and how one answers."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agendas.lifecycle import ACCEPTED, IN_PLACE, NOT_APPLICABLE, OPEN, SUPERSEDED
from koppelvlak.agendas.models import Assignment, SectorAgenda
from koppelvlak.agendas.taking_up import accept, point_out, set_aside
from koppelvlak.agreements.models import Agreement
from koppelvlak.networks.models import Network
from tests.agendas.assigned import (
    Enter,
    Give,
    Put,
    agenda,
    assignment,
    enter,
    fresh,
    give,
    model,
    network,
    put,
    variant_of,
)
from tests.conftest import Assume
from tests.world import World

__all__ = ["agenda", "assignment", "enter", "give", "model", "network", "put"]
MOST = 12
WHY = "In dit gebied ligt geen ruwwaterleiding."
ACTS = ("accept", "in_place", "not_applicable", "reopen")


def at(name: str, row: Assignment) -> str:
    return reverse(f"agendas:{name}", args=[row.uuid])


def page(client: Client, row: Assignment) -> str:
    answer = client.get(reverse("agendas:of_network", args=[row.network.uuid]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_network_reads_what_is_asked_and_can_answer(
    enter: Enter, assignment: Assignment
) -> None:
    told = page(enter("noor"), assignment)
    assert "Spearhead number 1" in told
    assert "not taken up" in told
    assert "het drinkwaterbedrijf waarschuwt de" in told.lower()
    for name in ("accept", "in_place", "not_applicable"):
        assert at(name, assignment) in told
    assert at("reopen", assignment) not in told


@pytest.mark.parametrize("name", ["joost", "roos", "lezer", "anouk"])
def test_who_only_reads_is_offered_no_answer(
    enter: Enter, assignment: Assignment, name: str
) -> None:
    told = page(enter(name), assignment)
    assert "Spearhead number 1" in told
    assert not [one for one in ACTS if at(one, assignment) in told]


@pytest.mark.parametrize("name", ["iris", "sanne", "petra", "otto"])
def test_for_others_there_is_no_such_page(enter: Enter, assignment: Assignment, name: str) -> None:
    client = enter(name)
    url = reverse("agendas:of_network", args=[assignment.network.uuid])
    assert client.get(url).status_code == 404
    for one in ACTS:
        assert client.get(at(one, assignment)).status_code == 404
        assert client.post(at(one, assignment)).status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_who_reads_may_not_answer(enter: Enter, assignment: Assignment, act: str) -> None:
    client = enter("joost")
    assert client.get(at(act, assignment)).status_code == 403
    assert client.post(at(act, assignment), {"reason": WHY}).status_code == 403
    assert fresh(assignment).state == OPEN


def test_accepting_says_first_what_will_be_proposed(enter: Enter, assignment: Assignment) -> None:
    client = enter("noor")
    told = client.get(at("accept", assignment)).content.decode()
    assert "This is proposed to your network" in told
    assert "het drinkwaterbedrijf waarschuwt de" in told.lower()
    assert fresh(assignment).state == OPEN
    answer = client.post(at("accept", assignment), {"version": "1"})
    assert (answer.status_code, answer["Location"]) == (302, assignment.get_absolute_url())
    assert fresh(assignment).state == ACCEPTED
    told = page(client, assignment)
    assert variant_of(assignment).get_absolute_url() in told
    assert "taken up" in told
    assert at("accept", assignment) not in told
    assert at("reopen", assignment) in told


def test_an_answer_in_place_points_at_agreements(
    enter: Enter, assignment: Assignment, put: Put
) -> None:
    row, client = put(), enter("noor")
    assert str(row.uuid) in client.get(at("in_place", assignment)).content.decode()
    given = {"version": "1", "agreements": [str(row.uuid)]}
    assert client.post(at("in_place", assignment), given).status_code == 302
    assert fresh(assignment).state == IN_PLACE
    told = page(client, assignment)
    assert row.get_absolute_url() in told
    assert "Vitens waarschuwt VR IJsselland" in told
    # The form shows again what was chosen.
    again = client.get(at("in_place", assignment)).content.decode()
    assert again.count("checked") == 1


@pytest.mark.parametrize("given", [{}, {"agreements": ["x"]}, {"agreements": ["\x00"]}])
def test_nothing_chosen_is_bad_input(
    enter: Enter, assignment: Assignment, put: Put, given: dict[str, list[str]]
) -> None:
    put()
    answer = enter("noor").post(at("in_place", assignment), {"version": "1", **given})
    assert answer.status_code == 422
    assert fresh(assignment).state == OPEN


def test_without_agreements_the_form_says_so(enter: Enter, assignment: Assignment) -> None:
    told = enter("noor").get(at("in_place", assignment)).content.decode()
    assert "Your network has no agreement in force yet" in told


def test_a_reason_is_asked_and_shown(enter: Enter, assignment: Assignment) -> None:
    client = enter("noor")
    url = at("not_applicable", assignment)
    assert client.post(url, {"version": "1", "reason": " "}).status_code == 422
    assert client.post(url, {"version": "1", "reason": "x" * 501}).status_code == 422
    assert client.post(url, {"version": "1", "reason": WHY}).status_code == 302
    assert fresh(assignment).state == NOT_APPLICABLE
    assert WHY in page(enter("roos"), assignment)
    assert WHY in page(enter("anouk"), assignment)


def test_an_answer_is_taken_back(enter: Enter, world: World, assignment: Assignment) -> None:
    set_aside(assignment, WHY, by=world.actor("noor"))
    client = enter("noor")
    assert client.post(at("reopen", assignment), {"version": "2"}).status_code == 302
    assert fresh(assignment).state == OPEN
    assert WHY not in page(client, assignment)


def test_who_read_an_older_answer_sees_both(
    enter: Enter, world: World, assignment: Assignment
) -> None:
    set_aside(assignment, WHY, by=world.actor("noor"))
    given = {"version": "1", "reason": "Wij hebben een eigen bron."}
    answer = enter("noor").post(at("not_applicable", assignment), given)
    assert answer.status_code == 409
    told = answer.content.decode()
    assert WHY in told
    assert "Wij hebben een eigen bron." in told
    assert fresh(assignment).reason == WHY


def test_what_a_newer_agenda_replaced_cannot_be_answered(
    enter: Enter, assignment: Assignment, agenda: SectorAgenda, assume: Assume
) -> None:
    assume(agenda, state=SUPERSEDED)
    answer = enter("noor").post(at("accept", assignment), {"version": "1"})
    assert answer.status_code == 409
    assert "not in force any more" in answer.content.decode()


def test_a_network_without_an_agenda_is_told_so(enter: Enter, network: Network) -> None:
    url = reverse("agendas:of_network", args=[network.uuid])
    assert "There is no agenda in force" in enter("noor").get(url).content.decode()


def test_editors_read_no_agreement_of_the_network(
    enter: Enter, world: World, assignment: Assignment, put: Put, give: Give, model: Agreement
) -> None:
    row = put(key="V-17")
    point_out(assignment, [row], by=world.actor("noor"))
    accept(give(2, model), by=world.actor("noor"))
    assert "/varianten/" in page(enter("lezer"), assignment)
    told = page(enter("anouk"), assignment)
    assert "already in place" in told
    assert "V-17" not in told
    assert row.get_absolute_url() not in told
    assert "/varianten/" not in told


def test_the_page_of_the_network_leads_here(enter: Enter, assignment: Assignment) -> None:
    url = reverse("agendas:of_network", args=[assignment.network.uuid])
    told = enter("lezer").get(assignment.network.get_absolute_url()).content.decode()
    assert url in told
    assert "1 not answered" in told
    for name in ("iris", "sanne"):
        told = enter(name).get(assignment.network.get_absolute_url()).content.decode()
        assert url not in told
        assert "not answered" not in told


def test_it_takes_few_queries_however_many_spearheads(
    enter: Enter, world: World, assignment: Assignment, give: Give, put: Put
) -> None:
    client, seen = enter("noor"), []
    accept(assignment, by=world.actor("noor"))
    page(client, assignment)
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            page(client, assignment)
        seen.append(len(asked))
        if not _round:
            point_out(give(2), [put(key="V-1"), put(key="V-2")], by=world.actor("noor"))
    assert seen[1] <= MOST, seen


def test_in_dutch_it_is_dutch(enter: Enter, assignment: Assignment) -> None:
    client = enter("noor")
    session = client.session
    session["language"] = "nl"
    session.save()
    assert "Speerpunt nummer 1" in page(client, assignment)
