"""A small role description: two tasks of the region, one of a company, in two themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest
import time_machine
from pytest_django import Settings

from koppelvlak.door import system
from koppelvlak.framework.actions import Adoption, adopt, open_consultation
from koppelvlak.framework.facts import FILES
from koppelvlak.framework.loading import load_framework
from koppelvlak.framework.models import Certainty, Party, RoleDescription, Task, Theme
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from tests.conftest import Guard
from tests.world import TODAY, World

On: TypeAlias = Callable[[date], None]
UNTIL = TODAY + timedelta(days=28)
AFTER = UNTIL + timedelta(days=1)


@dataclass
class Role:
    """A version and its tasks, and who of the cast acts on which day."""

    world: World
    version: RoleDescription
    tasks: dict[str, Task]

    def actor(self, who: str, on: date = TODAY) -> Actor:
        """Return somebody of the cast on a day."""
        return self.world.actor(who, on=on)

    def editor(self, on: date = TODAY) -> Actor:
        """Return the national editor on a day."""
        return self.actor("anouk", on)

    def now(self) -> RoleDescription:
        """Return the version as it stands in the database."""
        return RoleDescription.objects.get(pk=self.version.pk)

    def task(self, label: str) -> Task:
        """Return a task as it stands in the database."""
        return Task.objects.get(pk=self.tasks[label].pk)

    def consult(self) -> None:
        """Open the consultation."""
        open_consultation(self.now(), UNTIL, by=self.editor())

    def adopt(self, on: date = AFTER) -> None:
        """Let the steering group adopt it."""
        adopt(self.now(), Adoption(on, "stuurgroep", "besluit 4"), by=self.editor(on))


def make_themes() -> dict[int, Theme]:
    """Make the eight themes, without the door."""
    named: dict[str, Any] = {"question_nl": "Wie?", "question_en": "Who?", "scope_nl": "Alles."}
    for number in range(1, 9):
        Theme.objects.get_or_create(
            number=number,
            defaults={
                "name_nl": f"Thema {number}", "name_en": f"Theme {number}", "scope_en": "All.",
                **named,
            },
        )  # fmt: skip
    return {theme.number: theme for theme in Theme.objects.all()}


def make_role(world: World) -> Role:
    """Make a draft with three tasks, without the door: a test's first facts."""
    themes = make_themes()
    version = RoleDescription.objects.create(number=1, started_on=TODAY)
    told = (
        ("1.1", Party.REGION, "De regio nodigt partijen uit.", "The region invites parties."),
        ("5.1", Party.REGION, "De regio waarschuwt het bedrijf.", "The region warns the company."),
        ("5.2", Party.COMPANY, "Het bedrijf meldt een uitval.", "The company reports an outage."),
    )
    tasks = {
        label: Task.objects.create(
            description=version, theme=themes[int(label[0])], position=int(label[2]),
            party=party, text_nl=dutch, text_en=english, source="Factsheet",
            certainty=Certainty.SOURCED,
        )
        for label, party, dutch, english in told
    }  # fmt: skip
    return Role(world, version, tasks)


@pytest.fixture
def role(world: World, guard: Guard) -> Role:
    """Return the small role description, as a draft."""
    guard.watching = False
    made = make_role(world)
    guard.watching = True
    return made


@pytest.fixture
def consulted(role: Role) -> Role:
    """Return it in consultation."""
    role.consult()
    return role


@pytest.fixture
def adopted(consulted: Role) -> Role:
    """Return it as adopted by the steering group."""
    consulted.adopt()
    return consulted


@pytest.fixture
def shipped(db: None) -> RoleDescription:
    """Return the version that comes with Koppelvlak."""
    load_framework(by=system(on=TODAY, origin="test"), files=FILES)
    return RoleDescription.objects.get()


def told() -> dict[str, Any]:
    """Return what the log says of the last event."""
    payload: dict[str, Any] | None = Event.objects.order_by("-pk")[0].payload
    assert payload is not None
    return payload


@pytest.fixture
def on(settings: Settings) -> Iterator[On]:
    """Return a way to let it be another day; first it is the day of the cast."""
    settings.MFA_REQUIRED = False
    running: list[Any] = []

    def travel(day: date) -> None:
        while running:
            running.pop().stop()
        traveller = time_machine.travel(f"{day}T10:00:00+01:00")
        traveller.start()
        running.append(traveller)

    travel(TODAY)
    yield travel
    running.pop().stop()
