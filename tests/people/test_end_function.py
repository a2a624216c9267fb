"""Ending a function: what rests on it ends too, and someone always manages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from koppelvlak.kit.errors import RefusedError, WrongStateError
from koppelvlak.people.actions import end_function
from koppelvlak.people.lifecycle import ENDED, HELD
from koppelvlak.people.models import Mandate
from koppelvlak.rights import Role
from tests.people.conftest import Alter, Enter, Hold, function_of, mail_to
from tests.world import TODAY, World


@pytest.fixture
def mandate(world: World, alter: Alter) -> Mandate:
    made = Mandate(
        person=world.person("noor"),
        organisation=world.region,
        kind="mandaat",
        what="actieplannen",
        valid_from=TODAY,
    )
    alter(made)
    return made


def test_it_ends_today_and_the_holder_is_told(world: World) -> None:
    function = end_function(function_of(world, "noor"), by=world.actor("bram"))
    assert (function.state, function.valid_to) == (ENDED, TODAY)
    assert "accounthouder vitaal" in mail_to("noor@voorbeeld.invalid").text


@pytest.mark.parametrize("name", ["noor", "lezer"])
def test_others_may_not(world: World, name: str) -> None:
    with pytest.raises(RefusedError):
        end_function(function_of(world, "noor"), by=world.actor(name))


def test_not_twice(world: World) -> None:
    end_function(function_of(world, "noor"), by=world.actor("bram"))
    with pytest.raises(WrongStateError):
        end_function(function_of(world, "noor"), by=world.actor("bram"))


def test_mandates_end_with_the_last_function(world: World, mandate: Mandate) -> None:
    end_function(function_of(world, "noor"), by=world.actor("bram"))
    mandate.refresh_from_db()
    assert (mandate.state, mandate.valid_to) == (ENDED, TODAY)


def test_mandates_stay_with_another_function(world: World, mandate: Mandate, hold: Hold) -> None:
    hold("noor", "region", Role.SIGNATORY)
    end_function(function_of(world, "noor"), by=world.actor("bram"))
    mandate.refresh_from_db()
    assert mandate.state == HELD


def test_a_deputy_who_leaves_stands_in_no_more(world: World, alter: Alter) -> None:
    function = function_of(world, "lezer")
    alter(function, deputy=world.person("noor"))
    end_function(function_of(world, "noor"), by=world.actor("bram"))
    function.refresh_from_db()
    assert function.deputy is None


def test_the_last_manager_stays(world: World) -> None:
    with pytest.raises(WrongStateError, match="last manager"):
        end_function(function_of(world, "bram"), by=world.actor("bram"))


def test_with_another_manager_one_can_stop(world: World, hold: Hold) -> None:
    hold("noor", "region", Role.MANAGER)
    assert end_function(function_of(world, "bram"), by=world.actor("bram")).state == ENDED


def test_it_is_asked_once_more_before_it_is_done(world: World, enter: Enter) -> None:
    function = function_of(world, "noor")
    url = reverse("people:end_function", args=[function.uuid])
    browser = enter("bram")
    assert "Noor de Wit" in browser.get(url).content.decode()
    function.refresh_from_db()
    assert function.state == HELD
    assert browser.post(url, {"version": function.version}).status_code == 302


def test_the_last_manager_hears_why_not(world: World, enter: Enter) -> None:
    url = reverse("people:end_function", args=[function_of(world, "bram").uuid])
    assert enter("bram").post(url).status_code == 409
