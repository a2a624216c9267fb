"""Ending a mandate."""

from __future__ import annotations

import pytest
from django.urls import reverse

from koppelvlak.kit.errors import RefusedError, WrongStateError
from koppelvlak.people.actions import end_mandate, give_mandate
from koppelvlak.people.lifecycle import ENDED
from koppelvlak.people.models import Mandate
from tests.people.conftest import Enter
from tests.world import TODAY, World


@pytest.fixture
def mandate(world: World) -> Mandate:
    return give_mandate(
        world.region,
        by=world.actor("bram"),
        person=world.person("noor"),
        what="actieplannen",
        valid_from=TODAY,
    )


def test_a_manager_ends_it_today(world: World, mandate: Mandate) -> None:
    row = end_mandate(mandate, by=world.actor("bram"))
    assert (row.state, row.valid_to) == (ENDED, TODAY)


def test_the_holder_may_not(world: World, mandate: Mandate) -> None:
    with pytest.raises(RefusedError):
        end_mandate(mandate, by=world.actor("noor"))


def test_not_twice(world: World, mandate: Mandate) -> None:
    end_mandate(mandate, by=world.actor("bram"))
    with pytest.raises(WrongStateError):
        end_mandate(mandate, by=world.actor("bram"))


def test_it_is_asked_once_more(mandate: Mandate, enter: Enter) -> None:
    url = reverse("people:end_mandate", args=[mandate.uuid])
    browser = enter("bram")
    assert "actieplannen" in browser.get(url).content.decode()
    assert browser.post(url).status_code == 302
    assert browser.get(url).status_code == 404
