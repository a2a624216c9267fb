"""The forms of agreements and covenants: what comes out, what is refused, what they begin with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict
from django.utils import translation
from pytest_django import Settings

from koppelvlak.agreements.covenant_forms import CovenantForm
from koppelvlak.agreements.covenant_forms import filled as paper_filled
from koppelvlak.agreements.forms import AddForm, AgreementForm, LinesField, classes, filled
from koppelvlak.agreements.giving import Stated, given_of
from koppelvlak.agreements.models import Agreement, Covenant, Side
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agreements.conftest import Lay, Put, acts, gains
from tests.agreements.lists import load_facts
from tests.coverage.conftest import themes
from tests.world import TODAY, World

GOOD: dict[str, Any] = {
    "acting": "Vitens", "manner": "each", "action": "belt …", "kind": "agreed", "tlp": "AMBER",
    "language": "nl",
}  # fmt: skip
PAPER: dict[str, Any] = {
    "title": "Convenant", "kind": "regional", "parties": "Vitens\nVR IJsselland", "tlp": "AMBER",
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code."""
    with translation.override("en"):
        yield


def sent(**changes: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in changes.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    return data


def form(**changes: Any) -> AgreementForm:
    return AgreementForm(sent(**GOOD | changes), covenants=Covenant.objects.all())


def paper(**changes: Any) -> CovenantForm:
    return CovenantForm(sent(**PAPER | changes))


def test_the_least_is_enough(world: World) -> None:
    found = form()
    assert found.is_valid(), found.errors
    given = found.given()
    assert given.parties == (acts(world.water),)
    assert (given.action, given.kind, given.tlp) == ("belt …", "agreed", Tlp.AMBER)
    assert (given.covenant, given.contact_point, given.rhythm_months) == (None, None, None)


@pytest.mark.parametrize("field", ["acting", "manner", "action", "kind", "tlp", "language"])
def test_less_is_not(field: str) -> None:
    assert set(form(**{field: ""}).errors) == {field}


BAD: list[tuple[dict[str, Any], str]] = [
    ({"tlp": "RED"}, "tlp"),
    ({"tlp": "amber"}, "tlp"),
    ({"kind": "belofte"}, "kind"),
    ({"manner": "alone"}, "manner"),
    ({"language": "fr"}, "language"),
    ({"phase": "ooit"}, "phase"),
    ({"basis": "gevoel"}, "basis"),
    ({"rhythm_months": "0"}, "rhythm_months"),
    ({"rhythm_months": "601"}, "rhythm_months"),
    ({"rhythm_months": "1.5"}, "rhythm_months"),
    ({"way_link": "www.voorbeeld.invalid"}, "way_link"),
    ({"way_link": "https://"}, "way_link"),
    ({"way_link": f"https://w.invalid/{'x' * 300}"}, "way_link"),
    ({"situations": ["W1", "Z9"]}, "situations"),
    ({"covenant": "geen"}, "covenant"),
    ({"covenant": str(UUID(int=7))}, "covenant"),
    ({"sectors": ["geen"]}, "sectors"),
    ({"agreed_on": "1999-12-31"}, "agreed_on"),
    ({"acting": "x" * 161}, "acting"),
    ({"benefiting": "Vitens\n" + "x" * 161}, "benefiting"),
    ({"trigger": "x" * 301}, "trigger"),
    ({"key": "x" * 41}, "key"),
]


@pytest.mark.parametrize(("changes", "field"), BAD, ids=lambda one: str(one)[:40])
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, Any], field: str) -> None:
    load_facts()
    assert set(form(**changes).errors) == {field}


def test_each_line_is_a_party_and_empty_ones_are_none(world: World) -> None:
    found = form(acting="  Vitens \n\n WML\r\n", benefiting="VR IJsselland\n\n")
    assert found.is_valid()
    assert found.given().parties == (acts(world.water), acts(world.stranger), gains(world.region))


