"""What changed between two wordings, word by word."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.framework.wording import (
    DELETED,
    INSERTED,
    SAME,
    Piece,
    applied,
    difference,
    undone,
)

WORDS = st.lists(
    st.sampled_from(["de", "regio", "waarschuwt", "24/7", "é", ".", ",", "\n", "  ", "’s"]),
    max_size=14,
).map(" ".join)


@given(st.text(max_size=60) | WORDS, st.text(max_size=60) | WORDS)
def test_applying_it_gives_the_new_text_and_undoing_it_the_old(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert applied(pieces) == new
    assert undone(pieces) == old
    assert all(piece.text for piece in pieces)


@given(WORDS)
def test_what_did_not_change_shows_no_change(text: str) -> None:
    assert {piece.kind for piece in difference(text, text)} <= {SAME}


@given(WORDS, WORDS)
def test_no_two_pieces_of_a_kind_stand_beside_each_other(old: str, new: str) -> None:
    kinds = [piece.kind for piece in difference(old, new)]
    changes = [(a, b) for a, b in pairwise(kinds) if a == b != SAME]
    assert changes == []


def test_whole_words_change_not_letters() -> None:
    assert difference("De regio waarschuwt.", "De regio waarschuwde.") == [
        Piece(SAME, "De regio "),
        Piece(DELETED, "waarschuwt"),
        Piece(INSERTED, "waarschuwde"),
        Piece(SAME, "."),
    ]


def test_neighbouring_changes_read_as_one_stretch() -> None:
    assert difference("zij belt het bedrijf", "hij mailt het bedrijf") == [
        Piece(DELETED, "zij belt"),
        Piece(INSERTED, "hij mailt"),
        Piece(SAME, " het bedrijf"),
    ]


def test_a_text_from_nothing_and_to_nothing() -> None:
    assert difference("", "nieuw") == [Piece(INSERTED, "nieuw")]
    assert difference("oud", "") == [Piece(DELETED, "oud")]
    assert difference("", "") == []
