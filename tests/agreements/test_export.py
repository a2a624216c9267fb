"""The list as a file: what is in it for whom, of which class, and that it comes in again."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agreements.actions import edit_agreement, end_agreement
from koppelvlak.agreements.giving import given_of
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import BOM
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Enter, Put, acts, gains, warning
from tests.agreements.lists import as_csv, line, load_facts, take_in
from tests.world import TODAY, World

MOST = 12


def answer(enter: Enter, name: str, ending: str = "json", **asked: str) -> Any:
    return enter(name).get(reverse("agreements:export", args=[ending]), asked)


def lines(enter: Enter, name: str, **asked: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(answer(enter, name, **asked).content)
    return found


def test_it_says_what_was_put_down(enter: Enter, put: Put) -> None:
    put(**WORKED_OUT, key="V1", quantity="een bericht")
    (one,) = lines(enter, "joost")
    assert (one["id"], one["who"], one["to"]) == ("V1", "Vitens", "VR IJsselland")
    assert (one["what"], one["within"]) == ("waarschuwt … per telefoon", "binnen 30 minuten")
    assert (one["quantity"], one["kind"], one["tlp"]) == ("een bericht", "agreed", "AMBER")
    assert (one["contact"], one["agreed_on"]) == ("Wachtdienst drinkwater", str(TODAY))
    assert "escalation" not in one


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_each_format_holds_every_line_once(enter: Enter, put: Put, ending: str) -> None:
    for number in range(3):
        put(key=f"V{number}", action=f"belt … {number}")
    told = answer(enter, "joost", ending).content
    assert sorted(keys(told, ending)) == ["V0", "V1", "V2"]


def keys(told: bytes, ending: str) -> list[str]:
    if ending == "json":
        return [one["id"] for one in json.loads(told)]
    if ending == "csv":
        text = told.decode().removeprefix(BOM)
        return [one["id"] for one in csv.DictReader(io.StringIO(text), delimiter=";")]
    sheet = openpyxl.load_workbook(io.BytesIO(told)).active
    assert sheet is not None
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [str(row[head.index("id")]) for row in rows]


def test_it_holds_what_the_address_asks(enter: Enter, put: Put) -> None:
    put(key="V1")
    put(key="V2", kind="practice", action="mailt …")
    assert [one["id"] for one in lines(enter, "joost", soort="practice")] == ["V2"]
    assert [one["id"] for one in lines(enter, "joost", tekst="telefoon")] == ["V1"]


def test_what_ended_is_in_it_only_when_asked_for(enter: Enter, put: Put, world: World) -> None:
    row = put(key="V1")
    end_agreement(row, by=world.actor("noor"), on=TODAY, reason="Klaar.")
    assert lines(enter, "joost") == []
    assert [one["id"] for one in lines(enter, "joost", ook="beeindigd")] == ["V1"]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("noor", {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT"}),
        ("roos", {"CLEAR", "GREEN", "AMBER"}),
        ("iris", {"CLEAR", "GREEN"}),
        ("sanne", {"CLEAR"}),
    ],
)
def test_it_holds_what_may_be_seen_and_no_more(
    enter: Enter, put: Put, name: str, seen: set[str]
) -> None:
    for number, tlp in enumerate((Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT)):
        put(tlp=tlp, action=f"belt … {number}")
    assert {one["tlp"] for one in lines(enter, name)} == seen


@pytest.mark.parametrize(
    ("tlp", "called"),
    [(Tlp.CLEAR, "TLP-GREEN"), (Tlp.AMBER, "TLP-AMBER"), (Tlp.AMBER_STRICT, "TLP-AMBER-STRICT")],
)
def test_its_name_says_the_strictest_class(enter: Enter, put: Put, tlp: Tlp, called: str) -> None:
    put(tlp=tlp)
    put(tlp=Tlp.CLEAR, action="mailt …")
    named = answer(enter, "noor", "csv")["Content-Disposition"]
    assert f"afspraken-{called}.csv" in named


def desk_named(enter: Enter, name: str) -> tuple[str, bool]:
    """Return what the file says of the contact point, and whether the page of it does."""
    (one,) = lines(enter, name)
    row = Agreement.objects.get()
    told = enter(name).get(row.get_absolute_url()).content.decode()
    return one.get("contact", ""), "Wachtdienst crisis" in told


@pytest.mark.parametrize("name", ["noor", "joost", "roos"])
def test_a_contact_point_is_named_to_who_sees_it(
    enter: Enter, put: Put, world: World, name: str
) -> None:
    put(tlp=Tlp.CLEAR, contact_point=world.desk)
    assert desk_named(enter, name) == ("Wachtdienst crisis", True)


@pytest.mark.parametrize("name", ["sanne", "iris"])
def test_a_contact_point_that_one_may_not_see_is_in_no_file(
    enter: Enter, put: Put, world: World, name: str
) -> None:
    put(tlp=Tlp.CLEAR, contact_point=world.desk)
    assert desk_named(enter, name)[0] == ""


def test_a_contact_point_that_came_with_a_list_stays_away_as_well(
    enter: Enter, world: World, network: Network
) -> None:
    load_facts()
    header = ["id", "wie", "wat", "contactpunt", "tlp"]
    take_in(as_csv(["V1", "Vitens", "belt", "Wachtdienst crisis", "CLEAR"], header=header), network)
    assert Agreement.objects.get().contact_point == world.desk
    assert desk_named(enter, "joost")[0] == "Wachtdienst crisis"
    assert desk_named(enter, "sanne")[0] == ""


def test_what_is_no_contact_point_is_for_all_who_see_the_agreement(enter: Enter, put: Put) -> None:
    put(tlp=Tlp.CLEAR, contact_text="Meldkamer")
    (one,) = lines(enter, "sanne")
    assert one["contact"] == "Meldkamer"


STRANGE = ["=1+1", "+31 88 000", "@SUM(A1)", "-2", 'met "aanhaling"; en puntkomma', "é ĳ €"]


@pytest.mark.parametrize("text", STRANGE)
def test_nothing_in_it_runs_as_a_formula(enter: Enter, put: Put, text: str) -> None:
    put(key="V1", status=text)
    told = answer(enter, "joost", "csv").content.decode().removeprefix(BOM)
    (one,) = csv.DictReader(io.StringIO(told), delimiter=";")
    said = one["status"]
    assert said.removeprefix("'") == text
    assert not said.startswith(("=", "@"))


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_it_comes_in_again_without_a_change(
    enter: Enter, world: World, network: Network, ending: str
) -> None:
    load_facts()
    take_in(as_csv(line(), line(id="V2", wie="Vitens <-> VR IJsselland", voor_wie="")), network)
    data = answer(enter, "noor", ending).content
    plan = take_in(data, network, by=world.actor("noor"))
    assert (len(plan.made), len(plan.changed), plan.same) == (0, 0, 2)


def test_what_was_changed_here_goes_out_changed(
    enter: Enter, world: World, network: Network
) -> None:
    load_facts()
    take_in(as_csv(line(binnen="binnen 30 minuten")), network)
    row = Agreement.objects.get()
    given = given_of(row)
    parties = (acts(world.water), gains(world.stranger))
    said = warning(world, key=given.key, within="binnen 1 uur", parties=parties)
    edit_agreement(row, said, by=world.actor("noor"))
    (one,) = lines(enter, "noor")
    assert (one["within"], one["to"]) == ("binnen 1 uur", "WML")


def test_it_takes_few_queries_however_many_there_are(enter: Enter, put: Put) -> None:
    client, seen = enter("joost"), []
    for number in range(2):
        put(action=f"belt … {number}")
        put(action=f"mailt … {number}")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("agreements:export", args=["csv"]))
        seen.append(len(asked))
    assert seen[0] >= seen[1]
    assert max(seen) <= MOST


@pytest.mark.parametrize("ending", ["pdf", "exe", "xls"])
def test_there_is_no_other_kind_of_file(enter: Enter, put: Put, ending: str) -> None:
    put()
    assert answer(enter, "joost", ending).status_code == 404


def test_nobody_comes_from_outside(enter: Enter, put: Put) -> None:
    put()
    client = enter("joost")
    client.logout()
    assert client.get(reverse("agreements:export", args=["csv"])).status_code in {302, 404}
