"""All networks of a region as a file."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from koppelvlak.networks.models import Network
from tests.networks.conftest import country, formed, machine, network, seated
from tests.networks.test_pages import noor

__all__ = ["country", "formed", "machine", "network", "noor", "seated"]
PAGE = reverse("portal:region", args=["VR04"])


def opened(client: Client) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(client.get(PAGE, {"formaat": "excel"}).content))


def test_each_network_with_its_state_and_lead(noor: Client, seated: Network) -> None:
    sheet = opened(noor)["Networks"]
    assert [cell.value for cell in sheet[4]] == [
        *("Drinking water", "Vitens", "forming", "VR IJsselland", "part", 2, 1, 231_000),
    ]


def test_it_says_with_whom_the_region_works(noor: Client, seated: Network) -> None:
    said = [[cell.value for cell in row[:2]] for row in opened(noor)["About"].iter_rows()]
    assert ["Networks that surely reach this region", 1] in said
    assert ["Control room", "unknown"] in said
    assert ["Seat", "IJsselland"] in said


@pytest.mark.parametrize(
    ("wanted", "ending"), [("pdf", "pdf"), ("excel", "xlsx"), ("word", "docx")]
)
def test_the_page_hands_it_out(noor: Client, network: Network, wanted: str, ending: str) -> None:
    assert f'href="?formaat={wanted}"' in noor.get(PAGE).content.decode()
    file = noor.get(PAGE, {"formaat": wanted})
    assert f'filename="netwerken-vr04.tlp-green.{ending}"' in file["Content-Disposition"]


def test_csv_is_still_the_list_itself(noor: Client, network: Network) -> None:
    text = noor.get(PAGE, {"formaat": "csv"}).content.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text), delimiter=";"))[0] == "Sector"


def test_a_region_that_does_not_exist_has_no_file(noor: Client, network: Network) -> None:
    nowhere = reverse("portal:region", args=["VR99"])
    assert noor.get(nowhere, {"formaat": "pdf"}).status_code == 404
