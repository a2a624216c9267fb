"""The page of progress: per spearhead and per network, what it shows to whom, and its files."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agendas import following
from koppelvlak.agendas.documents import progress_document
from koppelvlak.agendas.models import Assignment, SectorAgenda
from koppelvlak.agendas.progress import Step
from koppelvlak.agendas.progress_table import Overview, Wanted, overview
from koppelvlak.agendas.taking_up import point_out, set_aside
from koppelvlak.kit.documents.content import Paragraph, Section
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agendas.assigned import (
    Enter,
    Give,
    Put,
    agenda,
    elsewhere,
    enter,
    give,
    model,
    network,
    put,
)
from tests.agreements.conftest import WORKED_OUT
from tests.world import TODAY, World

__all__ = ["agenda", "elsewhere", "enter", "give", "model", "network", "put"]
MOST = 12
LONG_AGO = TODAY - timedelta(days=100)


@pytest.fixture
def two(world: World, give: Give, put: Put, elsewhere: Network) -> list[Assignment]:
    """Return assignments of two networks: one worked out, one set aside, one that lags."""
    rows = [give(1), give(2), give(1, to=elsewhere, given_on=LONG_AGO)]
    point_out(rows[0], [put(key="V-17", **WORKED_OUT)], by=world.actor("noor"))
    set_aside(rows[1], "Hier ligt geen leiding.", by=world.actor("noor"))
    return rows


def url(agenda: SectorAgenda, asked: str = "") -> str:
    return reverse("agendas:progress", args=[agenda.uuid]) + asked


def page(enter: Enter, name: str, agenda: SectorAgenda, asked: str = "") -> str:
    answer = enter(name).get(url(agenda, asked))
    assert answer.status_code == 200
    return answer.content.decode()


def shown(world: World, agenda: SectorAgenda, **wanted: Any) -> Overview:
    found = following.of_agenda(agenda, actor=world.actor("anouk"))
    return overview(found, Wanted(**wanted))


def test_each_spearhead_counts_the_networks_at_each_step(
    world: World, agenda: SectorAgenda, two: list[Assignment]
) -> None:
    first, second = shown(world, agenda).sums
    assert (first.steps[Step.WORKED_OUT], first.steps[Step.NOT_TAKEN_UP], first.lags) == (1, 1, 1)
    assert (second.steps[Step.NOT_APPLICABLE], sum(second.steps.values())) == (1, 1)
    assert second.lags == 0


def test_each_network_has_a_cell_for_each_spearhead(
    world: World, agenda: SectorAgenda, two: list[Assignment]
) -> None:
    lines = shown(world, agenda).lines
    told = {line.network.name: [str(cell.word) for cell in line.cells] for line in lines}
    assert told == {"Oost": ["worked out", "not applicable"], "Zuid": ["not taken up", "–"]}


WANTED: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["Oost", "Zuid"]),
    ({"lags": True}, ["Zuid"]),
    ({"step": "worked-out"}, ["Oost"]),
    ({"step": "proven"}, []),
    ({"step": "not-applicable", "spearhead": "1"}, []),
    ({"step": "not-applicable", "spearhead": "2"}, ["Oost"]),
    ({"lags": True, "spearhead": "2"}, []),
    ({"lags": True, "step": "worked-out"}, []),
]


@pytest.mark.parametrize(("wanted", "names"), WANTED)
def test_one_chooses_what_lags_or_how_far(
    world: World, agenda: SectorAgenda, two: list[Assignment], wanted: dict[str, Any],
    names: list[str],
) -> None:  # fmt: skip
    found = shown(world, agenda, **wanted)
    assert [line.network.name for line in found.lines] == names
    # What was chosen below does not change what is counted above.
    assert [one.steps for one in found.sums] == [one.steps for one in shown(world, agenda).sums]


def test_the_page_shows_both_tables_to_an_editor(
    enter: Enter, agenda: SectorAgenda, two: list[Assignment]
) -> None:
    told = page(enter, "anouk", agenda)
    assert "2 networks that you may see." in told
    assert "worked out" in told
    assert "not answered within 90 days" in told
    assert "Hier ligt geen leiding." in told
    assert "V-17" not in told
    assert reverse("agendas:of_network", args=[two[0].network.uuid]) in told


def test_who_sits_at_one_table_sees_that_network_alone(
    enter: Enter, agenda: SectorAgenda, two: list[Assignment]
) -> None:
    told = page(enter, "joost", agenda)
    assert "1 network that you may see." in told
    assert "V-17" in told
    assert "Zuid" not in told
    told = page(enter, "iris", agenda)
    assert "Zuid" in told
    assert "Oost" not in told
    assert "Hier ligt geen leiding." not in told


@pytest.mark.parametrize("asked", ["", "?formaat=pdf", "?formaat=excel", "?formaat=word"])
@pytest.mark.parametrize("name", ["sanne", "petra", "otto"])
def test_guests_and_others_find_nothing(
    enter: Enter, agenda: SectorAgenda, two: list[Assignment], name: str, asked: str
) -> None:
    assert enter(name).get(url(agenda, asked)).status_code == 404


def test_an_agenda_without_networks_says_so(enter: Enter, agenda: SectorAgenda) -> None:
    assert "There is no network here that you may see." in page(enter, "noor", agenda)


def test_a_choice_that_fits_nothing_leads_back(
    enter: Enter, agenda: SectorAgenda, two: list[Assignment]
) -> None:
    told = page(enter, "anouk", agenda, "?stand=proven")
    assert "No network fits what you chose." in told
    assert f'href="{url(agenda)}"' in told


@pytest.mark.parametrize("asked", ["?achter=x", "?stand=x", "?speerpunt=%00", "?speerpunt=-1"])
def test_what_makes_no_sense_is_passed_over(
    enter: Enter, agenda: SectorAgenda, two: list[Assignment], asked: str
) -> None:
    told = page(enter, "anouk", agenda, asked)
    assert "Oost" in told
    assert "Zuid" in told


@pytest.mark.parametrize("ending", ["pdf", "excel", "word"])
def test_it_is_a_file_too(
    enter: Enter, agenda: SectorAgenda, two: list[Assignment], ending: str
) -> None:
    answer = enter("noor").get(url(agenda, f"?formaat={ending}"))
    assert answer.status_code == 200
    assert "tlp-amber" in answer["Content-Disposition"]


def test_the_file_holds_what_the_page_holds_and_no_more(
    enter: Enter, agenda: SectorAgenda, two: list[Assignment]
) -> None:
    packed = zipfile.ZipFile(io.BytesIO(enter("iris").get(url(agenda, "?formaat=excel")).content))
    told = " ".join(packed.read(one).decode() for one in packed.namelist() if "xml" in one)
    assert "not taken up; not answered within 90 days" in told
    assert "Oost" not in told
    assert "leiding" not in told


def test_the_document_keeps_to_what_was_chosen(
    world: World, agenda: SectorAgenda, two: list[Assignment]
) -> None:
    found = shown(world, agenda, lags=True, spearhead="1")
    made = progress_document(agenda, found, on=TODAY)
    assert made.tlp == Tlp.AMBER
    sums, lines = made.tables()
    assert [row[0] for row in lines.rows] == [str(two[2].network)]
    assert len(lines.columns) == 2
    assert len(sums.rows) == 2
    assert [row[-1] for row in sums.rows] == [1, 0]


def test_the_document_says_what_recording_is_not(world: World, agenda: SectorAgenda) -> None:
    made = progress_document(agenda, shown(world, agenda), on=TODAY)
    (how,) = [part for part in made.parts if isinstance(part, Section)]
    assert isinstance(how.parts[-1], Paragraph)
    assert "no admission of liability" in str(how.parts[-1].text)


def test_it_takes_few_queries_however_many_networks(
    enter: Enter, world: World, agenda: SectorAgenda, give: Give, elsewhere: Network, put: Put
) -> None:
    client, seen = enter("anouk"), []
    point_out(give(1), [put(key="V-1")], by=world.actor("noor"))
    client.get(url(agenda))
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(agenda)).status_code == 200
        seen.append(len(asked))
        if not _round:
            give(1, to=elsewhere)
    assert seen[0] == seen[1] <= MOST
