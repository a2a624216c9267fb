"""What is kept: agendas, priorities, spearheads, alignments, input, and what networks answer."""

from koppelvlak.agendas.models.agenda import (
    Alignment,
    Body,
    Priority,
    SectorAgenda,
    decided_for_guests,
)
from koppelvlak.agendas.models.assignment import Assignment
from koppelvlak.agendas.models.given import Importance, Input, Present
from koppelvlak.agendas.models.spearhead import Spearhead, ToMake

__all__ = [
    "Alignment", "Assignment", "Body", "Importance", "Input", "Present", "Priority",
    "SectorAgenda", "Spearhead", "ToMake", "decided_for_guests",
]  # fmt: skip
