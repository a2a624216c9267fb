"""Take the picture of the README: ``python -m tools screenshot [http://localhost:8000]``.

Without the address of a running demo it starts one of its own.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import NAMES, OPTIONS
from tests.browser.demo import running
from tests.browser.hands import be, find, speak

IMAGE = Path(__file__).parents[1] / "docs" / "images" / "network.png"
PERSON, COMPANY, SIZE = "N. de Wit", "Vitens", {"width": 1280, "height": 900}
MOST_BYTES = 200_000


def take(page: Page) -> bytes:
    """Return the page of a network as somebody of one of its regions sees it, in Dutch."""
    be(page, PERSON)
    speak(page, "nl")
    find(page, COMPANY, "organisaties")
    page.locator("main a[href^='/netwerken/']").first.click()
    page.wait_for_url(re.compile("/netwerken/."))
    return page.screenshot(animations="disabled")


def main(url: str) -> None:
    """Take the picture of the demo at this address, and keep it."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        sys.exit("No chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        page = browser.new_page(base_url=url, locale="nl-NL", viewport=SIZE)  # type: ignore[arg-type]
        picture = take(page)
        browser.close()
    if len(picture) > MOST_BYTES:
        sys.exit(f"The picture is too large: {len(picture)} bytes")
    IMAGE.parent.mkdir(exist_ok=True)
    IMAGE.write_bytes(picture)
    print(f"{IMAGE.name}: {len(picture)} bytes")


if __name__ == "__main__":
    if sys.argv[2:]:
        main(sys.argv[2].rstrip("/"))
    else:
        with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as demo:
            main(demo.url)
