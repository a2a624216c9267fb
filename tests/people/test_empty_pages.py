"""Every page of people where there is nothing to show yet, and in both languages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext, override

from koppelvlak.kit.requests import LANGUAGE_KEY
from koppelvlak.people.models import Mandate
from tests.people.conftest import Alter, Enter, function_of
from tests.world import TODAY, World

TITLES = {
    "people:profile": "My details",
    "people:edit": "Change my details",
    "people:no_function": "You act for nobody now",
}
NOBODY = "Nobody whom you may see. You see the people of the organisation you act for."


def read(browser: Client, url: str, language: str) -> str:
    session = browser.session
    session[LANGUAGE_KEY] = language
    session.save()
    answer = browser.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def people_of(world: World, at: str) -> str:
    return reverse("people:of_organisation", args=[getattr(world, at).uuid])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["people:profile", "people:edit", "people:no_function"])
def test_a_page_speaks_one_language(enter: Enter, name: str, language: str) -> None:
    page = read(enter("noor"), reverse(name), language)
    with override(language):
        assert f"<h1>{escape(gettext(TITLES[name]))}</h1>" in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_of_another_organisation_it_says_why_nobody_is_shown(
    world: World, enter: Enter, language: str
) -> None:
    page = read(enter("noor"), people_of(world, "water"), language)
    with override(language):
        assert escape(gettext(NOBODY)) in page
    assert "Joost van Dam" not in page


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("who", ["noor", "bram"])
def test_a_list_without_anything_says_so(
    world: World, enter: Enter, who: str, language: str
) -> None:
    page = read(enter(who), people_of(world, "region"), language)
    assert page.count('class="empty"') == (2 if who == "bram" else 1)


def test_a_list_with_something_does_not(world: World, enter: Enter, alter: Alter) -> None:
    alter(
        Mandate(
            person=world.person("noor"),
            organisation=world.region,
            kind="mandaat",
            what="actieplannen",
            valid_from=TODAY,
        )
    )
    page = read(enter("noor"), people_of(world, "region"), "nl")
    assert 'class="empty"' not in page
    assert "actieplannen" in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_holds_nothing_reads_that_they_hold_nothing(
    world: World, enter: Enter, alter: Alter, language: str
) -> None:
    alter(function_of(world, "noor"), state="ended", valid_to=TODAY)
    page = read(enter("noor"), reverse("people:profile"), language)
    assert "Noor de Wit" in page
    assert "VR IJsselland" not in page.split("<main", 1)[1].split("</h2>", 1)[0]


@pytest.mark.parametrize("who", ["noor", "joost", "otto"])
def test_nobody_but_a_manager_is_offered_a_change(world: World, enter: Enter, who: str) -> None:
    page = read(enter(who), people_of(world, "region"), "nl")
    for name in ("invite", "give_function", "give_mandate"):
        assert reverse(f"people:{name}", args=[world.region.uuid]) not in page


@pytest.mark.parametrize("name", ["invite", "give_function", "give_mandate"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_empty_form_is_refused_at_its_fields(
    world: World, enter: Enter, name: str, language: str
) -> None:
    url = reverse(f"people:{name}", args=[world.region.uuid])
    browser = enter("bram")
    read(browser, url, language)
    answer = browser.post(url, {})
    assert answer.status_code == 422
    assert f'<html lang="{language}"' in answer.content.decode()
    assert answer.content.decode().count('aria-invalid="true"') >= 2
