"""What pages say to who invites and who answers is so: who gets a mail, and what one may do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import Settings

from koppelvlak.kit.notices.models import Message
from koppelvlak.networks.forms import DelegateForm
from koppelvlak.networks.lifecycle import DELEGATED, INVITED, LEFT, REFUSED, SITTING
from koppelvlak.networks.models import Network, Seat
from koppelvlak.networks.notices import can_answer
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Function, Person
from tests.conftest import Assume, Guard
from tests.networks.conftest import seat_of
from tests.networks.test_pages import browser, text
from tests.world import TODAY, World

MAILED = "Invited. Its boundary workers and managers get a mail."
ALONE = "Invited, but nobody can answer for"


@pytest.fixture
def noor(world: World, settings: Settings) -> Client:
    """Return the browser of who leads."""
    return browser(world, settings, "noor")


def follow(client: Client, url: str, **fields: object) -> str:
    """Send a form and return the page one comes to."""
    page = client.post(url, {name: str(value) for name, value in fields.items()}, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def step(name: str, thing: Network | Seat) -> str:
    return reverse(f"networks:{name}", args=[thing.uuid])


def test_who_invites_hears_that_a_mail_is_sent(noor: Client, world: World, table: Network) -> None:
    page = follow(noor, step("invite", table), organisation=world.stranger.uuid)
    assert MAILED in page
    assert [one.to for one in Message.objects.all()] == ["iris@voorbeeld.invalid"]


@pytest.mark.parametrize("place", ["supervisor", "ministry"])
def test_where_nobody_can_answer_it_says_what_to_do(
    noor: Client, world: World, table: Network, place: str
) -> None:
    organisation: Organisation = getattr(world, place)
    page = follow(noor, step("invite", table), organisation=organisation.uuid)
    assert MAILED not in page
    assert f"{ALONE} {organisation.short_name} yet, so nobody gets a mail." in page
    assert f"invite a first manager of {organisation.short_name}" in page
    assert not Message.objects.exists()


def test_who_is_invited_again_is_told_alike(
    noor: Client, world: World, table: Network, assume: Assume, guard: Guard
) -> None:
    own = seat_of(table, world.water)
    assume(own, state=LEFT)
    assert MAILED in follow(noor, step("invite_again", own))
    assume(own, state=LEFT)
    guard.watching = False
    Function.objects.filter(organisation=world.water).update(valid_to=TODAY - timedelta(days=1))
    guard.watching = True
    assert f"{ALONE} Vitens yet" in follow(noor, step("invite_again", own))


@pytest.mark.parametrize(
    ("place", "answers"),
    [("region", True), ("water", True), ("stranger", True), ("supervisor", False),
     ("ministry", False)],
)  # fmt: skip
def test_a_boundary_worker_or_a_manager_can_answer(
    world: World, place: str, *, answers: bool
) -> None:
    assert can_answer(getattr(world, place).pk, TODAY) is answers


def test_nobody_answers_before_their_function_began(world: World) -> None:
    assert not can_answer(world.water.pk, TODAY - timedelta(days=5000))


@pytest.mark.parametrize(
    ("state", "offered", "hidden"),
    [
        (INVITED, {"accept_seat", "delegate_seat", "decline_seat"}, {"leave_seat"}),
        (SITTING, {"delegate_seat", "staff_seat", "leave_seat"}, {"decline_seat"}),
        (DELEGATED, {"accept_seat", "staff_seat", "leave_seat"}, {"decline_seat"}),
        (REFUSED, set(), {"decline_seat", "leave_seat"}),
    ],
)
def test_who_has_not_answered_declines_and_who_sits_leaves(
    world: World, table: Network, settings: Settings, assume: Assume,
    state: str, offered: set[str], hidden: set[str],
) -> None:  # fmt: skip
    own = seat_of(table, world.water)
    assume(own, state=state)
    page = browser(world, settings, "joost").get(own.get_absolute_url()).content.decode()
    assert {name for name in offered if step(name, own) in page} == offered
    assert not {name for name in hidden if step(name, own) in page}


def test_a_contact_person_is_needed_and_the_form_says_so(world: World, table: Network) -> None:
    people = Person.objects.filter(email__startswith="joost")
    partners = Organisation.objects.filter(pk=world.region.pk)
    empty = DelegateForm({"partner": str(world.region.uuid)}, people=people, partners=partners)
    assert empty.fields["representative"].required
    assert not empty.fields["deputy"].required
    assert empty.errors["representative"] == [
        "Name a contact person: the lead partner must know whom to call."
    ]


def test_its_page_does_not_call_the_contact_person_optional(
    world: World, table: Network, settings: Settings
) -> None:
    own = seat_of(table, world.water)
    page = text(browser(world, settings, "joost"), step("delegate_seat", own))
    assert "Contact person (optional)" not in page
    assert "Deputy (optional)" in page


def test_a_lead_partner_is_not_called_a_lead_in_dutch(world: World) -> None:
    nobody = Organisation.objects.none()
    form = DelegateForm(None, people=Person.objects.none(), partners=nobody)
    with translation.override("nl"):
        assert str(form.fields["partner"].label) == "Leidende partner"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 niet geverifieerd gemeente erbij"), (2, "2 niet geverifieerd gemeenten erbij")],
)
def test_one_municipality_is_one(
    country: World, network: Network, settings: Settings, assume: Assume, number: int, words: str
) -> None:
    assume(network, municipalities_unverified=number)
    client = browser(country, settings, "noor")
    session = client.session
    session["language"] = "nl"
    session.save()
    assert words in text(client, network.get_absolute_url())
