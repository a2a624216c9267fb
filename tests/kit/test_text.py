"""Text as people mean it: cleaning by example, and what holds for any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.text import JOINERS, KEPT_CONTROLS, clean, is_clean

ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  Noor  ", "Noor"),
        ("e\u0301e\u0301n", "één"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("een\ttwee", "een\ttwee"),
        ("nul\x00punt", "nulpunt"),
        ("bel\x07", "bel"),
        ("Wa\u200btergroep", "Watergroep"),
        ("\ufeffVitens", "Vitens"),
        ("\u202eneerb\u202c", "neerb"),
        ("zacht\u00adstreepje", "zachtstreepje"),
        ("half \ud800 paar", "half  paar"),
        ("eigen \ue000", "eigen"),
        ("\u200b\u2060\u00ad", ""),
        ("A\u030angstro\u0308m", "Ångström"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\U0001f468\u200d\U0001f692", "\U0001f468\u200d\U0001f692"),
        ("ﬁnancieel", "ﬁnancieel"),
    ],
)
def test_what_was_typed_becomes_what_was_meant(typed: str, meant: str) -> None:
    assert clean(typed) == meant


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY)
def test_what_is_clean_is_in_one_spelling(text: str) -> None:
    assert unicodedata.is_normalized("NFC", clean(text))


@given(ANY)
def test_what_is_clean_can_be_stored_and_sent(text: str) -> None:
    assert "\x00" not in clean(text)
    assert clean(text).encode().decode() == clean(text)


@given(ANY)
def test_nothing_invisible_is_left(text: str) -> None:
    rest = set(clean(text)) - KEPT_CONTROLS - JOINERS
    assert not {c for c in rest if unicodedata.category(c).startswith("C")}


@given(ANY)
def test_no_spaces_stand_around_it(text: str) -> None:
    assert clean(text) == clean(text).strip()


@given(ANY)
def test_two_spellings_of_one_text_are_one(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(unicodedata.normalize("NFC", text))


@given(ANY)
def test_is_clean_says_what_clean_does(text: str) -> None:
    assert is_clean(clean(text))
    assert is_clean(text) == (clean(text) == text)


@given(st.from_regex(r"[a-zA-Z0-9 .,'()-]*", fullmatch=True))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert clean(text) == text.strip()
