"""What time does to covenants and agreements, by itself when its day has come."""

from __future__ import annotations

from datetime import date

from koppelvlak.agreements import asked
from koppelvlak.agreements.actions import reassess
from koppelvlak.agreements.asking import ask_agreements, remind_agreements
from koppelvlak.agreements.covenants import turn_covenants
from koppelvlak.door import system
from koppelvlak.kit.due import each, falls_due


@falls_due
def keep_standing(on: date) -> dict[str, int]:
    """Let covenants turn with time, then work out how far agreements have come."""
    by = system(on=on, origin="command run_due")
    return {"covenants turned": turn_covenants(by=by), "agreements assessed": reassess(by=by)}


@falls_due
def ask_yearly(on: date) -> dict[str, int]:
    """Ask organisations of which a confirmation grows old, and remind who is silent."""
    by = system(on=on, origin="command run_due")
    reminded = each(asked.to_remind(on), lambda one: remind_agreements(one, by=by))
    told = each(asked.to_ask(on), lambda one: ask_agreements(one, by=by))
    return {"people asked about agreements": told, "people reminded of agreements": reminded}
