"""What is asked of many agreements follows indexes, and says the same as it would without."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.urls import reverse

from koppelvlak.agreements.at_table import seated
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.agreements.models.party import agreements_of
from koppelvlak.agreements.queries import Wanted, meetings, networks_with_any
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from tests.agreements.conftest import Enter, Put, acts, gains
from tests.conftest import Guard
from tests.world import World


def of(organisation: Organisation, *sides: str) -> set[int]:
    return set(agreements_of(organisation.uuid, sides or Side.values))


@pytest.fixture
def ruled(world: World, put: Put) -> dict[str, Agreement]:
    """Agreements in which the parties are named, ruled or only a text; those who act are texts."""
    acting = Stated(Side.ACTING, text="de gemeenten")
    return {
        "named": put(parties=(acting, gains(world.stranger)), action="belt"),
        "everybody": put(parties=(acting, Stated(Side.BENEFITING, everybody=True)), action="mailt"),
        "kind": put(
            parties=(acting, Stated(Side.BENEFITING, every_kind=world.region.kind)), action="komt"
        ),
        "text": put(parties=(acting, Stated(Side.BENEFITING, text="iedereen")), action="wacht"),
    }


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("region", {"everybody", "kind"}),
        ("water", {"everybody"}),
        ("stranger", {"named"}),
    ],
)
def test_an_organisation_is_in_what_names_it_or_rules_its_table(
    world: World, ruled: dict[str, Agreement], who: str, kinds: set[str]
) -> None:
    assert of(getattr(world, who)) == {ruled[kind].pk for kind in kinds}
    assert of(getattr(world, who), Side.ACTING) == set()


def test_a_rule_ends_with_the_seat(
    world: World, guard: Guard, network: Network, ruled: dict[str, Agreement]
) -> None:
    assert of(world.water) == {ruled["everybody"].pk}
    guard.watching = False
    network.seats.filter(organisation=world.water).update(state="left")
    assert of(world.water) == set()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="The plan is in the words of SQLite.")
def test_no_question_reads_every_party(world: World, put: Put) -> None:
    put(parties=(acts(world.water), gains(world.region)))
    plan = agreements_of(world.water.uuid).explain().splitlines()
    assert plan
    assert not [
        line for line in plan if "SCAN agreements_party" in line and "everybodys_party" not in line
    ]


def test_only_networks_with_an_agreement_are_offered(
    world: World, network: Network, put: Put
) -> None:
    actor = world.actor("noor")
    assert list(networks_with_any(actor)) == []
    put()
    put(action="belt …")
    assert list(networks_with_any(actor)) == [network]


@pytest.mark.parametrize(
    ("tlp", "told"),
    [
        (Tlp.CLEAR, {"noor", "joost", "iris", "anouk", "sanne"}),
        (Tlp.GREEN, {"noor", "joost", "iris", "anouk"}),
        (Tlp.AMBER, {"noor", "joost"}),
        (Tlp.AMBER_STRICT, {"noor"}),
    ],
)
def test_no_choice_tells_where_something_hidden_is_agreed(
    world: World, put: Put, tlp: Tlp, told: set[str]
) -> None:
    put(tlp=tlp)
    names = ("noor", "joost", "iris", "anouk", "sanne", "petra", "otto")
    assert {name for name in names if networks_with_any(world.actor(name))} == told


def test_one_that_is_seen_among_hidden_ones_is_enough(
    world: World, network: Network, put: Put
) -> None:
    put(tlp=Tlp.AMBER)
    put(action="belt …", tlp=Tlp.CLEAR)
    assert list(networks_with_any(world.actor("sanne"))) == [network]


def test_the_page_of_a_guest_offers_no_hidden_network(
    world: World, network: Network, put: Put, enter: Enter
) -> None:
    put(tlp=Tlp.GREEN)
    page = enter("sanne").get(reverse("agreements:list"))
    assert f'value="{network.uuid}"' not in page.content.decode()
    page = enter("iris").get(reverse("agreements:list"))
    assert f'value="{network.uuid}"' in page.content.decode()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="The plan is in the words of SQLite.")
@pytest.mark.parametrize("name", ["noor", "joost", "sanne", "anouk"])
def test_sight_of_a_network_is_answered_by_an_index_alone(
    world: World, put: Put, name: str
) -> None:
    put()
    plan = networks_with_any(world.actor(name)).explain()
    # It covers the question: where one sees nothing, no agreement is read either.
    assert re.search(r"SEARCH \w+ USING COVERING INDEX agreement_sight \(network_id=", plan), plan


def test_who_sits_where_comes_by_name_and_with_its_kind(
    world: World, network: Network, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        table = seated([network])[network.pk]
        kinds = {one.kind.key for one in table}
    assert table == sorted(table, key=lambda one: one.name)
    assert {world.region, world.water} <= set(table)
    assert kinds >= {world.region.kind.key}


def test_nobody_sits_where_there_is_no_network() -> None:
    assert seated([]) == {}


def test_who_looks_at_one_network_goes_to_its_meeting_alone(
    world: World, network: Network, guard: Guard
) -> None:
    guard.watching = False
    other = Network.objects.create(
        sector=world.sector, basis=network.basis, name="West", division="province:Utrecht",
        state=network.state, lead=world.region, derived_for=network.derived_for,
        stirred_on=network.stirred_on,
    )  # fmt: skip
    actor = world.actor("noor")
    assert set(meetings(actor, Wanted())) == {network, other}
    assert list(meetings(actor, Wanted(network=str(other.uuid)))) == [other]
    assert list(meetings(actor, Wanted(network="landelijk"))) == []
    assert list(meetings(world.actor("joost"), Wanted(network=str(other.uuid)))) == []
