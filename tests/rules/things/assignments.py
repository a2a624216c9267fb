"""What fills the addresses on which a network answers an agenda, and that of its progress."""

from __future__ import annotations

from typing import Any

SUBJECTS: dict[str, Any] = {
    "agendas:progress": "agenda in force",
    "agendas:of_network": "standing network",
    "agendas:accept": "assignment of the network",
    "agendas:in_place": "assignment of the network",
    "agendas:not_applicable": "assignment of the network",
    "agendas:reopen": "assignment of the network",
}
