"""What one giver said is found nowhere by others: pages, files, search, log, exports, mails.

Each giver leaves a word that stands nowhere else, and everybody of the cast opens every page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.test import Client
from django.urls import reverse

from koppelvlak.agendas.lifecycle import IN_FORCE
from koppelvlak.agendas.models import Input, SectorAgenda
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.living import Living
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.search.index import reindex
from koppelvlak.kit.search.models import Entry
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.export import export_person
from tests.agendas.input.conftest import EIGHT, UNTIL, Asking, Enter, On, answer
from tests.conftest import Assume
from tests.rules.site import addresses

REGION, WATER, TABLE = "roodborstje", "kwikstaart", "boomklever"
# Who may read which of the three.
READERS = {
    "noor": {REGION, TABLE}, "bram": {REGION, TABLE}, "lezer": {REGION}, "joost": {WATER},
    "roos": {WATER}, "wil": {WATER}, "anouk": {REGION, WATER, TABLE},
}  # fmt: skip
# A PDF is made of the same content as these, and its glyphs cannot be read back.
FILES = ("csv", "excel", "word")


@pytest.fixture
def told(asked: Asking) -> Asking:
    """Let each giver say of each theme a word that stands nowhere else."""
    for give, name, word in (
        (asked.give, "noor", REGION), (asked.give, "joost", WATER),
        (asked.give_network, "noor", TABLE),
    ):  # fmt: skip
        give(name, **{f"t{number}": answer(remark=f"Zing, {word}!") for number in EIGHT})
    return asked


def urls(asking: Asking) -> Iterator[str]:
    """Yield every page of ours: those about nothing, and about what the input hangs on."""
    here: dict[str, tuple[Living, ...]] = {
        "agendas": (asking.agenda, asking.network), "networks": (asking.network,),
        "agreements": (asking.network, asking.world.region), "coverage": (asking.network,),
        "variants": (asking.network,), "organisations": (asking.world.region,),
        "people": (asking.world.region,), "framework": (asking.world.region,),
    }  # fmt: skip
    for name, holes in addresses():
        space = name.partition(":")[0]
        if not holes and ":" in name and name not in {"people:switch", "people:demo"}:
            yield reverse(name)
        elif holes == ["uuid"]:
            yield from (reverse(name, args=[one.uuid]) for one in here.get(space, ()))


def words_in(answer: Any) -> set[str]:
    """Return which of the three words an answer holds, whatever its format."""
    said = b"".join(answer) if answer.streaming else answer.content
    return {word for word in (REGION, WATER, TABLE) if word in text_of(said)}


def text_of(data: bytes) -> str:
    """Return all text of a page, a workbook or a document."""
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as parts:
            return " ".join(
                parts.read(name).decode("utf-8", "replace") for name in parts.namelist()
            )
    return data.decode("utf-8", "replace")


def found_by(client: Client, url: str) -> set[str]:
    """Return which words somebody reads at an address."""
    answer = client.get(url)
    return words_in(answer) if answer.status_code == 200 else set()


def test_the_words_are_there_to_be_found(told: Asking, enter: Enter, on: On) -> None:
    page = reverse("agendas:input", args=[told.agenda.uuid])
    for name, words in READERS.items():
        own = words if name != "anouk" else set()
        assert found_by(enter(name), page) == own, name
    every = reverse("agendas:all_input", args=[told.agenda.uuid])
    assert found_by(enter("anouk"), every) == READERS["anouk"]
    assert found_by(enter("anouk"), f"{every}?formaat=csv") == READERS["anouk"]


@pytest.mark.parametrize("name", ["noor", "joost", "otto", "sanne"])
def test_nobody_finds_the_word_of_another_on_any_page(
    told: Asking, enter: Enter, on: On, name: str
) -> None:
    client, may = enter(name), READERS.get(name, set())
    leaked = {url: words for url in urls(told) if (words := found_by(client, url) - may)}
    assert leaked == {}


@pytest.mark.parametrize("name", ["joost", "iris", "sanne"])
def test_nor_once_it_was_published_and_adopted(
    told: Asking, enter: Enter, on: On, assume: Assume, name: str
) -> None:
    told.publish()
    assume(told.agenda, state=IN_FORCE, adopted_on=UNTIL)
    client, may = enter(name), READERS.get(name, set())
    pages = [url for url in urls(told) if url.startswith(("/agendas/", "/netwerken/"))]
    assert pages
    leaked = {url: words for url in pages if (words := found_by(client, url) - may)}
    assert leaked == {}


@pytest.mark.parametrize("name", ["joost", "sanne"])
def test_nobody_finds_it_in_a_file(told: Asking, enter: Enter, on: On, name: str) -> None:
    client, may = enter(name), READERS.get(name, set())
    about = re.compile(rf"^/agendas/|^/netwerken/{told.network.uuid}/|^/dekking/$|^/log/$")
    pages = [url for url in urls(told) if about.search(url)]
    leaked = {
        (url, ending): words
        for url in pages
        for ending in FILES
        if (words := found_by(client, f"{url}?formaat={ending}") - may)
    }
    assert leaked == {}


@pytest.mark.parametrize("name", ["noor", "joost", "anouk"])
def test_search_finds_none_of_it(told: Asking, enter: Enter, on: On, name: str) -> None:
    reindex(anyway=True)
    client = enter(name)
    for word in (REGION, WATER, TABLE):
        answer = client.get(reverse("portal:search"), {"q": word})
        assert (answer.status_code, answer.context["total"]) == (200, 0)
    stored = " ".join(str(row) for row in Entry.objects.values_list())
    assert not any(word in stored for word in (REGION, WATER, TABLE))


def test_the_log_has_none_of_it(told: Asking) -> None:
    stored = json.dumps([one.payload for one in Event.objects.all()])
    assert "organisation.give-input" in set(Event.objects.values_list("action", flat=True))
    assert not any(word in stored for word in (REGION, WATER, TABLE))


def test_no_mail_has_it(told: Asking) -> None:
    told.ask(UNTIL.replace(day=UNTIL.day + 1))
    stored = " ".join(f"{one.subject} {one.text}" for one in Message.objects.all())
    assert stored
    assert not any(word in stored for word in (REGION, WATER, TABLE))


@pytest.mark.parametrize("name", ["noor", "bram", "joost", "roos", "iris", "sanne"])
def test_what_is_kept_of_a_person_has_none_of_it(told: Asking, name: str) -> None:
    """It belongs to an organisation or a network, never to who typed it."""
    kept = json.dumps(export_person(told.world.person(name), by=told.actor(name)), default=str)
    assert not any(word in kept for word in (REGION, WATER, TABLE))


def test_a_question_about_rows_knows_who_asks(told: Asking) -> None:
    for name in told.world.people:
        rows = Input.objects.visible_to(told.actor(name))
        said = {word for word in (REGION, WATER, TABLE) if rows.filter(remark__contains=word)}
        assert said == READERS.get(name, set()), name


def test_another_organisation_of_the_same_person_does_not_have_it(told: Asking) -> None:
    """Who acts for two organisations sees what belongs to the one acted for."""
    elsewhere = told.world.actor("noor", organisation=told.world.stranger.uuid)
    assert not Input.objects.visible_to(elsewhere).exists()


def test_a_supervisor_that_once_took_part_sees_no_input_of_its_own(
    told: Asking, assume: Assume
) -> None:
    row = told.of(told.world.region)
    assume(row, organisation=told.world.supervisor)
    assert isinstance(row.giver, Organisation)
    assert not Input.objects.visible_to(told.actor("sanne")).exists()
    assert not SectorAgenda.objects.visible_to(told.actor("sanne")).exists()
