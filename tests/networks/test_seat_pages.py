"""Pages of seats and of who leads a network: shown, answered, refused, read in the past."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from koppelvlak.networks.forming import Arrangement, arrange_network
from koppelvlak.networks.lifecycle import DELEGATED, FORMING, LEFT, REFUSED, SITTING
from koppelvlak.networks.models import Network, Seat
from koppelvlak.networks.seating import invite
from tests.conftest import Guard
from tests.networks.conftest import seat_of
from tests.networks.test_pages import browser, text
from tests.world import TODAY, World

NOWHERE = UUID(int=0)


def step(name: str, thing: Network | Seat) -> str:
    return reverse(f"networks:{name}", args=[thing.uuid])


@pytest.fixture
def joost(country: World, settings: Settings) -> Client:
    """Return the browser of the company's boundary worker, in Dutch."""
    return browser(country, settings, "joost")


@pytest.fixture
def noor(country: World, settings: Settings) -> Client:
    """Return the browser of the lead's boundary worker."""
    return browser(country, settings, "noor")


def send(client: Client, url: str, **fields: object) -> int:
    return client.post(url, {name: str(value) for name, value in fields.items()}).status_code


def test_an_invitation_waits_until_it_is_answered(
    joost: Client, country: World, formed: Network
) -> None:
    seat = seat_of(formed, country.water)
    assert seat.get_absolute_url() in joost.get("/").content.decode()
    assert (
        send(joost, step("accept_seat", seat), representative=country.person("joost").uuid) == 302
    )
    assert seat_of(formed, country.water).state == SITTING
    assert seat.get_absolute_url() not in joost.get("/").content.decode()


def test_declining_without_a_reason_is_refused_in_place(
    joost: Client, country: World, formed: Network
) -> None:
    seat = seat_of(formed, country.water)
    assert send(joost, step("decline_seat", seat), reason="") == 422
    assert send(joost, step("decline_seat", seat), reason="Te weinig mensen.") == 302
    assert seat_of(formed, country.water).state == REFUSED


def test_a_lead_partner_is_appointed(country: World, settings: Settings, seated: Network) -> None:
    seat = invite(seated, country.stranger, by=country.actor("noor"))
    iris = browser(country, settings, "iris")
    told = {"partner": country.water.uuid, "representative": country.person("iris").uuid}
    assert send(iris, step("delegate_seat", seat), **told) == 302
    assert seat_of(seated, country.stranger).state == DELEGATED


def test_who_speaks_is_changed_and_somebody_leaves(
    joost: Client, country: World, seated: Network
) -> None:
    seat = seat_of(seated, country.water)
    assert send(joost, step("staff_seat", seat), representative=country.person("roos").uuid) == 302
    assert seat_of(seated, country.water).representative == country.person("roos")
    assert send(joost, step("leave_seat", seat), reason="Fusie.") == 302
    assert seat_of(seated, country.water).state == LEFT


def test_names_are_for_the_table_only(
    noor: Client, country: World, settings: Settings, seated: Network
) -> None:
    page = seated.get_absolute_url()
    assert "Joost van Dam" in text(noor, page)
    for name in ("iris", "sanne", "anouk"):
        assert "Joost van Dam" not in text(browser(country, settings, name), page)


def test_who_chairs_is_not_told_to_who_shares_only_a_contact_point(
    country: World, settings: Settings, guard: Guard, seated: Network
) -> None:
    office = Arrangement(country.region, country.person("noor"), country.person("joost"))
    arrange_network(seated, office, by=country.actor("noor"))
    guard.watching = False
    other = Network.objects.create(
        sector=country.sector, basis="chosen", name="Elders", state="active", lead=country.water
    )
    for place in (country.water, country.stranger):
        Seat.objects.create(
            network=other, organisation=place, invited_on=TODAY, since=TODAY, state=SITTING
        )
    guard.watching = True
    page = text(browser(country, settings, "iris"), seated.get_absolute_url())
    assert "Wachtdienst crisis" in page
    assert "Joost van Dam" not in page
    assert "Noor de Wit" not in page
    assert "Joost van Dam" in text(browser(country, settings, "noor"), seated.get_absolute_url())


def test_the_seat_page_keeps_names_too(country: World, settings: Settings, seated: Network) -> None:
    url = seat_of(seated, country.water).get_absolute_url()
    assert "Joost van Dam" in text(browser(country, settings, "noor"), url)
    assert "Joost van Dam" not in text(browser(country, settings, "iris"), url)


@pytest.mark.parametrize(
    "name", ["accept_seat", "delegate_seat", "decline_seat", "staff_seat", "leave_seat"]
)
def test_nobody_answers_for_another(
    noor: Client, country: World, seated: Network, name: str
) -> None:
    assert noor.get(step(name, seat_of(seated, country.water))).status_code == 403


@pytest.mark.parametrize("name", ["invite", "arrange", "activate", "close", "wake"])
def test_who_does_not_lead_is_refused(joost: Client, seated: Network, name: str) -> None:
    assert joost.get(step(name, seated)).status_code == 403
    assert send(joost, step(name, seated), reason="x") == 403


@pytest.mark.parametrize("name", ["seat", "accept_seat", "detail", "area", "invite"])
def test_what_does_not_exist_is_unseen(noor: Client, formed: Network, name: str) -> None:
    assert noor.get(reverse(f"networks:{name}", args=[NOWHERE])).status_code == 404


def test_the_lead_invites_and_starts(noor: Client, country: World, seated: Network) -> None:
    assert send(noor, step("invite", seated), organisation=country.stranger.uuid) == 302
    assert send(noor, step("activate", seated)) == 302
    assert Network.objects.get(pk=seated.pk).state == "active"
    assert send(noor, step("close", seated), reason="Klaar.") == 302


def test_what_lacks_is_said_before_starting(noor: Client, formed: Network) -> None:
    assert "Name a lead" in text(noor, step("activate", formed))
    assert send(noor, step("activate", formed)) == 409
    assert Network.objects.get(pk=formed.pk).state == FORMING


def test_the_lead_is_arranged_with_what_was_known(
    noor: Client, country: World, seated: Network
) -> None:
    assert str(country.region.uuid) in noor.get(step("arrange", seated)).content.decode()
    told = {"lead": country.water.uuid, "chair": country.person("noor").uuid}
    assert send(noor, step("arrange", seated), **told) == 302
    assert Network.objects.get(pk=seated.pk).lead == country.water


def test_the_past_is_read_by_its_day(noor: Client, seated: Network) -> None:
    before = text(noor, f"{seated.get_absolute_url()}?op=2020-01-01")
    assert "On that day nobody had formed this network yet" in before
    assert "Joost van Dam" not in before


def test_a_day_that_is_none_is_refused_in_words(noor: Client, seated: Network) -> None:
    assert noor.get(f"{seated.get_absolute_url()}?op=2026-13-45").status_code == 422


def test_the_area_has_its_own_page(noor: Client, seated: Network) -> None:
    page = text(noor, step("area", seated))
    assert "Drinkwaterregeling" in page
    assert noor.get(f"{step('area', seated)}?formaat=csv")["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("name", ["detail", "area"])
def test_a_standing_network_takes_few_queries(
    noor: Client, seated: Network, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    noor.get(step(name, seated))
    with django_assert_max_num_queries(11):
        noor.get(step(name, seated))
