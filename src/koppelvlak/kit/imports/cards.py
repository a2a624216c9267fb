"""The telephone numbers and addresses of a vCard file as lines of words; the child runs this."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import vobject

from koppelvlak.kit.imports.told import FaultError, tell

MAX_CARDS = 2000
# What a card says, in the order of the cells; ours go round without loss.
COLUMNS = (
    "id", "organisation", "function", "channel", "address", "hours", "fallback", "tlp",
)  # fmt: skip
OURS = {"channel": "x-koppelvlak-channel", "hours": "x-koppelvlak-hours"} | {
    "fallback": "x-koppelvlak-fallback"
}
BEGIN, END = "BEGIN:VCARD", "END:VCARD"
TLP = re.compile(r"TLP:([A-Z]+(?:\+STRICT)?)")


def read(data: bytes) -> list[tuple[int, list[str]]]:
    """Return a line for each number and address, with the line where its card begins."""
    lines: list[tuple[int, list[str]]] = [(1, list(COLUMNS))]
    for number, text in _texts(_decoded(data)):
        try:
            card = vobject.readOne(text, allowQP=True)
            lines += [(number, cells) for cells in _of(card)]
        except (vobject.base.VObjectError, ValueError, AttributeError, IndexError, TypeError,
                KeyError, AssertionError, LookupError) as error:  # fmt: skip
            raise FaultError("card", number) from error
    return lines


def _decoded(data: bytes) -> str:
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise FaultError("encoding")


def _texts(text: str) -> Iterator[tuple[int, str]]:
    """Yield each card with the line on which it begins."""
    begun, cards = 0, 0
    card: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().upper() == BEGIN:
            if begun:
                raise FaultError("card", begun)
            begun, card, cards = number, [], cards + 1
        if cards > MAX_CARDS:
            raise FaultError("cards", MAX_CARDS)
        if begun:
            card.append(line)
        if begun and line.strip().upper() == END:
            yield begun, "\r\n".join(card) + "\r\n"
            begun = 0
    if begun:
        raise FaultError("card", begun)


def _of(card: Any) -> Iterator[list[str]]:
    """Yield the cells of each number and address of one card."""
    said = {name: _first(card, field) for name, field in OURS.items()}
    tlp = TLP.search(" ".join(_all(card, "categories")).upper())
    organisation = _first(card, "org")
    function = _first(card, "title") or _first(card, "fn")
    uid = _first(card, "uid").removeprefix("urn:uuid:") if said["hours"] else ""
    for channel, address in _ways(card, said["channel"]):
        yield [
            uid, organisation, function, channel, address, said["hours"], said["fallback"],
            tlp[1] if tlp else "",
        ]  # fmt: skip


def _ways(card: Any, channel: str) -> Iterator[tuple[str, str]]:
    other = _first(card, "x-koppelvlak-address")
    if other:
        yield channel, other
        return
    yield from (("phone", number.removeprefix("tel:")) for number in _all(card, "tel"))
    yield from (("mail", address) for address in _all(card, "email"))


def _first(card: Any, field: str) -> str:
    return next(iter(_all(card, field)), "")


def _all(card: Any, field: str) -> list[str]:
    values = [one.value for one in card.contents.get(field, [])]
    return [", ".join(map(str, one)) if isinstance(one, list) else str(one) for one in values]


if __name__ == "__main__":
    tell(read)
