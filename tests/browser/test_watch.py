"""The watch itself: what it must catch is caught."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewPage

# What happens later than its line is waited for, however slow the machine.
SCRIPTS = {
    "policy": "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">')",
    "asked": "window.location = 'http://127.0.0.1:1/'",
    "script": """new Promise((done) => {
        addEventListener("error", done); setTimeout(() => { throw new Error('broken') }) })
        .then(() => true)""",
    "404": """new Promise((done) => {
        const image = new Image(); image.onerror = done; image.src = '/static/no.svg' })
        .then(() => true)""",
    "console": "console.error('broken')",
}


def do(new_page: NewPage, script: str) -> None:
    with new_page() as page:
        page.goto("/account/login/")
        page.evaluate(script)
        page.wait_for_timeout(300)


@pytest.mark.parametrize("fault", SCRIPTS)
def test_what_must_not_be_is_caught(new_page: NewPage, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        do(new_page, SCRIPTS[fault])


def test_a_good_page_is_left_alone(new_page: NewPage) -> None:
    do(new_page, "document.title")
