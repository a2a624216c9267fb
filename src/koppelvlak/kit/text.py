"""Text as people mean it: one spelling, nothing invisible, nothing a database chokes on."""

from __future__ import annotations

import unicodedata

# Letters join with these two in several scripts; every other format character only hides things.
JOINERS = {"\u200c", "\u200d"}
KEPT_CONTROLS = {"\n", "\t"}


def clean(text: str) -> str:
    """Return the text in NFC, with plain line ends, without what cannot be seen or stored.

    Control characters, lone surrogates, direction overrides and zero-width marks go: they crash
    PostgreSQL and spreadsheets, or let one name pass for another.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(c for c in lines if _visible(c))).strip()


def is_clean(text: str) -> bool:
    """Say whether cleaning would leave the text as it is."""
    return clean(text) == text


def _visible(char: str) -> bool:
    if char in KEPT_CONTROLS or char in JOINERS:
        return True
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
