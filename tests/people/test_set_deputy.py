"""Naming a deputy: a colleague, by the holder or the manager."""

from __future__ import annotations

import pytest
from django.urls import reverse

from koppelvlak.kit.errors import BadInputError, RefusedError
from koppelvlak.people.actions import set_deputy
from tests.people.conftest import Enter, function_of
from tests.world import World


@pytest.mark.parametrize("name", ["noor", "bram"])
def test_holder_and_manager_name_a_deputy(world: World, name: str) -> None:
    deputy = world.person("lezer")
    row = set_deputy(function_of(world, "noor"), deputy=deputy, by=world.actor(name))
    assert row.deputy == deputy


def test_a_colleague_may_not(world: World) -> None:
    with pytest.raises(RefusedError):
        set_deputy(function_of(world, "noor"), deputy=None, by=world.actor("lezer"))


@pytest.mark.parametrize("name", ["noor", "joost"])
def test_neither_oneself_nor_a_stranger(world: World, name: str) -> None:
    with pytest.raises(BadInputError):
        set_deputy(function_of(world, "noor"), deputy=world.person(name), by=world.actor("bram"))


def test_the_form_names_and_takes_away(world: World, enter: Enter) -> None:
    function = function_of(world, "noor")
    url = reverse("people:set_deputy", args=[function.uuid])
    browser = enter("noor")
    for deputy in (world.person("lezer"), None):
        said = {"deputy": str(deputy.uuid) if deputy else ""}
        assert browser.post(url, said).status_code == 302
        function.refresh_from_db()
        assert function.deputy == deputy
