"""Situations in the form of an agreement: chosen by name and by sector, of the own sector alone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agreements.forms import situations_for
from koppelvlak.agreements.models import Agreement, Situation
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.sectors.models import Sector
from tests.agreements.conftest import Enter, Put
from tests.conftest import Guard
from tests.reading import errors, main, plain, read
from tests.world import World

FILLED: dict[str, Any] = {
    "acting": "Vitens", "manner": "each", "action": "belt …", "kind": "agreed", "tlp": "AMBER",
    "language": "nl", "state": "agreed",
}  # fmt: skip
MOST = 12


@pytest.fixture(autouse=True)
def catalogue(world: World, guard: Guard) -> None:
    """Make two situations of the sector, one of another, and one that crosses them."""
    guard.watching = False
    power = Sector.objects.get_or_create(
        key="electricity",
        defaults={"name_nl": "Elektriciteit", "name_en": "Electricity", "position": 2},
    )[0]
    told = (
        ("W1", world.sector, "Short outage"), ("W3", world.sector, "Emergency drinking water"),
        ("E1", power, "Local power outage"), ("X1", None, "Cascade"),
    )  # fmt: skip
    for position, (key, sector, name) in enumerate(told, start=1):
        Situation.objects.create(
            key=key, sector=sector, name_nl=f"{name} (nl)", name_en=name, position=position
        )
    guard.watching = True


@pytest.fixture
def url(network: Network) -> str:
    return reverse("agreements:add_to", args=[network.uuid])


def keys(rows: Any) -> list[str]:
    return [row.key for row in rows]


def named(row: Agreement, *wanted: str, guard: Guard) -> Agreement:
    guard.watching = False
    row.situations.set(Situation.objects.filter(key__in=wanted))
    guard.watching = True
    return row


def test_under_a_network_its_sector_and_what_crosses_sectors(network: Network) -> None:
    assert keys(situations_for(network)) == ["W1", "W3", "X1"]


def test_for_the_whole_country_all_of_them() -> None:
    assert keys(situations_for(None)) == ["W1", "W3", "E1", "X1"]
    assert keys(situations_for(None, ["W1"])) == ["W1", "W3", "E1", "X1"]


def test_what_is_named_already_can_be_kept(network: Network) -> None:
    assert keys(situations_for(network, ["E1"])) == ["W1", "W3", "E1", "X1"]


def test_the_page_says_what_each_key_means_by_sector(enter: Enter, url: str) -> None:
    told = read(enter("noor"), url)
    assert "Drinking water W1 Short outage W3 Emergency drinking water Every sector X1" in told
    assert "Local power outage" not in told
    national = read(enter("anouk"), reverse("agreements:add_national"))
    assert "Electricity E1 Local power outage Every sector X1 Cascade" in national


def test_in_dutch_as_well(enter: Enter, url: str) -> None:
    client = enter("noor")
    session = client.session
    session["language"] = "nl"
    session.save()
    assert "Drinkwater W1 Short outage (nl)" in read(client, url)
    assert "Elke sector X1 Cascade (nl)" in read(client, url)


def test_what_is_ticked_is_kept(enter: Enter, url: str) -> None:
    sent = FILLED | {"situations": ["W3", "X1"], "token": str(uuid4())}
    assert enter("noor").post(url, sent).status_code == 302
    row = Agreement.objects.get()
    assert keys(row.situations.all()) == ["W3", "X1"]
    assert "W3 Emergency drinking water; X1 Cascade" in read(enter("noor"), row.get_absolute_url())


@pytest.mark.parametrize("key", ["E1", "Z9", "W1, W3"])
def test_what_is_not_offered_is_refused_and_the_rest_kept(enter: Enter, url: str, key: str) -> None:
    answer = enter("noor").post(url, FILLED | {"situations": ["W1", key]})
    assert set(errors(answer)) == {"situations"}
    assert not Agreement.objects.exists()
    assert 'value="W1"' in answer.content.decode()


def test_changing_begins_with_what_was_chosen(enter: Enter, put: Put, guard: Guard) -> None:
    row = named(put(), "W1", "E1", guard=guard)
    html = main(enter("noor"), reverse("agreements:edit", args=[row.uuid]))
    ticked = [one for one in html.split("<input")[1:] if 'name="situations"' in one.split(">")[0]]
    assert [("checked" in one.split(">")[0]) for one in ticked] == [True, False, True, False]
    assert "Electricity E1 Local power outage" in plain(html)


def test_what_was_chosen_of_another_sector_can_stay_or_go(
    enter: Enter, put: Put, guard: Guard
) -> None:
    row = named(put(tlp=Tlp.AMBER), "W1", "E1", guard=guard)
    url = reverse("agreements:edit", args=[row.uuid])
    for wanted in (["W1", "E1"], ["W3"]):
        row.refresh_from_db()
        sent = FILLED | {"situations": wanted, "version": row.version, "token": str(uuid4())}
        assert enter("noor").post(url, sent).status_code == 302
        assert set(keys(row.situations.all())) == set(wanted)
    sent = FILLED | {"situations": ["E1"], "version": row.version + 1, "token": str(uuid4())}
    assert set(errors(enter("noor").post(url, sent))) == {"situations"}


def test_the_form_costs_few_queries(enter: Enter, url: str) -> None:
    client = enter("noor")
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert len(asked) <= MOST
