"""A small fixed cast that every story uses: a few organisations, and named people who act for them.

Nobody here exists. Noor works for safety region IJsselland, Bram manages its people, Joost is the
boundary worker of water company Vitens, Sanne works for the supervisor, Anouk edits nationally,
Otto audits IJsselland, Petra keeps the platform; Iris belongs to nothing they share.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import ContactPoint, Kind, Organisation
from koppelvlak.people.models import Function, Person
from koppelvlak.rights import Role
from koppelvlak.sectors.models import Sector
from koppelvlak.thing import GUEST_MARK

TODAY = date(2026, 11, 23)


@dataclass
class World:
    """The cast; attributes are rows, and ``actor`` turns a person into who acts."""

    sector: Sector
    region: Organisation
    water: Organisation
    supervisor: Organisation
    ministry: Organisation
    stranger: Organisation
    desk: ContactPoint
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        """Return a person of the cast by first name."""
        return self.people[name]

    def actor(self, name: str, **changes: Any) -> Actor:
        """Return the person as actor for the organisation of their function, today."""
        person = self.people[name]
        functions = list(Function.objects.filter(person=person).select_related("organisation"))
        organisation = functions[0].organisation
        roles = {function.role for function in functions}
        if organisation.kind.guest:
            roles.add(GUEST_MARK)
        actor = Actor(
            name=person.name,
            on=TODAY,
            person=person.uuid,
            organisation=organisation.uuid,
            organisation_name=organisation.short_name,
            roles=frozenset(roles),
            origin="test",
        )
        return replace(actor, **changes)


CAST: dict[str, tuple[str, str, Role, str]] = {
    "noor": ("Noor de Wit", "region", Role.BOUNDARY_WORKER, "accounthouder vitaal"),
    "bram": ("Bram Visser", "region", Role.MANAGER, "teamleider crisisbeheersing"),
    "lezer": ("Lotte Bos", "region", Role.READER, "beleidsmedewerker"),
    "otto": ("Otto Kramer", "region", Role.AUDITOR, "auditor"),
    "joost": ("Joost van Dam", "water", Role.BOUNDARY_WORKER, "business continuity manager"),
    "roos": ("Roos Meijer", "water", Role.READER, "adviseur"),
    "wil": ("Wil Peters", "water", Role.MANAGER, "hoofd crisismanagement"),
    "sanne": ("Sanne Mulder", "supervisor", Role.READER, "inspecteur"),
    "anouk": ("Anouk de Groot", "ministry", Role.NATIONAL_EDITOR, "programmamanager"),
    "petra": ("Petra Smit", "ministry", Role.PLATFORM_MANAGER, "beheerder"),
    "iris": ("Iris Jansen", "stranger", Role.BOUNDARY_WORKER, "liaison"),
}

PLACES: dict[str, tuple[str, str, str, str]] = {
    "region": ("vr04", "safety-region", "Veiligheidsregio IJsselland", "VR IJsselland"),
    "water": ("vitens", "company", "Vitens", "Vitens"),
    "supervisor": ("ilt", "supervisor", "Inspectie Leefomgeving en Transport", "ILT"),
    "ministry": ("jenv", "ministry", "Ministerie van Justitie en Veiligheid", "JenV"),
    "stranger": ("wml", "company", "WML", "WML"),
}


def make_world() -> World:
    """Build the cast without the door: a test's first facts, not somebody's act.

    Thousands of tests begin with it: it costs a statement for each table, not for each row.
    """
    world = _organisations()
    for key, (name, _at, _role, _title) in CAST.items():
        person = Person(email=f"{key}@voorbeeld.invalid", name=name, state=Person.lifecycle.start)
        person.set_unusable_password()
        world.people[key] = person
    Person.objects.bulk_create(world.people.values())
    Function.objects.bulk_create(
        Function(
            person=world.people[key],
            organisation=getattr(world, at),
            role=role,
            title=title,
            valid_from=date(2026, 1, 1),
            state=Function.lifecycle.start,
        )
        for key, (_name, at, role, title) in CAST.items()
    )
    return world


def _organisations() -> World:
    sector = _sector()
    rows = _rows()
    rows["water"].sectors.add(sector)
    desk = ContactPoint.objects.create(
        organisation=rows["water"],
        function="Wachtdienst crisis",
        address="088 000 00 01",
        hours="24/7",
    )
    return World(
        sector=sector,
        region=rows["region"],
        water=rows["water"],
        supervisor=rows["supervisor"],
        ministry=rows["ministry"],
        stranger=rows["stranger"],
        desk=desk,
    )


def _sector() -> Sector:
    named = {"name_nl": "Drinkwater", "name_en": "Drinking water", "tone": "water", "position": 1}
    return Sector.objects.get_or_create(
        key="drinking-water", defaults={**named, "has_areas": True}
    )[0]


def _rows() -> dict[str, Organisation]:
    """Return the organisations by what they are to the cast; those that stand there are kept."""
    kinds = {kind.key: kind for kind in Kind.objects.all()}
    missing = {kind for _key, kind, _name, _short in PLACES.values()} - kinds.keys()
    for kind in Kind.objects.bulk_create(map(_kind, sorted(missing))):
        kinds[kind.key] = kind
    keys = [key for key, _kind, _name, _short in PLACES.values()]
    known = {row.key: row for row in Organisation.objects.filter(key__in=keys)}
    new = [
        Organisation(
            key=key,
            kind=kinds[kind],
            name=name,
            short_name=short,
            state=Organisation.lifecycle.start,
        )
        for key, kind, name, short in PLACES.values()
        if key not in known
    ]
    known |= {row.key: row for row in Organisation.objects.bulk_create(new)}
    return {role: known[key] for role, (key, _kind, _name, _short) in PLACES.items()}


def _kind(key: str) -> Kind:
    named = {"name_nl": key, "name_en": key, "plural_nl": key, "plural_en": key, "position": 1}
    return Kind(key=key, guest=key == "supervisor", **named)
