"""Every kind of actor × capability × object against a table that a person has read.

``rights.csv`` is that table: *may*, *sees* (refused with 403) or *-* (unseen, 404). After a
deliberate change of rights run this file with ``KOPPELVLAK_GOLDEN=write`` and read the difference.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Q

from koppelvlak import thing as things_module
from koppelvlak.kit.access import EVERY, NOTHING
from koppelvlak.kit.living import Living, Relate
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.people.models import Function, Invitation, Mandate, Person
from koppelvlak.registers.models import Register
from koppelvlak.rights import RIGHTS, Can, Rel, Role
from koppelvlak.territory.models import DivisionChange
from tests.conftest import Guard
from tests.rules.breakage import patched
from tests.rules.matrix import MAY, UNSEEN, actors, answer, capabilities, cells, objects, table
from tests.rules.things import told
from tests.world import World

GOLDEN = Path(__file__).with_name("rights.csv")
# Whoever is the first is always the second too; adding the first to the second changes nothing.
SUBSUMED = {
    Rel.EDITOR: {Rel.COLLEAGUE}, Rel.MANAGER: {Rel.COLLEAGUE}, Rel.SIGNATORY: {Rel.COLLEAGUE},
    Rel.NATIONAL: {Rel.PARTICIPANT}, Rel.SELF: {Rel.COLLEAGUE}, Rel.WORKER: {Rel.PARTICIPANT},
    Rel.MEMBER: {Rel.PARTICIPANT}, Rel.COORDINATOR: {Rel.PARTICIPANT, Rel.MEMBER},
    Rel.SEAT_WORKER: {Rel.PARTICIPANT, Rel.MEMBER, Rel.WORKER},
    Rel.CONFIRMER: {Rel.PARTY}, Rel.ACTING: {Rel.PARTY, Rel.CONFIRMER},
    Rel.CALLING: {Rel.PARTY}, Rel.CALLED: {Rel.PARTY},
}  # fmt: skip
OWN = {Rel.COLLEAGUE, Rel.EDITOR, Rel.MANAGER}


def rules_of(thing: Living) -> Any:
    """Return what says how people are related to a thing."""
    said: Any = type(thing).relations
    return said.__func__, Living.more_relations[type(thing)]


class Matrix:
    def __init__(self, world: World) -> None:
        self.things = objects(world)
        self.actors = actors(world, self.things)
        self.rules = {what: rules_of(thing) for what, thing in self.things.items()}

    def table(self) -> list[list[str]]:
        return table(cells(self.things, self.actors))


@pytest.fixture
def matrix(world: World, guard: Guard) -> Matrix:
    guard.watching = False
    made = Matrix(world)
    guard.watching = True
    return made


def golden() -> list[list[str]]:
    with GOLDEN.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_every_cell_is_as_read(matrix: Matrix) -> None:
    found = matrix.table()
    if os.environ.get("KOPPELVLAK_GOLDEN") == "write":
        with GOLDEN.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(found)
    assert found == golden()


def test_lists_agree_with_decisions(matrix: Matrix) -> None:
    for what, thing in matrix.things.items():
        for name, actor in matrix.actors.items():
            related = thing.related_to(actor)
            # What needs the same relations is one question.
            for can in {frozenset(RIGHTS[can]): can for can in capabilities(thing)}.values():
                listed = type(thing).objects.open_to(actor, can).contains(thing)
                allowed = bool(RIGHTS[can] & related)
                assert listed is allowed, (what, name, can)


def test_relations_of_a_page_of_rows_agree_with_those_of_one(matrix: Matrix) -> None:
    for thing in matrix.things.values():
        for actor in matrix.actors.values():
            row = type(thing).objects.with_relations(actor).get(pk=thing.pk)
            assert row.related_to(actor) == thing.related_to(actor)


def test_doing_implies_seeing(matrix: Matrix) -> None:
    for thing in matrix.things.values():
        for actor in matrix.actors.values():
            related = thing.related_to(actor)
            if not RIGHTS[thing.see] & related:
                assert all(answer(thing, can, related) == UNSEEN for can in capabilities(thing))


def toggles() -> list[tuple[Can, Rel]]:
    """Return every single change of the page of rights that a mistake could make."""
    return [(can, rel) for can in Can for rel in Rel]


@pytest.mark.once  # The page of rights is Python; what databases say of it stands above.
def test_every_changed_right_is_caught(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add or drop one relation at one capability: the matrix must show it, each time."""
    seen: dict[str, list[tuple[Living, frozenset[str]]]] = {}
    for thing in matrix.things.values():
        related = [(thing, thing.related_to(actor)) for actor in matrix.actors.values()]
        seen.setdefault(thing.see.split(".")[0], []).extend(related)
    missed = []
    for can, rel in toggles():
        cases = seen.get(can.split(".")[0], [])
        if not any(rel in related for _thing, related in cases):
            continue  # Nobody can stand in this relation to such a thing.
        before = [answer(thing, can, related) for thing, related in cases]
        monkeypatch.setitem(RIGHTS, can, RIGHTS[can] ^ {rel})
        if [answer(thing, can, related) for thing, related in cases] == before:
            missed.append((can, rel))
        monkeypatch.undo()
    assert [f"{c} {r}" for c, r in missed if not changes_nothing(c, r)] == []


