"""Somebody of another organisation means harm: with made-up forms, addresses and headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.notices.models import Message
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.erasure import erase_person
from koppelvlak.people.invitations import MOST_AN_HOUR, invite
from koppelvlak.people.models import Function, Invitation
from koppelvlak.rights import Role
from tests.world import TODAY, World

Enter: TypeAlias = Callable[..., Client]
DESK = {
    "function": "Piket",
    "channel": "phone",
    "address": "088 000 00 02",
    "hours": "24/7",
    "tlp": "AMBER",
}


@pytest.fixture
def enter(world: World, settings: Settings) -> Enter:
    """Return the browser of somebody of the cast; second factors are attacked elsewhere."""
    settings.MFA_REQUIRED = False
    cache.clear()

    def browser(name: str, **how: Any) -> Client:
        client = Client(raise_request_exception=False, **how)
        client.force_login(world.person(name))
        return client

    return browser


@pytest.fixture
def invited(world: World) -> Invitation:
    """Return an open invitation of the region."""
    terms: Any = {"name": "Gerrit Blok", "role": Role.READER, "title": "lezer"}
    return invite(world.region, email="gerrit@voorbeeld.invalid", by=world.actor("bram"), **terms)


@pytest.fixture
def targets(world: World, invited: Invitation) -> list[str]:
    """Return every address at which something of somebody else can be changed."""
    function = world.person("noor").functions.get()
    of: list[tuple[str, Any]] = [
        *((f"people:{name}", function) for name in ("end_function", "set_deputy")),
        *((f"people:{name}", world.person("noor")) for name in ("reset_second_factor", "erase")),
        ("people:export", world.person("noor")),
        ("people:withdraw", invited),
        *((f"people:{name}", world.region) for name in ("give_function", "give_mandate", "invite")),
        *((f"organisations:{name}", world.region) for name in ("edit", "add_contact_point")),
        ("organisations:confirm_contact_points", world.region),
    ]
    own = ("edit_contact_point", "confirm_contact_point", "remove_contact_point")
    return [reverse(name, args=[row.uuid]) for name, row in of] + [
        reverse(f"organisations:{name}", args=[world.desk.uuid]) for name in own
    ]


@pytest.mark.parametrize("who", ["iris", "sanne", "petra", "anouk"])
def test_nothing_of_another_organisation_changes(
    enter: Enter, targets: list[str], who: str
) -> None:
    browser, before = enter(who), Event.objects.count()
    theirs = {"email": "x@voorbeeld.invalid", "name": "X", "role": "reader", "title": "x"}
    # Who keeps the platform invites and withdraws for everybody, and erases after one more check.
    allowed = {"uitnodigen", "intrekken", "wissen"} if who == "petra" else set()
    for page in targets:
        if page.rstrip("/").rpartition("/")[2] not in allowed:
            assert browser.post(page, theirs | DESK).status_code in {403, 404, 302}, page
    assert not Event.objects.filter(number__gt=before, result="done").exists()


def test_an_unseen_thing_answers_like_one_that_is_not(enter: Enter, world: World) -> None:
    browser = enter("iris")
    for name in ("people:detail", "people:export"):
        there, nowhere = (
            browser.get(reverse(name, args=[one])) for one in (world.person("noor").uuid, uuid4())
        )
        assert there.status_code == nowhere.status_code
        assert len(there.content) == len(nowhere.content)


def test_a_contact_point_takes_only_what_its_form_shows(enter: Enter, world: World) -> None:
    sent = {"organisation": world.region.pk, "state": "confirmed", "version": 1, "fictional": "on"}
    sent |= {"confirmed_by": str(uuid4()), "last_confirmed": "2026-11-23", "uuid": str(uuid4())}
    page = reverse("organisations:edit_contact_point", args=[world.desk.uuid])
    assert enter("wil").post(page, DESK | sent).status_code == 302
    row = ContactPoint.objects.get(pk=world.desk.pk)
    assert (row.organisation, row.version, row.uuid) == (world.water, 2, world.desk.uuid)
    assert (row.state != "confirmed", row.confirmed_by, row.last_confirmed) == (True, None, None)


@pytest.mark.parametrize("tlp", ["RED", "CLEAR", "amber", ""])
def test_a_class_cannot_be_made_up_or_lowered_in_silence(
    enter: Enter, world: World, tlp: str
) -> None:
    page = reverse("organisations:edit_contact_point", args=[world.desk.uuid])
    assert enter("wil").post(page, DESK | {"tlp": tlp}).status_code == 422


@pytest.mark.parametrize("role", ["platform-manager", "national-editor", "system", "guest"])
def test_a_manager_makes_nobody_more_than_a_manager_may(
    enter: Enter, world: World, role: str
) -> None:
    browser, at = enter("wil"), [world.water.uuid]
    said = {"person": world.person("wil").uuid, "role": role, "title": "x", "valid_from": TODAY}
    said |= {"email": "x@voorbeeld.invalid", "name": "X"}
    for name in ("people:give_function", "people:invite"):
        assert browser.post(reverse(name, args=at), said).status_code == 422
    assert not Function.objects.filter(role=role, organisation=world.water).exists()


def test_nobody_is_taken_in_who_did_not_agree(enter: Enter, world: World) -> None:
    said = {"person": world.person("noor").uuid, "role": "reader", "title": "x", "what": "x"}
    for name in ("people:give_function", "people:give_mandate"):
        page = reverse(name, args=[world.water.uuid])
        assert enter("wil").post(page, said | {"valid_from": TODAY}).status_code == 422


def test_own_details_take_a_name_and_a_language(enter: Enter, world: World) -> None:
    sent = {"name": "Joost", "language": "nl", "email": "x@voorbeeld.invalid", "fictional": "on"}
    enter("joost").post(reverse("people:edit"), sent | {"state": "erased", "is_staff": "on"})
    joost = type(world.person("joost")).objects.get(pk=world.person("joost").pk)
    assert (joost.name, joost.email) == ("Joost", "joost@voorbeeld.invalid")
    assert (joost.fictional, joost.state) == (False, "active")


def test_the_token_of_somebody_elses_form_tells_nothing(enter: Enter, world: World) -> None:
    token = {"token": str(uuid4())}
    page = reverse("organisations:add_contact_point", args=[world.region.uuid])
    enter("noor").post(page, DESK | token)
    other = reverse("organisations:edit_contact_point", args=[world.desk.uuid])
    assert enter("wil").post(other, DESK | token).headers["Location"] == "/?al-opgeslagen=1"


def test_every_form_asks_for_its_own_page(enter: Enter, targets: list[str]) -> None:
    browser = enter("bram", enforce_csrf_checks=True)
    for page in [*targets, reverse("people:switch"), reverse("portal:language")]:
        assert browser.post(page).status_code == 403, page


def test_an_auditor_reads_nothing_of_another_organisation(
    enter: Enter, world: World, invited: Invitation
) -> None:
    wil = enter("wil")
    wil.post(reverse("organisations:edit_contact_point", args=[world.desk.uuid]), DESK)
    said = enter("otto").get(reverse("portal:log"), {"formaat": "csv"}).content.decode()
    assert "Bram Visser" in said
    assert not [word for word in ("Wil Peters", "Piket", DESK["address"]) if word in said]


def test_the_log_names_nobody_who_was_erased(enter: Enter, world: World) -> None:
    enter("noor").post(reverse("people:edit"), {"name": "Noor Blauw", "language": "nl"})
    enter("noor").post(reverse("organisations:add_contact_point", args=[world.region.uuid]), DESK)
    erase_person(world.person("noor"), by=world.actor("bram"))
    said = enter("otto").get(reverse("portal:log"), {"formaat": "csv"}).content.decode()
    assert "Noor" not in said


@pytest.mark.parametrize("who", ["sanne", "iris", "petra"])
def test_no_page_shows_a_contact_point_or_a_person_of_others(
    enter: Enter, world: World, who: str
) -> None:
    browser, at = enter(who), [world.water.uuid]
    people = reverse("people:of_organisation", args=at)
    pages = [reverse("organisations:detail", args=at), people, f"{people}?formaat=csv"]
    for page in [*pages, "/zoeken/?q=wachtdienst", "/zoeken/?q=joost", "/organisaties/"]:
        said = browser.get(page).content.decode()
        # The whole number: a few digits of it may stand in an address or a token by chance.
        hidden = (world.desk.address, "Joost van Dam", "Wachtdienst crisis")
        assert not [word for word in hidden if word in said]


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "\uff1d1+1"])
def test_a_title_never_runs_in_a_spreadsheet(enter: Enter, world: World, title: str) -> None:
    said = {"person": world.person("joost").uuid, "role": "reader", "valid_from": TODAY}
    give = reverse("people:give_function", args=[world.water.uuid])
    assert enter("wil").post(give, said | {"title": title}).status_code == 302
    page = reverse("people:of_organisation", args=[world.water.uuid])
    told = enter("wil").get(page, {"formaat": "csv"}).content.decode()
    assert f";'{title};" in told


def test_a_name_adds_no_header_to_a_mail(enter: Enter, world: World) -> None:
    said = {"email": "x@voorbeeld.invalid", "role": "reader", "title": "x\r\nBcc: y@z"}
    page = reverse("people:invite", args=[world.water.uuid])
    enter("wil").post(page, said | {"name": "X\r\nBcc: mallory@voorbeeld.invalid"})
    message = Message.objects.get(to="x@voorbeeld.invalid")
    assert "\n" not in message.subject
    assert "\nBcc" not in message.text


def test_a_manager_cannot_bother_half_the_country(enter: Enter, world: World) -> None:
    page, browser = reverse("people:invite", args=[world.water.uuid]), enter("wil")
    said = {"name": "X", "role": "reader", "title": "x"}
    sent = [
        browser.post(page, said | {"email": f"x{number}@voorbeeld.invalid"}).status_code
        for number in range(MOST_AN_HOUR + 1)
    ]
    assert sent == [302] * MOST_AN_HOUR + [429]
    assert Message.objects.count() == MOST_AN_HOUR


def test_nobody_finds_out_by_trying_who_signs_in(enter: Enter, world: World) -> None:
    page, browser = reverse("people:ask_email"), enter("joost")
    tried = [
        browser.post(page, {"email": f"{name}@voorbeeld.invalid"}).status_code
        for name in ("noor", "bram", "otto", "iris", "anouk", "petra")
    ]
    assert tried == [422] * 5 + [429]
