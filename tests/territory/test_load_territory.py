"""Loading the territory: what it makes, who may not, what it leaves as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.organisations.loading import load_organisations
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.territory.actions import accept_division_change
from koppelvlak.territory.loading import load_territory
from koppelvlak.territory.models import (
    DivisionChange,
    Municipality,
    Region,
    SupplyLink,
)
from tests.territory.gooi import HILVERSUM, only
from tests.world import World


def test_it_loads_the_whole_country(db: None, machine: Actor) -> None:
    load_organisations(by=machine)
    load_territory(by=machine)
    made = [model.objects.count() for model in (Region, Municipality, SupplyLink)]
    assert made == [25, 342, 1085]


def test_again_there_is_nothing_to_do(gooi: World, machine: Actor, tmp_path: Path) -> None:
    before = Event.objects.count()
    assert load_territory(by=machine, files=only("VR14", tmp_path)) == 0
    assert Event.objects.count() == before


def test_a_person_may_not(gooi: World) -> None:
    with pytest.raises(RefusedError):
        load_territory(by=gooi.actor("anouk"))


def test_it_tells_the_audit_of_every_row(gooi: World) -> None:
    event = Event.objects.filter(action=Can.LOAD_FACTS).last()
    assert event is not None
    assert event.payload is not None
    kinds = [row["kind"] for row in event.payload["rows"]]
    assert kinds.count("territory.supplylink") == SupplyLink.objects.count()
    assert kinds.count("territory.region") == 25


def test_a_link_keeps_source_certainty_and_coverage(gooi: World) -> None:
    link = SupplyLink.objects.get(organisation__key="pwn", municipality="GM1696")
    assert (link.coverage, link.certainty, link.note) == ("part", "legal-2015", "gedeeltelijk")
    assert link.source.dated == date(2015, 9, 17)


def test_a_region_knows_its_organisation_and_control_room(gooi: World) -> None:
    region = Region.objects.get(code="VR14")
    assert region.control_room is not None
    assert region.police_unit is not None
    assert (region.organisation.key, region.control_room.key, region.police_unit.key) == (
        "vr14",
        "room-midden-nederland",
        "police-midden-nederland",
    )


def test_a_municipality_can_join_but_has_not(gooi: World) -> None:
    town = Organisation.objects.get(key="gm0402")
    assert (town.name, town.kind.key, town.joined) == ("Gemeente Hilversum", "municipality", False)


def test_newer_facts_change_the_row_and_keep_the_others(
    gooi: World, machine: Actor, tmp_path: Path
) -> None:
    files = only("VR14", tmp_path)
    text = files[2].read_text(encoding="utf-8")
    files[2].write_text(text.replace(",91733,", ",99999,"), encoding="utf-8")
    assert load_territory(by=machine, files=files) == 1
    assert Municipality.objects.get(code=HILVERSUM).population == 99999


def test_what_people_decided_is_not_overwritten(
    merger: DivisionChange, gooi: World, machine: Actor, tmp_path: Path
) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    files = only("VR14", tmp_path)
    with files[2].open("a", encoding="utf-8") as file:
        file.write("GM0402,Fout,VR14,Noord-Holland,5.1,52.2,1.0,1,2027-01-01,exact,mun-1\n")
    load_territory(by=machine, files=files)
    rows = Municipality.objects.filter(code=HILVERSUM).values_list("name", "valid_to")
    assert list(rows) == [("Hilversum", date(2027, 1, 1)), ("Hilversum", None)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (",VR14,", ",VR99,", r"municipalities.csv: line 2: safety_region: .*VR99"),
        (",46.0,", ",veel,", r"municipalities.csv: line \d+: area_km2: .*veel"),
        ("safety_region,", "regio,", r"municipalities.csv: .*safety_region"),
        (",partial,", ",half,", r"supply_areas.csv: line \d+: coverage: .*half"),
        (",Liander,", ",Liandor,", r"supply_areas.csv: .*Liandor"),
    ],
)
def test_a_bad_file_is_named_with_its_line(
    unloaded: tuple[Path, ...], machine: Actor, old: str, new: str, words: str
) -> None:
    for file in unloaded[2:]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadFileError, match=words):
        load_territory(by=machine, files=unloaded)
    assert not Municipality.objects.exists()


@pytest.fixture
def unloaded(world: World, machine: Actor, tmp_path: Path) -> tuple[Path, ...]:
    """Return files that can still be spoilt before they are loaded."""
    load_organisations(by=machine)
    return only("VR14", tmp_path)
