"""Giving a function: by the manager, never a national role, one of each role."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.people.actions import give_function
from koppelvlak.people.lifecycle import ENDED
from koppelvlak.people.models import Function
from koppelvlak.rights import NATIONAL_ROLES, Role
from tests.people.conftest import Enter, Hold, mail_to
from tests.world import TODAY, World


def give(world: World, by: Actor, **changes: Any) -> Function:
    terms: Any = {
        "person": world.person("noor"),
        "role": Role.SIGNATORY,
        "title": "plaatsvervangend directeur",
        "valid_from": TODAY,
    }
    return give_function(world.region, by=by, **terms | changes)


def test_a_manager_gives_a_function_and_the_holder_is_told(world: World) -> None:
    function = give(world, world.actor("bram"))
    assert function.state == "held"
    assert "plaatsvervangend directeur" in mail_to("noor@voorbeeld.invalid").text


@pytest.mark.parametrize("name", ["noor", "wil", "petra", "otto"])
def test_others_may_not(world: World, name: str) -> None:
    with pytest.raises(RefusedError):
        give(world, world.actor(name))


@pytest.mark.parametrize("role", sorted(NATIONAL_ROLES))
def test_a_manager_never_gives_a_national_role(world: World, role: Role) -> None:
    with pytest.raises(RefusedError, match="national"):
        give(world, world.actor("bram"), role=role)


def test_the_system_gives_every_role(world: World) -> None:
    by = system(on=TODAY, origin="test")
    assert give(world, by, role=Role.PLATFORM_MANAGER).role == Role.PLATFORM_MANAGER


def test_nobody_becomes_the_system(world: World) -> None:
    with pytest.raises(RefusedError):
        give(world, system(on=TODAY, origin="test"), role=Role.SYSTEM)


def test_one_function_of_each_role(world: World) -> None:
    with pytest.raises(WrongStateError, match="Noor de Wit"):
        give(world, world.actor("bram"), role=Role.BOUNDARY_WORKER)


def test_a_function_whose_time_is_past_makes_room(world: World, hold: Hold) -> None:
    past = hold("noor", "region", Role.SIGNATORY, valid_to=date(2026, 2, 1))
    give(world, world.actor("bram"))
    past.refresh_from_db()
    assert past.state == ENDED


def test_the_days_stand_in_order(world: World) -> None:
    with pytest.raises(BadInputError):
        give(world, world.actor("bram"), valid_to=date(2026, 1, 1))


def form(world: World, **changes: str) -> dict[str, str]:
    said = {"person": str(world.person("noor").uuid), "role": "signatory", "title": "x"}
    return said | {"valid_from": "2026-11-23"} | changes


def test_the_form_gives_it(world: World, enter: Enter) -> None:
    url = reverse("people:give_function", args=[world.region.uuid])
    assert enter("bram").get(url).status_code == 200
    assert enter("bram").post(url, form(world)).status_code == 302
    assert Function.objects.filter(person=world.person("noor"), role="signatory").exists()


def test_the_form_offers_own_people_and_roles_only(world: World, enter: Enter) -> None:
    url = reverse("people:give_function", args=[world.region.uuid])
    page = enter("bram").get(url).content.decode()
    assert "Joost van Dam" not in page
    assert "platform-manager" not in page
    stranger = str(world.person("joost").uuid)
    for changes in ({"person": stranger}, {"person": "\x00"}, {"role": "system"}):
        assert enter("bram").post(url, form(world, **changes)).status_code == 422


def test_who_may_not_is_refused_before_the_form(world: World, enter: Enter) -> None:
    url = reverse("people:give_function", args=[world.region.uuid])
    assert enter("noor").get(url).status_code == 403
