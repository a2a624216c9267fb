"""What templates say to makers does not reach readers."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]
# Django knows such a comment on one line only: a longer one stands on the page.
OPEN = re.compile(r"\{#(?!.*#\})")


def unclosed(text: str) -> list[str]:
    return [line for line in text.splitlines() if OPEN.search(line)]


def test_a_comment_ends_on_its_line() -> None:
    assert unclosed("{# one\n two #}") == ["{# one"]
    assert unclosed("{# one #}\n<p>") == []
    templates = list((PROJECT / "src").rglob("templates/**/*.html"))
    assert len(templates) > 100
    found = [(path, unclosed(path.read_text(encoding="utf-8"))) for path in templates]
    assert [(path, lines) for path, lines in found if lines] == []
