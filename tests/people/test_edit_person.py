"""Changing one's own details."""

from __future__ import annotations

import pytest
from django.urls import reverse

from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError
from koppelvlak.people.actions import edit_person
from tests.people.conftest import Enter
from tests.world import World


def test_one_changes_ones_own_name_and_language(world: World) -> None:
    noor = world.person("noor")
    edit_person(noor, name="  Noor\u202e de Witte ", language="en", by=world.actor("noor"))
    noor.refresh_from_db()
    assert (noor.name, noor.language) == ("Noor de Witte", "en")


@pytest.mark.parametrize(("name", "refusal"), [("bram", RefusedError), ("joost", UnseenError)])
def test_nobody_elses(world: World, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        edit_person(world.person("noor"), name="X", language="nl", by=world.actor(name))


def test_not_over_a_newer_version(world: World) -> None:
    with pytest.raises(StaleError):
        edit_person(world.person("noor"), name="X", language="nl", by=world.actor("noor"), seen=7)


def test_the_page_speaks_the_new_language(enter: Enter) -> None:
    browser = enter("noor")
    browser.post(reverse("people:edit"), {"name": "Noor", "language": "en"})
    assert 'lang="en"' in browser.get(reverse("people:profile")).content.decode()


def test_a_mistake_is_shown_in_place(enter: Enter) -> None:
    answer = enter("noor").post(reverse("people:edit"), {"name": "", "language": "fr"})
    assert answer.status_code == 422


def test_a_stale_form_shows_both_versions(enter: Enter) -> None:
    said = {"name": "Noor van Wit", "language": "nl", "version": "9"}
    answer = enter("noor").post(reverse("people:edit"), said)
    assert answer.status_code == 409
    assert "Noor de Wit" in answer.content.decode()
