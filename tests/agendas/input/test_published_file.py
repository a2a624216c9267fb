"""Median and spread in the file of an agenda: once published, for who may see them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse

from koppelvlak.agendas.documents import agenda_document
from koppelvlak.agendas.input_queries import published
from koppelvlak.agendas.lifecycle import IN_FORCE
from koppelvlak.agendas.overview import whole
from koppelvlak.framework.queries import themes
from koppelvlak.kit.documents.content import Table
from tests.agendas.input.conftest import AFTER, Asking, Enter, On, answer
from tests.conftest import Assume
from tests.world import TODAY

TITLE = "What all said together, as the median"


def tables(asked: Asking, name: str) -> dict[str, Table]:
    actor = asked.actor(name)
    said = published(asked.now(), themes(), actor=actor)
    document = agenda_document(whole(asked.now(), actor), said, on=TODAY)
    return {str(one.title): one for one in document.tables()}


def test_it_has_the_median_and_half_of_the_answers(asked: Asking) -> None:
    asked.all_give((5, 1), (4, 2), (1, 3))
    asked.publish()
    rows = [list(row) for row in tables(asked, "joost")[TITLE].rows]
    assert len(rows) == 8
    assert rows[0][1:] == [4.0, "2.5–4.5", 2.0, "1.5–2.5", 3]


def test_too_few_answers_are_said_and_not_shown(asked: Asking) -> None:
    asked.give("noor", t1=answer(5, 1))
    asked.give("joost", t1=answer(4, 1))
    asked.publish()
    (first, *_others) = tables(asked, "joost")[TITLE].rows
    few = "fewer than three answers"
    assert list(first)[1:] == [None, few, None, few, None]


def test_before_it_is_published_nobody_finds_it(asked: Asking) -> None:
    asked.all_give((5, 1), (4, 2), (1, 3))
    assert TITLE not in tables(asked, "joost")
    assert TITLE not in tables(asked, "anouk")


def test_a_supervisor_never_finds_it(asked: Asking, assume: Assume) -> None:
    asked.all_give((5, 1), (4, 2), (1, 3))
    asked.publish()
    assume(asked.agenda, state=IN_FORCE)
    assert TITLE not in tables(asked, "sanne")


@pytest.mark.parametrize(("name", "times"), [("joost", 8), ("sanne", 0)])
def test_the_page_gives_the_file_with_it(
    enter: Enter, on: On, asked: Asking, assume: Assume, name: str, times: int
) -> None:
    asked.all_give((5, 1), (4, 2), (1, 3), remark="Alleen voor wie het gaf.")
    asked.publish()
    assume(asked.agenda, state=IN_FORCE)
    on(AFTER)
    address = reverse("agendas:detail", args=[asked.agenda.uuid]) + "?formaat=excel"
    book = openpyxl.load_workbook(io.BytesIO(enter(name).get(address).content))
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert sum("2.5–4.5" in cell for cell in cells) == times
    assert not any("Alleen voor wie" in cell for cell in cells)
