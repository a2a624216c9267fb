"""An advice is worked out once for the same networks within the same limits."""

from __future__ import annotations

from dataclasses import replace

from koppelvlak.networks.advice import Ground, advised
from koppelvlak.networks.scale import advise
from koppelvlak.networks.staffing import Limits, Net

LINE = {"A": frozenset("B"), "B": frozenset("AC"), "C": frozenset("B")}
NETS = (
    Net("x", "water", frozenset({"W"}), frozenset("AB")),
    Net("y", "water", frozenset({"V"}), frozenset("BC")),
)
GROUND = Ground(networks={}, nets=NETS, regions={}, borders=LINE, drawn=True)


def test_the_same_question_has_the_same_answer_at_hand() -> None:
    found = advised(GROUND, Limits())
    assert found == advise(NETS, LINE, Limits())
    assert advised(replace(GROUND, nets=NETS[::-1]), Limits()) is found


def test_other_limits_networks_or_neighbours_are_another_question() -> None:
    found = advised(GROUND, Limits())
    for other, limits in [
        (GROUND, Limits(table=3)),
        (replace(GROUND, nets=NETS[:1]), Limits()),
        (replace(GROUND, borders={}), Limits()),
    ]:
        assert advised(other, limits) is not found
        assert advised(other, limits) == advise(other.nets, other.borders, limits)
