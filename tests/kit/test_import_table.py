"""A CSV file as typed lines: whatever way it is written, and whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.imports.table import (
    BadFileError,
    read_table,
    require_known,
    require_once,
)


@dataclass(frozen=True)
class Town:
    """What the table is about."""

    name: str
    people: int
    area: float
    since: date | None
    joined: bool = False


HEADER = "name,people,area,since"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code, whatever the installation speaks."""
    with translation.override("en"):
        yield


def read(text: str) -> list[Town]:
    return [line.row for line in read_table(text.encode(), Town, name="towns.csv")]


def problems(data: bytes) -> list[str]:
    with pytest.raises(BadFileError) as caught:
        read_table(data, Town, name="towns.csv")
    return caught.value.problems


def test_every_type_is_read() -> None:
    assert read(f"{HEADER},joined\nZwolle,130000,119.5,1230-08-31,yes\n") == [
        Town("Zwolle", 130000, 119.5, date(1230, 8, 31), joined=True)
    ]


def test_an_empty_cell_is_none_where_that_is_allowed() -> None:
    assert read(f"{HEADER}\nZwolle,1,1,\n")[0].since is None
    assert problems(f"{HEADER}\nZwolle,,1,\n".encode()) == [
        "towns.csv: line 2: people: this is not a whole number: –"
    ]


def test_a_semicolon_brings_a_decimal_comma() -> None:
    assert read("name;people;area;since\nZwolle;1;119,5;\n")[0].area == 119.5


def test_text_is_cleaned() -> None:
    assert read(f"{HEADER}\n Zwo\u200blle ,1,1,\n")[0].name == "Zwolle"


def test_unknown_columns_and_empty_lines_are_passed_over() -> None:
    assert len(read(f"{HEADER},remark\n\nZwolle,1,1,,x\n,,,,\n")) == 1


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    data = f'{HEADER}\n"Zwo\nlle",1,1,\n\nDeventer,x,1,\n'.encode()
    assert problems(data) == ["towns.csv: line 5: people: this is not a whole number: x"]


def test_all_problems_are_said_at_once_but_no_more_than_fifty() -> None:
    assert len(problems(f"{HEADER}\n{'Zwolle,x,y,z' * 1}\n".encode())) == 3
    assert len(problems((HEADER + "\nZwolle,x,1," * 99).encode())) == 50


def test_what_must_stand_once_or_be_known() -> None:
    lines = read_table(f"{HEADER}\nA,1,1,\nA,1,1,\n".encode(), Town, name="towns.csv")
    with pytest.raises(BadFileError, match="line 3: this stands in line 2 already"):
        require_once(lines, ["name"], name="towns.csv")
    with pytest.raises(BadFileError, match="line 2: name: there is no “A”"):
        require_known(lines, "name", {"B"}, name="towns.csv")


@given(st.binary(max_size=300))
def test_no_bytes_are_a_mistake_of_ours(data: bytes) -> None:
    assert problems(data)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_no_text_below_the_header_is_a_mistake_of_ours(text: str, encoding: str) -> None:
    data = f"{HEADER}\n{text}".encode(encoding, "replace")
    with suppress(BadFileError):
        assert read_table(data, Town, name="towns.csv")
