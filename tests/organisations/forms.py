"""What someone fills in, and how it is sent."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client

from koppelvlak.organisations.actions import About, Reached

NOC = Reached(
    function="NOC", channel="phone", address="+31880000002", hours="24/7", fallback="NCV-toestel"
)
ABOUT = About(website="https://voorbeeld.invalid", role_nl="Levert water.", role_en="Supplies.")


def filled_in(what: Reached | About = NOC, **changes: Any) -> dict[str, Any]:
    """Return the fields of a form, with a token of its own."""
    return {**vars(what), "token": str(uuid4()), **changes}


def send(client: Client, url: str, data: dict[str, Any]) -> Any:
    """Send a form and return the answer."""
    return client.post(url, data)
