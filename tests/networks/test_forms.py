"""The forms of networks by themselves: what is offered, what comes out, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.networks.choosing import Unit
from koppelvlak.networks.forms import (
    ArrangeForm,
    DayForm,
    DelegateForm,
    InviteForm,
    LeaveForm,
    PlacesForm,
    ReasonForm,
)
from koppelvlak.networks.proposal_forms import ChoiceForm, FormingForm, PickForm, TurnDownForm
from koppelvlak.networks.scale_forms import FEWEST, LARGEST, MOST, SMALLEST, LimitsForm
from koppelvlak.networks.staffing import Limits
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person
from koppelvlak.sectors.models import Sector
from tests.world import TODAY, World

REGIONS = {"VR04": "IJsselland", "VR05": "Twente"}


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


def sector(key: str, *, has_areas: bool = False) -> Sector:
    return Sector(key=key, name_nl=key, name_en=key, position=1, has_areas=has_areas)


SECTORS = [sector("electricity"), sector("gas"), sector("oil")]


def limits(**asked: Any) -> LimitsForm:
    return LimitsForm(sent(**asked), sectors=SECTORS, regions=REGIONS)


def words(form: Any) -> dict[str, list[str]]:
    return {name: [str(one) for one in texts] for name, texts in form.errors.items()}


def test_an_empty_address_has_the_usual_limits() -> None:
    usual = Limits()
    assert limits().limits() == Limits(
        table=usual.table, region=usual.region, together=(frozenset({"electricity", "gas"}),),
        neighbours=True,
    )  # fmt: skip


def test_what_was_asked_is_what_it_keeps_to() -> None:
    found = limits(tafel=20, netwerken=3, samen=["gas", "oil"], buren="on", regio=["VR05"]).limits()
    assert found == Limits(20, 3, (frozenset({"gas", "oil"}),), True, frozenset({"VR05"}))  # noqa: FBT003


def test_an_address_with_numbers_leaves_boxes_open_that_were_not_ticked() -> None:
    found = limits(tafel=12, netwerken=5).limits()
    assert (found.together, found.neighbours) == ((), False)


@pytest.mark.parametrize("tafel", [SMALLEST, LARGEST])
@pytest.mark.parametrize("netwerken", [FEWEST, MOST])
def test_the_bounds_themselves_are_within(tafel: int, netwerken: int) -> None:
    form = limits(tafel=tafel, netwerken=netwerken)
    assert form.is_valid()
    assert (form.limits().table, form.limits().region) == (tafel, netwerken)


@pytest.mark.parametrize("typed", ["", "1", "61", "-3", "2.5", "twaalf", "1e3", "9" * 400, "²"])
def test_a_number_out_of_bounds_is_told_with_its_bounds(typed: str) -> None:
    form = limits(tafel=typed, netwerken=5)
    assert words(form) == {"tafel": [f"Give a whole number from {SMALLEST} to {LARGEST}."]}
    assert form.limits() == Limits(together=(frozenset({"electricity", "gas"}),))


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({"samen": ["coal"]}, "samen", "Choose sectors that are shown."),
        ({"regio": ["VR99"]}, "regio", "Choose regions that are shown."),
        ({"regio": ["VR04", "\x00"]}, "regio", "Choose regions that are shown."),
    ],
)
def test_what_was_not_offered_is_not_repeated(asked: dict[str, Any], field: str, said: str) -> None:
    assert words(limits(tafel=12, netwerken=5, **asked)) == {field: [said]}


@given(st.text(max_size=12), st.text(max_size=12), st.lists(st.text(max_size=6), max_size=3))
def test_no_address_leads_out_of_the_bounds(tafel: str, netwerken: str, samen: list[str]) -> None:
    found = limits(tafel=tafel, netwerken=netwerken, samen=samen).limits()
    assert SMALLEST <= found.table <= LARGEST
    assert FEWEST <= found.region <= MOST
    assert all(group <= {one.key for one in SECTORS} for group in found.together)


def pick(**asked: Any) -> PickForm:
    return PickForm(sent(**asked), sectors=[*SECTORS, sector("drinking-water", has_areas=True)])


def test_a_sector_without_areas_is_picked() -> None:
    form = pick(sector="oil", indeling="nationwide")
    offered: Any = form.fields["sector"]
    assert [key for key, _name in offered.widget.choices] == ["electricity", "gas", "oil"]
    assert set(form.errors) <= {"indeling"}
    assert form.cleaned_data["sector"].key == "oil"


def test_a_sector_whose_networks_follow_says_why_it_is_not_chosen() -> None:
    (said,) = words(pick(sector="drinking-water", indeling="x"))["sector"]
    assert said.startswith("The networks of drinking-water follow from supply areas")


@pytest.mark.parametrize("typed", ["", "coal", "OIL", "oil\x00x"])
def test_a_sector_that_is_none_is_refused(typed: str) -> None:
    assert "sector" in words(pick(sector=typed, indeling="x"))


def unit(key: str) -> Unit:
    return Unit(key=key, name=key)


def choice(offered: list[Organisation], **asked: Any) -> ChoiceForm:
    units = [unit("oost"), unit("west")]
    return ChoiceForm(sent(**asked), units=units, companies=offered)


def test_some_units_and_a_reason_are_a_choice(world: World) -> None:
    form = choice([world.water], units=["oost"], companies=["vitens"], why="Werkgebied.")
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["units"], form.cleaned_data["companies"]) == (["oost"], ["vitens"])


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"units": [], "why": "Werkgebied."}, "units"),
        ({"units": ["noord"], "why": "Werkgebied."}, "units"),
        ({"units": ["oost"], "why": ""}, "why"),
        ({"units": ["oost"], "why": "\u200b"}, "why"),
        ({"units": ["oost"], "why": "x" * 501}, "why"),
        ({"units": ["oost"], "companies": ["shell"], "why": "Werkgebied."}, "companies"),
    ],
)
def test_what_is_wrong_with_a_choice_is_said_at_its_field(
    world: World, asked: dict[str, Any], field: str
) -> None:
    assert set(words(choice([world.water], **asked))) == {field}


def test_where_no_company_can_come_none_is_asked_for() -> None:
    form = choice([], units=["oost"], why="Werkgebied.")
    assert "companies" not in form.fields
    assert form.is_valid()


@pytest.mark.parametrize(
    ("reason", "good"),
    [("Anders.", True), ("", False), ("  \n ", False), ("x" * 500, True), ("x" * 501, False)],
)
def test_a_reason_says_something_that_fits(reason: str, *, good: bool) -> None:
    for form in (TurnDownForm(sent(reason=reason)), ReasonForm(sent(reason=reason))):
        assert form.is_valid() is good


def test_who_leads_is_one_of_those_invited(world: World) -> None:
    invited = [world.region, world.water]
    form = FormingForm(sent(lead=world.water.uuid), invited=invited)
    assert form.is_valid()
    assert form.chosen == world.water
    for wrong in ("", str(world.stranger.uuid), "vitens"):
        assert set(words(FormingForm(sent(lead=wrong), invited=invited))) == {"lead"}


def arrange(world: World, **asked: Any) -> ArrangeForm:
    return ArrangeForm(
        sent(**asked),
        organisations=Organisation.objects.filter(key__in=["vitens", "vr04"]),
        people=Person.objects.filter(email__startswith="noor"),
    )


def test_a_network_is_arranged_without_anybody_in_the_chair(world: World) -> None:
    form = arrange(world, lead=world.region.uuid)
    assert form.is_valid(), form.errors
    given = form.cleaned_data
    assert (given["lead"], given["chair"], given["need_to_know"]) == (world.region, None, False)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("lead", "Choose one of the organisations shown."),
        ("chair", "Choose one of the people shown."),
        ("secretary", "Choose one of the people shown."),
    ],
)
def test_who_is_not_offered_is_refused_without_a_name(world: World, field: str, said: str) -> None:
    other = world.person("iris").uuid if field != "lead" else world.stranger.uuid
    for value in (other, uuid4(), "geen"):
        asked = {"lead": world.region.uuid} | {field: value}
        assert words(arrange(world, **asked)) == {field: [said]}


def test_people_are_offered_by_name_and_nobody_is_an_answer(world: World) -> None:
    form = PlacesForm(sent(), people=Person.objects.filter(email__startswith="noor"))
    field: Any = form.fields["representative"]
    assert [str(label) for _value, label in field.choices] == ["nobody yet", "Noor de Wit"]
    assert form.is_valid()


def test_organisations_are_offered_by_the_name_people_know(world: World) -> None:
    form = InviteForm(sent(), organisations=Organisation.objects.filter(key="ilt"))
    field: Any = form.fields["organisation"]
    assert "ILT" in [str(label) for _value, label in field.choices]
    assert set(words(form)) == {"organisation"}


def test_who_delegates_names_a_partner_first(world: World) -> None:
    form = DelegateForm(
        sent(), people=Person.objects.none(), partners=Organisation.objects.filter(key="vr04")
    )
    assert next(name for name in form.fields if name not in {"token", "version"}) == "partner"
    assert set(words(form)) == {"partner", "representative"}
    assert str(form.fields["representative"].label) == "Contact person"


def test_who_leaves_says_why_and_may_name_an_heir(world: World) -> None:
    heirs = Organisation.objects.filter(key="vr04")
    assert LeaveForm(sent(reason="Wij stoppen."), organisations=heirs).is_valid()
    assert set(words(LeaveForm(sent(), organisations=heirs))) == {"reason"}
    wrong = LeaveForm(sent(reason="x", heir=world.stranger.uuid), organisations=heirs)
    assert words(wrong) == {"heir": ["Choose one of the organisations shown."]}


@pytest.mark.parametrize(
    ("typed", "day"), [("", None), ("2026-11-23", TODAY), ("23-11-2026", TODAY)]
)
def test_a_day_may_be_left_open(typed: str, day: Any) -> None:
    form = DayForm(sent(op=typed))
    assert form.is_valid()
    assert form.cleaned_data["op"] == day


@pytest.mark.parametrize("typed", ["gisteren", "2026-02-30", "1999-12-31", "2101-01-01"])
def test_a_day_that_is_none_is_refused(typed: str) -> None:
    assert set(words(DayForm(sent(op=typed)))) == {"op"}
