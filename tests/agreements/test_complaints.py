"""What is wrong with a line of a list is said in a sentence, with its line; and then nothing is."""

from __future__ import annotations

import pytest

from koppelvlak.agreements.complaints import WORDS
from koppelvlak.agreements.importing import Options, plan
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.networks.models import Network
from tests.agreements.lists import HEADER, LINE, as_csv, line, load_facts, take_in
from tests.world import World

WHOLE = [
    *HEADER, "covenant", "certainty", "language", "phase", "basis", "basic", "rhythm", "link",
    "tlp", "agreed_on", "valid_from", "valid_to", "situations", "channel",
]  # fmt: skip


@pytest.fixture(autouse=True)
def facts(world: World) -> None:
    load_facts()


def full(**changes: str) -> list[str]:
    """Return a line with every column; a name with an underscore is that of the column."""
    said = dict(zip(WHOLE, [*LINE, *[""] * (len(WHOLE) - len(LINE))], strict=True))
    return list((said | changes).values())


def bare(error: BadFileError) -> list[str]:
    """Return the problems without the name of the file before each."""
    return [words.removeprefix("lijst: ") for words in error.problems]


def said_of(*rows: list[str], network: Network | None = None) -> list[str]:
    with pytest.raises(BadFileError) as caught:
        take_in(as_csv(*rows, header=WHOLE), network)
    assert not Agreement.objects.exists()
    return bare(caught.value)


FACT = (
    "“feit”: a fact that is no agreement does not count. Leave it out, or choose to keep such lines"
    " as notes"
)
WRONG: list[tuple[dict[str, str], str]] = [
    ({"wie": ""}, "say who acts"),
    ({"wat": ""}, "say what is done"),
    ({"soort": "belofte"}, "this is no kind of agreement: belofte"),
    ({"soort": "feit"}, FACT),
    ({"thema's": "9"}, "themes are numbers from 1 to 8: 9"),
    ({"thema's": "een"}, "themes are numbers from 1 to 8: een"),
    ({"situations": "Z9"}, "there is no situation “Z9”"),
    ({"covenant": "Nergens"}, "there is no covenant “Nergens” here"),
    (
        {"agreed_on": "gisteren"},
        "this is not a day (write it as 2027-01-31): gisteren",
    ),
    (
        {"valid_from": "31-2-2026"},
        "this is not a day (write it as 2027-01-31): 31-2-2026",
    ),
    (
        {"valid_from": "2026-02-01", "valid_to": "2026-01-01"},
        "the last day is before the first: 2026-01-01",
    ),
    ({"basic": "misschien"}, "this is not yes or no: misschien"),
    ({"rhythm": "vaak"}, "this is not a number of months: vaak"),
    ({"rhythm": "601"}, "this is not a number of months: 601"),
    ({"language": "fr"}, "this is none of the possible answers: fr"),
    ({"phase": "ooit"}, "this is none of the possible answers: ooit"),
    ({"basis": "gevoel"}, "this is none of the possible answers: gevoel"),
    ({"tlp": "PAARS"}, "this is none of the possible answers: PAARS"),
    ({"tlp": "RED"}, "this class cannot be kept here: RED"),
    ({"link": "javascript:alert(1)"}, "this is not an address of a page: javascript:alert(1)"),
    ({"wat": "#REF!"}, "what: this is a formula or an error of a spreadsheet: #REF!"),
    ({"channel": "x" * 121}, "channel: use at most 120 characters"),
    ({"wat": "x" * 501}, "what: use at most 500 characters"),
]


@pytest.mark.parametrize(("changes", "words"), WRONG, ids=range(len(WRONG)))
def test_each_says_what_and_where(changes: dict[str, str], words: str) -> None:
    assert said_of(full(**changes)) == [f"line 2: {words}"]


def test_every_complaint_has_words_and_a_place_for_the_cell() -> None:
    filled = {code: words() % {"cell": "CEL"} for code, words in WORDS.items()}
    assert all(filled.values())
    assert {code for code, words in filled.items() if "CEL" not in words} == {
        "model",
        "nobody",
        "nothing",
    }


def test_all_lines_are_looked_at_before_anything_is_said() -> None:
    told = said_of(full(id="1", soort="belofte"), full(id="2"), full(id="3", wie=""))
    assert told == [
        "line 2: this is no kind of agreement: belofte", "line 4: say who acts",
    ]  # fmt: skip


def test_a_number_stands_once_in_a_list() -> None:
    assert said_of(full(), full()) == ["line 3: this stands in line 2 already"]


def test_a_line_is_no_longer_than_its_header() -> None:
    with pytest.raises(BadFileError) as caught:
        take_in(as_csv([*LINE, "te", "veel"]))
    assert bare(caught.value) == ["line 2: there are more cells than the header has columns: 11"]


def test_after_many_problems_the_rest_is_counted() -> None:
    rows = [full(id=str(number), wie="") for number in range(80)]
    told = said_of(*rows)
    assert told[-1].startswith("… and ")
    assert int(told[-1].split()[2]) + len(told) - 1 == 80


HEADERS = [
    (["wat"], "Columns are missing: wie (who). Found: wat. Needed: wie (who), wat (what)."),
    (["wie"], "Columns are missing: wat (what). Found: wie. Needed: wie (who), wat (what)."),
    (["wie", "wat", "what"], "Columns appear more than once: what."),
]


@pytest.mark.parametrize(("header", "words"), HEADERS, ids=["who", "what", "twice"])
def test_a_header_says_what_it_lacks(header: list[str], words: str) -> None:
    with pytest.raises(BadFileError) as caught:
        take_in(as_csv(["x"] * len(header), header=header))
    assert bare(caught.value) == [words]


def test_a_header_alone_is_no_list() -> None:
    with pytest.raises(BadFileError) as caught:
        take_in(as_csv())
    assert bare(caught.value) == ["There are no lines below the header."]


def test_a_fact_may_stay_as_a_note() -> None:
    take_in(as_csv(line(soort="feit")), notes=True)
    assert (Agreement.objects.get().kind, Agreement.objects.get().counts) == ("note", False)


def remarks(*rows: list[str]) -> list[str]:
    return plan(as_csv(*rows), name="lijst", options=Options()).remarks


def test_an_unknown_name_is_kept_with_a_suggestion() -> None:
    assert remarks(line(wie="Vitenss")) == [
        "Kept as text, no organisation is called “Vitenss” (line 2). Did you mean: Vitens?"
    ]


def test_an_unknown_name_without_anything_like_it_is_said() -> None:
    assert remarks(line(wie="Gemeente Ommen")) == [
        "Kept as text, no organisation is called “Gemeente Ommen” (line 2)."
    ]


def test_a_name_on_many_lines_is_said_once() -> None:
    rows = [line(id=str(number), wie="Ommen") for number in range(9)]
    assert remarks(*rows) == [
        "Kept as text, no organisation is called “Ommen” (line 2, 3, 4, 5, 6)."
    ]


def test_a_sector_that_is_none_of_ours_is_said() -> None:
    assert remarks(line(sector="drinkwater/zorg"), line(id="2", sector="vervoer")) == [
        "These are none of our sectors: vervoer, zorg."
    ]


def test_a_good_list_needs_no_remark() -> None:
    assert remarks(LINE) == []
