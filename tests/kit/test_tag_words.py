"""Template tags by every word they know: certainties, next steps, numbers, shares, telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit import errors
from koppelvlak.kit.errors import RefusalError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui import tags

THIN = "\u202f"
REFUSALS = [
    one for one in vars(errors).values()
    if isinstance(one, type) and issubclass(one, RefusalError) and one is not RefusalError
]  # fmt: skip


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say words as they stand in the code."""
    with translation.override("en"):
        yield


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("code", tags.CERTAINTIES)
def test_each_certainty_has_words_in_both_languages(code: str) -> None:
    english = tags.certainty_words(code)
    with translation.override("nl"):
        dutch = tags.certainty_words(code)
    assert english != dutch or code == "exact"
    assert english
    assert dutch


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("legal", "laid down in law"),
        ("legal-2018", "laid down in law, 2018"),
        (
            "legal-2015-via-merger",
            "laid down in law, 2015, carried over when municipalities merged",
        ),
        ("legal-HV", "laid down in law, area of regional high voltage"),
        ("sourced (kaart 2021)", "from a source"),
        ("news-2020 (nagaan)", "reported in the news, 2020"),
        ("partly sourced", "partly from a source"),
    ],
)
def test_year_and_what_was_added_stand_behind_it(code: str, words: str) -> None:
    assert tags.certainty_words(code) == words


@pytest.mark.parametrize(
    "code", ["", "Legal", "legal-18", "legal 2018", "guess", "legal-2018-XX", " exact", "exact\n"]
)
def test_what_is_no_code_stands_as_it_is(code: str) -> None:
    assert tags.certainty_words(code) == code


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    with translation.override("en"):
        assert isinstance(tags.certainty_words(text), str)


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda one: one.__name__)
def test_each_refusal_says_what_one_can_do_now(kind: type[RefusalError]) -> None:
    refusal = kind.__new__(kind)
    words = str(tags.next_step(refusal))
    assert words == str(tags.NOW[int(kind.status)])
    assert words.endswith(".")


def test_a_status_without_words_of_its_own_has_the_usual_ones() -> None:
    class OddError(RefusalError):
        status = HTTPStatus.IM_A_TEAPOT

    assert tags.next_step(OddError()) == tags.NOW[400]


@pytest.mark.parametrize("status", tags.NOW)
def test_what_to_do_is_said_in_dutch_as_well(status: int) -> None:
    english = str(tags.NOW[status])
    with translation.override("nl"):
        assert str(tags.NOW[status]) != english


@given(st.floats(0, 1))
def test_only_nothing_is_nothing_and_only_all_is_all(share: float) -> None:
    said = tags.percent(share)
    assert said.endswith(f"{THIN}%")
    assert (said == f"0{THIN}%") is (share == 0)
    assert (said == f"100{THIN}%") is (share == 1)
    figure = re.fullmatch(rf"(?:[<>] )?(\d+){THIN}%", said)
    assert figure is not None
    assert abs(int(figure[1]) - share * 100) <= 1


@given(st.integers(-(10**12), 10**12), st.sampled_from([("nl", "."), ("en", ",")]))
def test_a_number_is_grouped_by_thousands(number: int, spoken: tuple[str, str]) -> None:
    language, separator = spoken
    with translation.override(language):
        said = tags.number(number)
    assert said.replace(separator, "") == str(number)
    groups = said.lstrip("-").split(separator)
    assert all(len(group) == 3 for group in groups[1:])
    assert 1 <= len(groups[0]) <= 3


@pytest.mark.parametrize(
    ("value", "decimals", "said"), [(0, 0, "0"), (1.25, 1, "1.2"), (1234.5, 2, "1,234.50")]
)
def test_a_number_has_as_many_decimals_as_asked(value: float, decimals: int, said: str) -> None:
    assert tags.number(value, decimals) == said


@pytest.mark.parametrize("tlp", Tlp)
def test_a_class_has_a_name_in_the_stylesheet(tlp: Tlp) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)?", tags.tlp_class(tlp.value))


@pytest.mark.parametrize("tlp", ["", "PURPLE", "amber"])
def test_what_is_no_class_stands_as_it_is(tlp: str) -> None:
    assert tags.tlp_words(tlp) == tlp


@pytest.mark.parametrize(
    "typed", ["", "geen", "112", "+", "+31", "<b>088</b>", "+999999999999999999"]
)
def test_what_is_no_number_to_call_stands_as_it_is(typed: str) -> None:
    said = tags.phone(typed)
    assert said == typed or said.replace(" ", "").lstrip("+0") in typed


class Three(forms.Form):
    """A text, some boxes and a choice of buttons."""

    text = forms.CharField()
    boxes = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    buttons = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


def test_a_link_to_a_field_leads_to_what_one_can_fill_in() -> None:
    form = Three()
    html = str(form)
    for name in form.fields:
        assert f'id="{tags.first_input(form[name])}"' in html


def test_they_are_there_on_every_page_without_asking() -> None:
    assert shown("{{ tlp|tlp_words }}", tlp="GREEN") == "All participants (TLP:GREEN)"
    assert shown("{{ share|percent }}", share=0.5) == f"50{THIN}%"


def test_what_they_say_is_escaped() -> None:
    assert shown("{{ code|certainty_words }}", code="<b>") == "&lt;b&gt;"
    assert shown("{{ number|phone }}", number="<b>") == "&lt;b&gt;"
    assert shown("{{ tlp|tlp_words }}", tlp="<b>") == "&lt;b&gt;"
