"""A draft agenda for drinking water: two spearheads, each with a model agreement; one network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from koppelvlak.agendas import actions, deciding
from koppelvlak.agendas.models import Assignment, Body, SectorAgenda, Spearhead
from koppelvlak.agreements.models import Agreement
from koppelvlak.framework.models import Theme
from koppelvlak.kit.access import Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agreements.conftest import network
from tests.conftest import Guard
from tests.framework.conftest import On, make_themes, on
from tests.organisations.conftest import Enter, enter
from tests.world import TODAY, World

__all__ = ["Enter", "On", "enter", "network", "on"]
HORIZON = date(2028, 6, 1)
LATER = TODAY + timedelta(days=10)
MEETING = ("stuurgroep", "besluit 7")
BODIES = tuple(body.value for body in Body)
# Everybody who reads and does not write, and everybody who sees no draft.
READERS = ("noor", "bram", "lezer", "joost", "roos", "wil", "iris")
BLIND = ("sanne", "petra", "otto")


@dataclass
class Plan:
    """An agenda, and who of the cast acts on which day."""

    world: World
    agenda: SectorAgenda
    themes: dict[int, Theme]
    models: dict[str, Agreement]

    def actor(self, who: str, on: date = TODAY) -> Actor:
        """Return somebody of the cast on a day."""
        return self.world.actor(who, on=on)

    def editor(self, on: date = TODAY) -> Actor:
        """Return the national editor on a day."""
        return self.actor("anouk", on)

    def now(self) -> SectorAgenda:
        """Return the version as it stands in the database."""
        return SectorAgenda.objects.get(pk=self.agenda.pk)

    def spearhead(self, position: int) -> Spearhead:
        """Return a spearhead as it stands in the database."""
        return Spearhead.objects.get(agenda=self.agenda, position=position)

    def worded(self, **changes: Any) -> actions.Wording:
        """Return a wording that can be saved, with some changes."""
        said: dict[str, Any] = {
            "theme": self.themes[5],
            "wording_nl": "Elk netwerk waarschuwt op tijd.",
            "wording_en": "Every network warns in time.",
            "why_nl": "Wie laat waarschuwt, waarschuwt niet.",
            "why_en": "A late warning is none.",
            "horizon": HORIZON,
            "agreements": (self.models["M-1"],),
        }
        return actions.Wording(**said | changes)

    def send(self, day: date = TODAY) -> None:
        """Send it to be aligned."""
        deciding.align(self.now(), by=self.editor(day))

    def say(self, body: str, reservation: str = "", day: date = TODAY) -> None:
        """Let one body align, with or without a reservation."""
        said = deciding.Aligned(body, f"bestuur {body}", day, "brief 3", reservation)
        deciding.record_alignment(self.now(), said, by=self.editor(day))

    def decided(self, day: date = TODAY, **followed: str) -> deciding.Adoption:
        """Return the decision of the steering group."""
        return deciding.Adoption(day, *MEETING, followed)

    def adopt(self, day: date = TODAY, **followed: str) -> SectorAgenda:
        """Let the steering group adopt it."""
        return deciding.adopt(self.now(), self.decided(day, **followed), by=self.editor(day))

    def carry(self, day: date = TODAY) -> None:
        """Lead it from draft to in force, without any reservation."""
        self.send(day)
        for body in BODIES:
            self.say(body, day=day)
        self.adopt(day)

    def next(self, day: date = LATER) -> Plan:
        """Return the next version, just started."""
        new = actions.start_version(self.world.sector, by=self.editor(day))
        return Plan(self.world, new, self.themes, self.models)

    def asked(self, network: Network) -> list[Assignment]:
        """Return what this version asks of a network."""
        rows = Assignment.objects.filter(spearhead__agenda=self.agenda, network=network)
        return list(rows.select_related("spearhead"))


def make_model(world: World, key: str, **changes: Any) -> Agreement:
    """Make a model agreement for the whole country, without the door."""
    said: dict[str, Any] = {
        "kind": "agreed", "action": f"doet {key}", "tlp": Tlp.GREEN, "is_model": True,
    }  # fmt: skip
    row = Agreement.objects.create(key=key, state="agreed", **said | changes)
    row.sectors.add(world.sector)
    return row


def make_plan(world: World) -> Plan:
    """Make the draft, without the door: a test's first facts."""
    themes = make_themes()
    agenda = SectorAgenda.objects.create(sector=world.sector, number=1, started_on=TODAY)
    models = {key: make_model(world, key, basic=key == "M-1") for key in ("M-1", "M-2")}
    told = (
        ("M-1", 1, "Iedereen kent elkaar.", "Everybody knows each other."),
        ("M-2", 5, "De regio wordt gewaarschuwd.", "The region is warned."),
    )
    for place, (key, theme, dutch, english) in enumerate(told, start=1):
        row = Spearhead.objects.create(
            agenda=agenda, theme=themes[theme], position=place, wording_nl=dutch,
            wording_en=english, why_nl="Omdat.", why_en="Because.", horizon=HORIZON,
        )  # fmt: skip
        row.agreements.add(models[key])
    return Plan(world, agenda, themes, models)


@pytest.fixture
def plan(world: World, guard: Guard) -> Plan:
    """Return the agenda as a draft."""
    guard.watching = False
    made = make_plan(world)
    guard.watching = True
    return made


@pytest.fixture
def sent(plan: Plan) -> Plan:
    """Return it while it is being aligned."""
    plan.send()
    return plan


@pytest.fixture
def aligned(sent: Plan) -> Plan:
    """Return it aligned with by all three, of whom one with a reservation."""
    for body in BODIES:
        sent.say(body, "Niet voor eilanden." if body == Body.NCTV else "")
    return sent


@pytest.fixture
def held(plan: Plan, network: Network) -> Plan:
    """Return it in force, with one network that has its assignments."""
    plan.carry()
    return plan


def making(guard: Guard, *rows: Any) -> None:
    """Save rows as first facts."""
    guard.watching = False
    for row in rows:
        row.save()
    guard.watching = True
