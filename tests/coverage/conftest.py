"""What is agreed in the network of the region and the water company, and what they said first."""

from __future__ import annotations

from koppelvlak.coverage.models import Answer
from koppelvlak.framework.loading import load_framework
from koppelvlak.framework.models import Theme
from tests.agreements.conftest import Enter, Put, enter, network, put
from tests.agreements.lists import SYSTEM

__all__ = ["Enter", "Put", "enter", "network", "put"]
ANSWERS = dict.fromkeys(range(1, 9), (Answer.INFORMAL.value, ""))


def themes(*numbers: int) -> tuple[Theme, ...]:
    """Return these themes; loaded when there are none yet."""
    if not Theme.objects.exists():
        load_framework(by=SYSTEM)
    return tuple(Theme.objects.filter(number__in=numbers))
