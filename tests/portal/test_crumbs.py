"""The crumbs of a page end in words, never in an address that leaked from around the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from koppelvlak.agendas.models import SectorAgenda
from koppelvlak.config.settings import PROJECT
from koppelvlak.portal.navigation import menu
from tests.conftest import Guard
from tests.portal.conftest import Enter
from tests.reading import plain
from tests.world import TODAY, World

CRUMBS = sorted(PROJECT.glob("src/koppelvlak/**/templates/**/*crumbs.html"))
WORD = re.compile(r"[a-z_]\w*")


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/agendas/", {"sector": "gas"})


def crumbs(page: str) -> list[str]:
    found = re.search(r'<nav class="crumbs".*?</nav>', page, re.DOTALL)
    assert found
    return [plain(one) for one in re.findall(r"<li>.*?</li>", found[0], re.DOTALL)]


def test_what_stands_around_every_page_knows_its_address(request_: HttpRequest) -> None:
    assert menu(request_)["this_address"] == "/agendas/?sector=gas"


def test_what_was_sent_is_not_in_the_address(rf: RequestFactory) -> None:
    assert menu(rf.post("/agendas/?sector=gas"))["this_address"] == "/agendas/"


@pytest.mark.parametrize("path", CRUMBS, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_crumbs_ask_for_what_stands_around_every_page(path: Path, request_: HttpRequest) -> None:
    asked = re.findall(r"{{(.*?)}}|{% (?:el)?if (.*?)%}", path.read_text())
    words = {word for one in asked for word in WORD.findall(" ".join(one))}
    assert words
    assert not words & set(menu(request_))


def test_there_are_crumbs_to_look_at() -> None:
    assert len(CRUMBS) > 8


@pytest.fixture
def agenda(world: World, guard: Guard) -> SectorAgenda:
    guard.watching = False
    made = SectorAgenda.objects.create(
        sector=world.sector, number=1, started_on=TODAY, state="in_force"
    )
    guard.watching = True
    return made


def test_the_page_of_input_ends_in_its_name(enter: Enter, agenda: SectorAgenda) -> None:
    page = enter("noor").get(reverse("agendas:input", args=[agenda.uuid])).content.decode()
    assert crumbs(page)[0] == "Agenda’s"
    assert crumbs(page)[2:] == ["Inbreng"]


def test_a_page_below_it_leads_back_to_it(enter: Enter, agenda: SectorAgenda) -> None:
    page = enter("anouk").get(reverse("agendas:all_input", args=[agenda.uuid])).content.decode()
    assert crumbs(page)[2:] == ["Inbreng", "Alle inbreng"]
