"""A page is in one language: no English is left on a Dutch page, and no Dutch on an English one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from koppelvlak.kit.requests import LANGUAGE_KEY
from tests.rules.site import Site, addresses
from tools.messages import catalogue

# Words come from templates and catalogues, whichever database the rest comes from.
pytestmark = pytest.mark.once
WHO = "noor"
# More than one word, and long enough not to stand in a name or another sentence by chance.
LONG_ENOUGH = 13
MANY = 40
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|\n+")
UNREAD = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


def foreign(language: str) -> set[str]:
    """Return the pieces of text, between placeholders, that only the other language has."""
    found: set[str] = set()
    for message in catalogue():
        own, other = forms(message.string), forms(message.id)
        if language == "en":
            own, other = other, own
        found |= {piece for form in other for piece in pieces(form) if piece not in " ".join(own)}
    return found


def forms(value: object) -> list[str]:
    return [str(form) for form in value] if isinstance(value, tuple | list) else [str(value)]


def pieces(form: str) -> Iterator[str]:
    for piece in PLACEHOLDER.split(form.replace("%%", "%")):
        if len(piece.strip()) >= LONG_ENOUGH and " " in piece.strip():
            yield piece.strip()


def pages(site: Site, language: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of every page, also of those that refuse."""
    session = site.clients[WHO].session
    session[LANGUAGE_KEY] = language
    session.save()
    for name, holes in sorted(addresses()):
        answer = site.ask(WHO, "GET", site.url(name, holes))
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            yield name, words(answer.content.decode())


def words(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(UNREAD.sub(" ", page)))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_are_in_one_language(site: Site, language: str) -> None:
    alien = foreign(language)
    read = pages(site, language)
    left = [(name, piece) for name, text in read for piece in alien if piece in text]
    assert left == []


def test_the_rule_sees_what_is_foreign() -> None:
    assert "Skip to the content" in foreign("nl") - foreign("en")
    assert "Naar de inhoud" in foreign("en") - foreign("nl")


def test_pages_are_read(site: Site) -> None:
    read = dict(pages(site, "nl"))
    assert "Er wacht" in read["portal:home"]
    assert sum("Naar de inhoud" in text for text in read.values()) > MANY
