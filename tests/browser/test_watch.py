"""The watch itself: what it must catch is caught."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewPage

SCRIPTS = {
    "policy": "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">')",
    "asked": "window.location = 'http://127.0.0.1:1/'",
    "script": "setTimeout(() => { throw new Error('broken') })",
    "404": "new Image().src = '/static/no.svg'",
    "console": "console.error('broken')",
}


@pytest.mark.parametrize("fault", SCRIPTS)
def test_what_must_not_be_is_caught(new_page: NewPage, fault: str) -> None:
    def do_it() -> None:
        with new_page() as page:
            page.goto("/account/login/")
            page.evaluate(SCRIPTS[fault])
            page.wait_for_timeout(300)

    with pytest.raises(AssertionError, match=fault):
        do_it()