def changes_nothing(can: Can, rel: Rel) -> bool:
    """Say whether this toggle is no change: a wider relation already suffices, or it is unseen."""
    see = next(c for c in Can if c.endswith(".see") and c.split(".")[0] == can.split(".")[0])
    unseen = can is not see and not RIGHTS[see] & ({rel} | SUBSUMED.get(rel, set()))
    # Whoever acts for the owner is either a participant or a guest.
    anybody = rel in OWN and {Rel.PARTICIPANT, Rel.GUEST} <= RIGHTS[can]
    return unseen or anybody or bool(RIGHTS[can] & SUBSUMED.get(rel, set()))


def differs(matrix: Matrix) -> bool:
    """Say whether any cell is other than as read; the first one that is, is enough.

    What is looked at first is of a model that says other relations than it did.
    """
    read = {(row[0], row[1]): row for row in golden()}
    things = sorted(
        matrix.things.items(), key=lambda item: matrix.rules[item[0]] == rules_of(item[1])
    )
    return any(
        read.get((row[0], row[1])) != row
        for what, thing in things
        for row in table(cells({what: thing}, matrix.actors))[1:]
    )


def _everywhere(**rules: Q) -> Callable[[pytest.MonkeyPatch], None]:
    def breakage(monkeypatch: pytest.MonkeyPatch) -> None:
        for model in (Register, DivisionChange, Organisation, ContactPoint, Person, Function):
            patched(model, **rules)(monkeypatch)

    return breakage


def _forgets_the_ceiling(monkeypatch: pytest.MonkeyPatch) -> None:
    rules: list[Relate] = [lambda _actor: {Rel.FELLOW: EVERY}]
    monkeypatch.setattr(Living, "more_relations", Living.more_relations | {ContactPoint: rules})


def _forgets_fellows(monkeypatch: pytest.MonkeyPatch) -> None:
    none: list[Relate] = []
    monkeypatch.setattr(Living, "more_relations", Living.more_relations | {ContactPoint: none})


def _forgets_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(things_module, "CONTENT_ROLES", frozenset(Role))


BREAKAGES: dict[str, Any] = {
    "everybody is a manager": patched(Organisation, manager=EVERY),
    "nobody is a manager": patched(Organisation, manager=NOTHING),
    "everybody is an editor": patched(ContactPoint, editor=EVERY),
    "everybody is a colleague of contact points": patched(ContactPoint, colleague=EVERY),
    "everybody is a colleague of people": patched(Person, colleague=EVERY),
    "everybody is oneself": patched(Person, self=EVERY),
    "nobody is oneself": patched(Person, self=NOTHING),
    "everybody manages people": patched(Person, manager=EVERY),
    "everybody holds the function": patched(Function, self=EVERY),
    "functions are seen by everybody": patched(Function, colleague=EVERY),
    "mandates are seen by everybody": patched(Mandate, colleague=EVERY),
    "invitations belong to everybody": patched(Invitation, invited=EVERY),
    "invitations belong to nobody": patched(Invitation, invited=NOTHING),
    "everybody manages invitations": patched(Invitation, manager=EVERY),
    "everybody edits nationally": _everywhere(national=EVERY),
    "guests count as participants": _everywhere(participant=EVERY),
    "platform managers are everybody": _everywhere(platform=EVERY),
    "everybody is the system": _everywhere(system=EVERY),
    "auditors are everybody": patched(Organisation, auditor=EVERY),
    "contact points ignore TLP": _forgets_the_ceiling,
    "contact points forget fellows": _forgets_fellows,
    "platform managers and auditors see content": _forgets_roles,
    **told("BREAKAGES"),
}


@pytest.mark.once  # That the matrix sees a mistake; both databases are asked for the matrix.
@pytest.mark.parametrize("name", BREAKAGES)
def test_a_deliberate_breakage_is_caught(
    name: str, matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    BREAKAGES[name](monkeypatch)
    assert differs(matrix)


def test_platform_managers_see_no_content(matrix: Matrix) -> None:
    desk = matrix.things["desk of the water company"]
    assert not desk.related_to(matrix.actors["petra"]) & RIGHTS[Can.SEE_CONTACT_POINT]


def test_the_table_names_what_each_may(matrix: Matrix) -> None:
    assert any(MAY in row for row in golden())
