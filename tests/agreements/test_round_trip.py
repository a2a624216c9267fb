"""What was taken in goes out again, and what went out comes in as the same."""

from __future__ import annotations

import json

import pytest

from koppelvlak.agreements.documents import FORMATS, lines_of
from koppelvlak.agreements.facts import REGISTER
from koppelvlak.agreements.models import Agreement, AgreementKind
from koppelvlak.kit.imports.table import BadFileError
from tests.agreements.lists import FACTS, SYSTEM, as_csv, as_excel, line, load_facts, take_in
from tests.world import World

SOURCE: list[dict[str, str]] = json.loads(FACTS.read_text(encoding="utf-8"))
# The list calls the column of certainty by the name of its codes.
CALLED = {"code": "certainty"}


@pytest.fixture(autouse=True)
def facts(world: World) -> None:
    load_facts()


def told() -> list[dict[str, str]]:
    return lines_of(Agreement.objects.order_by("key"), actor=SYSTEM)


def test_the_list_of_facts_comes_in_and_goes_out_without_loss() -> None:
    take_in(FACTS.read_bytes(), notes=True, language="en")
    out = {one["id"]: one for one in told()}
    assert len(out) == len(SOURCE) == 52
    for one in SOURCE:
        assert {key: out[one["id"]].get(CALLED.get(key, key), "") for key in one} == one


def test_a_workbook_of_it_says_the_same() -> None:
    header = list(SOURCE[0])
    data = as_excel(*[[one[key] for key in header] for one in SOURCE], header=header)
    take_in(FACTS.read_bytes(), notes=True, language="en")
    plan = take_in(data, notes=True, language="en")
    assert (len(plan.made), len(plan.changed), plan.same) == (0, 0, 52)


def test_what_is_no_agreement_keeps_the_list_out_unless_it_may_stay_as_a_note() -> None:
    with pytest.raises(BadFileError) as caught:
        take_in(FACTS.read_bytes(), language="en")
    assert len(caught.value.problems) == 1
    assert "fact, not an agreement" in caught.value.problems[0]
    assert not Agreement.objects.exists()


def test_the_kind_decides_what_counts() -> None:
    take_in(FACTS.read_bytes(), notes=True, language="en")
    kinds = {one.key: one.kind for one in Agreement.objects.all()}
    assert kinds["A24"] == AgreementKind.NOTE
    assert kinds["A62"] == AgreementKind.NOT_EXPECTED
    assert kinds["A13"] == AgreementKind.FRAMEWORK
    assert kinds["A36"] == AgreementKind.PRACTICE
    assert kinds["A54"] == AgreementKind.AGREED


@pytest.mark.parametrize("name", FORMATS)
def test_what_goes_out_comes_in_as_the_same(name: str) -> None:
    take_in(FACTS.read_bytes(), notes=True, language="en")
    before = told()
    plan = take_in(FORMATS[name][0](before), notes=True, language="en")
    assert (len(plan.made), len(plan.changed), plan.same) == (0, 0, 52)
    assert told() == before


def test_the_register_says_in_dutch_what_the_facts_say() -> None:
    take_in(REGISTER.read_bytes())
    out = {one["id"]: one for one in told()}
    assert out.keys() == {one["id"] for one in SOURCE}
    for one in SOURCE:
        assert out[one["id"]]["themes"] == one["themes"]
        assert out[one["id"]]["source"] == one["source"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_carries_what_is_strange(name: str) -> None:
    strange = line(wat='zegt: "één; twee, drie" <b>\nen -1', aanleiding="+31 88 000 00 01")
    take_in(as_csv(strange))
    before = told()
    assert take_in(FORMATS[name][0](before)).same == 1


def test_a_column_that_is_not_known_goes_along() -> None:
    take_in(b'[{"who": "Vitens", "what": "levert water", "Onze rubriek": "B-12"}]')
    assert told()[0]["Onze rubriek"] == "B-12"
    assert "Onze rubriek" in FORMATS["csv"][0](told()).decode()