def test_rules_and_texts_are_told_from_names(world: World) -> None:
    found = form(acting="iedereen\nGemeente Ommen")
    assert found.is_valid()
    assert found.given().parties == (
        Stated(Side.ACTING, everybody=True), Stated(Side.ACTING, text="Gemeente Ommen"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("contact", "is_point"),
    [("Wachtdienst crisis", True), ("WACHTDIENST CRISIS", True), ("Meldkamer", False), ("", False)],
)
def test_a_function_of_a_party_is_its_contact_point(
    world: World, contact: str, *, is_point: bool
) -> None:
    found = form(contact=contact)
    assert found.is_valid()
    given = found.given()
    assert (given.contact_point == world.desk) is is_point
    assert given.contact_text == ("" if is_point else contact)


def test_the_function_of_somebody_else_stays_a_text(world: World) -> None:
    found = form(acting="VR IJsselland", contact="Wachtdienst crisis")
    assert found.is_valid()
    assert (found.given().contact_point, found.given().contact_text) == (
        None, "Wachtdienst crisis",
    )  # fmt: skip


def test_situations_come_out_in_their_order_once() -> None:
    load_facts()
    found = form(situations=["W3", "W1", "W3"])
    assert found.is_valid(), found.errors
    assert [one.key for one in found.given().situations] == ["W1", "W3"]


@pytest.mark.parametrize(
    ("ceiling", "offered"),
    [
        ("CLEAR", ["CLEAR"]),
        ("GREEN", ["CLEAR", "GREEN"]),
        ("AMBER", ["CLEAR", "GREEN", "AMBER"]),
        ("AMBER+STRICT", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT"]),
        ("RED", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT"]),
    ],
)
def test_classes_end_at_the_ceiling_and_never_reach_named_persons(
    settings: Settings, ceiling: str, offered: list[str]
) -> None:
    settings.TLP_CEILING = ceiling
    assert [value for value, _label in classes()] == offered
    field: Any = form().fields["tlp"]
    assert [value for value, _label in field.choices] == offered


def test_what_stands_there_comes_out_again(world: World, put: Put) -> None:
    load_facts()
    row = put(
        themes=themes(2, 5), sectors=(world.sector,), contact_point=world.desk, phase="warm",
        way_link="https://voorbeeld.invalid/x", rhythm_months=12, quantity="3 liter", key="V1",
        parties=(acts(world.water), Stated(Side.BENEFITING, every_kind=world.region.kind)),
    )  # fmt: skip
    before = given_of(Agreement.objects.get(pk=row.pk))
    said = {name: "" if value is None else value for name, value in filled(before).items()}
    said["basic"] = "on" if said["basic"] else ""
    found = form(**said)
    assert found.is_valid(), found.errors
    assert found.given() == before


def test_a_new_one_is_agreed_upon_or_proposed() -> None:
    for state, good in (("agreed", True), ("proposed", True), ("ended", False), ("", False)):
        found = AddForm(sent(**GOOD, state=state), covenants=Covenant.objects.none())
        assert found.is_valid() is good


@pytest.mark.parametrize(
    ("typed", "lines"),
    [("a\nb", ["a", "b"]), (" a \n\n\t\n b", ["a", "b"]), ("", []), ("\u200b\n a", ["a"])],
)
def test_lines_hold_what_people_see(typed: str, lines: list[str]) -> None:
    assert LinesField(max_length=9, lines=True, required=False).clean(typed) == lines


def test_a_paper_needs_a_title_a_kind_and_parties() -> None:
    assert paper().is_valid()
    for field in ("title", "kind", "parties", "tlp"):
        assert set(paper(**{field: ""}).errors) == {field}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Vitens", ("", "", None)),
        ("Vitens; J. Bos; directeur", ("J. Bos", "directeur", None)),
        ("Vitens;;; 23-11-2026", ("", "", TODAY)),
        ("Vitens; J. Bos;; 2026-11-23; te veel", ("J. Bos", "", TODAY)),
    ],
)
def test_a_line_tells_who_signed_and_when(
    world: World, line: str, said: tuple[str, str, Any]
) -> None:
    found = paper(parties=line)
    assert found.is_valid(), found.errors
    (one,) = found.paper().parties
    assert one.organisation == world.water
    assert (one.representative, one.function, one.signed_on) == said


@pytest.mark.parametrize("day", ["gisteren", "31-02-2026", "1999-01-01", "2026-11-233"])
def test_a_day_that_is_none_is_said_with_the_party(day: str) -> None:
    found = paper(parties=f"Vitens;;;{day}")
    words = f"This is not a day: {day}. Write it as 18-4-2012 or 18 April 2012."
    assert [str(one) for one in found.errors["parties"]] == [words]


def test_a_paper_that_stands_there_comes_out_again(lay: Lay, network: Network) -> None:
    row = lay(notice="Een jaar.", review_months=12, scope_in="Levering.\nEn druk.")
    said = {name: "" if value is None else value for name, value in paper_filled(row).items()}
    found = paper(**said)
    assert found.is_valid(), found.errors
    again = found.paper()
    for name in ("title", "kind", "tlp", "notice", "review_months", "scope_in"):
        assert getattr(again, name) == getattr(row, name)
    assert [(one.organisation, one.signed_on) for one in again.parties] == [
        (one.organisation, one.signed_on) for one in row.parties.all()
    ]
