"""Who has not answered is visible, to those who share a network; and one answers signed in too."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.kit.waiting import waiting
from koppelvlak.networks.lifecycle import ACTIVE, SITTING
from koppelvlak.networks.models import Basis, Network, Seat
from koppelvlak.organisations.actions import Reached, add_contact_point, edit_contact_point
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.people.actions import end_function
from koppelvlak.people.handover import HandOver, hanging
from koppelvlak.rights import Role
from koppelvlak.rounds import actions
from koppelvlak.rounds.models import Ask, Round
from tests.conftest import Guard
from tests.people.conftest import Enter, Hold, function_of
from tests.rounds.conftest import Link, ask_of, clock
from tests.world import TODAY, World

LIST = reverse("rounds:list")


@pytest.fixture
def network(world: World, guard: Guard) -> Network:
    """Return a network in which the region and the water company sit."""
    guard.watching = False
    made = Network.objects.create(
        sector=world.sector, basis=Basis.CHOSEN, name="Oost", division="x", state=ACTIVE,
        lead=world.region, derived_for=TODAY, stirred_on=TODAY,
    )  # fmt: skip
    for one in (world.region, world.water):
        Seat.objects.create(
            network=made, organisation=one, invited_on=TODAY, since=TODAY, state=SITTING
        )
    guard.watching = True
    return made


def said(enter: Enter, name: str, url: str = LIST) -> str:
    client = enter(name)
    session = client.session
    session["language"] = "en"
    session.save()
    return client.get(url).content.decode()


def test_a_fellow_sees_who_has_not_answered(
    asked: Round, network: Network, enter: Enter, world: World
) -> None:
    page = said(enter, "noor")
    assert "Vitens" in page
    assert "not answered" in page


def test_who_shares_no_network_sees_nothing(asked: Round, network: Network, enter: Enter) -> None:
    assert "Vitens" not in said(enter, "iris")
    assert enter("iris").get(asked.get_absolute_url()).status_code == 404
    assert enter("sanne").get(asked.get_absolute_url()).status_code == 404


def test_the_answer_shows(asked: Round, network: Network, enter: Enter, world: World) -> None:
    actions.answer(ask_of("wil"), by=world.actor("wil"))
    assert "all confirmed" in said(enter, "wil")
    assert "Wil Peters" in said(enter, "joost")


def test_the_name_is_for_colleagues(
    asked: Round, network: Network, enter: Enter, world: World
) -> None:
    actions.answer(ask_of("wil"), by=world.actor("wil"))
    page = said(enter, "noor")
    assert "all confirmed" in page
    assert "Wil Peters" not in page


def test_half_an_answer_is_half(asked: Round, enter: Enter, world: World) -> None:
    actions.answer(ask_of("joost"), by=world.actor("joost"))
    assert "confirmed in part" in said(enter, "joost", asked.get_absolute_url())


def test_a_strict_desk_is_not_counted_for_others(
    asked: Round, network: Network, enter: Enter, world: World
) -> None:
    strict = Reached("Directie", "phone", "112", "24/7", tlp="AMBER+STRICT")
    add_contact_point(world.water, strict, by=world.actor("wil"))
    assert "0 of 1" in said(enter, "noor", asked.get_absolute_url())
    assert "0 of 2" in said(enter, "joost", asked.get_absolute_url())


def test_it_stands_on_the_page_of_the_organisation(
    asked: Round, network: Network, enter: Enter, world: World
) -> None:
    page = said(enter, "noor", world.water.get_absolute_url())
    assert asked.get_absolute_url() in page
    assert "not answered" in page


def test_the_list_sorts_and_downloads(asked: Round, enter: Enter) -> None:
    assert "Vitens" in said(enter, "joost", f"{LIST}?sorteer=-stand")
    answer = enter("joost").get(f"{LIST}?formaat=csv")
    assert "ronde-2026-10-TLP-AMBER.csv" in answer["Content-Disposition"]
    assert "Vitens" in answer.content.decode()


def test_before_the_round_the_page_says_so(world: World, enter: Enter) -> None:
    assert "The round begins by itself" in said(enter, "joost")


def test_whoever_was_asked_answers_signed_in(asked: Round, enter: Enter, world: World) -> None:
    assert "Wachtdienst crisis" in said(enter, "joost", asked.get_absolute_url())
    answer = enter("joost").post(asked.get_absolute_url(), {"token": str(uuid4())})
    assert answer.status_code == 302
    assert ContactPoint.objects.get(pk=world.desk.pk).last_confirmed == TODAY


@pytest.mark.parametrize(("name", "status"), [("roos", 403), ("iris", 404), ("sanne", 404)])
def test_others_do_not(asked: Round, enter: Enter, world: World, name: str, status: int) -> None:
    answer = enter(name).post(asked.get_absolute_url(), {"token": str(uuid4())})
    assert answer.status_code == status
    assert ContactPoint.objects.get(pk=world.desk.pk).last_confirmed is None


def test_signed_in_a_change_is_shown_as_well(asked: Round, enter: Enter, world: World) -> None:
    noc = Reached("NOC", "phone", "+31880000002", "24/7")
    edit_contact_point(world.desk, noc, by=world.actor("wil"))
    assert "Something changed since the mail" in said(enter, "joost", asked.get_absolute_url())
    assert enter("joost").post(asked.get_absolute_url()).status_code == 409


def test_it_waits_for_whoever_was_asked(asked: Round, world: World) -> None:
    titles = [str(item.title) for item in waiting(world.actor("joost"))]
    assert "Is everything still right at Vitens?" in titles
    assert not any("Vitens" in str(item.title) for item in waiting(world.actor("roos")))
    actions.answer(ask_of("joost"), by=world.actor("joost"))
    titles = [str(item.title) for item in waiting(world.actor("joost"))]
    assert "Is everything still right at Vitens?" not in titles


def test_it_is_late_after_a_fortnight(asked: Round, world: World) -> None:
    later = world.actor("joost", on=TODAY.replace(month=12, day=10))
    [mine] = [item for item in waiting(later) if "Vitens" in str(item.title)]
    assert mine.late == 3


def test_the_list_asks_no_more_for_more(world: World, enter: Enter, guard: Guard) -> None:
    client = enter("anouk")
    counts = []
    for number in (2, 12):
        guard.watching = False
        for one in range(number):
            place = Organisation.objects.create(
                key=f"o{number}{one}", kind=world.water.kind, name=f"O{one}", short_name="O"
            )
            Round.objects.create(organisation=place, begin="2026-10-01", asked_on=TODAY)
            ContactPoint.objects.create(organisation=place, function="x", hours="-", tlp="GREEN")
        guard.watching = True
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_who_leaves_hands_the_question_over(
    asked: Round, world: World, hold: Hold, link: Link
) -> None:
    hold("roos", "water", Role.BOUNDARY_WORKER)
    function = function_of(world, "joost")
    [choice] = hanging(function, TODAY)
    given = HandOver({choice.holding.key: world.person("roos")})
    end_function(function, by=world.actor("wil"), over=given)
    assert Ask.objects.get(person=world.person("roos")).sent == 0
    assert [str(item.title) for item in waiting(world.actor("roos"))]
    actions.remind(asked, by=clock())
    assert link("roos").startswith("/klopt-alles-nog/")


def test_a_worker_takes_over_no_people(asked: Round, world: World, hold: Hold) -> None:
    hold("roos", "water", Role.BOUNDARY_WORKER)
    hold("joost", "water", Role.MANAGER)
    function = function_of(world, "wil")
    [choice] = hanging(function, TODAY)
    given = HandOver({choice.holding.key: world.person("roos")})
    end_function(function, by=world.actor("joost", roles=frozenset({"manager"})), over=given)
    assert Ask.objects.get(person=world.person("roos")).covers["functions"] == {}
