"""An erased name leaves the files too (SQLite): after the nightly purge no byte of it is left."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - models need the setup above
from django.utils import timezone  # noqa: E402

from koppelvlak.jobs.retention import purge  # noqa: E402
from koppelvlak.kit.audit.verify import verify  # noqa: E402
from koppelvlak.people import actions, erasure, invitations  # noqa: E402
from koppelvlak.rights import Role  # noqa: E402
from tests.world import TODAY, World, make_world  # noqa: E402

CANARY = "kanarievogel"


def fill(world: World) -> None:
    """Let somebody called like the canary do and undergo enough to fill many pages."""
    noor, bram = world.person("noor"), world.actor("bram")
    for number in range(200):
        name = f"{CANARY} {number}"
        actions.edit_person(noor, name=name, language="nl", by=world.actor("noor"))
        noor.refresh_from_db()
    actions.give_mandate(world.region, person=noor, what=CANARY, valid_from=TODAY, by=bram)
    mail = f"{CANARY}@voorbeeld.invalid"
    terms = {"email": mail, "name": CANARY, "role": Role.READER, "title": CANARY}
    invitations.invite(world.region, by=bram, **terms)
    actions.change_email(noor, email=mail, by=world.actor("noor"))


def left() -> int:
    """Return how often the canary stands in the files of the database."""
    files = Path(settings.DATA).rglob("*.sqlite3*")
    return sum(path.read_bytes().lower().count(CANARY.encode()) for path in files)


def main() -> int:
    """Fill, erase, purge; print how often the name was in the files; 0 when it is gone."""
    world = make_world()
    fill(world)
    counts = {"before": left()}
    erasure.erase_person(world.person("noor"), by=world.actor("petra"))
    counts["erased"] = left()
    purge(now=timezone.now())
    counts["purged"] = left()
    faults = verify().faults
    print(json.dumps(counts | {"chain_faults": len(faults)}))  # noqa: T201
    return 0 if counts["before"] and not counts["purged"] and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
