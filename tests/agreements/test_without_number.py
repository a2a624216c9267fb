"""An agreement without a number goes out under its identity, and comes in as the same."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from koppelvlak.agreements.actions import add_agreement, edit_agreement
from koppelvlak.agreements.documents import FORMATS, lines_of
from koppelvlak.agreements.giving import Given, Stated, given_of
from koppelvlak.agreements.importing import Options, plan
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Enter, Put, acts, warning
from tests.agreements.lists import SYSTEM, as_csv, line, load_facts, take_in
from tests.world import World


@pytest.fixture(autouse=True)
def facts(world: World) -> None:
    load_facts()


def told(**changes: str) -> bytes:
    """Return the list of all agreements as it goes out, with some cells of each changed."""
    lines = lines_of(Agreement.objects.order_by("pk"), actor=SYSTEM)
    return FORMATS["json"][0]([one | changes for one in lines])


def counts(found: Any) -> tuple[int, int, int]:
    return len(found.made), len(found.changed), found.same


def test_it_goes_out_under_its_identity_and_one_with_a_number_under_that(put: Put) -> None:
    put(action="belt …")
    put(action="mailt …", key="V1")
    bare = Agreement.objects.get(key="")
    assert {one["id"] for one in json.loads(told())} == {str(bare.uuid), "V1"}


def full(world: World) -> dict[str, Any]:
    every = Stated(Side.BENEFITING, every_kind=world.region.kind)
    return {
        **WORKED_OUT, "quantity": "een bericht", "basic": True, "rhythm_months": 6,
        "channel": "telefoon", "fallback": "C2000", "phase": "warm", "basis": "plan",
        "sectors": (world.sector,), "parties": (acts(world.water), every),
    }  # fmt: skip


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_what_people_typed_comes_in_as_the_same(
    enter: Enter, put: Put, world: World, network: Network, ending: str
) -> None:
    put()
    put(**full(world))
    put(parties=(acts(world.water), Stated(Side.BENEFITING, text="de ziekenhuizen")))
    data = enter("noor").get(reverse("agreements:export", args=[ending])).content
    assert counts(take_in(data, network, by=world.actor("noor"))) == (0, 0, 3)
    assert set(Agreement.objects.values_list("key", "version")) == {("", 1)}


def test_what_is_changed_in_the_list_changes_it_and_gives_it_no_number(
    put: Put, network: Network
) -> None:
    row = put()
    found = take_in(told(within="binnen 1 uur"), network)
    (changed,) = found.changed
    assert [column for column, _before, _after in changed.changes] == ["within"]
    row.refresh_from_db()
    assert (row.key, row.within, row.wording) == ("", "binnen 1 uur", 2)


def test_after_that_it_still_goes_out_under_its_identity(put: Put, network: Network) -> None:
    row = put()
    take_in(told(within="binnen 1 uur"), network)
    assert [one["id"] for one in json.loads(told())] == [str(row.uuid)]
    assert counts(take_in(told(), network)) == (0, 0, 1)


def test_a_number_that_it_gets_here_takes_the_place_of_its_identity(
    put: Put, world: World, network: Network
) -> None:
    row = put()
    take_in(told(within="binnen 1 uur"), network)
    row = Agreement.objects.get(pk=row.pk)
    said = vars(given_of(row)) | {"key": "V7"}
    edit_agreement(row, Given(**said), by=world.actor("noor"))
    assert [one["id"] for one in json.loads(told())] == ["V7"]
    assert counts(take_in(told(), network)) == (0, 0, 1)


def test_the_same_identity_twice_is_refused_as_a_number_is(put: Put, network: Network) -> None:
    row = put()
    data = as_csv(line(id=str(row.uuid)), line(id=str(row.uuid)))
    with pytest.raises(Exception, match="lijst") as caught:
        plan(data, name="lijst", options=Options(network))
    assert "line 2" in "".join(caught.value.problems)  # type: ignore[attr-defined]


def test_the_identity_of_one_of_another_place_is_a_number_like_any_other(
    world: World, network: Network
) -> None:
    national = add_agreement(None, warning(world, tlp="GREEN"), by=world.actor("anouk"))
    data = told()
    assert counts(take_in(data, network)) == (1, 0, 0)
    assert counts(take_in(data, network)) == (0, 0, 1)
    assert Agreement.objects.get(network=network).key == str(national.uuid)


def test_an_identity_of_nothing_makes_a_new_one_once(network: Network) -> None:
    data = as_csv(line(id=str(uuid4())))
    assert counts(take_in(data, network)) == (1, 0, 0)
    assert counts(take_in(data, network)) == (0, 0, 1)


def test_a_list_for_the_whole_country_knows_its_own_as_well(world: World) -> None:
    add_agreement(None, warning(world, tlp="GREEN"), by=world.actor("anouk"))
    assert counts(take_in(told(), by=world.actor("anouk"))) == (0, 0, 1)


def test_a_list_from_before_it_got_a_number_still_knows_it(
    put: Put, world: World, network: Network
) -> None:
    row = put()
    before = told()
    edit_agreement(row, Given(**vars(given_of(row)) | {"key": "V7"}), by=world.actor("noor"))
    assert counts(take_in(before, network)) == (0, 0, 1)
    assert Agreement.objects.get().key == "V7"


def test_its_number_and_its_identity_in_one_list_are_twice_the_same(
    put: Put, network: Network
) -> None:
    row = put(key="V7")
    data = as_csv(line(id="V7"), line(id=str(row.uuid)))
    with pytest.raises(Exception, match="lijst") as caught:
        plan(data, name="lijst", options=Options(network))
    assert "line 2" in "".join(caught.value.problems)  # type: ignore[attr-defined]
