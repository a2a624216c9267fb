"""An agenda of the sector of the water company, for which input is asked until a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest
import time_machine

from koppelvlak.agendas.input_actions import Answer, give_input, open_input, publish_input
from koppelvlak.agendas.input_queries import Giver
from koppelvlak.agendas.models import Input, SectorAgenda
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.models import Message
from koppelvlak.networks.models import Network
from tests.agreements.conftest import Enter, Put, enter, network, put
from tests.conftest import Guard
from tests.coverage.conftest import themes
from tests.world import TODAY, World

__all__ = ["Enter", "Put", "enter", "network", "put"]
UNTIL = TODAY + timedelta(days=21)
AFTER = UNTIL + timedelta(days=1)
EIGHT = range(1, 9)
On: TypeAlias = Callable[[date], None]


def answer(importance: int | None = 4, present: int | None = 2, **more: Any) -> Answer:
    return Answer(importance, present, **more)


@dataclass
class Asking:
    """The agenda, who is asked, and short ways to act."""

    world: World
    agenda: SectorAgenda
    network: Network

    def now(self) -> SectorAgenda:
        """Return the agenda as it is now."""
        return SectorAgenda.objects.get(pk=self.agenda.pk)

    def actor(self, name: str, on: date = TODAY) -> Actor:
        """Return somebody of the cast on a day."""
        return self.world.actor(name, on=on)

    def ask(self, until: date = UNTIL, on: date = TODAY) -> SectorAgenda:
        """Ask for input until a day, as the national editor."""
        return open_input(self.now(), until, by=self.actor("anouk", on))

    def give(self, name: str = "noor", on: date = TODAY, /, **answers: Answer) -> None:
        """Give the input of the organisation of this person, per theme as ``t1=answer()``."""
        giver = {"noor": self.world.region, "bram": self.world.region}.get(name, self.world.water)
        give_input(self.now(), giver, numbered(answers), by=self.actor(name, on))

    def give_network(self, name: str = "noor", on: date = TODAY, /, **answers: Answer) -> None:
        """Give the input of the network."""
        give_input(self.now(), self.network, numbered(answers), by=self.actor(name, on))

    def all_give(self, *pairs: tuple[int, int], remark: str = "") -> None:
        """Let region, water company and network each say this of every theme."""
        for number, (importance, present) in enumerate(pairs):
            said = {f"t{one}": answer(importance, present, remark=remark) for one in EIGHT}
            (self.give, lambda **a: self.give("joost", **a), self.give_network)[number](**said)

    def publish(self, on: date = AFTER) -> SectorAgenda:
        """Publish median and spread, as the national editor."""
        return publish_input(self.now(), by=self.actor("anouk", on))

    def of(self, giver: Giver, number: int = 1) -> Input:
        """Return what one giver said of a theme."""
        key = "network" if isinstance(giver, Network) else "organisation"
        return self.agenda.inputs.get(theme__number=number, **{key: giver})


def numbered(answers: dict[str, Answer]) -> dict[int, Answer]:
    return {int(name.removeprefix("t")): said for name, said in answers.items()}


@pytest.fixture
def asking(world: World, network: Network, guard: Guard) -> Asking:
    """Return a draft for which nobody was asked yet; the region leads the network."""
    themes()
    guard.watching = False
    agenda = SectorAgenda.objects.create(sector=world.sector, number=1, started_on=TODAY)
    guard.watching = True
    return Asking(world, agenda, network)


@pytest.fixture
def asked(asking: Asking) -> Asking:
    """Return it while input can be given; the mails that told of it are gone."""
    asking.ask()
    Message.objects.all().delete()
    return asking


@pytest.fixture
def on() -> Iterator[On]:
    """Return a way to open pages on another day; they begin on the first day of the input."""
    travellers: list[Any] = []

    def travel(day: date) -> None:
        for one in travellers:
            one.stop()
        travellers[:] = [time_machine.travel(f"{day}T10:00:00+01:00")]
        travellers[0].start()

    travel(TODAY)
    yield travel
    travellers[0].stop()
