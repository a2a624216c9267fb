"""Importing a newer division: it proposes, it never changes; once, and not for everybody."""

from __future__ import annotations

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.territory.actions import decline_division_change, propose_division
from koppelvlak.territory.lifecycle import OPEN
from koppelvlak.territory.models import DivisionChange, Municipality
from tests.territory.gooi import EXAMPLE, WIJDEMEREN
from tests.world import World

HEADER = "code,name,safety_region,province,lon,lat,area_km2,population,valid_from,successor"
TOWN = "GM0402,Hilversum,VR14,Noord-Holland,5.168,52.223,122.0,116227,2027-01-01,"
GOING = "GM1696,,,,,,,,2027-01-01,GM0402"


def proposed(data: bytes, by: Actor) -> list[str]:
    return [change.title for change in propose_division(data, name="indeling.csv", by=by)]


def csv(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines]).encode()


def test_the_merger_is_proposed_and_nothing_changes(merger: DivisionChange) -> None:
    assert (merger.title, merger.kind, merger.state) == ("Wijdemeren → Hilversum", "merge", OPEN)
    assert Municipality.objects.get(code=WIJDEMEREN).valid_to is None


def test_it_says_which_file_it_rests_on(merger: DivisionChange) -> None:
    assert merger.source is not None
    assert merger.source.text.startswith("example_division.csv (SHA-256 ")


def test_the_same_file_proposes_nothing_again(
    merger: DivisionChange, gooi: World, machine: Actor
) -> None:
    events = Event.objects.count()
    assert proposed(EXAMPLE.read_bytes(), machine) == []
    assert Event.objects.count() == events


def test_what_was_declined_stays_declined(
    merger: DivisionChange, gooi: World, machine: Actor
) -> None:
    decline_division_change(merger, reason="te vroeg", by=gooi.actor("anouk"))
    assert proposed(csv(GOING, TOWN), machine) == []


def test_a_national_editor_may(gooi: World) -> None:
    assert proposed(csv(GOING), gooi.actor("anouk")) == ["Wijdemeren → Hilversum"]


@pytest.mark.parametrize("who", ["noor", "bram", "sanne", "petra"])
def test_others_may_not(gooi: World, who: str) -> None:
    with pytest.raises(RefusedError):
        proposed(csv(GOING), gooi.actor(who))


def test_the_division_that_is_known_proposes_nothing(gooi: World, machine: Actor) -> None:
    known = "GM0402,Hilversum,VR14,Noord-Holland,5.168,52.223,46.0,91733,2023-01-01,"
    assert proposed(csv(known), machine) == []


@pytest.mark.parametrize(
    "data",
    [
        csv(GOING, TOWN).decode().encode("utf-8-sig"),
        csv(GOING, TOWN).decode().encode("utf-16"),
        csv(GOING, TOWN).replace(b",", b";"),
        csv(GOING, TOWN).replace(b"\n", b"\r\n"),
        csv(GOING, "", TOWN, ""),
        csv(GOING, TOWN).replace(b"code,name", b'"Code", NAME '),
    ],
)
def test_every_way_in_which_a_table_is_saved(gooi: World, machine: Actor, data: bytes) -> None:
    assert proposed(data, machine) == ["Wijdemeren → Hilversum"]


def test_names_from_an_older_windows(gooi: World, machine: Actor) -> None:
    new = "GM2001,Súdwest-Gooi,VR14,Noord-Holland,5.1,52.2,10.0,100,2027-01-01,"
    data = csv(new).decode().encode("cp1252")
    assert proposed(data, machine) == ["Súdwest-Gooi"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Columns are missing"),
        (b"%PDF-1.7\n\x00\x01", "not a text file"),
        (csv(GOING).replace(b"GM1696", b"GM\x001696"), "not a text file"),
        (csv(GOING).replace(b"valid_from", b"ingangsdatum"), "Columns are missing: valid_from"),
        (csv(GOING).replace(b"name,", b"code,name,"), "more than once: code"),
        (csv(), "no lines below the header"),
        (csv('"GM1696,,,'), "line 2: The table breaks off here"),
        (csv("GM1696,x"), "line 2: There are 2 cells"),
        (csv(TOWN.replace("122.0", "=1+1")), "line 2: area_km2: this is not a number"),
        (csv(TOWN.replace("Hilversum", "#REF!")), "line 2: name: this is a formula"),
        (csv(TOWN.replace("116227", "9" * 4000)), "line 2: population: this is not a whole"),
        (csv(TOWN.replace("2027-01-01", "2027-13-45")), "line 2: valid_from: this is not a day"),
        (csv(TOWN.replace("VR14", "VR41")), "line 2: there is no safety region"),
        (csv(TOWN, TOWN), "line 3: GM0402 stands in an earlier line"),
        (csv(TOWN.replace("Hilversum", "x" * 200_000)), "The table breaks off here"),
        (csv(*["x"] * 50_002), "more than 50000 lines"),
        (b"x" * 10_000_001, "larger than 10 MB"),
    ],
)
def test_a_bad_file_gets_a_sentence(gooi: World, machine: Actor, data: bytes, words: str) -> None:
    with pytest.raises(BadFileError) as caught:
        proposed(data, machine)
    assert words in "\n".join(caught.value.problems)
    assert all(line.startswith("indeling.csv: ") for line in caught.value.problems)


def test_three_mistakes_among_many_lines_keep_everything_out(gooi: World, machine: Actor) -> None:
    lines = [GOING, TOWN.replace("VR14", "VR0"), TOWN.replace("5.168", "x"), "kort"]
    with pytest.raises(BadFileError) as caught:
        proposed(csv(*lines), machine)
    assert len(caught.value.problems) == 2
    assert not DivisionChange.objects.exists()
