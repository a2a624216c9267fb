"""What happens between the look and the click: a colleague answers, or changes what was asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias
from uuid import uuid4

import pytest
from django.test import Client

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import StaleError, UnseenError
from koppelvlak.kit.ui.by_link import Opened
from koppelvlak.organisations.actions import Reached, edit_contact_point
from koppelvlak.organisations.lifecycle import UNCONFIRMED
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.queries import acting_at, holding
from koppelvlak.rights import Role
from koppelvlak.rounds import actions, answering
from koppelvlak.rounds.cover import Standing
from koppelvlak.rounds.models import Ask
from tests.people.conftest import Alter, Hold, function_of
from tests.rounds.conftest import Link, ask_of
from tests.world import TODAY, World

Click: TypeAlias = Callable[[str, Callable[[], object]], Any]
NOC = Reached(function="NOC", channel="phone", address="+31880000002", hours="24/7")


@pytest.fixture
def click(anyone: Client, monkeypatch: pytest.MonkeyPatch) -> Click:
    """Return how the button is sent, while somebody does this between the look and the action."""

    def send(path: str, meanwhile: Callable[[], object]) -> Any:
        def late(opened: Opened[Ask, Standing]) -> None:
            meanwhile()
            actions.answer(opened.ask, by=opened.by)

        monkeypatch.setattr(answering, "QUESTION", replace(answering.QUESTION, answer=late))
        return anyone.post(path, {"token": str(uuid4())})

    return send


def test_what_changes_at_that_moment_is_said(link: Link, click: Click, world: World) -> None:
    path = link("joost")
    said = click(path, lambda: edit_contact_point(world.desk, NOC, by=world.actor("wil")))
    assert said.status_code == 409
    assert "088 000 0002" in said.content.decode()
    assert ContactPoint.objects.get(pk=world.desk.pk).state == UNCONFIRMED


def test_what_is_only_counted_on_can_be_answered_again(
    link: Link, click: Click, world: World
) -> None:
    path = link("joost")

    def touched() -> None:
        raise StaleError(world.desk)

    said = click(path, touched)
    assert (said.status_code, said["Location"]) == (302, path)
    assert ask_of("joost").answered_on is None


def test_who_answered_at_that_moment_is_told_so(
    link: Link, click: Click, world: World, alter: Alter
) -> None:
    path = link("joost")

    def answered() -> None:
        alter(ask_of("joost"), answered_on=TODAY)
        raise StaleError(world.desk)

    said = click(path, answered)
    assert said.status_code == 409
    assert "U hebt op 23 november 2026 geantwoord" in said.content.decode()


def test_who_acts_is_an_actor_with_the_roles_of_now(world: World, hold: Hold) -> None:
    hold("joost", "water", Role.SIGNATORY)
    hold("joost", "stranger", Role.MANAGER)
    bare = Actor(name="", on=TODAY, origin="elsewhere", token=uuid4())
    actor = acting_at(world.person("joost"), world.water, bare)
    assert actor.roles == {Role.BOUNDARY_WORKER, Role.SIGNATORY}
    assert (actor.person, actor.organisation) == (world.person("joost").uuid, world.water.uuid)
    assert (actor.origin, actor.token) == ("elsewhere", bare.token)


def test_who_acts_elsewhere_or_was_erased_is_nobody(world: World, alter: Alter) -> None:
    bare = Actor(name="", on=TODAY, origin="test")
    with pytest.raises(UnseenError):
        acting_at(world.person("joost"), world.region, bare)
    alter(world.person("joost"), state="erased")
    with pytest.raises(UnseenError):
        acting_at(world.person("joost"), world.water, bare)


def test_who_holds_which_role_is_found_once_each(world: World, hold: Hold, alter: Alter) -> None:
    hold("wil", "water", Role.BOUNDARY_WORKER)
    able = holding(world.water, (Role.BOUNDARY_WORKER, Role.MANAGER), TODAY)
    assert able == {
        world.person("joost"): {Role.BOUNDARY_WORKER},
        world.person("wil"): {Role.MANAGER, Role.BOUNDARY_WORKER},
    }
    alter(function_of(world, "joost"), valid_to=TODAY.replace(day=1))
    assert list(holding(world.water, (Role.BOUNDARY_WORKER,), TODAY)) == [world.person("wil")]
