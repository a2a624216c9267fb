"""A real browser against the running demo; every page is watched while a test uses it.

A test gets ``page``. It fails afterwards when a page broke the content security policy, asked
another host for anything, got no answer, or raised an error in a script.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.demo import Demo, running
from tests.browser.watch import Watch

# Playwright keeps an event loop in this thread, which Django would otherwise refuse to work in.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OPTIONS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking")
MISSING = "no chromium on this machine: install it (apt-get install chromium) to run browser tests"
PATIENCE_MS = 20_000
FIRST_PORT = 8300

NewPage: TypeAlias = Callable[..., AbstractContextManager[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return where chromium stands; without it browser tests skip, in CI they fail."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return str(found)


@pytest.fixture(scope="session")
def demo(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Return one demo for all tests, with the whole Netherlands; each test has its own people."""
    port = str(free_from(FIRST_PORT))
    with running(tmp_path_factory.mktemp("demo"), KOPPELVLAK_PORT=port) as started:
        yield started


def free_from(first: int) -> int:
    """Return where this process looks for a free port."""
    # Processes of one run that look for one in the same moment could find the same.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return first + 100 * int(worker)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Return one browser for all tests; each test has its own profile in it."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield opened
        opened.close()


@pytest.fixture
def expected() -> frozenset[str]:
    """Return the other hosts that a page may lead to: none, but for the identity provider's."""
    return frozenset()


@pytest.fixture
def new_page(browser: Browser, demo: Demo, expected: frozenset[str]) -> NewPage:
    """Return what opens a page of 1280 wide in a profile of its own, watched until it closes."""

    @contextmanager
    def opened(**options: Any) -> Iterator[Page]:
        watch = Watch(demo.url, expected)
        size: Any = {"width": 1280, "height": 900}
        context = browser.new_context(
            **({"base_url": demo.url, "locale": "nl-NL", "viewport": size} | options)
        )
        context.set_default_timeout(PATIENCE_MS)
        watch.over(context)
        yield context.new_page()
        context.close()
        assert not watch.faults, "\n".join(watch.faults)

    return opened


@pytest.fixture
def page(new_page: NewPage) -> Iterator[Page]:
    """Return an empty page; addresses are relative to the demo."""
    with new_page() as opened:
        yield opened
