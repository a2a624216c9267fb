"""An agenda in force with two spearheads, and what it asks of the network of the region."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from koppelvlak.agendas.lifecycle import IN_FORCE, OPEN
from koppelvlak.agendas.models import Assignment, SectorAgenda, Spearhead
from koppelvlak.agreements.models import Agreement
from koppelvlak.networks.models import Network
from koppelvlak.variants.models import Variant
from tests.agreements.conftest import Enter, Put, enter, network, put, seat
from tests.conftest import Guard
from tests.coverage.conftest import themes
from tests.variants.conftest import model
from tests.world import TODAY, World

__all__ = ["Enter", "Put", "enter", "model", "network", "put", "seat"]
GIVEN = TODAY - timedelta(days=10)
HORIZON = date(2027, 12, 31)
Give: TypeAlias = Callable[..., Assignment]


def spearhead(agenda: SectorAgenda, position: int, **said: Any) -> Spearhead:
    """Make a spearhead as a first fact."""
    told = {
        "wording_nl": f"Speerpunt nummer {position}",
        "wording_en": f"Spearhead number {position}",
        "why_nl": "In 2025 kwam de melding twee keer te laat.",
        "horizon": HORIZON,
    }
    (theme,) = themes(5)
    return Spearhead.objects.create(agenda=agenda, theme=theme, position=position, **told | said)


@pytest.fixture
def agenda(world: World, guard: Guard) -> SectorAgenda:
    """Return the agenda in force of the sector, with two spearheads."""
    themes()
    guard.watching = False
    made = SectorAgenda.objects.create(
        sector=world.sector, number=1, state=IN_FORCE, started_on=date(2026, 1, 1),
        adopted_on=GIVEN, adopted_meeting="Stuurgroep 4", note_nl="Eerst de alarmering.",
    )  # fmt: skip
    for position in (1, 2):
        spearhead(made, position)
    guard.watching = True
    return made


@pytest.fixture
def give(agenda: SectorAgenda, network: Network, guard: Guard) -> Give:
    """Return a way to give a network what one spearhead asks, in any state."""

    def given(position: int = 1, *asked: Agreement, to: Network = network, **said: Any) -> Any:
        guard.watching = False
        head = agenda.spearheads.get(position=position)
        head.agreements.add(*asked)
        told = {"given_on": GIVEN, "state": OPEN} | said
        row = Assignment.objects.create(spearhead=head, network=to, **told)
        guard.watching = True
        return row

    return given


@pytest.fixture
def assignment(give: Give, model: Agreement) -> Assignment:
    """Return what the first spearhead asks of the network: to have the model agreement."""
    return give(1, model)


@pytest.fixture
def elsewhere(world: World, guard: Guard) -> Network:
    """Return another network of the sector, at whose table the stranger sits and leads."""
    guard.watching = False
    made = Network.objects.create(
        sector=world.sector, basis="chosen", name="Zuid", division="province:Limburg",
        state="active", lead=world.stranger, derived_for=TODAY, stirred_on=TODAY,
    )  # fmt: skip
    seat(made, world.stranger)
    guard.watching = True
    return made


def fresh(row: Assignment) -> Assignment:
    """Return the row as it is kept."""
    return Assignment.objects.get(pk=row.pk)


def variant_of(row: Assignment) -> Variant:
    """Return what the network has of the model."""
    return Variant.objects.get(agreement__network=row.network)
