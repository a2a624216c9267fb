"""What another wording of a model changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.framework.wording import applied, undone
from koppelvlak.variants.comparing import SPREAD, compare

CELLS = st.dictionaries(st.sampled_from(SPREAD), st.text(alphabet="ab 1.", max_size=12))


@given(CELLS, CELLS)
def test_the_pieces_lead_from_one_to_the_other(old: dict[str, str], new: dict[str, str]) -> None:
    found = compare(old, new)
    assert all(applied(one.pieces) == new.get(one.column, "") for one in found)
    assert all(undone(one.pieces) == old.get(one.column, "") for one in found)
    same = set(SPREAD) - {one.column for one in found}
    assert all(old.get(name, "") == new.get(name, "") for name in same)


@given(CELLS)
def test_nothing_differs_from_itself(cells: dict[str, str]) -> None:
    assert compare(cells, cells | {"contact": "of the network"}) == []


def test_columns_come_in_the_order_of_the_sentence() -> None:
    old, new = {"within": "1 uur", "what": "belt"}, {"within": "2 uur", "what": "mailt"}
    assert [one.column for one in compare(old, new)] == ["what", "within"]
