"""A call with words that stand nowhere else: nobody finds them but the two parties."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from koppelvlak.agreements.models import Agreement
from koppelvlak.calls import actions
from koppelvlak.calls.models import Call, Invited
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.search.index import reindex
from koppelvlak.kit.search.models import Entry
from koppelvlak.kit.search.query import search
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.people.models import Function
from koppelvlak.rights import Role
from tests.agreements.conftest import seat
from tests.calls.conftest import (
    CANARY,
    WORD,
    Enter,
    Put,
    Start,
    answered,
    escalated,
    repairing,
)
from tests.conftest import Guard
from tests.world import TODAY, World

# At the table and no party; edits nationally; is a guest; keeps the platform.
OUTSIDERS = ("iris", "anouk", "sanne", "petra")
# What differs between two answers that say the same.
VARYING = re.compile(
    r'(value|nonce|content|data-token)="[^"]{20,}"|csrf[^<>]*|[0-9-]{10}T[0-9:]+Z'
    r"|request:\s+[0-9a-f]+"
)


@pytest.fixture
def public(put: Put) -> Agreement:
    """Return an agreement that everybody may read, guests included."""
    return put(tlp=Tlp.CLEAR, key="A1")


@pytest.fixture
def table(world: World, network: Network, guard: Guard) -> None:
    """Seat somebody at the table who is no party of what is agreed there."""
    guard.watching = False
    seat(network, world.stranger)
    guard.watching = True


def whole(world: World, start: Start, about: Agreement) -> Call:
    """Return a call in which everything was said that can be, and which is closed."""
    call = start(about=about)
    for step in (answered, repairing, escalated):
        step(world, call)
    actions.record_repair(call, TODAY, by=world.actor("joost"))
    return actions.close(call, WORD, by=world.actor("noor"))


def places(world: World, about: Agreement, network: Network) -> list[str]:
    """Return where an agreement, its parties and what happened could be read."""
    files = [f"/afspraken/lijst.{ending}" for ending in ("xlsx", "csv", "json")]
    return [
        "/", "/afspraken/", "/afspraken/?formaat=csv", *files, about.get_absolute_url(),
        f"{about.get_absolute_url()}?geschiedenis=1", "/dekking/", "/dekking/?formaat=csv",
        network.get_absolute_url(), f"/afspraken/?netwerk={network.uuid}",
        f"/afspraken/tussen/{world.region.uuid}/?en={world.water.uuid}",
        world.region.get_absolute_url(), world.water.get_absolute_url(),
        "/zoeken/?q=kanarie", "/zoeken/?q=aangesproken", "/zoeken/?q=Vitens", "/log/",
        "/organisaties/",
    ]  # fmt: skip


def text(answer: Any) -> str:
    """Return what an answer says; of a workbook all that is packed in it."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not body.startswith(b"PK"):
        return str(body.decode())
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


def read(client: Client, urls: list[str]) -> Iterator[tuple[str, int, str]]:
    for url in urls:
        answer = client.get(url)
        yield url, answer.status_code, VARYING.sub("", text(answer))


@pytest.mark.parametrize("name", OUTSIDERS)
def test_all_that_others_read_says_the_same_with_and_without_it(
    enter: Enter, world: World, network: Network, start: Start, public: Agreement, table: None,
    name: str,
) -> None:  # fmt: skip
    client, urls = enter(name), places(world, public, network)
    before = list(read(client, urls))
    assert {status for _url, status, _text in before} >= {200}
    call = whole(world, start, public)
    open_one = start(about=public)
    # The outbox counts all mail alike, and says of none whose it is; here it was delivered.
    Message.objects.all().delete()
    for (url, status, was), (_url, now, told) in zip(before, read(client, urls), strict=True):
        assert (url, status) == (url, now)
        for trace in (CANARY, str(call.uuid), str(open_one.uuid), "aanspreken/nieuw"):
            assert trace not in told, (url, trace)
        assert told == was, url


@pytest.mark.parametrize("name", OUTSIDERS)
def test_no_address_of_it_exists_for_others(
    enter: Enter, world: World, start: Start, public: Agreement, table: None, name: str
) -> None:
    call, client = start(about=public), enter(name)
    steps = ("", "antwoorden/", "herstellen/", "hersteld/", "voorleggen/", "afsluiten/",
             "intrekken/", "uitnodigen/", "niet-meer-meelezen/")  # fmt: skip
    for step in steps:
        url = f"{call.get_absolute_url()}{step}"
        assert client.get(url).status_code == 404, url
        assert client.post(url, {"answer": "x"}).status_code in {404, 405}, url
    listed = client.get("/aanspreken/?stand=alle")
    assert listed.status_code == (404 if name in {"sanne", "petra"} else 200)
    assert str(call.uuid) not in listed.content.decode()


def test_a_guest_sees_none_even_where_an_invitation_stands(
    enter: Enter, world: World, start: Start, public: Agreement, guard: Guard
) -> None:
    call = start(about=public)
    guard.watching = False
    Invited.objects.create(
        call=call, organisation=world.supervisor, invited_for=world.region, on=TODAY
    )
    Function.objects.filter(person=world.person("sanne")).update(role=Role.MANAGER)
    guard.watching = True
    client = enter("sanne")
    assert client.get(call.get_absolute_url()).status_code == 404
    assert client.get("/aanspreken/").status_code == 404
    assert client.get(f"/aanspreken/nieuw/{public.uuid}/").status_code == 403
    assert CANARY not in client.get(public.get_absolute_url()).content.decode()
    assert not Call.objects.visible_to(world.actor("sanne")).exists()


def test_search_finds_it_for_nobody(world: World, start: Start, public: Agreement) -> None:
    whole(world, start, public)
    reindex(anyway=True)
    assert not Entry.objects.filter(words__icontains="kanarie").exists()
    assert not Entry.objects.filter(url__contains="/aanspreken/").exists()
    for name in ("noor", "joost", *OUTSIDERS):
        assert search("kanarie", actor=world.actor(name)) == []


def test_log_and_mail_hold_none_of_its_words(
    enter: Enter, world: World, start: Start, public: Agreement
) -> None:
    call = whole(world, start, public)
    assert Event.objects.filter(subject=call.uuid).count() == 5
    assert all(CANARY not in str(event.payload) for event in Event.objects.all())
    assert all(CANARY not in f"{one.subject} {one.text}" for one in Message.objects.all())
    # The caller's auditor reads that its own people did something, and not with whom or what.
    told = enter("otto").get("/log/").content.decode()
    assert f"call {str(call.uuid)[:8]}" in told
    assert "Joost" not in told
    assert CANARY not in told


def test_the_agreement_has_no_way_back_to_its_calls() -> None:
    related = {relation.related_model for relation in Agreement._meta.related_objects}
    assert Call not in related


def test_the_parties_do_find_it(
    enter: Enter, world: World, start: Start, public: Agreement
) -> None:
    # Without this the canaries above could sing nowhere at all.
    call = start(about=public)
    for name in ("noor", "lezer", "joost", "roos"):
        client = enter(name)
        assert CANARY in client.get(call.get_absolute_url()).content.decode()
        assert str(call.uuid) in client.get(public.get_absolute_url()).content.decode()
        assert str(call.uuid) in client.get("/aanspreken/").content.decode()
