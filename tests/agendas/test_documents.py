"""The agenda as a file: it holds what its page holds, for each who may read it."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from koppelvlak.agendas.documents import agenda_document
from koppelvlak.agendas.overview import whole
from koppelvlak.kit.documents.content import Document, Facts, Table
from koppelvlak.kit.tlp import Tlp
from tests.agendas.conftest import Enter, Plan
from tests.conftest import Assume
from tests.world import TODAY

FORMATS = ("pdf", "word", "excel")


def made(plan: Plan, name: str = "noor") -> Document:
    return agenda_document(whole(plan.now(), plan.actor(name)), on=TODAY)


def table(document: Document, title: str) -> Table:
    (found,) = [one for one in document.tables() if str(one.title) == title]
    return found


def address(plan: Plan, ending: str) -> str:
    return reverse("agendas:detail", args=[plan.agenda.uuid]) + f"?formaat={ending}"


def test_it_tells_each_spearhead_and_what_it_asks(plan: Plan) -> None:
    document = made(plan)
    assert [row[2] for row in table(document, "Spearheads").rows] == [
        "Everybody knows each other.",
        "The region is warned.",
    ]
    asked = table(document, "Agreements to make").rows
    assert [(row[0], row[2]) for row in asked] == [(1, "yes"), (2, "")]
    assert all("doet M-" in str(row[1]) for row in asked)


def test_a_dropped_spearhead_is_left_out(plan: Plan, assume: Assume) -> None:
    assume(plan.spearhead(1), state="dropped")
    assert [row[0] for row in table(made(plan), "Spearheads").rows] == [2]


def test_a_model_that_the_reader_may_not_see_is_left_out(plan: Plan, assume: Assume) -> None:
    assume(plan.models["M-1"], tlp=Tlp.AMBER_STRICT)
    assert [row[0] for row in table(made(plan), "Agreements to make").rows] == [2]


def test_it_tells_who_aligned_and_what_was_done_with_a_reservation(aligned: Plan) -> None:
    aligned.adopt(nctv="Dat staat er nu bij.")
    rows = table(made(aligned), "Aligned with").rows
    assert len(rows) == 3
    (reserved,) = [row for row in rows if row[4]]
    assert (reserved[4], reserved[5]) == ("Niet voor eilanden.", "Dat staat er nu bij.")


def test_it_names_the_document_of_each_alignment(aligned: Plan) -> None:
    found = table(made(aligned), "Aligned with")
    place = [str(column.label) for column in found.columns].index("Document")
    assert [row[place] for row in found.rows] == ["brief 3"] * 3


def test_a_row_of_an_alignment_has_a_cell_for_each_column(aligned: Plan) -> None:
    found = table(made(aligned), "Aligned with")
    assert {len(row) for row in found.rows} == {len(found.columns)}


def test_it_tells_how_it_was_adopted(held: Plan) -> None:
    (facts,) = [part for part in made(held).parts if isinstance(part, Facts)]
    told = {str(one.label): one.value for one in facts.facts}
    assert told["State"] == "In force"
    assert (told["Adopted on"], told["Meeting"]) == (TODAY, "stuurgroep")


def test_a_draft_tells_that_nobody_aligned(plan: Plan) -> None:
    document = made(plan)
    assert table(document, "Aligned with").rows == []
    assert "Adopted on" not in {
        str(fact.label) for part in document.parts if isinstance(part, Facts) for fact in part.facts
    }


@pytest.mark.parametrize("ending", FORMATS)
def test_the_page_gives_it_in_each_format(enter: Enter, plan: Plan, ending: str) -> None:
    answer = enter("noor").get(address(plan, ending))
    assert answer.status_code == 200
    assert "tlp-green" in answer["Content-Disposition"]
    assert "agenda-drinking-water-1" in answer["Content-Disposition"]


@pytest.mark.parametrize("ending", FORMATS)
def test_guests_get_the_file_from_adoption_on(enter: Enter, aligned: Plan, ending: str) -> None:
    client = enter("sanne")
    assert client.get(address(aligned, ending)).status_code == 404
    aligned.adopt(nctv="Dat staat er nu bij.")
    assert client.get(address(aligned, ending)).status_code == 200


def test_the_workbook_holds_the_spearheads(enter: Enter, held: Plan) -> None:
    packed = zipfile.ZipFile(io.BytesIO(enter("iris").get(address(held, "excel")).content))
    told = " ".join(packed.read(one).decode() for one in packed.namelist() if "xml" in one)
    assert "The region is warned." in told
    assert "stuurgroep" in told


def test_the_page_leads_to_progress_once_it_is_in_force(enter: Enter, aligned: Plan) -> None:
    page = reverse("agendas:detail", args=[aligned.agenda.uuid])
    link = reverse("agendas:progress", args=[aligned.agenda.uuid])
    assert link not in enter("noor").get(page).content.decode()
    aligned.adopt(nctv="Dat staat er nu bij.")
    assert link in enter("noor").get(page).content.decode()
    assert link not in enter("sanne").get(page).content.decode()
