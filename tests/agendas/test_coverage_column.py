"""Beside the coverage of a network: how much it made of what the agenda of its sector asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from koppelvlak.agendas.lifecycle import NOT_APPLICABLE, SUPERSEDED
from koppelvlak.agendas.made import in_force, made
from koppelvlak.agendas.models import Assignment, SectorAgenda
from koppelvlak.agendas.taking_up import accept
from koppelvlak.agreements.actions import agree
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.coverage.added import columns, leads
from koppelvlak.coverage.bars import pressed
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.variants.models import Variant
from tests.agendas.conftest import Enter, Plan
from tests.agreements.conftest import seat
from tests.conftest import Assume, Guard
from tests.reading import links, main
from tests.world import TODAY, World

PAGE = "/dekking/"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say words as they stand in the code."""
    with translation.override("en"):
        yield


def told(held: Plan, network: Network, name: str = "noor") -> str:
    found = made([network], held.world.actor(name))
    return found[network.pk].words if network.pk in found else ""


def basic(held: Plan) -> Assignment:
    """Return the assignment whose model is a basic agreement: M-1; M-2 of the other is not."""
    return Assignment.objects.get(spearhead__agreements=held.models["M-1"])


def take_up(held: Plan, guard: Guard) -> Agreement:
    guard.watching = False
    held.models["M-1"].parties.create(side=Side.ACTING, text="het drinkwaterbedrijf")
    guard.watching = True
    accept(basic(held), by=held.world.actor("noor"))
    return Variant.objects.get(model=held.models["M-1"]).agreement


def test_only_basic_agreements_are_told(held: Plan, network: Network) -> None:
    assert Assignment.objects.count() == 2
    assert told(held, network) == "0 of 1 basic agreement made"


def test_a_second_one_is_asked_as_well(held: Plan, network: Network, assume: Assume) -> None:
    assume(held.models["M-2"], basic=True)
    assert told(held, network) == "0 of 2 basic agreements made"


def test_what_is_proposed_is_not_made_and_what_is_agreed_is(
    held: Plan, network: Network, guard: Guard
) -> None:
    own = take_up(held, guard)
    assert told(held, network) == "0 of 1 basic agreement made"
    agree(own, by=held.world.actor("noor"), on=TODAY)
    assert told(held, network) == "1 of 1 basic agreement made"


@pytest.mark.parametrize("change", [{"maturity": "ended"}, {"tlp": Tlp.AMBER_STRICT}])
def test_what_ended_or_the_table_does_not_see_is_not_made(
    held: Plan, network: Network, assume: Assume, guard: Guard, change: dict[str, str]
) -> None:
    own = take_up(held, guard)
    agree(own, by=held.world.actor("noor"), on=TODAY)
    assume(own, **change)
    assert told(held, network) == "0 of 1 basic agreement made"


def test_what_is_in_place_already_is_made(held: Plan, network: Network, assume: Assume) -> None:
    assume(basic(held), state="in-place")
    assert told(held, network) == "1 of 1 basic agreement made"


def test_what_is_not_for_it_is_not_asked(held: Plan, network: Network, assume: Assume) -> None:
    assume(basic(held), state=NOT_APPLICABLE)
    assert told(held, network) == ""


def test_a_model_that_ended_is_asked_of_nobody(
    held: Plan, network: Network, assume: Assume
) -> None:
    assume(held.models["M-1"], state="ended")
    assert told(held, network) == ""


def test_an_agenda_of_before_asks_nothing(held: Plan, network: Network, assume: Assume) -> None:
    assume(SectorAgenda.objects.get(), state=SUPERSEDED)
    assert told(held, network) == ""
    assert in_force(held.world.actor("noor")) == []


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("noor", True),
        ("lezer", True),
        ("joost", True),
        ("anouk", True),
        ("iris", False),
        ("sanne", False),
        ("petra", False),
    ],
)
def test_who_sees_it(held: Plan, network: Network, name: str, *, sees: bool) -> None:
    assert bool(told(held, network, name)) is sees


@pytest.mark.parametrize(("name", "many"), [("noor", 1), ("iris", 1), ("anouk", 1), ("sanne", 0)])
def test_the_progress_of_each_agenda_in_force_is_one_press_away(
    held: Plan, name: str, many: int
) -> None:
    found = in_force(held.world.actor(name))
    assert len(found) == many
    for one in found:
        assert one.words == held.world.sector.name
        assert one.url == reverse("agendas:progress", args=[SectorAgenda.objects.get().uuid])


def test_it_leads_to_what_the_network_answers(held: Plan, network: Network) -> None:
    found = made([network], held.world.actor("noor"))[network.pk]
    assert found.url == reverse("agendas:of_network", args=[network.uuid])
    assert pressed(found) == f'<a href="{found.url}"><small>{found.words}</small></a>'
    assert pressed(None) == ""


def test_of_many_networks_it_asks_two_questions(
    held: Plan, network: Network, guard: Guard, world: World
) -> None:
    guard.watching = False
    other = Network.objects.create(
        sector=world.sector, basis=network.basis, name="Zuid", division="province:Limburg",
        state=network.state, lead=world.region, derived_for=TODAY, stirred_on=TODAY,
    )  # fmt: skip
    seat(other, world.region)
    for row in Assignment.objects.all():
        Assignment.objects.create(spearhead=row.spearhead, network=other, given_on=TODAY)
    guard.watching = True
    actor = world.actor("noor")
    with CaptureQueriesContext(connection) as asked:
        found = made([network, other], actor)
    assert len(asked) == 2, [one["sql"][:300] for one in asked]
    assert set(found) == {network.pk, other.pk}


def test_without_networks_or_anything_to_tell_there_is_no_column(
    held: Plan, network: Network, assume: Assume
) -> None:
    actor = held.world.actor("noor")
    assert columns([], actor) == []
    ((head, found),) = columns([network], actor)
    assert (str(head), set(found)) == ("Agenda of the sector", {network.pk})
    assert len(leads(actor)) == 1
    assume(basic(held), state=NOT_APPLICABLE)
    assert columns([network], actor) == []


def test_the_page_shows_it_per_network(held: Plan, network: Network, enter: Enter) -> None:
    page = main(enter("noor"), PAGE)
    found = links(page)
    assert found["0 of 1 basic agreement made"] == reverse(
        "agendas:of_network", args=[network.uuid]
    )
    agenda = SectorAgenda.objects.get()
    assert found[agenda.sector.name] == reverse("agendas:progress", args=[agenda.uuid])
    assert ">Agenda of the sector</th>" in page


@pytest.mark.parametrize("per", ["regio", "bedrijf"])
def test_per_organisation_there_is_no_such_column(
    held: Plan, network: Network, enter: Enter, per: str
) -> None:
    assert "Agenda of the sector" not in main(enter("noor"), f"{PAGE}?per={per}")


def test_the_page_asks_few_questions(held: Plan, network: Network, enter: Enter) -> None:
    browser = enter("noor")
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(PAGE).status_code == 200
    about = [one for one in asked if "session" not in one["sql"]]
    assert len(about) <= 12, [one["sql"][:200] for one in about]


def test_in_dutch(held: Plan, network: Network) -> None:
    with translation.override("nl"):
        assert told(held, network) == "0 van 1 basisafspraak gemaakt"
