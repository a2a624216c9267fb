"""The full count, by night: what was counted change by change must agree with it."""

from __future__ import annotations

from datetime import date

from koppelvlak.coverage.actions import recount
from koppelvlak.door import system
from koppelvlak.kit.due import falls_due


@falls_due
def counted(on: date) -> dict[str, int]:
    """Count all agreements anew; return how many counts were other than kept."""
    return {"coverage recounted": recount(by=system(on=on, origin="command run_due"))}
