"""What holds for any list: sorting keeps every row, and its pages together are the whole."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.ui.listing import Column, Listing, listing

Pair = tuple[str, int | None]
ROWS = st.lists(st.tuples(st.text(max_size=4), st.none() | st.integers(-9, 9)), max_size=12)
ORDERS = st.sampled_from(["naam", "-naam", "aantal", "-aantal"])
COLUMNS = (
    Column("naam", "Naam", lambda row: row[0]),
    Column("aantal", "Aantal", lambda row: row[1], numeric=True),
)


def listed(rows: list[Pair], order: str = "naam", **query: Any) -> Listing:
    request = RequestFactory().get("/", {"sorteer": order, **query})
    return listing(request, rows, COLUMNS, default="naam", size=5)


def numbers(found: list[Pair]) -> list[int]:
    return [number for _name, number in found if number is not None]


@given(ROWS, ORDERS)
def test_sorting_loses_no_row_and_makes_none(rows: list[Pair], order: str) -> None:
    assert sorted(map(repr, listed(rows, order).rows)) == sorted(map(repr, rows))


@given(ROWS, ORDERS)
def test_the_pages_together_are_the_whole(rows: list[Pair], order: str) -> None:
    last = listed(rows, order).page.paginator.num_pages
    pages = [list(listed(rows, order, pagina=page).page) for page in range(1, last + 1)]
    assert [row for page in pages for row in page] == list(listed(rows, order).rows)
    assert all(len(page) == 5 for page in pages[:-1])


@given(ROWS)
def test_numbers_go_up_and_down(rows: list[Pair]) -> None:
    up = numbers(list(listed(rows, "aantal").rows))
    down = numbers(list(listed(rows, "-aantal").rows))
    assert up == sorted(up)
    assert down == up[::-1]


@given(ROWS, st.sampled_from(["aantal", "-aantal"]))
def test_what_is_not_known_stands_at_the_end(rows: list[Pair], order: str) -> None:
    values = [number for _name, number in listed(rows, order).rows]
    assert None not in values[: len(values) - values.count(None)]


@given(ROWS, ORDERS)
def test_sorting_what_is_sorted_changes_nothing(rows: list[Pair], order: str) -> None:
    once = list(listed(rows, order).rows)
    assert list(listed(once, order).rows) == once


@given(ROWS, ORDERS)
def test_the_file_has_a_line_for_each_row(rows: list[Pair], order: str) -> None:
    plain = [(f"r{place}", number) for place, (_name, number) in enumerate(rows)]
    lines = listed(plain, order).csv("lijst").content.decode().splitlines()
    assert len(lines) == len(rows) + 2


@given(ROWS, st.integers(-3, 9), ORDERS)
def test_any_page_number_gives_a_page(rows: list[Pair], page: int, order: str) -> None:
    found = listed(rows, order, pagina=page).page
    assert 1 <= found.number <= found.paginator.num_pages


@given(st.dictionaries(st.sampled_from(["q", "sector", "jaar"]), st.text(max_size=5)))
def test_turning_a_page_keeps_what_was_asked(asked: dict[str, str]) -> None:
    url = listed([("a", 1)] * 9, **asked).next_url
    query = parse_qs(url.removeprefix("?"), keep_blank_values=True)
    assert query == {name: [value] for name, value in asked.items()} | {
        "sorteer": ["naam"],
        "pagina": ["2"],
    }


@pytest.mark.parametrize(
    ("order", "states", "urls"),
    [
        ("naam", ["ascending", ""], ["-naam", "aantal"]),
        ("-naam", ["descending", ""], ["naam", "aantal"]),
        ("aantal", ["", "ascending"], ["naam", "-aantal"]),
        ("onzin", ["ascending", ""], ["-naam", "aantal"]),
    ],
)
def test_a_head_turns_its_own_column(order: str, states: list[str], urls: list[str]) -> None:
    heads = listed([("a", 1)], order).columns
    assert [head.sorted for head in heads] == states
    assert [parse_qs(head.url.removeprefix("?"))["sorteer"][0] for head in heads] == urls
