"""Loading the organisations: what it makes, who may not, and what people edited stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from django.utils import translation

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.organisations.actions import About, edit_organisation
from koppelvlak.organisations.facts import FILES
from koppelvlak.organisations.loading import load_organisations
from koppelvlak.organisations.models import Kind, Organisation
from koppelvlak.sectors.models import Sector
from tests.world import TODAY, World

Spoil: TypeAlias = Callable[[str, str, str], tuple[Path, ...]]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code, whatever the installation speaks."""
    with translation.override("en"):
        yield


@pytest.fixture
def machine() -> Actor:
    """Return Koppelvlak itself."""
    return system(on=TODAY, origin="test")


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Return a way to change a word in one of the data files; the others stay as they are."""

    def spoilt(name: str, old: str, new: str) -> tuple[Path, ...]:
        files = []
        for file in FILES:
            text = file.read_text(encoding="utf-8")
            copy = tmp_path / file.name
            copy.write_text(text.replace(old, new) if file.stem == name else text, "utf-8")
            files.append(copy)
        return tuple(files)

    return spoilt


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("safety-region", 25),
        ("drinking-water-company", 10),
        ("police", 11),
        ("control-room", 10),
        ("supervisor", 4),
        ("defence", 3),
        ("water-board", 21),
    ],
)
def test_every_kind_is_complete(db: None, machine: Actor, kind: str, number: int) -> None:
    load_organisations(by=machine)
    assert Organisation.objects.filter(kind__key=kind).count() == number


def test_supervisors_alone_are_guests(db: None, machine: Actor) -> None:
    load_organisations(by=machine)
    assert [kind.key for kind in Kind.objects.filter(guest=True)] == ["supervisor"]
    guests = Organisation.objects.filter(kind__guest=True).values_list("short_name", flat=True)
    assert set(guests) == {"ILT", "RDI", "SodM", "ACM"}


def test_five_sectors_of_which_three_have_areas(db: None, machine: Actor) -> None:
    load_organisations(by=machine)
    areas = Sector.objects.filter(has_areas=True).values_list("area_nl", flat=True)
    assert list(areas) == ["distributiegebied", "verzorgingsgebied", "verzorgingsgebied"]
    assert Sector.objects.count() == 5


def test_names_have_a_period_and_successors_a_day(db: None, machine: Actor) -> None:
    load_organisations(by=machine)
    rdi = Organisation.objects.get(key="rdi")
    assert [name.name for name in rdi.names.all()] == [
        "Agentschap Telecom",
        "Rijksinspectie Digitale Infrastructuur",
    ]
    enduris = Organisation.objects.get(key="enduris")
    assert [str(s.successor) for s in enduris.successions.all()] == ["Stedin"]


def test_what_was_not_checked_says_so(db: None, machine: Actor) -> None:
    load_organisations(by=machine)
    known = Organisation.objects.filter(source="general-knowledge")
    assert set(known.values_list("certainty", flat=True)) == {"unverified"}


def test_a_company_is_called_as_in_the_supply_areas(db: None, machine: Actor) -> None:
    load_organisations(by=machine)
    names = set(Organisation.objects.values_list("short_name", flat=True))
    assert {"Vitens", "Waterbedrijf Groningen", "Westland Infra", "RENDO"} <= names


def test_a_player_tells_its_role_in_both_languages(db: None, machine: Actor) -> None:
    load_organisations(by=machine)
    cova = Organisation.objects.get(key="cova")
    with translation.override("en"):
        assert cova.role.startswith("strategic oil stocks")
    with translation.override("nl"):
        assert cova.role.startswith("strategische olievoorraden")


def test_again_there_is_nothing_to_do(db: None, machine: Actor) -> None:
    assert load_organisations(by=machine) > 100
    assert load_organisations(by=machine) == 0
    assert Event.objects.count() == 1


def test_a_person_may_not(world: World) -> None:
    with pytest.raises(UnseenError):
        load_organisations(by=world.actor("otto"))
    assert not Organisation.objects.filter(key="cova").exists()


def test_what_people_edited_stays(world: World, machine: Actor, spoil: Spoil) -> None:
    load_organisations(by=machine)
    about = About(website="https://www.voorbeeld.invalid", role_nl="eigen woorden")
    edit_organisation(world.water, about, by=world.actor("wil"))
    news = spoil("organisations", "drinkwaterbedrijf", "waterbedrijf")
    assert load_organisations(by=machine, files=news) == 10
    world.water.refresh_from_db()
    assert (world.water.role_nl, world.water.website) == (
        "eigen woorden",
        "https://www.voorbeeld.invalid",
    )
    assert Organisation.objects.get(key="dunea").role_nl == "waterbedrijf"


def test_news_makes_a_version_so_that_an_open_form_is_stale(
    world: World, machine: Actor, spoil: Spoil
) -> None:
    load_organisations(by=machine)
    before = Organisation.objects.get(key="dunea").version
    load_organisations(by=machine, files=spoil("organisations", "drinkwaterbedrijf", "x"))
    assert Organisation.objects.get(key="dunea").version == before + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("organisations", "dunea,drinking", "dunea,thirsty", r"line 3: kind: .*thirsty"),
        ("organisations", "\ndunea,", "\nevides,", r"line 4: this stands in line 3 already"),
        ("names", "\nrdi,", "\nrdy,", r"names.csv: line \d+: organisation: .*rdy"),
        ("kinds", ",yes", ",perhaps", r"kinds.csv: line 14: guest: .*perhaps"),
        ("successions", "2017-01-01", "2017-02-30", r"successions.csv: line 2: on: .*2017-02-30"),
        ("sectors", "has_areas", "areas", r"sectors.csv: .*missing: has_areas"),
    ],
)
@pytest.mark.django_db
def test_a_bad_file_is_named_with_its_line(
    spoil: Spoil, name: str, old: str, new: str, words: str
) -> None:
    by = system(on=TODAY, origin="test")
    with pytest.raises(BadFileError, match=words):
        load_organisations(by=by, files=spoil(name, old, new))
    assert not Organisation.objects.exists()


def test_who_was_taken_over_exists_no_longer(db: None, machine: Actor) -> None:
    load_organisations(by=machine)
    gone = [one.key for one in Organisation.objects.all() if one.ended]
    assert sorted(gone) == ["enduris", "ministry-ezk"]
