"""What time does to networks: they follow their areas, and rest when nothing happens in them."""

from __future__ import annotations

from datetime import date

from koppelvlak.door import system
from koppelvlak.kit.due import falls_due
from koppelvlak.networks.actions import derive
from koppelvlak.networks.forming import rest_networks


@falls_due
def derived(on: date) -> dict[str, int]:
    """Let the networks follow from the areas of this day, as people changed them; return how many.

    What that asks of the networks is proposed.
    """
    by = system(on=on, origin="command run_due")
    return {"networks derived": len(derive(on=on, by=by))}


@falls_due
def resting(on: date) -> dict[str, int]:
    """Let networks rest in which nothing happened for a year; return how many."""
    by = system(on=on, origin="command run_due")
    return {"networks at rest": len(rest_networks(by=by))}
