"""A person chooses networks where no area is known: it works, who may not, when not, what stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, UnseenError
from koppelvlak.networks.actions import derive
from koppelvlak.networks.choosing import (
    Choice,
    Division,
    companies_for,
    propose_by_choice,
    units,
)
from koppelvlak.networks.forming import decline_network, form_network
from koppelvlak.networks.lifecycle import PROPOSED
from koppelvlak.networks.models import Basis, Network
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from tests.conftest import Guard
from tests.networks.proposed import oil
from tests.world import TODAY, World

EAST = "control-room:MK Oost"
CHOICE = Choice(
    Division.CONTROL_ROOM, frozenset({EAST}), ("cova",), "De meldkamers werken al zo samen."
)


@pytest.fixture
def sector(country: World, guard: Guard) -> Sector:
    """Return the sector oil, of which no areas are known."""
    return oil(country, guard)


def made(sector: Sector, choice: Choice, world: World, who: str = "noor") -> list[Network]:
    return propose_by_choice(sector, choice, by=world.actor(who))


def test_a_division_gives_its_units_with_their_regions(sector: Sector) -> None:
    found = {unit.name: unit for unit in units(sector, Division.CONTROL_ROOM)}
    assert {name: unit.codes for name, unit in found.items()} == {
        "MK Oost": ["VR04", "VR05"],
        "MK Apeldoorn": ["VR06"],
    }
    assert found["MK Oost"].certainties == {"one-source"}


@pytest.mark.parametrize(
    ("division", "names"),
    [("province", ["Gelderland"]), ("national", ["Nederland"]), ("police-unit", [])],
)
def test_every_division_has_the_units_that_are_known(
    sector: Sector, division: str, names: list[str]
) -> None:
    assert [unit.name for unit in units(sector, division)] == names


def test_a_chosen_unit_becomes_a_proposed_network(sector: Sector, country: World) -> None:
    (row,) = made(sector, CHOICE, country)
    assert (row.state, row.basis, row.anchor, row.called) == (
        PROPOSED,
        Basis.CHOSEN,
        None,
        "MK Oost",
    )
    assert [one.region.code for one in row.members.all()] == ["VR04", "VR05"]
    assert (row.municipalities, row.population_whole) == (3, 305_000)


def test_the_proposal_says_what_was_chosen_why_and_by_whom(sector: Sector, country: World) -> None:
    (row,) = made(sector, CHOICE, country)
    assert row.proposals.get().evidence == {
        "division": "control-room",
        "regions": ["VR04", "VR05"],
        "companies": ["cova"],
        "certainties": ["one-source"],
        "why": "De meldkamers werken al zo samen.",
        "by": "Noor de Wit, on behalf of VR IJsselland",
    }


def test_several_units_at_once(sector: Sector, country: World) -> None:
    both = replace(CHOICE, units=frozenset({EAST, "control-room:MK Apeldoorn"}))
    assert len(made(sector, both, country)) == 2
    payload = Event.objects.get(action=Can.PROPOSE_NETWORK).payload
    assert payload is not None
    assert [row["what"] for row in payload["rows"]] == ["proposed"] * 4


def test_it_is_formed_with_its_regions_and_companies(sector: Sector, country: World) -> None:
    (row,) = made(sector, CHOICE, country)
    form_network(row, country.region, by=country.actor("anouk"))
    assert set(row.seats.values_list("organisation__key", flat=True)) == {"vr04", "vr05", "cova"}


def test_it_may_be_proposed_anew_once_declined(sector: Sector, country: World) -> None:
    (row,) = made(sector, CHOICE, country)
    decline_network(row, reason="Nog niet.", by=country.actor("anouk"))
    assert made(sector, CHOICE, country)[0].pk != row.pk


def test_deriving_leaves_chosen_networks_alone(
    sector: Sector, country: World, machine: Actor
) -> None:
    (row,) = made(sector, CHOICE, country)
    derive(on=TODAY, by=machine)
    same = Network.objects.get(pk=row.pk)
    assert (same.version, same.members.count()) == (row.version, 2)


def test_companies_are_those_of_the_sector(sector: Sector, country: World) -> None:
    assert [one.key for one in companies_for(sector)] == ["cova"]


@pytest.mark.parametrize("who", ["bram", "lezer", "roos", "sanne"])
def test_others_may_not(sector: Sector, country: World, who: str) -> None:
    with pytest.raises(RefusedError, match="boundary worker"):
        made(sector, CHOICE, country, who)
    assert not Network.objects.filter(sector=sector).exists()


def test_who_sees_no_content_sees_no_register(sector: Sector, country: World) -> None:
    with pytest.raises(UnseenError):
        made(sector, CHOICE, country, "otto")


@pytest.mark.parametrize("who", ["noor", "joost", "anouk"])
def test_boundary_workers_and_national_editors_may(
    sector: Sector, country: World, who: str
) -> None:
    assert len(made(sector, CHOICE, country, who)) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"division": "moon"}, "division"),
        ({"units": frozenset()}, "units"),
        ({"units": frozenset({"control-room:Mars"})}, "units"),
        ({"units": frozenset({EAST, "control-room:Mars"})}, "units"),
        ({"division": "moon", "units": frozenset({"moon:Nederland"})}, "division"),
        ({"companies": ("vitens",)}, "companies"),
        ({"why": "  "}, "why"),
    ],
)
def test_not_with_what_makes_no_sense(
    sector: Sector, country: World, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(BadInputError) as refused:
        made(sector, replace(CHOICE, **wrong), country)  # type: ignore[arg-type]
    assert refused.value.errors.keys() == {field}
    assert not Network.objects.filter(sector=sector).exists()


def test_not_where_supply_areas_are_known(sector: Sector, country: World) -> None:
    with pytest.raises(BadInputError) as refused:
        made(country.sector, CHOICE, country)
    assert refused.value.errors.keys() == {"sector"}


def test_not_where_a_network_is_already(sector: Sector, country: World) -> None:
    (row,) = made(sector, CHOICE, country)
    assert {unit.name: unit.taken for unit in units(sector, Division.CONTROL_ROOM)} == {
        "MK Oost": row,
        "MK Apeldoorn": None,
    }
    with pytest.raises(BadInputError) as refused:
        made(sector, CHOICE, country)
    assert "MK Oost" in str(refused.value.errors["units"][0])
