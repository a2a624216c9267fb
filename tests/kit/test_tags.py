from __future__ import annotations

import pytest
from django.utils import translation

from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui import tags


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0"), (0.001, "< 1"), (0.254, "25"), (0.999, "> 99"), (1, "100"), (None, "")],
)
def test_a_share_never_pretends(share: float | None, words: str) -> None:
    assert tags.percent(share).rstrip("\u202f%") == words


@pytest.mark.parametrize(("language", "text"), [("nl", "1.234.567"), ("en", "1,234,567")])
def test_large_numbers_can_be_read(language: str, text: str) -> None:
    with translation.override(language):
        assert tags.number(1234567) == text


def test_no_number_is_nothing() -> None:
    assert tags.number(None) == ""


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+31880000001", "088 000 0001"),
        ("+3220000001", "+32 2 000 00 01"),
        ("112", "112"),
        ("OVDG-1", "OVDG-1"),
    ],
)
def test_telephone_numbers_are_shown_as_people_write_them(kept: str, shown: str) -> None:
    assert tags.phone(kept) == shown


@pytest.mark.parametrize("tlp", Tlp)
def test_a_class_of_sharing_is_shown_in_words(tlp: Tlp) -> None:
    assert f"TLP:{tlp.value}" in str(tags.tlp_words(tlp.value))
    assert "+" not in tags.tlp_class(tlp)


@pytest.mark.parametrize("code", ["legal-2018-HV", "legal-2015-via-merger", "news-2020", "exact"])
def test_how_sure_a_fact_is_stands_in_words(code: str) -> None:
    words = tags.certainty_words(code)
    assert code not in words or code == "exact"
    assert "None" not in words


def test_a_code_we_do_not_know_stands_as_it_is() -> None:
    assert tags.certainty_words("two-guesses") == "two-guesses"


def test_what_nobody_checked_is_marked() -> None:
    assert tags.is_unverified("unverified")
    assert not tags.is_unverified("legal-2015")
