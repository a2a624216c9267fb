"""Boxes under headings: which stand together, what is chosen, and what a page says of them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import gettext_lazy, override

from koppelvlak.kit.ui.forms import Form
from koppelvlak.kit.ui.grouped import GroupedBoxes, GroupedRowsField
from koppelvlak.organisations.models import Organisation
from tests.world import World

pytestmark = pytest.mark.usefixtures("world")


class Choosing(Form):
    """A form that asks for organisations, by their kind."""

    who = GroupedRowsField(
        label="Who",
        queryset=Organisation.objects.order_by("kind__key", "key"),
        to_field_name="key",
        required=False,
        heading=lambda row: row.kind.key,
    )


def sent(*keys: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.setlist("who", list(keys))
    return data


def choices(form: Form) -> list[tuple[str, list[str]]]:
    field: Any = form.fields["who"]
    return [(heading, [str(value) for value, _label in rows]) for heading, rows in field.choices]


def test_rows_stand_under_their_heading_once() -> None:
    found = dict(choices(Choosing()))
    assert len(found) == len(choices(Choosing()))
    assert found["company"] == ["vitens", "wml"]
    assert found["supervisor"] == ["ilt"]


def test_a_heading_can_be_a_translation() -> None:
    form = Choosing()
    form.fields["who"].heading = lambda _row: gettext_lazy("Network")  # type: ignore[attr-defined]
    for language, word in (("en", "Network"), ("nl", "Netwerk")):
        with override(language):
            assert [heading for heading, _rows in choices(form)] == [word]


def test_each_form_has_rows_of_its_own() -> None:
    few = Choosing()
    few.fields["who"].queryset = Organisation.objects.filter(key="wml")  # type: ignore[attr-defined]
    assert choices(few) == [("company", ["wml"])]
    assert len(choices(Choosing())) > 1


def test_what_is_ticked_comes_out_whatever_its_heading() -> None:
    form = Choosing(sent("ilt", "vitens"))
    assert form.is_valid(), form.errors
    assert {one.key for one in form.cleaned_data["who"]} == {"ilt", "vitens"}


@pytest.mark.parametrize("key", ["bestaat-niet", "company", "'; drop", "\x00"])
def test_what_is_not_offered_is_refused(key: str) -> None:
    assert set(Choosing(sent("vitens", key)).errors) == {"who"}


def test_nothing_ticked_is_nothing() -> None:
    form = Choosing(sent())
    assert form.is_valid()
    assert list(form.cleaned_data["who"]) == []


def test_a_page_names_each_group_by_its_heading() -> None:
    html = str(Choosing(initial={"who": ["wml"]})["who"])
    groups = re.findall(r'role="group" aria-labelledby="(\w+)"', html)
    assert len(groups) == len(set(groups)) == len(choices(Choosing()))
    for name in groups:
        assert f'id="{name}"' in html
    assert html.count("checked") == 1
    ids = re.findall(r'<input[^>]*id="(\w+)"', html)
    assert len(ids) == len(set(ids)) == Organisation.objects.count()
    assert set(re.findall(r'<label for="(\w+)"', html)) == set(ids)


def test_it_is_a_fieldset_with_the_question_as_legend(world: World) -> None:
    field = Choosing()["who"]
    assert isinstance(field.field.widget, GroupedBoxes)
    assert field.use_fieldset
    assert "Who" in Choosing().as_p() or "<legend>Who" in str(Choosing())
