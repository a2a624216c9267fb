"""What counts as the same word, and how a question reaches each database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.search.words import MOST_OF_A_WORD, ask, kept, stem, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Veiligheidsregio Fryslân", ["veiligheidsregio", "fryslan"]),
        ("'s-Hertogenbosch", ["s", "hertogenbosch"]),
        ("IJsselland", ["ijsselland"]),
        ("\u0132sselland", ["ijsselland"]),
        ("Súdwest-Fryslân", ["sudwest", "fryslan"]),
        ("Straße Øresund Łódź", ["strasse", "oresund", "lodz"]),
        ("088 000 00 01", ["088", "000", "00", "01"]),
        ("niet te verwachten", ["niet", "te", "verwachten"]),
        ("GM0193 / VR04", ["gm0193", "vr04"]),
        ("\ufb01ets \u2167", ["fiets", "viii"]),
        ("?!* \U0001f6b0 _", []),
        ("a\x00b\ud800c", ["a", "b", "c"]),
    ],
)
def test_words_are_folded(text: str, folded: list[str]) -> None:
    assert words(text) == folded


def test_one_spelling_of_accents() -> None:
    assert words("Frysla\u0302n") == words("Frysl\u00e2n")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gemeente", "gemeenten"),
        ("netwerk", "netwerken"),
        ("maan", "manen"),
        ("bedrijf", "bedrijven"),
        ("huis", "huizen"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_numbers_and_codes_have_no_stem() -> None:
    assert [stem("2025"), stem("vr04")] == ["2025", "vr04"]


def test_a_code_is_kept_in_parts_too() -> None:
    assert kept(["VR04"]) == ["vr04", "vr", "04"]


def test_what_is_kept_is_kept_once() -> None:
    assert kept(["Vitens", "vitens Vítens"]).count("vitens") == 1


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(st.text())
def test_every_text_is_found_by_itself(text: str) -> None:
    asked = ask(text)
    assert not asked or asked.found_in(kept([text]))


@given(st.text(min_size=1))
def test_nothing_typed_reaches_a_database_unquoted(text: str) -> None:
    asked = ask(text)
    if asked:
        spoken = asked.as_fts5("words") + asked.as_tsquery()
        plain = asked.folded + "".join(stem(word) for word in asked.words)
        allowed = set(plain) | set("{}():\"' |&*words AND OR")
        assert set(spoken) <= allowed


def test_half_a_last_word_is_enough() -> None:
    assert ask("water gron").found_in(kept(["Waterbedrijf Groningen", "water"]))
    assert not ask("gron water").found_in(kept(["Waterbedrijf Groningen"]))


def test_the_question_to_sqlite() -> None:
    assert ask("Brabantse water").as_fts5("words") == (
        '{words} : ("brabant" AND ("water" OR "water" *))'
    )


def test_the_question_to_postgresql() -> None:
    assert ask("Brabantse water").as_tsquery() == "'brabant' & ('water' | 'water':*)"


def test_a_very_long_text_is_cut_and_said_so() -> None:
    asked = ask("a" * 60_000)
    assert asked.cut
    assert [len(word) for word in asked.words] == [MOST_OF_A_WORD]


@pytest.mark.parametrize("typed", ["wat\x00er", "water\ud800", "\x07 water", "\ue000"])
def test_what_no_keyboard_makes_is_noticed(typed: str) -> None:
    assert ask(typed).odd


@pytest.mark.parametrize("typed", ["water", "Súd west\t", "\U0001f6b0", "*", "\u2019s"])
def test_ordinary_signs_are_not_odd(typed: str) -> None:
    assert not ask(typed).odd
