"""The font: what it can show is read from the font itself, the same in every weight we use."""

from __future__ import annotations

import pytest
import ttf_opensans

from koppelvlak.kit.documents.font import FAMILY, INSTEAD, coverage, covered, fonts, printable


def test_there_is_one_family_and_it_does_not_come_from_this_machine() -> None:
    assert fonts().families() == [FAMILY]


@pytest.mark.parametrize(
    "text", ["Súdwest-Fryslân", "’s-Hertogenbosch", "€ 3.700 · 50 % – ≤ 2", "Ωж"]
)
def test_what_the_netherlands_write_is_shown(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a → b", "a -> b"),
        ("✓", "v"),
        ("①", "1"),
        ("㎞", "km"),
        ("水", "\ufffd"),
        ("☎\ufe0f", "\ufffd"),
    ],
)
def test_what_it_lacks_is_said_otherwise_or_marked(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_what_is_said_instead_can_be_shown() -> None:
    assert {ord(char) for said in INSTEAD.values() for char in said} <= coverage()


@pytest.mark.parametrize("weight", [ttf_opensans.OPENSANS_SEMIBOLD, ttf_opensans.OPENSANS_BOLD])
def test_heavier_letters_are_there_for_the_same_signs(weight: ttf_opensans.TTFFont) -> None:
    assert coverage() <= covered(weight.path.read_bytes())
