"""Bring the catalogue of situations in step with the facts."""

from __future__ import annotations

from dataclasses import asdict

from koppelvlak.agreements.facts import checksum, read_situations
from koppelvlak.agreements.models import Situation
from koppelvlak.door import change, mention_all
from koppelvlak.kit.access import Actor
from koppelvlak.kit.imports.rows import keep
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector

FIELDS = (
    "sector_id", "name_nl", "name_en", "sign_nl", "sign_en", "certainty", "position",
)  # fmt: skip


def load_situations(*, by: Actor) -> int:
    """Load the situations; return how many were made or changed. Equal facts load nothing."""
    book = register(Register.AGREEMENTS)
    if book.checksum == checksum():
        return 0
    with change(book, Can.LOAD_FACTS, by=by) as row:
        row.checksum = checksum()
        sectors = {sector.key: sector for sector in Sector.objects.all()}
        wanted = [
            Situation(**asdict(fact) | {"sector": sectors.get(fact.sector)}, position=number)
            for number, fact in enumerate(read_situations(), start=1)
        ]
        kept = keep(Situation.objects, wanted, by=["key"], fields=FIELDS)
        mention_all(kept.made)
        mention_all(kept.changed, "changed")
    return len(kept.made) + len(kept.changed)
