"""Things to find: invented, and real names that are hard to find."""

from __future__ import annotations

from collections.abc import Iterable

from koppelvlak.kit.search.item import Item
from koppelvlak.kit.search.words import Asked, ask, kept, words

ORGANISATIONS = (
    ("vitens", "Vitens", "", "drinkwaterbedrijf"),
    ("brabant-water", "Brabant Water", "", "drinkwaterbedrijf"),
    ("waterbedrijf-groningen", "Waterbedrijf Groningen", "WBG", "drinkwaterbedrijven"),
    ("waternet", "Waternet", "", "water, drinkwater, waterschap"),
    ("vr02", "Veiligheidsregio Fryslân", "VR02", "Leeuwarden"),
    ("vr04", "Veiligheidsregio IJsselland", "VR04", "Zwolle"),
    ("vr05", "Veiligheidsregio Twente", "VR05", "Enschede"),
    ("water", "Water", "", "een verzonnen bond"),
    ("niet", "Stichting Niet te Verwachten", "", "verzonnen, sinds 2025"),
    ("ilt", "Inspectie Leefomgeving en Transport", "ILT", "toezichthouder"),
    ("cjk", "北京 Łódź Øst", "", "ver weg"),
)
MUNICIPALITIES = (
    ("GM0193", "Zwolle", "IJsselland"),
    ("GM0014", "Groningen", "Groningen"),
    ("GM1900", "Súdwest-Fryslân", "Fryslân"),
    ("GM0796", "'s-Hertogenbosch", "Brabant-Noord"),
    ("GM0473", "Zandvoort", "Kennemerland"),
    ("GM0153", "Enschede", "Twente"),
    ("GM0417", "Laren", "Gooi en Vechtstreek"),
    ("GM0377", "Bloemendaal", "Kennemerland"),
    ("GM0099", "Waterland", "Zaanstreek-Waterland"),
)
QUERIES = (
    "water", "Water", "wat", "w", "vitens", "groningen", "fryslan", "Fryslân", "friesland",
    "niet", "2025", "VR04", "vr 04", "gm0193", "GM", "0", "zwolle", "drinkwaterbedrijf",
    "drinkwaterbedrijven", "drinkwater", "veiligheidsregio ij", "ij veiligheidsregio",
    "'s-hertogenbosch", "hertogenb", "water gron", "gron water", "en", "brabant", "łódź",
    "lodz", "北", "北京", "ost", "toezichthouders", "enschede", "inspectie transport", "a b c",
    "drinking", "drinking water", "électricité",
)  # fmt: skip


def organisations() -> Iterable[Item]:
    """Return the organisations, and two networks' worth of double titles."""
    for key, title, hint, text in ORGANISATIONS:
        yield Item("organisation", key, title, f"/o/{key}/", hint=hint, words=f"{key} {text}")


def networks() -> Iterable[Item]:
    """Return things with a title in each language."""
    for key, name in (("n1", "Vitens"), ("n2", "Brabant Water")):
        yield Item(
            "network", key, f"Drinkwater {name}", f"/n/{key}/", title_en=f"Drinking water {name}"
        )


def municipalities() -> Iterable[Item]:
    """Return things that are known by a public code."""
    for code, name, region in MUNICIPALITIES:
        yield Item("municipality", code, name, f"/g/{code}/", hint=region, words=code)


KINDS = (("organisation", organisations), ("network", networks), ("municipality", municipalities))


def scan(query: str) -> list[str]:
    """Return the keys that a naive scan of all facts finds, best first."""
    asked = ask(query)
    hits = []
    for position, (_kind, items) in enumerate(KINDS):
        for item in items():
            titles = [item.title, item.title_en]
            if asked and asked.found_in(kept([*titles, item.hint, item.words])):
                folded = " ".join(words(item.title))
                rank = _rank(asked, [" ".join(words(title)) for title in titles if title])
                hits.append((rank, position, folded.encode(), item.key))
    return [key for *_order, key in sorted(hits)]


def _rank(asked: Asked, titles: list[str]) -> int:
    if asked.folded in titles:
        return 0
    if any(title.startswith(asked.folded) for title in titles):
        return 1
    return 2 if asked.found_in(kept(titles)) else 3
