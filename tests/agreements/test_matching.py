"""Which organisation people mean by a name; former names, kinds, everybody, and contact points."""

from __future__ import annotations

import pytest

from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.matching import Directory, directory, point_called
from koppelvlak.agreements.models import Side
from koppelvlak.organisations.models import ContactPoint, Kind, Name
from tests.conftest import Assume, Guard
from tests.world import World

ACTS = Side.ACTING


@pytest.fixture
def names(world: World, assume: Assume, guard: Guard) -> Directory:
    guard.watching = False
    Kind.objects.filter(key="safety-region").update(
        name_nl="veiligheidsregio", plural_nl="veiligheidsregio's",
        name_en="safety region", plural_en="safety regions",
    )  # fmt: skip
    Name.objects.create(organisation=world.water, name="Waterleiding Overijssel", short_name="WMO")
    guard.watching = True
    return directory()


@pytest.mark.parametrize(
    "text",
    ["Vitens", "vitens", " VITENS ", "Vi-tens", "WMO", "wmo", "waterleiding overijssel"],
)
def test_an_organisation_is_meant_by_each_of_its_names(
    world: World, names: Directory, text: str
) -> None:
    assert names.stated(text, ACTS, 1) == (Stated(ACTS, organisation=world.water),)
    assert not names.unknown


@pytest.mark.parametrize(
    "text", ["iedereen", "Iedereen", "alle deelnemers", "everybody", "participants"]
)
def test_everybody_is_a_rule(names: Directory, text: str) -> None:
    assert names.stated(text, ACTS, 1) == (Stated(ACTS, everybody=True),)


@pytest.mark.parametrize(
    "text",
    ["alle veiligheidsregio's", "Alle veiligheidsregio’s", "elke veiligheidsregio",
     "iedere veiligheidsregio", "all safety regions", "every safety region",
     "each safety region"],
)  # fmt: skip
def test_all_of_a_kind_is_a_rule(world: World, names: Directory, text: str) -> None:
    assert names.stated(text, ACTS, 1) == (Stated(ACTS, every_kind=world.region.kind),)


@pytest.mark.parametrize("text", ["alle gemeenten", "veiligheidsregio's", "alle", "elke"])
def test_what_is_no_kind_stays_a_text(names: Directory, text: str) -> None:
    assert names.stated(text, ACTS, 7) == (Stated(ACTS, text=text),)
    assert names.unknown == {text: [7]}


def test_commas_part_names_that_are_all_known(world: World, names: Directory) -> None:
    assert names.stated("Vitens, ILT", ACTS, 1) == (
        Stated(ACTS, organisation=world.water), Stated(ACTS, organisation=world.supervisor),
    )  # fmt: skip


def test_commas_in_what_is_not_known_part_nothing(names: Directory) -> None:
    assert names.stated("Vitens, Ommen", ACTS, 1) == (Stated(ACTS, text="Vitens, Ommen"),)


def test_a_long_text_is_cut(names: Directory) -> None:
    (found,) = names.stated("x" * 200, ACTS, 1)
    assert found.text == "x" * 160


def test_a_name_that_two_have_had_is_of_who_has_it_now(
    world: World, names: Directory, guard: Guard
) -> None:
    guard.watching = False
    Name.objects.create(organisation=world.stranger, name="Vitens", short_name="Vitens")
    guard.watching = True
    assert directory().stated("Vitens", ACTS, 1)[0].organisation == world.water


@pytest.mark.parametrize(
    ("text", "found"), [("Vitns", ["Vitens"]), ("WMOO", ["WMO"]), ("Zorgkoepel", [])]
)
def test_what_looks_like_it_is_suggested(names: Directory, text: str, found: list[str]) -> None:
    assert names.suggestions(text) == found


def test_a_point_is_found_by_its_function_at_a_party(world: World) -> None:
    water = [Stated(ACTS, organisation=world.water)]
    assert point_called("Wachtdienst crisis", water) == world.desk
    assert point_called("WACHTDIENST CRISIS", water) == world.desk
    assert point_called("Wachtdienst", water) is None
    assert point_called("", water) is None
    assert point_called("Wachtdienst crisis", [Stated(ACTS, organisation=world.region)]) is None
    assert point_called("Wachtdienst crisis", [Stated(ACTS, text="Vitens")]) is None


def test_a_function_that_two_parties_have_is_neither(world: World, guard: Guard) -> None:
    guard.watching = False
    ContactPoint.objects.create(
        organisation=world.region, function="Wachtdienst crisis", address="112", hours="24/7"
    )
    guard.watching = True
    both = [Stated(ACTS, organisation=one) for one in (world.water, world.region)]
    assert point_called("Wachtdienst crisis", both) is None
