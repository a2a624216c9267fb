"""A list of contact points as people keep it: any order of columns, Dutch or English heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from koppelvlak.kit.imports.files import lines_of
from koppelvlak.kit.imports.table import BadFileError, Line, in_line, read_lines
from koppelvlak.kit.text import clean
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.models import Channel, Organisation

MOST = 500
LANGUAGES = ("nl", "en")
# By which words a column may be called; our own exports use the first of each language.
COLUMNS = {
    "function": ("functie", "function", "naam", "name", "contactpunt", "contact point"),
    "channel": ("hoe te bereiken", "how to reach it", "kanaal", "channel", "soort"),
    "address": ("nummer of adres", "number or address", "adres", "nummer", "number", "telefoon"),
    "hours": ("wanneer", "when", "uren", "tijden", "bereikbaar"),
    "fallback": ("als dat niet lukt", "if that fails", "terugval", "alternatief"),
    "tlp": ("wie mag het zien", "who may see it", "verspreiding"),
    "sharing_reason": ("waarom ruimer", "why more widely", "reden"),
    "id": ("kenmerk", "reference"),
    "organisation": ("organisatie",),
}
WORDS = {word: column for column, words in COLUMNS.items() for word in words}
# The last line of our own CSV says who took it out; the one before how far it may be shared.
WATERMARK = "Koppelvlak ·"


@dataclass(frozen=True)
class ContactLine:
    """One line; without a channel it follows from the address, without a class it is AMBER."""

    function: str
    address: str
    channel: str = ""
    hours: str = ""
    fallback: str = ""
    tlp: str = ""
    sharing_reason: str = ""
    id: str = ""
    organisation: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """Return what the form of a contact point asks, codes instead of words."""
        return {
            "function": self.function,
            "channel": _code(self.channel, channels()) or self.channel or _channel_of(self.address),
            "address": self.address,
            "hours": self.hours,
            "fallback": self.fallback,
            "tlp": _code(self.tlp, classes()) or self.tlp or Tlp.AMBER,
            "sharing_reason": self.sharing_reason,
        }


def read_contact_lines(data: bytes, *, name: str) -> list[Line[ContactLine]]:
    """Return the lines of a file; raise BadFileError, which names the lines."""
    lines = [
        (number, [_bare(cell) for cell in cells])
        for number, cells in lines_of(data, name=name, also="cards")
    ]
    kept = [line for line in lines if not _is_foot(line[1])]
    read = read_lines(kept, ContactLine, name=name, words=WORDS)
    if len(read) > MOST:
        words = _("There are more than %(most)d contact points. One organisation has fewer.")
        raise BadFileError(name, [words % {"most": MOST}])
    return read


def require_own(lines: Iterable[Line[ContactLine]], organisation: Organisation, name: str) -> None:
    """Raise BadFileError for lines about another organisation."""
    own = {organisation.name.casefold(), organisation.short_name.casefold(), ""}
    words = _("this is of “%(other)s”; here you import those of %(own)s only")
    wrong = [
        in_line(
            line.number,
            words % {"other": line.row.organisation[:60], "own": organisation.short_name},
        )
        for line in lines
        if line.row.organisation.casefold() not in own
    ]
    if wrong:
        raise BadFileError(name, wrong[:50])


def _bare(cell: str) -> str:
    """Return a cell without the mark that keeps Excel from running it as a formula."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@|%" else cell


def _is_foot(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell.strip()]
    if len(said) != 1:
        return False
    return said[0].startswith(WATERMARK) or _code(said[0], classes()) != ""


def _code(text: str, words: dict[str, str]) -> str:
    return words.get(clean(text).casefold(), "")


def _channel_of(address: str) -> str:
    return Channel.MAIL if "@" in address else Channel.PHONE


@cache
def channels() -> dict[str, str]:
    """Return the code of each channel by the ways in which people name it."""
    return _by_words(Channel.choices) | {
        "telefoonnummer": "phone",
        "e-mail": "mail",
        "tel": "phone",
    }


@cache
def classes() -> dict[str, str]:
    """Return the code of each class by the ways in which people name it."""
    codes = {f"tlp:{tlp.value}".casefold(): tlp.value for tlp in Tlp}
    return _by_words(Tlp.choices) | codes


def _by_words(choices: list[tuple[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            found |= {str(label).casefold(): code for code, label in choices}
    return found | {code.casefold(): code for code, _label in choices}
