"""What a list may hold at most, so that what is kept fits: said with its line, before it is."""

from __future__ import annotations

import pytest

from koppelvlak.agreements.line_reader import TEXTS
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.networks.models import Network
from tests.agreements.lists import as_csv, take_in

TEXT_FIELDS = {*TEXTS.values(), "way_link"}
NEEDED = {"who": "Vitens", "what": "belt", "id": "V1"}
LIMITS = {
    key: most
    for key, name in {**TEXTS, "link": "way_link"}.items()
    if (most := getattr(Agreement._meta.get_field(name), "max_length", None))
}


pytestmark = pytest.mark.usefixtures("world")


def one(**said: str) -> bytes:
    both = NEEDED | said
    return as_csv([*both.values()], header=[*both])


def problems(data: bytes, network: Network | None = None) -> list[str]:
    with pytest.raises(BadFileError) as caught:
        take_in(data, network)
    assert not Agreement.objects.exists()
    return [words.removeprefix("lijst: ") for words in caught.value.problems]


def text_of(key: str, length: int) -> str:
    return ("https://w.invalid/" + "x" * length if key == "link" else "x" * length)[:length]


def test_texts_that_fit_are_kept_whole(network: Network) -> None:
    said = {key: text_of(key, most) for key, most in LIMITS.items()}
    take_in(one(**said), network)
    row = Agreement.objects.get()
    fields = {**TEXTS, "link": "way_link"}
    assert {key: getattr(row, fields[key]) for key in LIMITS} == said
    row.clean_fields(exclude=[one.name for one in row._meta.fields if one.name not in TEXT_FIELDS])


@pytest.mark.parametrize("key", sorted(LIMITS))
def test_one_letter_more_is_refused_with_the_most(network: Network, key: str) -> None:
    (words,) = problems(one(**{key: text_of(key, LIMITS[key] + 1)}), network)
    assert words.startswith("line 2: ")
    assert words.endswith(f"use at most {LIMITS[key]} characters")


@pytest.mark.parametrize("cell", ["0060000000", "9" * 5000, "6000"])
def test_a_rhythm_that_cannot_be_kept_is_refused(cell: str) -> None:
    (words,) = problems(one(rhythm=cell))
    assert words.startswith("line 2: this is not a number of months: ")


def test_a_number_of_a_theme_can_be_as_long_as_it_likes() -> None:
    (words,) = problems(one(themes="9" * 5000))
    assert words.startswith("line 2: themes are numbers from 1 to 8: 999")
    assert len(words) < 200


@pytest.mark.parametrize("cell", ["?", "!!"])
def test_a_question_mark_is_no_answer(cell: str) -> None:
    (words,) = problems(one(basic=cell))
    assert words == f"line 2: this is not yes or no: {cell}"
    (words,) = problems(one(kind=cell))
    assert words == f"line 2: this is no kind of agreement: {cell}"


def test_a_tick_is_yes(network: Network) -> None:
    take_in(one(basic="✓", sector="drinkwater"), network)
    assert Agreement.objects.get().basic


def test_a_name_that_is_not_known_is_kept_as_far_as_it_fits(network: Network) -> None:
    plan = take_in(one(who="Stichting " + "x" * 300), network)
    (party,) = Agreement.objects.get().parties.all()
    assert len(party.text) == 160
    assert len(plan.remarks) == 1


@pytest.mark.parametrize(
    ("key", "cell"),
    [("link", "ftp://w.invalid/x"), ("link", "https://"), ("link", "/pad"),
     ("link", "javascript:alert(1)")],
)  # fmt: skip
def test_an_address_is_that_of_a_page(key: str, cell: str) -> None:
    (words,) = problems(one(**{key: cell}))
    assert words == f"line 2: this is not an address of a page: {cell}"
