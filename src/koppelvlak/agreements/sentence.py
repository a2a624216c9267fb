"""One sentence from the parts of an agreement, in Dutch or English, the same everywhere.

Plain Python. The sign comes first and ends in a colon, so that the words after it keep the order
in which people typed them: "Bij uitval langer dan 24 uur: Vitens levert nooddrinkwater, voor de
inwoners, binnen 24 uur." An ellipsis in the action says where the benefiting parties belong:
"waarschuwt … per telefoon".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from koppelvlak.agreements import timing


class Kind(StrEnum):
    """What kind of sentence it is; only what is agreed or practised counts."""

    AGREED = "agreed"
    PRACTICE = "practice"
    RECOMMENDATION = "recommendation"
    NOT_EXPECTED = "not-expected"
    FRAMEWORK = "framework"
    NOTE = "note"


COUNTED = frozenset({Kind.AGREED, Kind.PRACTICE})
# What runs only towards a supervisor, what is advised and what is noted is never confirmed.
CONFIRMED = COUNTED | {Kind.NOT_EXPECTED}


class Manner(StrEnum):
    """How several acting parties act: each alone, together, or for one another."""

    EACH = "each"
    TOGETHER = "together"
    MUTUAL = "mutual"


@dataclass(frozen=True)
class Parts:
    """The parts, in the words people typed; parties are names in the language of the sentence.

    ``many``: an acting name stands for several ("de veiligheidsregio's van het netwerk").
    ``model``: nobody agreed it, networks make their own agreement of it.
    """

    language: str
    kind: str
    acting: Sequence[str]
    action: str
    benefiting: Sequence[str] = ()
    manner: str = Manner.EACH
    many: bool = False
    trigger: str = ""
    within: str = ""
    quantity: str = ""
    in_force: bool = True
    model: bool = False


FRAMES: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "and": "en",
        "each": "elk van {who}",
        "for": "voor {who}",
        "mutual": "over en weer",
        "within": "binnen {time}",
        "nobody": "nog niemand",
        "each other": "elkaar",
        "model": "Model",
        "ended": "Niet van kracht, vertrouw hier niet op",
        Kind.AGREED: "",
        Kind.PRACTICE: "Praktijk",
        Kind.RECOMMENDATION: "Aanbeveling",
        Kind.NOT_EXPECTED: "Niet te verwachten",
        Kind.FRAMEWORK: "Wettelijk kader",
        Kind.NOTE: "Ter informatie",
    },
    "en": {
        "and": "and",
        "each": "each of {who}",
        "for": "for {who}",
        "mutual": "in both directions",
        "within": "within {time}",
        "nobody": "nobody yet",
        "each other": "each other",
        "model": "Model",
        "ended": "Not in force, do not rely on this",
        Kind.AGREED: "",
        Kind.PRACTICE: "Practice",
        Kind.RECOMMENDATION: "Recommendation",
        Kind.NOT_EXPECTED: "Not to be expected",
        Kind.FRAMEWORK: "Legal framework",
        Kind.NOTE: "For information",
    },
}
PLACE = re.compile(r"…|\.{3}")
NOTHING_SAID = {"", "-", "–", "—"}


def sentence(parts: Parts) -> str:
    """Return the parts as one sentence on one line, with a capital first and a full stop last."""
    words = FRAMES[parts.language]
    body = ", ".join(piece for piece in (_deed(parts, words), *_measures(parts, words)) if piece)
    text = _headed(parts, words, body)
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def listed(names: Sequence[str], language: str) -> str:
    """Return names as one reads them aloud: "A, B en C"."""
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    return f"{', '.join(names[:-1])} {FRAMES[language]['and']} {names[-1]}"


def plain(text: str) -> str:
    """Return a part on one line, without the marks that would end a sentence; a dash is nothing."""
    line = " ".join(text.split())
    while line.endswith((".", ",", ";", ":", " ")) and not line.endswith("..."):
        line = line[:-1]
    return "" if line in NOTHING_SAID else line


def _headed(parts: Parts, words: Mapping[str, str], body: str) -> str:
    trigger = plain(parts.trigger)
    head = _head(parts, words)
    if not head:
        return f"{trigger}: {body}" if trigger else body
    return f"{head} ({trigger}): {body}" if trigger else f"{head}: {body}"


def _head(parts: Parts, words: Mapping[str, str]) -> str:
    if not parts.in_force:
        return words["ended"]
    kind = words[parts.kind]
    if not parts.model:
        return kind
    return f"{words['model']}, {kind[:1].lower()}{kind[1:]}" if kind else words["model"]


def _deed(parts: Parts, words: Mapping[str, str]) -> str:
    who = listed([_name(name) for name in parts.acting], parts.language) or words["nobody"]
    if (parts.many or len(parts.acting) > 1) and parts.manner == Manner.EACH:
        who = words["each"].format(who=who)
    action, whom = plain(parts.action), _whom(parts, words)
    if whom and PLACE.search(action):
        return f"{who} {PLACE.sub(lambda _found: whom, action, count=1)}"
    if parts.manner == Manner.MUTUAL:
        return f"{who} {action}, {words['mutual']}"
    deed = f"{who} {action}".rstrip()
    return f"{deed}, {words['for'].format(who=whom)}" if whom else deed


def _whom(parts: Parts, words: Mapping[str, str]) -> str:
    if parts.manner == Manner.MUTUAL:
        return words["each other"]
    return listed([_name(name) for name in parts.benefiting], parts.language)


def _name(text: str) -> str:
    # "TenneT TSO B.V." keeps its full stop.
    return " ".join(text.split())


def _measures(parts: Parts, words: Mapping[str, str]) -> tuple[str, str]:
    within = plain(parts.within)
    if timing.is_bare(within):
        within = words["within"].format(time=within)
    return within, plain(parts.quantity)
