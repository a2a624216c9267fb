from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import Column, Listing, listing
from koppelvlak.organisations.models import Organisation
from tests.world import World


@dataclass(frozen=True)
class City:
    name: str
    people: int | None


CITIES = [City("Zwolle", 130), City("Almelo", None), City("élst", 20), City("Deventer", 100)]
COLUMNS = (
    Column("naam", "Name", lambda row: row.name, "name"),
    Column("inwoners", "People", lambda row: row.people, "people", numeric=True),
)


def listed(query: str = "", rows: Any = CITIES, columns: Any = COLUMNS, size: int = 3) -> Listing:
    return listing(RequestFactory().get(f"/{query}"), rows, columns, default="naam", size=size)


def names(found: Listing) -> list[str]:
    return [row.name for row in found.page]


def test_it_begins_in_its_usual_order() -> None:
    assert names(listed()) == ["Almelo", "Deventer", "élst"]


def test_one_sorts_by_a_column_and_back() -> None:
    assert names(listed("?sorteer=-inwoners")) == ["Zwolle", "Deventer", "élst"]


@pytest.mark.parametrize("order", ["inwoners", "-inwoners"])
def test_what_is_not_known_comes_last_both_ways(order: str) -> None:
    assert names(listed(f"?sorteer={order}", size=9))[-1] == "Almelo"


def test_the_second_page() -> None:
    assert names(listed("?pagina=2")) == ["Zwolle"]


@pytest.mark.parametrize(
    "query",
    [
        *("?pagina=0", "?pagina=-1", "?pagina=9", "?pagina=x", "?pagina=²", "?pagina=1&pagina="),
        *("?pagina=" + "9" * 5000, "?sorteer=password", "?sorteer=--naam", "?sorteer=%00"),
        "?formaat=exe",
    ],
)
def test_nonsense_is_passed_over(query: str) -> None:
    assert names(listed(query)) == names(listed())
    assert not listed(query).wants_csv


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_address_breaks_it(order: str, page: str) -> None:
    request = RequestFactory().get("/", {"sorteer": order, "pagina": page})
    assert len(listing(request, CITIES, COLUMNS, default="naam").page) == len(CITIES)


def test_heads_say_how_it_is_sorted_and_turn_it_round() -> None:
    first, second = listed("?q=z&pagina=2").columns
    assert (first.sorted, first.url) == ("ascending", "?q=z&sorteer=-naam")
    assert (second.sorted, second.url) == ("", "?q=z&sorteer=inwoners")


def test_pages_keep_what_was_asked() -> None:
    assert listed("?q=z").next_url == "?q=z&pagina=2"
    assert listed("?q=z&pagina=2").previous_url == "?q=z&pagina=1"
    assert listed("?q=z&pagina=2").csv_url == "?q=z&formaat=csv"


def test_rows_of_a_query_sort_in_the_database(world: World) -> None:
    columns = (Column("naam", "Name", lambda row: row.name, "name"), Column("x", "X", str))
    found = listed("?sorteer=-naam", Organisation.objects.all(), columns, size=2)
    assert names(found) == ["WML", "Vitens"]
    assert [head.url for head in found.columns] == ["?sorteer=naam", ""]


def cells(found: Listing) -> list[list[str]]:
    text = found.csv("steden").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_csv_holds_everything_in_the_order_asked() -> None:
    found = cells(listed("?sorteer=-inwoners&formaat=csv&pagina=2"))
    assert found[0] == ["Name", "People"]
    assert [row[0] for row in found[1:-1]] == ["Zwolle", "Deventer", "élst", "Almelo"]


def test_csv_says_how_far_it_may_be_shared() -> None:
    file = listed("?formaat=csv").csv("steden.csv", tlp=Tlp.AMBER_STRICT)
    assert 'filename="steden-TLP-AMBER-STRICT.csv"' in file["Content-Disposition"]
    assert str(Tlp.AMBER_STRICT.label) in file.content.decode()
    assert file.content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|'/C calc'!A0", "-2+3", "\t=1", "%0A"])
def test_no_cell_runs_as_a_formula(text: str) -> None:
    assert cells(listed(rows=[City(text, 1)]))[1][0] == f"'{text}"


@pytest.mark.parametrize("text", ["+31880000001", "-5", "+31 88 000 00 01", "a=1", "-3,5"])
def test_numbers_stay_numbers(text: str) -> None:
    assert cells(listed(rows=[City(text, 1)]))[1][0] == text


def test_parts_carry_a_comma_in_csv() -> None:
    columns = (Column("naam", "Name", lambda _row: 0.5),)
    assert cells(listed(columns=columns))[1] == ["0,5"]
