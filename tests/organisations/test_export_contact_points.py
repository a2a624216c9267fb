"""Contact points as a file: only what one sees, marked, counted, and nothing in it runs."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
import time_machine
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, TooManyError, UnseenError
from koppelvlak.organisations import exporting
from koppelvlak.organisations.exporting import export_contact_points
from koppelvlak.organisations.models import ContactPoint
from tests.conftest import Guard
from tests.organisations.conftest import Enter
from tests.world import World

LIST = reverse("organisations:contact_list")


@pytest.fixture
def more(world: World, guard: Guard) -> World:
    """Add a strict desk, a desk of a stranger, and one whose words look like a formula."""
    guard.watching = False
    make = ContactPoint.objects.create
    make(organisation=world.water, function="Directie", address="1", hours="-", tlp="AMBER+STRICT")
    make(organisation=world.stranger, function="Ver weg", address="2", hours="-")
    make(
        organisation=world.water,
        function="=HYPERLINK(1)",
        channel="radio",
        address="BNL 3",
        hours="24/7",
        fallback="@SUM",
        tlp="GREEN",
    )
    guard.watching = True
    return world


def download(client: Client, form: str, **more: str) -> Any:
    return client.get(LIST, {"formaat": form, **more})


def sheet(answer: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets


def test_excel_holds_what_one_sees(more: World, enter: Enter) -> None:
    first, _about = sheet(download(enter("joost"), "xlsx"))
    functions = {row[1] for row in first.iter_rows(min_row=2, values_only=True)}
    assert functions == {"Wachtdienst crisis", "Directie", "=HYPERLINK(1)"}


def test_another_gets_what_is_shared_with_all(more: World, enter: Enter) -> None:
    first, _about = sheet(download(enter("iris"), "xlsx"))
    functions = {row[1] for row in first.iter_rows(min_row=2, values_only=True)}
    assert functions == {"=HYPERLINK(1)", "Ver weg"}


def test_no_cell_of_excel_is_a_formula(more: World, enter: Enter) -> None:
    first, about = sheet(download(enter("joost"), "xlsx"))
    kinds = {cell.data_type for page in (first, about) for row in page for cell in row}
    assert kinds <= {"s", "n"}


def test_the_file_says_how_far_it_may_go_who_took_it_and_when(more: World, enter: Enter) -> None:
    answer = download(enter("joost"), "xlsx")
    assert "contactpunten-TLP-AMBER-STRICT.xlsx" in answer["Content-Disposition"]
    said = " ".join(str(cell.value) for row in sheet(answer)[1] for cell in row)
    assert "TLP:AMBER+STRICT" in said
    assert "Joost van Dam" in said
    assert f"#{Event.objects.latest('number').number}" in said


def test_csv_carries_the_mark_as_well(more: World, enter: Enter) -> None:
    lines = download(enter("joost"), "csv").content.decode().splitlines()
    assert "TLP:AMBER+STRICT" in lines[-2]
    assert lines[-1].startswith("Koppelvlak · Joost van Dam")
    assert any("'=HYPERLINK(1)" in line for line in lines)


def test_a_card_names_a_function_and_no_person(more: World, enter: Enter) -> None:
    answer = download(enter("joost"), "vcf")
    cards = list(vobject.readComponents(answer.content.decode()))
    card = next(one for one in cards if one.title.value == "Wachtdienst crisis")
    assert (card.org.value, card.tel.value) == (["Vitens"], "088 000 00 01")
    assert card.categories.value == ["TLP:AMBER"]
    assert "24/7" in card.note.value
    assert "Peters" not in answer.content.decode()
    assert answer["Content-Type"].startswith("text/vcard")


def test_one_organisation_alone(more: World, enter: Enter) -> None:
    answer = download(enter("iris"), "vcf", organisatie=str(more.stranger.uuid))
    assert answer.content.decode().count("BEGIN:VCARD") == 1


def test_the_log_says_which_went_out(more: World, enter: Enter) -> None:
    download(enter("iris"), "csv")
    event = Event.objects.latest("number")
    assert (event.action, event.result) == ("register.export-contact-points", "done")
    assert event.payload is not None
    assert len(event.payload["rows"]) == 2


def test_looking_takes_nothing_out(more: World, enter: Enter) -> None:
    client = enter("joost")
    client.get(LIST)
    client.head(LIST, {"formaat": "csv"})
    assert not Event.objects.filter(action="register.export-contact-points").exists()


@pytest.mark.parametrize("name", ["sanne", "otto", "petra"])
def test_guests_auditors_and_platform_managers_may_not(world: World, name: str) -> None:
    with pytest.raises((RefusedError, UnseenError)):
        export_contact_points([world.desk], by=world.actor(name))


def test_the_201st_of_an_hour_is_refused_and_recorded(world: World) -> None:
    joost = world.actor("joost")
    export_contact_points([world.desk] * 150, by=joost)
    export_contact_points([world.desk] * 50, by=joost)
    with pytest.raises(TooManyError):
        export_contact_points([world.desk], by=joost)
    assert Event.objects.latest("number").result == "refused"


def test_one_person_does_not_pay_for_another(world: World) -> None:
    export_contact_points([world.desk] * 200, by=world.actor("joost"))
    assert export_contact_points([world.desk], by=world.actor("wil")).number


def test_an_hour_later_one_goes_on(world: World) -> None:
    export_contact_points([world.desk] * 200, by=world.actor("joost"))
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert export_contact_points([world.desk] * 200, by=world.actor("joost")).number


def test_the_page_says_how_many_are_left(
    more: World, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_AN_HOUR", 2)
    answer = download(enter("joost"), "csv")
    assert answer.status_code == 429
    assert "This list has 3" in answer.content.decode()


def test_the_page_lists_and_sorts(more: World, enter: Enter) -> None:
    page = enter("joost").get(LIST, {"sorteer": "-functie"}).content.decode()
    assert page.index("Wachtdienst crisis") < page.index("Directie")
    assert "Ver weg" not in page


@pytest.mark.parametrize("query", [{"organisatie": "x"}, {"formaat": "exe"}, {"pagina": "-1"}])
def test_nonsense_in_the_address_is_passed_over(
    more: World, enter: Enter, query: dict[str, str]
) -> None:
    assert enter("joost").get(LIST, query).status_code == 200


def test_nobody_sees_an_empty_page_without_words(world: World, enter: Enter) -> None:
    page = enter("iris").get(LIST).content.decode()
    assert "There is no contact point here that you may see" in page
