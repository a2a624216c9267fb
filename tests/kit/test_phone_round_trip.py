"""Telephone numbers and days keep their meaning from what is typed to what is shown and back."""

from __future__ import annotations

from datetime import date

import phonenumbers
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.ui.fields import FIRST_DAY, LAST_DAY, DateField, PhoneField
from koppelvlak.kit.ui.tags import phone

# Numbers that are handed out to nobody: 088 000 xx xx, and the plain form of each country's own.
HOME = st.integers(0, 9999).map(lambda n: f"+3188000{n:04d}")
ABROAD = st.sampled_from(["+3220000001", "+4930000001", "+33100000001", "+442000000001"])
STYLES = [
    phonenumbers.PhoneNumberFormat.E164,
    phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    phonenumbers.PhoneNumberFormat.NATIONAL,
]


@given(HOME, st.sampled_from(STYLES))
def test_every_way_of_writing_is_one_number(number: str, style: int) -> None:
    written = phonenumbers.format_number(phonenumbers.parse(number), style)
    assert PhoneField().clean(written) == number


@given(HOME | ABROAD)
def test_what_is_kept_is_kept_again_unchanged(number: str) -> None:
    field = PhoneField()
    try:
        kept = field.clean(number)
    except ValidationError:
        return
    assert field.clean(kept) == kept


@given(HOME)
def test_what_is_shown_can_be_typed_again(number: str) -> None:
    assert PhoneField().clean(phone(number)) == number


@given(HOME, st.text("  -().", max_size=4))
def test_spaces_and_dashes_around_it_mean_nothing(number: str, noise: str) -> None:
    assert PhoneField().clean(f"{number} {noise}".rstrip("-().")) == number


@pytest.mark.parametrize("short", ["112", "144", "14 038", "14-0570"])
def test_a_short_number_stays_and_shows_as_it_is(short: str) -> None:
    kept = PhoneField(short=True).clean(short)
    assert kept.isdigit()
    assert PhoneField(short=True).clean(kept) == phone(kept) == kept


@pytest.mark.parametrize("short", ["112", "144"])
def test_where_it_cannot_be_called_from_elsewhere_it_is_refused(short: str) -> None:
    with pytest.raises(ValidationError):
        PhoneField().clean(short)


@given(st.text(max_size=12))
def test_no_text_shown_as_a_number_breaks_a_page(text: str) -> None:
    assert isinstance(phone(text), str)


@given(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]))
def test_a_day_is_the_same_however_it_is_written(day: date, style: str) -> None:
    assert DateField().clean(day.strftime(style)) == day


@given(st.dates(max_value=date(1999, 12, 31)) | st.dates(min_value=date(2101, 1, 1)))
def test_a_day_out_of_reach_is_refused(day: date) -> None:
    with pytest.raises(ValidationError):
        DateField().clean(day.isoformat())
