"""The columns of a list of agreements, in Dutch and English; plain Python.

Order and case do not matter, and only *what* has to be there. A column that is not known stays with
the agreement as it came, and goes out again with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: its key, its names in Dutch and English, what it holds, and other names.

    What is ``aside`` is worked out here: it goes out, and is passed over when it comes in.
    """

    key: str
    nl: str
    en: str
    holds_nl: str
    holds_en: str
    others: tuple[str, ...] = ()
    aside: bool = False


COLUMNS = (
    Column("id", "id", "id", "nummer van de afspraak; opnieuw inlezen werkt bij op dit nummer",
           "number of the agreement; importing again updates by it", ("nummer", "nr", "number")),
    Column("sector", "sector", "sector", "een of meer sectoren, met / of ; ertussen",
           "one or more sectors, parted by / or ;", ("sectoren", "sectors")),
    Column("themes", "thema's", "themes", "nummers 1 tot en met 8, met , ertussen",
           "numbers 1 to 8, parted by ,", ("thema", "theme", "themas")),
    Column("who", "wie", "who", "wie iets doet; ; tussen partijen, + als zij het samen doen,"
           " -> voor wie, <-> over en weer", "who acts; ; between parties, + when together,"
           " -> for whom, <-> in both directions", ("van", "acting", "handelende partij", "from")),
    Column("to", "voor wie", "to", "voor wie; ; tussen partijen", "for whom; ; between parties",
           ("aan", "voor", "for whom", "benefiting", "whom")),
    Column("what", "wat", "what", "wat er gebeurt, zoals: waarschuwt … per telefoon",
           "what is done, such as: warns … by telephone", ("actie", "action", "afspraak")),
    Column("trigger", "aanleiding", "trigger", "op welk teken", "on which sign",
           ("wanneer", "when", "sein", "sign")),
    Column("within", "binnen", "within", "binnen welke tijd; wat te begrijpen is, wordt"
           " vergelijkbaar", "within what time; what is understood becomes comparable",
           ("termijn", "tijd", "within / how much")),
    Column("quantity", "hoeveel", "quantity", "hoeveelheid of norm", "quantity or norm",
           ("hoeveelheid", "norm")),
    Column("status", "status", "status", "stand van zaken volgens de bron",
           "state according to the source", ("stand",)),
    Column("kind", "soort", "kind", "afspraak, praktijk, aanbeveling, niet te verwachten, wettelijk"
           " kader of notitie", "agreed, practice, recommendation, not to be expected,"
           " legal framework or note", ("type",)),
    Column("source", "bron", "source", "korte naam van de bron", "short name of the source"),
    Column("source_text", "bronvermelding", "source_text", "waar het staat", "where it stands",
           ("source text", "vindplaats")),
    Column("certainty", "zekerheid", "certainty", "hoe zeker het is", "how sure it is", ("code",)),
    Column("language", "taal", "language", "nl of en; anders die van het scherm",
           "nl or en; else that of the page", ("lang",)),
    Column("phase", "fase", "phase", "koud, lauw, warm of nafase", "cold, lukewarm, warm or after"),
    Column("situations", "situaties", "situations", "sleutels zoals W3, met , ertussen",
           "keys such as W3, parted by ,", ("situatie", "situation")),
    Column("contact", "contactpunt", "contact", "functie die bereikt wordt",
           "function that is reached", ("contact point",)),
    Column("channel", "kanaal", "channel", "telefoon, mail …", "telephone, mail …"),
    Column("fallback", "terugval", "fallback", "als dat niet werkt", "if that fails"),
    Column("escalation", "escalatie", "escalation", "als het niet gebeurt", "if it is not done"),
    Column("basis", "grondslag", "basis", "convenant, plan, wet of praktijk",
           "covenant, plan, law or practice"),
    Column("basis_text", "grondslag tekst", "basis text", "welk artikel of stuk",
           "which article or paper"),
    Column("covenant", "convenant", "covenant", "titel van het convenant waar het onder hangt",
           "title of the covenant it hangs under"),
    Column("basic", "basisafspraak", "basic", "ja of nee", "yes or no", ("basic agreement",)),
    Column("model", "model", "model", "ja of nee; alleen voor het hele land",
           "yes or no; only for the whole country", ("model agreement", "modelafspraak")),
    Column("rhythm", "ritme", "rhythm", "om de hoeveel maanden", "every so many months",
           ("herhaling", "rhythm in months")),
    Column("area", "gebied", "area", "deel van het netwerk; leeg: het geheel",
           "part of the network; empty: all of it"),
    Column("way", "werkwijze", "way of working", "hoe het gaat, of waar dat staat",
           "how it is done, or where that stands", ("way",)),
    Column("link", "link", "link", "adres van de werkwijze", "address of the way of working"),
    Column("tlp", "tlp", "tlp", "CLEAR, GREEN, AMBER of AMBER+STRICT",
           "CLEAR, GREEN, AMBER or AMBER+STRICT"),
    Column("agreed_on", "afgesproken op", "agreed on", "dag, zoals 2027-01-31",
           "day, such as 2027-01-31"),
    Column("valid_from", "geldig vanaf", "valid from", "dag", "day"),
    Column("valid_to", "geldig tot en met", "valid to", "dag", "day", ("geldig tot",)),
    Column("state_worked_out", "stand (berekend)", "state (worked out)",
           "hoe ver de afspraak is; gaat mee naar buiten, en telt niet bij het inlezen",
           "how far it has come; goes out, and does not count when it comes in", aside=True),
    Column("why_this_state", "uitleg bij de stand", "why this state",
           "waarom; telt niet bij het inlezen", "why; does not count when it comes in", aside=True),
    Column("proviso_to_the_state", "voorbehoud bij de stand", "proviso to the state",
           "waarvoor de stand niet bedoeld is; telt niet bij het inlezen",
           "what the state is not meant for; does not count when it comes in", aside=True),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}


def folded(name: str) -> str:
    """Return a name without capitals, accents and marks: "Thema’s" is "themas"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z0-9]", "", plain)


NAMES = {
    folded(name): column.key
    for column in COLUMNS
    for name in (column.key, column.nl, column.en, *column.others)
}


def known(header: Sequence[str]) -> list[str]:
    """Return for each heading the key of its column, or the heading itself when it is not known."""
    return [NAMES.get(folded(name), name) for name in header]


def called(key: str, language: str) -> str:
    """Return the heading of a column in a language; one that is not known keeps its name."""
    column = BY_KEY.get(key)
    if column is None:
        return key
    return column.en if language == "en" else column.nl


def twice(keys: Sequence[str]) -> list[str]:
    """Return the columns that appear more than once."""
    return sorted({key for key in keys if key and list(keys).count(key) > 1})
