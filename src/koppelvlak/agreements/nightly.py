"""What time does to covenants and agreements, by itself when its day has come."""

from __future__ import annotations

from datetime import date

from koppelvlak.agreements.actions import reassess
from koppelvlak.agreements.covenants import turn_covenants
from koppelvlak.door import system
from koppelvlak.kit.due import falls_due


@falls_due
def keep_standing(on: date) -> dict[str, int]:
    """Let covenants turn with time, then work out how far agreements have come."""
    by = system(on=on, origin="command run_due")
    return {"covenants turned": turn_covenants(by=by), "agreements assessed": reassess(by=by)}
