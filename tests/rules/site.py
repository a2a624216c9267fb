"""The world on the web, for rules about every address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from koppelvlak.kit.living import Living
from tests.rules.matrix import objects
from tests.rules.things import told
from tests.world import World

ACTORS = ("anonymous", "noor", "bram", "otto", "joost", "iris", "sanne", "anouk", "petra")
NOWHERE = UUID(int=0)
# Which object fills the hole in an address, by its name or that of its package.
SUBJECTS = {
    "networks": "network",
    "organisations": "the water company",
    "organisations:confirm_contact_point": "desk of the water company",
    "organisations:edit_contact_point": "desk of the water company",
    "organisations:remove_contact_point": "desk of the water company",
    "people": "person noor",
    "people:end_function": "function of noor",
    "people:end_mandate": "mandate of noor",
    "people:give_function": "the region",
    "people:give_mandate": "the region",
    "people:invite": "the region",
    "people:of_organisation": "the region",
    "people:set_deputy": "function of noor",
    "people:withdraw": "invitation of the region",
    "territory": "proposed merger",
    **told("SUBJECTS"),
}
HOLES: dict[str, str | dict[str, str]] = {
    "uidb36": "1", "pk": "1", "token": "0-0-0",
    "code": {"portal:region": "VR04", "territory:municipality": "GM0193"}, "key": "0-0-0",
    **told("HOLES"),
}  # fmt: skip


def addresses(patterns: Any = None, space: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the holes of every address there is."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", _holes(pattern.pattern)


def _holes(pattern: Any) -> list[str]:
    return list(pattern.converters) or list(pattern.regex.groupindex)


class Site:
    """A client per person, and what fills the holes of an address."""

    def __init__(self, world: World) -> None:
        self.things: Mapping[str, Living] = objects(world)
        self.clients = {who: Client(raise_request_exception=False) for who in ACTORS}
        for who in ACTORS[1:]:
            self.clients[who].force_login(world.person(who), BACKEND)

    def url(self, name: str, holes: list[str]) -> str:
        """Return the address of an object that exists."""
        return reverse(name, kwargs={hole: self._filling(name, hole) for hole in holes})

    def nowhere(self, name: str, holes: list[str]) -> str:
        """Return the same address of an object that does not exist."""
        made_up = {"uuid": NOWHERE, "code": "XX99", "pk": 999, "number": 99, "uidb36": "9"}
        return reverse(name, kwargs={hole: made_up.get(hole, "0-0-0") for hole in holes})

    def ask(self, who: str, method: str, url: str, **data: Any) -> HttpResponse:
        """Send one request, whose effect is undone."""
        # A savepoint, not a transaction: the door stands in no other.
        client, point = self.clients[who], transaction.savepoint()
        cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
        response: HttpResponse = getattr(client, method.lower())(url, data)
        transaction.savepoint_rollback(point)
        client.cookies = cookies
        return response

    def _filling(self, name: str, hole: str) -> str:
        if hole == "uuid":
            subject = SUBJECTS.get(name) or SUBJECTS[name.partition(":")[0]]
            return str(self.things[subject].uuid)
        filling = HOLES[hole]
        return filling if isinstance(filling, str) else filling[name]


BACKEND = "koppelvlak.people.known.KnownBackend"
