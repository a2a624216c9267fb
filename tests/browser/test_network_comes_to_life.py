"""A network in a browser: chosen, formed, answered in three ways, started, and its past."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TypeAlias

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.hands import be, send, speak

UUID = r"[0-9a-f-]{36}"
PROPOSAL = re.compile(f"/netwerken/voorstellen/{UUID}/$")
SEAT = re.compile(f"/netwerken/zetels/{UUID}/$")
WHY = "Zo werken we hier al samen."
ComeIn: TypeAlias = Callable[[str], Page]


@dataclass(frozen=True)
class Story:
    """What is chosen in a language, by which division, and the words for what came of it."""

    language: str
    division: str
    unit: str
    declined: str
    spoken_for: str
    empty: str
    active: str
    before: str


STORIES = (
    Story(
        "nl", "province", "Overijssel", "bedankt", "vertegenwoordigd door VR IJsselland",
        "Lege stoel", "actief", "Op die dag",
    ),
    Story(
        "en", "police-unit", "Oost-Nederland", "declined", "represented by VR IJsselland",
        "Empty chair", "active", "On that day",
    ),
)  # fmt: skip


@pytest.fixture(params=STORIES, ids=lambda story: story.language)
def story(request: pytest.FixtureRequest) -> Story:
    """Return what happens in one language."""
    found: Story = request.param
    return found


@pytest.fixture
def come_in(new_page: NewPage, story: Story) -> Iterator[ComeIn]:
    """Return how somebody comes in, with one click, in a browser of their own."""
    with ExitStack() as opened:

        def enter(name: str) -> Page:
            page = opened.enter_context(new_page())
            be(page, name)
            speak(page, story.language)
            return page

        yield enter


def choose(page: Page, story: Story) -> None:
    """Propose a network where no supply areas are known, and come to its proposal."""
    page.goto(f"/netwerken/naar-keuze/?sector=ict-telecom&indeling={story.division}")
    page.get_by_role("checkbox", name=story.unit).check()
    page.get_by_role("checkbox", name="KPN").check()
    page.fill("[name=why]", WHY)
    send(page)
    page.wait_for_url(PROPOSAL)
    expect(page.locator("main")).to_contain_text(WHY)
    expect(page.locator("main a[href$='/aannemen/']")).to_have_count(0)


def form(page: Page, proposal: str) -> str:
    """Let the national editor form it; return the address of the network."""
    page.goto(proposal)
    page.locator("main a[href$='/aannemen/']").first.click()
    page.select_option("[name=lead]", label="VR IJsselland")
    send(page)
    page.wait_for_url(PROPOSAL)
    own = page.locator("main a").and_(page.locator("[href^='/netwerken/']"))
    own.filter(has_text=re.compile("ICT")).first.click()
    page.wait_for_url(re.compile(f"/netwerken/{UUID}/$"))
    return page.url


def answer(page: Page, story: Story, step: str, **said: str) -> None:
    """Open the invitation that waits on *My work* and answer it."""
    page.goto("/")
    page.locator("main .todo li", has_text=story.unit).locator("a[href*='/zetels/']").first.click()
    page.wait_for_url(SEAT)
    page.locator(f"main a[href$='/{step}/']").first.click()
    page.wait_for_url(re.compile(f"/{step}/$"))
    for name, value in said.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("one => one.localName") == "select":
            field.select_option(label=value)
        else:
            field.fill(value)
    send(page)
    page.wait_for_url(SEAT)


def test_three_answers_and_a_start(come_in: ComeIn, story: Story) -> None:
    lead = come_in("N. de Wit")
    choose(lead, story)
    network = form(come_in("A. de Groot"), lead.url)
    answer(lead, story, "aannemen", representative="N. de Wit")
    answer(
        come_in("P. Ramdin"), story, "overdragen",
        partner="VR IJsselland", representative="P. Ramdin",
    )  # fmt: skip
    gone = come_in("F. Hoekstra")
    answer(gone, story, "afslaan", reason="IJsselland is hier genoeg.")
    expect(gone.locator("main")).to_contain_text(story.declined)
    lead.goto(network)
    expect(lead.locator("main")).to_contain_text(story.spoken_for)
    lead.locator("main a[href$='/starten/']").first.click()
    send(lead)
    lead.wait_for_url(network)
    expect(lead.locator("main")).to_contain_text(story.active)
    lead.goto(f"{network}?op=2025-01-01")
    expect(lead.locator("main")).to_contain_text(story.before)
