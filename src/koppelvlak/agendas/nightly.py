"""What time does to agendas: a network that was formed later gets what the others got."""

from __future__ import annotations

from datetime import date

from koppelvlak.agendas.taking_up import give_to_newcomers
from koppelvlak.door import system
from koppelvlak.kit.due import falls_due


@falls_due
def assignments(on: date) -> dict[str, int]:
    """Give networks what they lack of the agenda in force; return how many assignments."""
    by = system(on=on, origin="command run_due")
    return {"assignments given": give_to_newcomers(by=by)}
