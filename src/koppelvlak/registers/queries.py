"""Where a register is found."""

from __future__ import annotations

from koppelvlak.registers.models import Register


def register(key: str) -> Register:
    """Return the register with this key; every installation has them all."""
    return Register.objects.get(key=key)
