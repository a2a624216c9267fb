"""A list comes in: first what would change, then all of it or nothing, and twice is once."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError
from koppelvlak.organisations.actions import Reached, add_contact_point, edit_contact_point
from koppelvlak.organisations.importing import Step, import_contact_points
from koppelvlak.organisations.models import ContactPoint
from tests.organisations.conftest import Enter
from tests.organisations.forms import NOC
from tests.world import World

CSV = "Functie;Nummer of adres;Wanneer\nWachtdienst crisis;088 000 00 07;24/7\nNOC;112;24/7\n"


def page(world: World) -> str:
    return reverse("organisations:import_contact_points", args=[world.water.uuid])


def send(client: Client, world: World, said: str | bytes, name: str = "lijst.csv") -> Any:
    data = said.encode() if isinstance(said, str) else said
    return client.post(page(world), {"file": SimpleUploadedFile(name, data)})


def agree(client: Client, world: World, shown: Any) -> Any:
    found = re.search(r'name="plan"\s+value="([^"]+)"', shown.content.decode())
    assert found is not None
    url = reverse("organisations:agree_contact_points", args=[world.water.uuid])
    return client.post(url, {"plan": unescape(found[1])})


def points(world: World) -> dict[str, str]:
    return dict(world.water.contact_points.values_list("function", "address"))


def faults(answer: Any) -> str:
    assert answer.status_code == 422
    return unescape(answer.content.decode())


def test_the_comparison_changes_nothing(world: World, enter: Enter) -> None:
    joost, before = enter("joost"), Event.objects.count()
    answer = send(joost, world, CSV)
    assert "New: 1. Changed: 1. The same: 0. Not in the list: 0." in answer.content.decode()
    assert points(world) == {"Wachtdienst crisis": "088 000 00 01"}
    assert Event.objects.count() == before


def test_a_yes_takes_all_in(world: World, enter: Enter) -> None:
    joost = enter("joost")
    assert agree(joost, world, send(joost, world, CSV)).status_code == 302
    assert points(world) == {"Wachtdienst crisis": "+31880000007", "NOC": "112"}


def test_one_event_lists_the_rows(world: World, enter: Enter) -> None:
    joost = enter("joost")
    agree(joost, world, send(joost, world, CSV))
    event = Event.objects.latest("number")
    assert event.action == "organisation.import-contact-points"
    assert event.payload is not None
    assert sorted(row["what"] for row in event.payload["rows"]) == ["changed", "created"]


def test_the_same_list_again_changes_nothing(world: World, enter: Enter) -> None:
    joost = enter("joost")
    agree(joost, world, send(joost, world, CSV))
    said = send(joost, world, CSV).content.decode()
    assert "Nothing would change" in said
    assert 'name="plan"' not in said


def test_what_is_not_in_the_list_stays_and_is_said(world: World, enter: Enter) -> None:
    joost = enter("joost")
    answer = send(joost, world, "when,number,function\n24/7,112,NOC\n")
    assert "Not in the list: these stay as they are" in answer.content.decode()
    agree(joost, world, answer)
    assert "Wachtdienst crisis" in points(world)


def test_any_order_and_capitals_of_columns(world: World, enter: Enter) -> None:
    answer = send(enter("joost"), world, "WHEN,Extra,Number Or Address,FUNCTION\n24/7,x,112,NOC\n")
    assert "New: 1." in answer.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
def test_our_own_file_comes_back_without_a_change(world: World, enter: Enter, form: str) -> None:
    joost = enter("joost")
    agree(joost, world, send(joost, world, CSV))
    radio = Reached("OVDG", "radio", "OVDG-1", "24/7", fallback="Bel, of sms; altijd")
    add_contact_point(world.water, radio, by=world.actor("joost"))
    url = reverse("organisations:contact_list")
    given = joost.get(url, {"formaat": form, "organisatie": str(world.water.uuid)})
    said = send(joost, world, given.content, f"x.{form}").content.decode()
    assert "New: 0. Changed: 0. The same: 3. Not in the list: 0." in said


def test_an_export_in_dutch_comes_back_in_english(world: World, enter: Enter) -> None:
    joost = enter("joost")
    agree(joost, world, send(joost, world, CSV))
    joost.post("/taal/", {"language": "nl", "next": "/"})
    given = joost.get(reverse("organisations:contact_list"), {"formaat": "xlsx"}).content
    joost.post("/taal/", {"language": "en", "next": "/"})
    assert "The same: 2." in send(joost, world, given).content.decode()


def test_a_number_in_excel_needs_no_first_zero(world: World, enter: Enter) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (["Function", "Number", "When"], ["NOC", 880000002, "24/7"]):
        book.active.append(row)
    book.save(file)
    joost = enter("joost")
    agree(joost, world, send(joost, world, file.getvalue()))
    assert points(world)["NOC"] == "+31880000002"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Functie;Nummer;Wanneer\nNOC;geen;24/7\n", ["line 2", "Give a telephone number"]),
        ("Functie;Nummer;Wanneer\n;112;24/7\nNOC;;24/7\n", ["line 2: Function", "line 3: Number"]),
        ("Functie;Nummer\nNOC;112\n", ["line 2: When"]),
        ("Functie\nNOC\n", ["Columns are missing: address"]),
        ("Functie;Nummer;Wanneer\n", ["no lines below"]),
        ("Functie;Function;Nummer\nA;B;112\n", ["more than once: function"]),
        ("Functie;Nummer;Wanneer\nNOC;112;24/7\nNOC;113;24/7\n", ["line 3: line 2 is about"]),
        ("Functie;Nummer;Wanneer;Organisatie\nNOC;112;24/7;WML\n", ["line 2: this is of “WML”"]),
        ("Functie;Nummer;Wanneer;Kenmerk\nNOC;112;24/7;x\n", ["line 2: the reference is damaged"]),
        ("Functie;Nummer;Wanneer;TLP\nNOC;112;24/7;CLEAR\n", ["line 2: Say why"]),
        ("Functie;Nummer;Wanneer;TLP\nNOC;112;24/7;geheim\n", ["line 2: Who may see it"]),
        ("Functie;Nummer;Wanneer;Kanaal\nNOC;112;24/7;postduif\n", ["line 2: How to reach it"]),
        ("Functie;Nummer;Wanneer\nNOC;112;=NU()\n", ["line 2", "formula"]),
        (b"\x00\x01\x02", ["not a text file"]),
        (b"", ["file is empty"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_mistakes_are_named_by_line(
    world: World, enter: Enter, said: str | bytes, words: list[str]
) -> None:
    answer = faults(send(enter("joost"), world, said))
    assert all(part in answer for part in words)
    assert points(world) == {"Wachtdienst crisis": "088 000 00 01"}


def test_a_reference_of_another_organisation_tells_nothing(world: World, enter: Enter) -> None:
    theirs = add_contact_point(world.stranger, NOC, by=world.actor("iris"))
    said = f"Functie;Nummer;Wanneer;Kenmerk\nNOC;112;24/7;{theirs.uuid}\n"
    assert "names no contact point of this organisation" in faults(
        send(enter("joost"), world, said)
    )


def test_no_file_is_a_mistake(world: World, enter: Enter) -> None:
    assert "Choose a file." in faults(enter("joost").post(page(world), {}))


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\r\nb.csv", "\x00", "x" * 300])
def test_the_name_of_a_file_is_only_shown(world: World, enter: Enter, name: str) -> None:
    assert send(enter("joost"), world, "Functie\nNOC\n", name).status_code == 422


@pytest.mark.parametrize(("name", "status"), [("roos", 403), ("noor", 403), ("sanne", 403)])
def test_others_may_not(world: World, enter: Enter, name: str, status: int) -> None:
    assert send(enter(name), world, CSV).status_code == status
    with pytest.raises(RefusedError):
        import_contact_points(world.water, [Step(NOC)], by=world.actor(name))


def test_all_or_nothing(world: World) -> None:
    steps = [Step(NOC), Step(NOC, world.desk.uuid, version=9)]
    with pytest.raises(StaleError):
        import_contact_points(world.water, steps, by=world.actor("joost"))
    assert "NOC" not in points(world)


def test_wider_sharing_needs_a_reason_at_the_door_as_well(world: World) -> None:
    open_to_all = Reached("NOC", "phone", "112", "24/7", tlp="GREEN")
    with pytest.raises(BadInputError):
        import_contact_points(world.water, [Step(open_to_all)], by=world.actor("joost"))


def test_what_changed_after_the_comparison_is_not_overwritten(world: World, enter: Enter) -> None:
    joost = enter("joost")
    shown = send(joost, world, CSV)
    edit_contact_point(world.desk, NOC, by=world.actor("wil"))
    assert agree(joost, world, shown).status_code == 409
    assert ContactPoint.objects.count() == 1


def test_the_comparison_of_another_person_is_not_ours(world: World, enter: Enter) -> None:
    shown = send(enter("joost"), world, CSV)
    assert agree(enter("wil"), world, shown).status_code == 422
    assert ContactPoint.objects.count() == 1


@pytest.mark.parametrize("seal", ["", "x", "a:b:c", "\x00"])
def test_a_forged_comparison_is_refused(world: World, enter: Enter, seal: str) -> None:
    url = reverse("organisations:agree_contact_points", args=[world.water.uuid])
    assert enter("joost").post(url, {"plan": seal}).status_code == 422


def test_a_changed_number_has_to_be_confirmed_anew(world: World, enter: Enter) -> None:
    joost = enter("joost")
    agree(joost, world, send(joost, world, CSV))
    desk = ContactPoint.objects.get(pk=world.desk.pk)
    assert (desk.state, desk.version) == ("unconfirmed", 2)
