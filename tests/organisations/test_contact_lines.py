"""A list of contact points as people keep it: by which words each column and answer goes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from django.utils import translation

from koppelvlak.kit.imports.table import BadFileError, Line
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.contact_lines import (
    COLUMNS,
    MOST,
    WATERMARK,
    ContactLine,
    channels,
    classes,
    read_contact_lines,
    require_own,
)
from koppelvlak.organisations.models import Channel, Organisation


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code."""
    with translation.override("en"):
        yield


def read(text: str) -> list[ContactLine]:
    return [one.row for one in read_contact_lines(text.encode(), name="lijst.csv")]


def one(**cells: str) -> ContactLine:
    """Return the line of a file with these columns."""
    given = {"functie": "NOC", "nummer": "112", **cells}
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerows([list(given), list(given.values())])
    (found,) = read(file.getvalue())
    return found


def problems(text: str) -> list[str]:
    with pytest.raises(BadFileError) as caught:
        read(text)
    return caught.value.problems


@pytest.mark.parametrize(
    ("column", "word"), [(column, word) for column, words in COLUMNS.items() for word in words]
)
def test_each_column_goes_by_each_of_its_words(column: str, word: str) -> None:
    needed = {"function": "functie", "address": "nummer"}
    heads = [word, *(head for name, head in needed.items() if name != column)]
    text = f"{';'.join(heads)}\n{';'.join(['gezegd'] * len(heads))}\n"
    for said in (text, text.replace(word, word.upper(), 1)):
        (found,) = read(said)
        assert getattr(found, column) == "gezegd"


def test_no_word_means_two_columns() -> None:
    words = [word for found in COLUMNS.values() for word in found]
    assert sorted(words) == sorted(set(words))


def test_a_column_that_nobody_knows_is_passed_over() -> None:
    assert one(kleur="rood").function == "NOC"


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        ("telefoon", Channel.PHONE),
        ("Telephone", Channel.PHONE),
        ("telefoonnummer", Channel.PHONE),
        ("TEL", Channel.PHONE),
        ("phone", Channel.PHONE),
        ("e-mail", Channel.MAIL),
        ("mail", Channel.MAIL),
        ("ncv", Channel.NCV),
        ("NCV device (emergency communication facility)", Channel.NCV),
        ("C2000 talk group", Channel.RADIO),
        ("radio", Channel.RADIO),
        ("overig", Channel.OTHER),
        ("other", Channel.OTHER),
    ],
)
def test_a_channel_goes_by_words_of_both_languages(said: str, channel: Channel) -> None:
    if said == "overig":
        said = next(word for word, code in channels().items() if code == "other")
    assert one(kanaal=said).fields["channel"] == channel


@pytest.mark.parametrize(
    ("address", "channel"),
    [("088 000 00 01", Channel.PHONE), ("wacht@voorbeeld.invalid", Channel.MAIL)],
)
def test_without_a_channel_the_address_tells(address: str, channel: Channel) -> None:
    assert one(nummer=address).fields["channel"] == channel


def test_what_is_no_channel_is_left_for_the_form_to_refuse() -> None:
    assert one(kanaal="postduif").fields["channel"] == "postduif"


@pytest.mark.parametrize("tlp", list(Tlp))
def test_a_class_goes_by_its_code_its_mark_and_its_words(tlp: Tlp) -> None:
    said = [tlp.value, tlp.value.lower(), f"TLP:{tlp.value}", f"tlp:{tlp.value}"]
    for language in ("nl", "en"):
        with translation.override(language):
            said.append(str(tlp.label))
    for word in said:
        assert one(verspreiding=word).fields["tlp"] == tlp.value


def test_without_a_class_it_is_for_the_network() -> None:
    assert one().fields["tlp"] == Tlp.AMBER
    assert one(verspreiding="geheim").fields["tlp"] == "geheim"


def test_every_channel_and_class_can_be_named() -> None:
    assert set(channels().values()) == set(Channel.values)
    assert set(classes().values()) == set(Tlp.values)


@pytest.mark.parametrize("cell", ["'+31880000001", "'-", "'@SUM", "'|x", "'%x"])
def test_the_mark_that_keeps_a_cell_from_running_is_taken_off(cell: str) -> None:
    expected = cell if len(cell) == 2 and cell[1] not in "=+-@|%" else cell[1:]
    found = read(f'functie;nummer;als dat niet lukt\nNOC;112;"{cell}"\n')
    assert found[0].fallback == expected


@pytest.mark.parametrize("cell", ["'s nachts bellen", "'", "O'Brien"])
def test_another_apostrophe_stays(cell: str) -> None:
    assert one(terugval=cell).fallback == cell


@pytest.mark.parametrize(
    "foot",
    [
        f"{WATERMARK} Noor · 2026-11-23 10:00 · #12",
        "TLP:AMBER",
        "This network only (TLP:AMBER)",
        "Alleen dit netwerk (TLP:AMBER)",
    ],
)
def test_the_foot_of_our_own_file_is_no_contact_point(foot: str) -> None:
    if foot.startswith("Alleen"):
        with translation.override("nl"):
            foot = str(Tlp.AMBER.label)
    assert [found.function for found in read(f"functie;nummer\nNOC;112\n{foot};\n")] == ["NOC"]


def test_a_line_with_more_than_a_class_is_no_foot() -> None:
    assert len(read("functie;nummer\nNOC;112\nTLP:AMBER;113\n")) == 2


def test_as_many_as_one_organisation_can_have_and_no_more() -> None:
    lines = "".join(f"Dienst {number};112\n" for number in range(MOST))
    assert len(read(f"functie;nummer\n{lines}")) == MOST
    (said,) = problems(f"functie;nummer\n{lines}Een te veel;112\n")
    words = f"There are more than {MOST} contact points. One organisation has fewer."
    assert said == f"lijst.csv: {words}"


def test_lines_keep_the_number_that_they_have_in_the_file() -> None:
    found = read_contact_lines(b"functie;nummer\n\nNOC;112\n\n\nWacht;113\n", name="lijst.csv")
    assert [(each.number, each.row.function) for each in found] == [(3, "NOC"), (6, "Wacht")]


VITENS = Organisation(key="vitens", name="Vitens N.V.", short_name="Vitens")


def of(*names: str) -> list[Line[ContactLine]]:
    return [
        Line(number, ContactLine("NOC", "112", organisation=name))
        for number, name in enumerate(names, start=2)
    ]


@pytest.mark.parametrize("name", ["", "Vitens", "VITENS", "vitens n.v."])
def test_lines_of_the_own_organisation_are_taken(name: str) -> None:
    require_own(of(name), VITENS, "lijst.csv")


def test_lines_of_others_are_refused_with_their_number() -> None:
    with pytest.raises(BadFileError) as caught:
        require_own(of("Vitens", "WML", "Oasen"), VITENS, "lijst.csv")
    assert caught.value.problems == [
        "lijst.csv: line 3: this is of “WML”; here you import those of Vitens only",
        "lijst.csv: line 4: this is of “Oasen”; here you import those of Vitens only",
    ]


def test_a_name_without_end_is_not_repeated_without_end() -> None:
    with pytest.raises(BadFileError) as caught:
        require_own(of("x" * 5000), VITENS, "lijst.csv")
    assert len(caught.value.problems[0]) < 200


def test_fifty_problems_are_enough() -> None:
    with pytest.raises(BadFileError) as caught:
        require_own(of(*["WML"] * 80), VITENS, "lijst.csv")
    assert len(caught.value.problems) == 50
