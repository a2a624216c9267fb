"""The objects and actors of the rights matrix, and every cell of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from koppelvlak.door import system
from koppelvlak.kit.access import Actor, may
from koppelvlak.kit.living import Living
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Member, Network, Standing
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.models import Function, Invitation, Mandate, MandateKind
from koppelvlak.registers.models import Register
from koppelvlak.rights import Can, Role
from koppelvlak.territory.models import DivisionChange, Municipality, Region, Source
from tests.rules.things import more_things
from tests.world import TODAY, World

ACTORS = (
    "noor", "bram", "lezer", "otto", "joost", "roos", "wil", "sanne", "anouk", "petra", "iris",
    "nobody", "invited", "system",
)  # fmt: skip
MAY, SEES, UNSEEN = "may", "sees", "-"


@dataclass(frozen=True)
class Cell:
    """One answer: what this actor may with this capability on this object."""

    what: str
    can: Can
    who: str
    answer: str


def actors(world: World, things: Mapping[str, Living]) -> dict[str, Actor]:
    """Return everybody of the cast, someone without a function, an invited one, and the system."""
    cast = {name: world.actor(name) for name in ACTORS if name in world.people}
    nobody = Actor(name="Niemand", on=TODAY, origin="test")
    mark = f"invited:{things['invitation of the region'].uuid}"
    return cast | {
        "nobody": nobody,
        "invited": replace(nobody, roles=frozenset({mark})),
        "system": system(on=TODAY, origin="test"),
    }


def objects(world: World) -> dict[str, Living]:
    """Return one of everything, of the own organisation, of a fellow, and of a stranger."""
    source = Source.objects.create(key="made-up", text="Made up for tests.")
    area = Region.objects.create(
        code="VR04", organisation=world.region, name="IJsselland", province="Overijssel",
        seat="Zwolle", source=source,
    )  # fmt: skip
    Municipality.objects.create(
        code="GM0193", name="Zwolle", region=area, province="Overijssel", lon=6.1, lat=52.5,
        area_km2=119.0, population=130_000, valid_from=date(2023, 1, 1), certainty="made-up",
        source=source,
    )  # fmt: skip
    network = Network.objects.create(
        sector=world.sector, anchor=world.water, derived_for=TODAY,
        derived_at=datetime(2026, 11, 23, tzinfo=UTC), input_checksum="0" * 64,
    )  # fmt: skip
    Member.objects.create(
        network=network, region=area, standing=Standing.REACHED, share=1.0, of_municipalities=1,
        of_area_km2=1.0, of_population=1, classes={},
    )  # fmt: skip
    change = DivisionChange.objects.create(
        kind="merge", title="Wijdemeren goes up in Hilversum", on=date(2027, 1, 1), change={},
        checksum="1" * 64,
    )  # fmt: skip
    things: dict[str, Living] = {
        "register of facts": Register.objects.get(key=Register.FACTS),
        "proposed merger": change,
        "the region": world.region,
        "the water company": world.water,
        "desk of the water company": world.desk,
        "strict desk of the water company": _desk(world, Tlp.AMBER_STRICT),
        "network": network,
        **_of_people(world),
    }
    return more_things(world, things)


def _desk(world: World, tlp: Tlp) -> ContactPoint:
    return ContactPoint.objects.create(
        organisation=world.water, function="Directie", address="088 000 00 09", hours="24/7",
        tlp=tlp,
    )  # fmt: skip


def _of_people(world: World) -> dict[str, Living]:
    noor, region = world.person("noor"), world.region
    mandate = Mandate.objects.create(
        person=noor, organisation=region, kind=MandateKind.MANDAAT, what="Actieplannen",
        valid_from=TODAY,
    )  # fmt: skip
    invitation = Invitation.objects.create(
        organisation=region, email="nieuw@voorbeeld.invalid", name="Nieuw", role=Role.READER,
        title="adviseur", digest="2" * 64, expires_at=datetime(2026, 12, 7, tzinfo=UTC),
        invited_by="Bram Visser",
    )  # fmt: skip
    return {
        "person noor": noor,
        "person bram": world.person("bram"),
        "person joost": world.person("joost"),
        "function of noor": Function.objects.get(person=noor),
        "function of bram": Function.objects.get(person=world.person("bram")),
        "mandate of noor": mandate,
        "invitation of the region": invitation,
    }


def capabilities(thing: Living) -> list[Can]:
    """Return the capabilities that are about this kind of thing: those with its prefix."""
    kind = thing.see.split(".")[0]
    return [can for can in Can if can.split(".")[0] == kind]


def answer(thing: Living, can: Can, related: frozenset[str]) -> str:
    """Return the answer that the door would give, apart from the state of the thing."""
    if not may(thing.see, related, thing.rights):
        return UNSEEN
    return MAY if may(can, related, thing.rights) else SEES


def cells(things: Mapping[str, Living], who: Mapping[str, Actor]) -> Iterator[Cell]:
    """Yield every cell of the matrix."""
    for what, thing in things.items():
        for name, actor in who.items():
            related = thing.related_to(actor)
            for can in capabilities(thing):
                yield Cell(what, can, name, answer(thing, can, related))


def table(all_cells: Iterator[Cell]) -> list[list[str]]:
    """Return the matrix as rows for a person to read: a column per actor."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for cell in all_cells:
        rows.setdefault((cell.what, cell.can), {})[cell.who] = cell.answer
    head = ["what", "capability", *ACTORS]
    return [head, *([*key, *(row[who] for who in ACTORS)] for key, row in rows.items())]
