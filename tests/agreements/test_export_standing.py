"""How far agreements have come goes along in a list, for who may see it, and never comes in."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from koppelvlak.agreements.actions import Tried, add_proof
from koppelvlak.agreements.columns import COLUMNS
from koppelvlak.agreements.documents import FORMATS, candour, lines_of
from koppelvlak.agreements.models import Agreement, Occasion, Outcome
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import BOM
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Enter, Put, in_dutch
from tests.agreements.lists import SYSTEM, as_csv, line, load_facts, take_in
from tests.world import TODAY, World

DUTCH = ("stand (berekend)", "uitleg bij de stand", "voorbehoud bij de stand")
ENGLISH = ("state (worked out)", "why this state", "proviso to the state")
KEYS = ("state_worked_out", "why_this_state", "proviso_to_the_state")


@pytest.fixture(autouse=True)
def facts(world: World) -> None:
    load_facts()


def export(client: Any, ending: str) -> bytes:
    content: bytes = client.get(reverse("agreements:export", args=[ending])).content
    return content


def rows(data: bytes, ending: str) -> list[dict[str, str]]:
    """Return the lines of a file under the headings that stand in it."""
    if ending == "json":
        found: list[dict[str, str]] = json.loads(data)
        return found
    if ending == "csv":
        text = data.decode().removeprefix(BOM)
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    head, *lines = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(head, cells, strict=True)) for cells in lines]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_headings_are_in_the_language_of_the_reader(enter: Enter, put: Put, ending: str) -> None:
    put()
    (english,) = rows(export(enter("joost"), ending), ending)
    (dutch,) = rows(export(in_dutch(enter("joost")), ending), ending)
    assert [*english] == [column.en for column in COLUMNS]
    assert [*dutch] == [column.nl for column in COLUMNS]
    assert (dutch["wie"], dutch["voor wie"]) == ("Vitens", "VR IJsselland")
    assert (english["who"], english["to"]) == ("Vitens", "VR IJsselland")


def test_a_program_reads_the_same_names_in_every_language(enter: Enter, put: Put) -> None:
    put()
    (english,) = rows(export(enter("joost"), "json"), "json")
    (dutch,) = rows(export(in_dutch(enter("joost")), "json"), "json")
    assert english.keys() == dutch.keys()
    assert {"who", "what", *KEYS} <= english.keys()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_state_goes_along_with_why_and_with_what_it_is_not(
    enter: Enter, put: Put, ending: str
) -> None:
    put(**WORKED_OUT)
    (one,) = rows(export(in_dutch(enter("joost")), ending), ending)
    stand, why, proviso = (one[name] for name in DUTCH)
    assert stand == "uitgewerkt"
    assert "Uitgewerkt: " in why
    assert "Niet beproefd: " in why
    assert "geen ingebrekestelling en geen erkenning van aansprakelijkheid" in proviso


def test_the_proviso_stands_beside_each_state(enter: Enter, put: Put) -> None:
    for number in range(3):
        put(key=f"V{number}", action=f"belt … {number}")
    told = rows(export(enter("joost"), "json"), "json")
    assert [one["proviso_to_the_state"] for one in told] == [candour()] * 3


@pytest.mark.parametrize("ending", FORMATS)
def test_a_guest_gets_neither_the_columns_nor_what_is_in_them(
    enter: Enter, put: Put, world: World, ending: str
) -> None:
    row = put(tlp=Tlp.CLEAR, **WORKED_OUT)
    tried = Tried(TODAY, Occasion.INCIDENT, "Storing X", Outcome.NOT_KEPT, "niemand nam op")
    add_proof(row, tried, by=world.actor("noor"))
    (one,) = rows(export(enter("sanne"), ending), ending)
    assert not {*DUTCH, *ENGLISH, *KEYS} & one.keys()
    said = json.dumps(one)
    assert not [secret for secret in ("worked out", "Not proven", "Storing X") if secret in said]


@pytest.mark.parametrize("ending", FORMATS)
def test_no_finding_is_in_a_file(enter: Enter, put: Put, world: World, ending: str) -> None:
    row = put(**WORKED_OUT)
    tried = Tried(TODAY, Occasion.INCIDENT, "Storing X", Outcome.NOT_KEPT, "niemand nam op")
    add_proof(row, tried, by=world.actor("noor"))
    said = json.dumps(rows(export(enter("joost"), ending), ending))
    assert "Not proven" in said
    assert "niemand nam op" not in said


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("dutch", [True, False], ids=["nl", "en"])
def test_it_comes_in_again_without_loss_and_without_the_state(
    enter: Enter, world: World, network: Network, ending: str, *, dutch: bool
) -> None:
    header = ["id", "wie", "wat", "Onze rubriek", "grondslag tekst"]
    take_in(as_csv(["V1", "Vitens", "belt", "B-12", "art. 3"], header=header), network)
    before = Agreement.objects.values_list("version", "extra").get()
    client = in_dutch(enter("noor")) if dutch else enter("noor")
    plan = take_in(export(client, ending), network, by=world.actor("noor"))
    assert (len(plan.made), len(plan.changed), plan.same) == (0, 0, 1)
    assert Agreement.objects.values_list("version", "extra").get() == before


@pytest.mark.parametrize("headings", [DUTCH, ENGLISH, KEYS])
def test_nobody_types_a_state_in_through_a_list(
    network: Network, headings: tuple[str, ...]
) -> None:
    data = as_csv([*line(), "bewezen", "omdat", "=1+1"], header=[*HEAD, *headings])
    take_in(data, network)
    row = Agreement.objects.get()
    assert row.maturity != "proven"
    assert "bewezen" not in json.dumps(row.extra)
    (one,) = lines_of(Agreement.objects.all(), actor=SYSTEM)
    assert one["state_worked_out"] != "bewezen"


HEAD = ["id", "sector", "thema's", "wie", "voor wie", "wat", "aanleiding", "binnen", "soort"]


def test_a_column_of_ones_own_called_stand_is_still_what_the_source_says(
    network: Network,
) -> None:
    take_in(as_csv([*line(), "loopt"], header=[*HEAD, "stand"]), network)
    assert Agreement.objects.get().status == "loopt"


def test_a_heading_of_ones_own_does_not_run_and_comes_in_again(
    enter: Enter, world: World, network: Network
) -> None:
    take_in(b'[{"wie": "Vitens", "wat": "belt", "@SUM(A1)": "x"}]', network)
    data = export(enter("noor"), "csv")
    assert "'@SUM(A1)" in data.decode().splitlines()[0]
    assert take_in(data, network, by=world.actor("noor")).same == 1
    (one,) = lines_of(Agreement.objects.all(), actor=SYSTEM)
    assert one["@SUM(A1)"] == "x"
