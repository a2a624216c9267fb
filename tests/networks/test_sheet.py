"""The sheet of a network: it says what its page says to this person, and is as strict."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.content import Document, Facts, Figure, Section, walk
from koppelvlak.kit.documents.printing import Format, to_bytes
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.forming import Arrangement, arrange_network
from koppelvlak.networks.models import Network
from koppelvlak.networks.queries import members
from koppelvlak.networks.queries import network as seen_by
from koppelvlak.networks.sheet import network_sheet
from koppelvlak.territory.actions import draw_shapes
from tests.conftest import Guard
from tests.networks.test_pages import browser, noor
from tests.world import World

__all__ = ["noor"]
MOST_QUERIES = 20
FORMATS = ("pdf", "excel", "word")


def sheet(world: World, network: Network, name: str = "noor") -> Document:
    actor = world.actor(name)
    found = seen_by(actor, network.uuid)
    return network_sheet(actor, found, members(found))


def table(document: Document, title: str) -> list[list[str]]:
    (found,) = [one for one in document.tables() if one.title == title]
    return [[str(value) for value in row] for row in found.rows]


def facts(document: Document) -> dict[str, str]:
    found = [part for part, _depth in walk(document.parts) if isinstance(part, Facts)]
    return {str(fact.label): str(fact.value) for part in found for fact in part.facts}


def test_a_proposal_says_so_and_whom_it_would_invite(country: World, network: Network) -> None:
    found = sheet(country, network)
    assert found.lead == "This network is a proposal. No one has confirmed it yet."
    assert [row[:2] for row in table(found, "Who would be invited")] == [
        ["Vitens", "the company that supplies the area"],
        ["VR IJsselland", "safety region"],
        ["VR Gelderland-Midden", "safety region"],
    ]
    assert facts(found)["Empty chairs"] == "nobody is invited yet"


def test_the_regions_and_on_what_it_rests(country: World, network: Network) -> None:
    found = sheet(country, network)
    assert table(found, "Safety regions")[0] == ["VR04", "IJsselland", "part", "2", "1.0", "231000"]
    assert len(table(found, "Safety regions")) == 4
    assert facts(found)["Input (SHA-256)"] == network.input_checksum
    assert found.sources[0] == "Drinkwaterregeling, bijlage 1"


def test_who_leads_and_who_sits_there(country: World, seated: Network) -> None:
    found = sheet(country, seated)
    assert facts(found)["Lead"] == country.region.name
    assert found.lead == f"Led by {country.region.name}, on behalf of the others."
    rows = table(found, "Who sits there")
    assert ["VR IJsselland (lead)", "safety-region", "at the table", "Noor de Wit", ""] in rows
    assert ["VR Gelderland-Midden", "safety-region", "invited", "empty chair", ""] in rows
    assert facts(found)["Empty chairs"] == "1"


def test_who_may_not_know_names_reads_none(country: World, seated: Network) -> None:
    inside = to_bytes(sheet(country, seated, "noor"), Format.CSV).decode()
    assert "Joost van Dam" in inside
    outside = sheet(country, seated, "iris")
    said = repr(outside)
    assert outside.tlp is Tlp.GREEN
    assert "Joost van Dam" not in said
    assert "Noor de Wit" not in said
    assert country.desk.address not in said
    assert "a representative is named" in said


def test_chair_and_secretary_stand_in_it_for_who_sits_there(
    country: World, seated: Network
) -> None:
    arranged = Arrangement(lead=country.region, chair=country.person("noor"))
    arrange_network(seated, arranged, by=country.actor("noor"))
    assert facts(sheet(country, seated, "noor"))["Chair"] == "Noor de Wit"
    assert "Chair" not in facts(sheet(country, seated, "iris"))


def test_contact_points_make_it_as_strict_as_they_are(
    country: World, seated: Network, guard: Guard
) -> None:
    guard.watching = False
    country.desk.tlp = Tlp.AMBER_STRICT
    country.desk.save()
    guard.watching = True
    own = sheet(country, seated, "joost")
    assert own.tlp is Tlp.AMBER_STRICT
    (row,) = table(own, "How they are reached")
    assert country.desk.function in row[1]
    other = sheet(country, seated, "noor")
    assert other.tlp is Tlp.AMBER
    assert table(other, "How they are reached") == []


def test_the_map_is_in_it_with_words_once_it_is_drawn(
    country: World, network: Network, machine: Actor
) -> None:
    def figures() -> list[Figure]:
        return [part for part, _ in walk(sheet(country, network).parts) if isinstance(part, Figure)]

    assert figures() == []
    draw_shapes(by=machine)
    (figure,) = figures()
    assert str(figure.alt).startswith("Area of Drinking water Vitens. Every safety region")


def test_the_past_of_a_network_stands_in_it(country: World, seated: Network) -> None:
    (history,) = [
        part
        for part in sheet(country, seated).parts
        if isinstance(part, Section) and part.heading == "History"
    ]
    (lines,) = [list(getattr(part, "lines")) for part in history.parts]  # noqa: B009
    assert lines[-1].endswith(": forming, led by VR IJsselland")


@pytest.mark.parametrize("wanted", FORMATS)
def test_the_page_hands_it_out(noor: Client, seated: Network, wanted: str) -> None:
    url = seated.get_absolute_url()
    assert f'href="?formaat={wanted}"' in noor.get(url).content.decode()
    file = noor.get(url, {"formaat": wanted})
    assert file.status_code == 200
    assert 'filename="netwerk-drinking-water-vitens.tlp-amber.' in file["Content-Disposition"]


def test_in_dutch_it_is_dutch(noor: Client, seated: Network) -> None:
    session: Any = noor.session
    session["language"] = "nl"
    session.save()
    file = noor.get(seated.get_absolute_url(), {"formaat": "pdf"})
    with pikepdf.open(io.BytesIO(file.content)) as opened:
        assert str(opened.Root.Lang) == "nl"
        assert str(opened.docinfo["/Subject"]) == "Alleen dit netwerk (TLP:AMBER)"
    book = openpyxl.load_workbook(
        io.BytesIO(noor.get(seated.get_absolute_url(), {"formaat": "excel"}).content)
    )
    assert book.sheetnames[1:] == [
        "Wie er aan tafel zitten",
        "Hoe zij bereikbaar zijn",
        "Veiligheidsregio's",
    ]


def test_how_it_was_is_read_on_the_page_and_not_taken_along(noor: Client, seated: Network) -> None:
    page = noor.get(seated.get_absolute_url(), {"op": "2026-01-01", "formaat": "pdf"})
    assert page["Content-Type"].startswith("text/html")
    assert 'class="downloads"' not in page.content.decode()


def test_a_day_that_does_not_exist_gives_no_file(noor: Client, seated: Network) -> None:
    page = noor.get(seated.get_absolute_url(), {"op": "2026-02-31", "formaat": "pdf"})
    assert page.status_code == 422


def test_who_may_not_see_the_network_gets_no_file(
    country: World, network: Network, settings: Settings
) -> None:
    url = reverse("networks:detail", args=[network.uuid])
    assert browser(country, settings, "otto").get(url, {"formaat": "pdf"}).status_code == 404
    assert Client().get(url, {"formaat": "pdf"}).status_code == 302


def test_it_costs_the_same_however_many_sit_there(country: World, seated: Network) -> None:
    with CaptureQueriesContext(connection) as asked:
        sheet(country, seated)
    assert len(asked) <= MOST_QUERIES
