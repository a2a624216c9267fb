"""The Traffic Light Protocol: five classes in order, each with its name in words."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.tlp import Tlp

CLASSES = st.sampled_from(Tlp)


def test_they_stand_from_everybody_to_named_persons() -> None:
    assert [tlp.value for tlp in Tlp] == ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
    assert [tlp.rank for tlp in Tlp] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("tlp", Tlp)
def test_each_name_stands_in_its_words(tlp: Tlp, language: str) -> None:
    with override(language):
        assert f"(TLP:{tlp.value})" in str(tlp.label)


@pytest.mark.parametrize("tlp", Tlp)
def test_the_words_differ_between_the_languages(tlp: Tlp) -> None:
    with override("nl"):
        dutch = str(tlp.label)
    with override("en"):
        assert dutch != str(tlp.label)


@pytest.mark.parametrize(
    ("tlp", "ceiling", "kept"),
    [
        (Tlp.CLEAR, Tlp.CLEAR, True),
        (Tlp.GREEN, Tlp.CLEAR, False),
        (Tlp.AMBER, Tlp.AMBER_STRICT, True),
        (Tlp.AMBER_STRICT, Tlp.AMBER, False),
        (Tlp.RED, Tlp.AMBER_STRICT, False),
        (Tlp.RED, Tlp.RED, True),
    ],
)
def test_an_installation_keeps_what_its_ceiling_allows(
    tlp: Tlp, ceiling: Tlp, *, kept: bool
) -> None:
    assert tlp.within(ceiling) is kept


@given(CLASSES, CLASSES)
def test_of_two_classes_one_is_within_the_other(one: Tlp, other: Tlp) -> None:
    assert one.within(other) or other.within(one)
    assert (one.within(other) and other.within(one)) == (one == other)
