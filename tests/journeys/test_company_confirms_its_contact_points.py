"""A company says that its contact points are right; the regions it shares a network with see it."""

from __future__ import annotations

from typing import Any

from koppelvlak.organisations.models import Organisation
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor

DONE = {"nl": "bevestigd op 23 november 2026", "en": "confirmed on 23 November 2026"}
SWITCHED = {"nl": "namens VR Noord- en Oost-Gelderland", "en": "on behalf of VR Noord- en Oost"}
MINE = '/organisaties/contactpunten/[^"]+/bevestigen/'
# Where *My work* leads to for a contact point.
DESK = '/organisaties/[0-9a-f-]{36}/[^"]*'


def asked(visitor: Visitor) -> bool:
    return visitor.open("/").has_link(DESK)


def liander(visitor: Visitor) -> Visitor:
    visitor.open("/zoeken/?q=liander")
    return visitor.open(visitor.link("/organisaties/[0-9a-f-]{36}/"))


def test_it_waits_is_confirmed_and_is_seen(arrive: Arrive, language: str) -> None:
    worker = arrive("C. El Idrissi")
    assert asked(worker)
    liander(worker)
    assert not worker.reads(DONE[language])
    worker.fill_in(worker.link(MINE))
    assert worker.reads(DONE[language])
    assert not asked(worker)


def test_a_region_sees_it_when_it_shares_a_network(arrive: Arrive, language: str) -> None:
    worker = liander(arrive("C. El Idrissi"))
    worker.fill_in(worker.link(MINE))
    region = arrive("F. Hoekstra")
    assert not liander(region).reads(DONE[language])
    other = Organisation.objects.get(key="vr06").uuid
    assert region.send("/namens/", organisation=other, next="/").reads(SWITCHED[language])
    assert liander(region).reads(DONE[language])
    assert not region.has_link(MINE)


def test_a_change_asks_for_a_new_confirmation(arrive: Arrive, language: str) -> None:
    worker = liander(arrive("C. El Idrissi"))
    page = worker.path
    worker.fill_in(worker.link(MINE))
    edit = worker.link('/organisaties/contactpunten/[^"]+/bewerken/')
    said: dict[str, Any] = {
        "function": "Wachtdienst",
        "channel": "phone",
        "address": "088 000 00 77",
    }
    worker.fill_in(edit, **said, hours="24/7", fallback="", tlp="AMBER", sharing_reason="")
    assert worker.path.startswith(page)
    assert worker.reads("088 000 0077")
    assert asked(worker)
