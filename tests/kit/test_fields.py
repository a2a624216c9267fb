from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.text import is_clean
from koppelvlak.kit.ui.fields import (
    CleanCharField,
    CleanChoiceField,
    CleanEmailField,
    DateField,
    PhoneField,
)


@given(st.text(max_size=60))
def test_what_a_text_field_lets_through_is_clean_and_fits(typed: str) -> None:
    text = CleanCharField(max_length=200, required=False).clean(typed)
    assert is_clean(text)
    assert "\n" not in text


def test_several_lines_stay_several_lines() -> None:
    assert CleanCharField(max_length=9, lines=True).clean("a\r\nb\x00") == "a\nb"


def test_a_text_of_invisible_marks_is_empty() -> None:
    with pytest.raises(ValidationError):
        CleanCharField(max_length=9).clean("\u200b\u202e")


def test_a_text_that_is_too_long_is_told_by_how_much() -> None:
    with pytest.raises(ValidationError) as refused:
        CleanCharField(max_length=3).clean("abcde")
    assert "3" in refused.value.messages[0]
    assert "5" in refused.value.messages[0]


def test_a_mail_address_is_kept_in_lower_case() -> None:
    assert CleanEmailField().clean(" Noor@Voorbeeld.INVALID ") == "noor@voorbeeld.invalid"


@pytest.mark.parametrize("typed", ["noor", "noor@", "a b@voorbeeld.invalid"])
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        CleanEmailField().clean(typed)


def test_an_answer_that_was_not_offered_is_not_repeated() -> None:
    with pytest.raises(ValidationError) as refused:
        CleanChoiceField(choices=[("a", "A")]).clean("<b>")
    assert "<b>" not in str(refused.value)


@pytest.mark.parametrize("typed", ["2026-11-23", "23-11-2026", "23/11/2026"])
def test_days_are_read_as_people_type_them(typed: str) -> None:
    assert DateField().clean(typed) == date(2026, 11, 23)


@pytest.mark.parametrize("typed", ["0026-11-23", "1999-12-31", "2101-01-01", "30-02-2026", "soon"])
def test_days_that_can_only_be_slips_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DateField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06-12345678", "+31612345678"),
        ("+31 (0)6 12345678", "+31612345678"),
        ("088 000 00 01", "+31880000001"),
        ("0031 88 000 00 01", "+31880000001"),
        ("+32 2 000 00 01", "+3220000001"),
    ],
)
def test_telephone_numbers_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert PhoneField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["bel mij", "112", "12", "+31", "088 000 00 01 tst 3", "0" * 39])
def test_what_cannot_be_called_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PhoneField().clean(typed)
    assert "088 000 00 01" in refused.value.messages[0]


@pytest.mark.parametrize("typed", ["112", "14 038"])
def test_short_numbers_are_taken_where_they_may(typed: str) -> None:
    assert PhoneField(short=True).clean(typed) == typed.replace(" ", "")


@given(st.text(max_size=45))
def test_no_typed_number_breaks_the_field(typed: str) -> None:
    try:
        kept = PhoneField(required=False, short=True).clean(typed)
    except ValidationError:
        return
    assert not kept or kept.lstrip("+").isdigit()
