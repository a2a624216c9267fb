from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from koppelvlak import VERSION
from koppelvlak.config.settings import PROJECT
from koppelvlak.portal.navigation import MENU, address
from tests.portal.conftest import Enter


def current(page: str) -> list[tuple[str, str]]:
    return re.findall(r'href="([^"]+)" aria-current="(\w+)"', page)


def test_the_menu_asks_at_most_six_questions() -> None:
    assert len(MENU) <= 6
    assert all(address(name) for _label, name in MENU)


@pytest.mark.parametrize("name", ["portal:home", "portal:regions", "organisations:list"])
def test_the_menu_says_where_one_is(enter: Enter, name: str) -> None:
    found = current(enter("noor").get(reverse(name)).content.decode())
    assert set(found) == {(reverse(name), "page")}


def test_the_menu_says_under_what_one_is(enter: Enter) -> None:
    page = enter("noor").get(reverse("organisations:list") + "bestaat-niet/")
    assert set(current(page.content.decode())) == {(reverse("organisations:list"), "true")}


def test_strangers_get_no_menu(client: Client, db: None) -> None:
    page = client.get(reverse("portal:accessibility")).content.decode()
    assert "main-nav" not in page
    assert reverse("portal:help") not in page


def test_one_sees_for_whom_one_acts(enter: Enter) -> None:
    page = enter("noor").get("/").content.decode()
    assert "Noor de Wit" in page
    assert "VR IJsselland" in page


@pytest.mark.parametrize("name", ["portal:home", "portal:help", "portal:regions"])
def test_pages_have_a_name_of_their_own_and_one_heading(enter: Enter, name: str) -> None:
    page = enter("noor").get(reverse(name)).content.decode()
    title = re.search(r"<title>\s*(.+?)\s*·", page, re.DOTALL)
    assert title
    assert title[1] != "Koppelvlak"
    assert page.count("<h1") == 1


def test_the_explanation_covers_every_class_of_sharing(enter: Enter) -> None:
    page = enter("noor").get(reverse("portal:help")).content.decode()
    assert all(f"TLP:{name}" in page for name in ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"))


def test_no_page_styles_or_runs_anything_of_its_own(enter: Enter) -> None:
    page = enter("joost").get("/").content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|hx-on|<script(?! src=)", page)


def test_the_version_is_that_of_the_package() -> None:
    assert f'version = "{VERSION}"' in (PROJECT / "pyproject.toml").read_text()
