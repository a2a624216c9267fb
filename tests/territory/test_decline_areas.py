"""Declining imported areas: with a reason, and the polygons are forgotten."""

from __future__ import annotations

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.rights import Can
from koppelvlak.territory.area_actions import accept_boundaries, decline_areas
from koppelvlak.territory.lifecycle import DECLINED
from koppelvlak.territory.models import AreaImport, Boundary, Shape
from tests.territory.squares import file_of, proposed, towns
from tests.world import TODAY, World


@pytest.fixture
def boundaries(gooi: World, machine: Actor) -> AreaImport:
    """Return boundaries of municipalities to decide on."""
    return proposed(file_of(towns()), machine)


def test_it_keeps_the_reason_and_forgets_the_polygons(boundaries: AreaImport, gooi: World) -> None:
    done = decline_areas(boundaries, reason="Te grof.", by=gooi.actor("anouk"))
    assert (done.state, done.reason, done.decided_on) == (DECLINED, "Te grof.", TODAY)
    assert not Boundary.objects.exists()
    assert not Shape.objects.exists()
    assert done.found["features"] == len(towns())


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_it_waits(boundaries: AreaImport, gooi: World, reason: str) -> None:
    with pytest.raises(BadInputError) as caught:
        decline_areas(boundaries, reason=reason, by=gooi.actor("anouk"))
    assert "reason" in caught.value.errors
    boundaries.refresh_from_db()
    assert boundaries.is_open


def test_the_log_names_what_was_forgotten(boundaries: AreaImport, gooi: World) -> None:
    decline_areas(boundaries, reason="Te grof.", by=gooi.actor("anouk"))
    event = Event.objects.filter(action=Can.DECLINE_AREAS).get()
    assert event.payload is not None
    assert [row["what"] for row in event.payload["rows"]] == ["removed"] * len(towns())


@pytest.mark.parametrize("who", ["noor", "bram", "sanne"])
def test_others_may_not(boundaries: AreaImport, gooi: World, who: str) -> None:
    with pytest.raises(RefusedError):
        decline_areas(boundaries, reason="Nee.", by=gooi.actor(who))
    assert Boundary.objects.count() == len(towns())


def test_not_what_was_taken_over(boundaries: AreaImport, gooi: World) -> None:
    accept_boundaries(boundaries, by=gooi.actor("anouk"))
    with pytest.raises(WrongStateError):
        decline_areas(boundaries, reason="Toch niet.", by=gooi.actor("anouk"))
