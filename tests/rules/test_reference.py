"""The reference pages say what the code says."""

from __future__ import annotations

import pytest

from koppelvlak.config.environment import SETTINGS
from tools.reference import FOLDER, MADE, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_up_to_date(name: str) -> None:
    page = (FOLDER / name).read_text(encoding="utf-8")
    assert page == MADE + PAGES[name](), "run: .venv/bin/python -m tools reference"


def test_every_setting_explains_itself() -> None:
    assert all(setting.help.endswith(".") for setting in SETTINGS)
