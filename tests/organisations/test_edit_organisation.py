"""Saying what an organisation does: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, StaleError
from koppelvlak.kit.search.models import Entry
from koppelvlak.organisations.actions import edit_organisation
from koppelvlak.organisations.models import Organisation
from tests.organisations.conftest import Enter
from tests.organisations.forms import ABOUT, filled_in, send
from tests.world import World


def said(world: World) -> Organisation:
    return Organisation.objects.get(pk=world.water.pk)


def url(world: World) -> str:
    return reverse("organisations:edit", args=[world.water.uuid])


def test_a_manager_says_what_it_does(world: World) -> None:
    edit_organisation(world.water, ABOUT, by=world.actor("wil"), seen=1)
    assert (said(world).role_nl, said(world).website) == ("Levert water.", ABOUT.website)


@pytest.mark.parametrize("name", ["joost", "roos", "noor", "bram", "sanne", "petra", "anouk"])
def test_nobody_else_may(world: World, name: str) -> None:
    with pytest.raises(RefusedError):
        edit_organisation(world.water, ABOUT, by=world.actor(name))
    assert said(world).role_nl == ""


def test_a_stale_version_changes_nothing(world: World) -> None:
    edit_organisation(world.water, ABOUT, by=world.actor("wil"), seen=1)
    with pytest.raises(StaleError):
        edit_organisation(world.water, replace(ABOUT, role_nl="X"), by=world.actor("wil"), seen=1)
    assert said(world).role_nl == "Levert water."


def test_the_log_and_the_index_follow(world: World) -> None:
    edit_organisation(world.water, ABOUT, by=world.actor("wil"))
    payload = Event.objects.get().payload
    assert payload is not None
    assert payload["after"]["role_nl"] == "Levert water."
    assert Entry.objects.get().title == "Vitens"


def test_the_form_saves_and_leads_back(enter: Enter, world: World) -> None:
    answer = send(enter("wil"), url(world), filled_in(ABOUT, version=1))
    assert (answer.status_code, answer["Location"]) == (302, world.water.get_absolute_url())
    assert said(world).role_en == "Supplies."


def test_the_page_says_that_it_was_changed_by_people(enter: Enter, world: World) -> None:
    wil = enter("wil")
    send(wil, url(world), filled_in(ABOUT, version=1))
    page = wil.get(world.water.get_absolute_url()).content.decode()
    assert "Changed since by the organisation itself." in page


def test_a_stale_form_shows_both_versions(enter: Enter, world: World) -> None:
    wil = enter("wil")
    send(wil, url(world), filled_in(ABOUT, version=1))
    answer = send(wil, url(world), filled_in(ABOUT, role_nl="Mijn woorden", version=1))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Levert water." in page
    assert "Mijn woorden" in page
    assert 'name="version" value="2"' in page
    assert said(world).role_nl == "Levert water."


def test_a_form_sent_twice_has_its_effect_once(enter: Enter, world: World) -> None:
    wil, form = enter("wil"), filled_in(ABOUT, version=1)
    assert send(wil, url(world), form).status_code == 302
    assert send(wil, url(world), form).status_code == 302
    assert said(world).version == 2
    assert Event.objects.filter(action="organisation.edit").count() == 1


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "ftp://voorbeeld.invalid", "geen adres", "x" * 300]
)
def test_a_website_is_a_website(enter: Enter, world: World, website: str) -> None:
    answer = send(enter("wil"), url(world), filled_in(ABOUT, website=website, version=1))
    assert answer.status_code == 422
    assert said(world).version == 1


def test_others_do_not_get_the_form(enter: Enter, world: World) -> None:
    assert enter("joost").get(url(world)).status_code == 403
    assert enter("noor").post(url(world), filled_in(ABOUT)).status_code == 403
