"""What is asked of many agreements follows indexes, and says the same as it would without."""

from __future__ import annotations

import pytest
from django.db import connection

from koppelvlak.agreements.at_table import seated
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.agreements.models.party import agreements_of
from koppelvlak.agreements.queries import Wanted, meetings, networks_with_any
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from tests.agreements.conftest import Put, acts, gains
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
