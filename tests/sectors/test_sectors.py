"""The sectors are data in two languages: what the file tells is what the pages show."""

from __future__ import annotations

import csv

import pytest
from django.utils import translation

from koppelvlak.door import system
from koppelvlak.organisations.loading import load_organisations
from koppelvlak.sectors.facts import FILE
from koppelvlak.sectors.models import Sector
from koppelvlak.sectors.queries import sectors
from tests.world import TODAY, World


@pytest.fixture
def loaded(world: World) -> list[Sector]:
    """Return the sectors of the file."""
    load_organisations(by=system(on=TODAY, origin="test"))
    return sectors()


def test_they_come_in_the_order_of_the_file(loaded: list[Sector]) -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        assert [one.key for one in loaded] == [row["key"] for row in csv.DictReader(file)]


def test_water_gas_and_electricity_have_areas(loaded: list[Sector]) -> None:
    assert {one.key for one in loaded if one.has_areas} == {"drinking-water", "electricity", "gas"}


def test_each_has_a_name_in_both_languages_and_a_colour(loaded: list[Sector]) -> None:
    assert all(one.name_nl and one.name_en and one.tone for one in loaded)


def test_what_has_areas_says_what_they_are_called(loaded: list[Sector]) -> None:
    assert all(one.area_nl and one.area_en for one in loaded if one.has_areas)


@pytest.mark.parametrize(("language", "name"), [("nl", "Drinkwater"), ("en", "Drinking water")])
def test_a_sector_speaks_the_language_of_the_page(
    loaded: list[Sector], language: str, name: str
) -> None:
    with translation.override(language):
        assert str(loaded[0]) == loaded[0].name == name
        assert loaded[0].area in {loaded[0].area_nl, loaded[0].area_en}


def test_what_the_file_tells_goes_over_what_was_there(loaded: list[Sector]) -> None:
    assert Sector.objects.filter(key="drinking-water").count() == 1
    assert loaded[0].area_nl != ""
