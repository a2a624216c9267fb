"""Eight threads of mixed actions (PostgreSQL): no deadlock, and one chain without a fork.

``--unlocked`` is the control: without the lock on the chain's head, and without the key that makes
numbers unique, the chain does fork, and ``verify`` says so.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from uuid import uuid4

import django

django.setup()

from django.db import DatabaseError, connection  # noqa: E402 - models need the setup above
from django.db.models import QuerySet  # noqa: E402

from koppelvlak.door import change, mention  # noqa: E402
from koppelvlak.kit.audit.models import Event, Head  # noqa: E402
from koppelvlak.kit.audit.verify import verify  # noqa: E402
from koppelvlak.kit.errors import AlreadyDoneError, RefusalError  # noqa: E402
from koppelvlak.organisations.models import ContactPoint  # noqa: E402
from koppelvlak.people import actions, erasure, invitations  # noqa: E402
from koppelvlak.people.models import Function, Invitation, Person  # noqa: E402
from koppelvlak.rights import Can, Role  # noqa: E402
from tests.world import TODAY, World, make_world  # noqa: E402

THREADS = 8


def edit_desk(world: World) -> None:
    """Two people of one company change one contact point; sometimes from a page that is old."""
    by = world.actor(random.choice(["joost", "wil"]))
    seen = random.choice([None, ContactPoint.objects.get(pk=world.desk.pk).version])
    with change(world.desk, Can.EDIT_CONTACT_POINT, by=by, seen=seen) as desk:
        desk.hours = f"{random.random()}"


def add_desk(world: World) -> None:
    """The same form, sent by one person in two tabs."""
    by = world.actor("wil", token=random.choice(TOKENS))
    with change(world.water, Can.ADD_CONTACT_POINT, by=by) as water:
        mention(water.contact_points.create(function="NOC", address="088 000 00 02"))


def give(world: World) -> None:
    """A function for one of the people, with a mandate to go with it."""
    person, by = somebody(), world.actor("bram")
    actions.give_function(
        world.region, person=person, role=Role.READER, title="lezer", valid_from=TODAY, by=by
    )
    actions.give_mandate(world.region, person=person, what="plannen", valid_from=TODAY, by=by)


def end(world: World) -> None:
    """End somebody's function; what rested on it ends too."""
    function = Function.objects.filter(person=somebody(), state="held").first()
    if function:
        actions.end_function(function, by=world.actor("bram"))


def deputise(world: World) -> None:
    """Name somebody as deputy of somebody."""
    function = Function.objects.filter(person=somebody(), state="held").first()
    if function:
        actions.set_deputy(function, deputy=somebody(), by=world.actor("bram"))


def rename(world: World) -> None:
    """Somebody changes their own name."""
    person = somebody()
    by = replace(world.actor("iris"), person=person.uuid, name=person.name)
    actions.edit_person(person, name=f"Iemand {random.random()}", language="nl", by=by)


def invite(world: World) -> None:
    """Invite an address that may have an invitation already, and withdraw another."""
    mail = f"gast{random.randrange(4)}@voorbeeld.invalid"
    terms = {"email": mail, "name": "Gast", "role": Role.READER, "title": "gast"}
    invitations.invite(world.region, by=world.actor("bram"), **terms)
    open_one = Invitation.objects.filter(state="open").order_by("?").first()
    if open_one:
        invitations.withdraw_invitation(open_one, by=world.actor("bram"))


def erase(world: World) -> None:
    """Erase somebody, and let somebody new come."""
    erasure.erase_person(somebody(), by=world.actor("petra"))
    newcomer(random.random())


def trespass(world: World) -> None:
    """Try what one may not; the refusal is recorded."""
    with change(world.desk, Can.REMOVE_CONTACT_POINT, by=world.actor("iris")):
        pass


# What happens often stands here more than once.
MIX: tuple[Callable[[World], None], ...] = (
    edit_desk, edit_desk, edit_desk, add_desk, add_desk, give, give, end, end, deputise, deputise,
    rename, rename, invite, trespass, erase,
)  # fmt: skip
TOKENS = [uuid4() for _ in range(400)]


def newcomer(name: object) -> None:
    """Add one of the people that everything happens to."""
    Person.objects.create(email=f"{name}@voorbeeld.invalid", name=f"Iemand {name}", fictional=True)


def somebody() -> Person:
    """Return any of them."""
    people = Person.objects.filter(fictional=True, state="active")
    anyone: Person = people.order_by("?")[0]
    return anyone


def act(world: World, until: float, seen: Counter[str]) -> None:
    """Do one thing after another, and count what came of it."""
    while time.monotonic() < until:
        try:
            random.choice(MIX)(world)
            seen["done"] += 1
        except AlreadyDoneError:
            seen["already done"] += 1
        except RefusalError as refusal:
            seen[f"refused: {type(refusal).__name__}"] += 1
        except DatabaseError as error:
            seen["DEADLOCK" if "deadlock" in str(error) else "ERROR"] += 1
            traceback.print_exception(error)
    seen["threads to the end"] = 1
    connection.close()


def without_the_lock() -> None:
    """Take away what keeps the chain linear."""
    plain = QuerySet.select_for_update

    def unlocked(rows: QuerySet[Head], *args: object, **how: object) -> QuerySet[Head]:
        return rows.all() if rows.model is Head else plain(rows, *args, **how)  # type: ignore[arg-type]

    QuerySet.select_for_update = unlocked  # type: ignore[assignment,method-assign]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DROP CONSTRAINT audit_event_pkey")


def main(words: list[str]) -> int:
    """Let them act; print figures; 0 when the chain is linear (the control: when it is not)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--unlocked", action="store_true")
    asked = parser.parse_args(words)
    world = make_world()
    for number in range(6):
        newcomer(number)
    if asked.unlocked:
        without_the_lock()
    until = time.monotonic() + asked.seconds
    counts = [Counter[str]() for _ in range(THREADS)]
    threads = [Thread(target=act, args=(world, until, seen)) for seen in counts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen: Counter[str] = sum(counts, Counter())
    found = verify().faults
    forks = Event.objects.count() - Event.objects.values("previous").distinct().count()
    figures = {"forks": forks, "chain_faults": len(found), "events": Event.objects.count()}
    print(json.dumps(dict(seen) | figures | {"first_fault": str(found[:1])}))  # noqa: T201
    if asked.unlocked:
        return 0 if forks and found else 1
    bad = [what for what in seen if what.isupper()]
    complete = seen["threads to the end"] == THREADS and seen["done"]
    return 0 if complete and not (bad or found or forks) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
