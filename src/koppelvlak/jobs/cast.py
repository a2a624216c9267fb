"""The cast of the demo, as plain data: who acts for whom. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from koppelvlak.rights import Role

SINCE = date(2024, 1, 1)


@dataclass(frozen=True)
class Part:
    """One function of one person: key of the organisation, role, title, and for how long.

    ``mandate`` says in what the person may bind the organisation, until ``mandate_until``.
    """

    at: str
    role: Role
    title: str
    mandate: str = ""
    mandate_until: date | None = None


@dataclass(frozen=True)
class Player:
    """A fictional person; ``deputy`` is the mail name of who stands in."""

    mail: str
    name: str
    parts: tuple[Part, ...]
    language: str = "nl"
    deputy: str = ""


def _player(mail: str, name: str, *parts: Part, language: str = "nl", deputy: str = "") -> Player:
    return Player(mail, name, parts, language, deputy)


WORKER, READER, SIGNATORY = Role.BOUNDARY_WORKER, Role.READER, Role.SIGNATORY
MANAGER, AUDITOR, NATIONAL = Role.MANAGER, Role.AUDITOR, Role.NATIONAL_EDITOR

CAST = (
    _player(
        "n.de.wit", "N. de Wit", Part("vr04", WORKER, "accounthouder vitaal"), deputy="t.aydin"
    ),
    _player("t.aydin", "T. Aydin", Part("vr04", WORKER, "adviseur crisisbeheersing")),
    _player("b.visser", "B. Visser", Part("vr04", MANAGER, "teamleider crisisbeheersing")),
    _player(
        "m.yilmaz",
        "M. Yilmaz",
        Part(
            "vr04",
            SIGNATORY,
            "algemeen directeur",
            "Afspraken met vitale partners ondertekenen namens het bestuur",
            date(2027, 12, 31),
        ),
    ),
    _player("o.kramer", "O. Kramer", Part("vr04", AUDITOR, "auditor informatieveiligheid")),
    _player(
        "f.hoekstra",
        "F. Hoekstra",
        Part("vr05", WORKER, "accounthouder vitaal"),
        Part("vr06", WORKER, "accounthouder vitaal (gedeeld met Twente)"),
    ),
    _player("l.bos", "L. Bos", Part("vr01", READER, "beleidsmedewerker risicobeheersing")),
    _player(
        "j.van.dam",
        "J. van Dam",
        Part("vitens", WORKER, "business continuity manager"),
        deputy="w.peters",
    ),
    _player(
        "w.peters",
        "W. Peters",
        Part("vitens", MANAGER, "hoofd crisismanagement"),
        Part(
            "vitens",
            SIGNATORY,
            "hoofd crisismanagement",
            "Werkafspraken met veiligheidsregio's ondertekenen",
            date(2026, 12, 31),
        ),
    ),
    _player("c.el.idrissi", "C. El Idrissi", Part("liander", WORKER, "liaison crisismanagement")),
    _player(
        "r.claessen",
        "R. Claessen",
        Part("enexis", WORKER, "business continuity manager"),
        Part("enexis", MANAGER, "business continuity manager"),
    ),
    _player("h.bergman", "H. Bergman", Part("tennet-tso-bv", WORKER, "adviseur crisismanagement")),
    _player(
        "s.dijkstra",
        "S. Dijkstra",
        Part("gasunie-transport-services-gts", WORKER, "coördinator calamiteiten"),
    ),
    _player("p.ramdin", "P. Ramdin", Part("kpn", WORKER, "continuity manager"), language="en"),
    _player("k.haddad", "K. Haddad", Part("police-oost-nederland", WORKER, "liaison vitaal")),
    _player("s.mulder", "S. Mulder", Part("ilt", READER, "inspecteur drinkwater")),
    _player("e.maas", "E. Maas", Part("ministry-ienw", READER, "beleidsmedewerker drinkwater")),
    _player(
        "a.de.groot",
        "A. de Groot",
        Part("ministry-jenv", NATIONAL, "programmamanager landelijk beeld"),
    ),
    _player(
        "p.smit",
        "P. Smit",
        Part("ministry-jenv", Role.PLATFORM_MANAGER, "beheerder van het platform"),
    ),
)

# Which function is reachable day and night, by kind of organisation.
DESKS = {
    "safety-region": "Officier van dienst crisisbeheersing",
    "drinking-water-company": "Wachtdienst drinkwater",
    "grid-operator": "Wachtdienst bedrijfsvoeringscentrum",
    "national-player": "Landelijk bedrijfsvoeringscentrum",
    "control-room": "Calamiteitencoördinator meldkamer",
    "police": "Officier van dienst operationeel centrum",
}
# When a desk was last confirmed, in turn; None is never.
CONFIRMED = (date(2026, 10, 12), date(2026, 6, 30), None, date(2026, 3, 2), date(2025, 9, 15))
