"""A network that comes of others goes on with their chair, secretary and working area."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.networks.forming import Arrangement, arrange_network
from koppelvlak.networks.models import Basis, Network
from koppelvlak.networks.scaling import accept_scale
from koppelvlak.networks.taken_over import take_over_area, take_over_work
from koppelvlak.people.models import Function
from koppelvlak.territory.models import SupplyLink
from tests.conftest import Assume, Guard
from tests.networks.keeping import MERGED, SPLIT, keep_two, proposed
from tests.world import TODAY, World

GONE = TODAY - timedelta(days=1)


@pytest.fixture
def kept(country: World, guard: Guard, machine: Actor) -> list[Network]:
    """Return the networks of Oasen and of Vitens, both led by IJsselland."""
    return keep_two(country, guard, machine)


def arranged(
    world: World, network: Network, *, chair: str = "", secretary: str = "", area: str = ""
) -> None:
    """Let people of the cast hold the offices of a network."""
    row = Network.objects.get(pk=network.pk)
    head, keeper = (world.person(name) if name else None for name in (chair, secretary))
    arrange_network(row, Arrangement(world.region, head, keeper, area), by=world.actor("noor"))


def merged(world: World) -> Network:
    (made,) = accept_scale(proposed(world, MERGED), by=world.actor("noor"))
    return Network.objects.get(pk=made.pk)


def test_chair_and_secretary_go_on(country: World, kept: list[Network]) -> None:
    arranged(country, kept[0], chair="noor")
    arranged(country, kept[1], secretary="joost")
    made = merged(country)
    assert (made.chair, made.secretary) == (country.person("noor"), country.person("joost"))


def test_where_both_have_a_chair_that_of_the_deciding_network_stays(
    country: World, kept: list[Network]
) -> None:
    arranged(country, kept[0], chair="bram")
    arranged(country, kept[1], chair="joost")
    row = proposed(country, MERGED)
    first = {kept[0].pk: "bram", kept[1].pk: "joost"}[row.network_id]
    (made,) = accept_scale(row, by=country.actor("noor"))
    assert Network.objects.get(pk=made.pk).chair == country.person(first)


def test_who_does_not_act_for_anybody_there_any_more_does_not_go_on(
    country: World, kept: list[Network], guard: Guard
) -> None:
    arranged(country, kept[0], chair="bram", secretary="noor")
    guard.watching = False
    Function.objects.filter(person=country.person("bram")).update(valid_to=GONE)
    guard.watching = True
    made = merged(country)
    assert (made.chair, made.secretary) == (None, country.person("noor"))


def test_nobody_comes_of_nobody(country: World, kept: list[Network]) -> None:
    made = merged(country)
    assert (made.chair, made.secretary, made.working_area) == (None, None, "")


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("Salland", "", {"Salland"}),
        ("Salland", "Salland", {"Salland"}),
        ("Salland", "De Veluwe", {"Salland; De Veluwe", "De Veluwe; Salland"}),
    ],
)
def test_working_areas_are_joined(
    country: World, kept: list[Network], one: str, other: str, joined: set[str]
) -> None:
    arranged(country, kept[0], area=one)
    arranged(country, kept[1], area=other)
    assert merged(country).working_area in joined


def test_a_working_area_that_does_not_fit_is_cut_and_says_so(
    country: World, kept: list[Network], assume: Assume, guard: Guard
) -> None:
    for number, one in enumerate(kept):
        assume(one, working_area=str(number) * 200)
        one.refresh_from_db()
    guard.watching = False
    take_over_work(kept[0], kept, among=set())
    guard.watching = True
    area = Network.objects.get(pk=kept[0].pk).working_area
    assert (len(area), area[-1]) == (300, "…")


def test_after_a_split_offices_go_where_their_organisation_sits(
    country: World, kept: list[Network]
) -> None:
    # Vitens sits in both parts; IJsselland in the one of its own region.
    for one in kept:
        arranged(country, one, chair="noor", secretary="joost" if one == kept[1] else "")
    made = accept_scale(proposed(country, SPLIT), by=country.actor("noor"))
    here = {code: Network.objects.get(pk=one.pk) for one in made for code in codes(one)}
    assert here["VR04"].chair == country.person("noor")
    assert here["VR07"].chair is None


def later(of: Network, guard: Guard) -> Network:
    """Return a network that takes over the area of another that came of others, or was chosen."""
    guard.watching = False
    made = Network.objects.create(
        sector=of.sector, basis=Basis.MERGED, name="Samen", state="forming", derived_for=TODAY
    )
    regions = of.members.values_list("region__code", flat=True)
    take_over_area(made, [of], set(regions), on=TODAY)
    guard.watching = True
    return Network.objects.get(pk=made.pk)


def test_an_area_that_covers_all_wholly_stays_an_area_however_often_it_merges(
    country: World, guard: Guard, machine: Actor
) -> None:
    guard.watching = False
    SupplyLink.objects.update(coverage="whole", certainty="legal-2015")
    guard.watching = True
    keep_two(country, guard, machine)
    first = merged(country)
    second = later(first, guard)
    for one in (first, second):
        assert one.population_whole == one.population_touched > 0
        assert not one.is_by_choice
    assert second.input_checksum == first.input_checksum != ""


def test_what_came_of_different_areas_has_a_checksum_of_its_own(
    country: World, guard: Guard, machine: Actor, assume: Assume
) -> None:
    keep_two(country, guard, machine)
    first = merged(country)
    second = later(first, guard)
    assume(second, input_checksum="0" * 64)
    guard.watching = False
    made = Network.objects.create(
        sector=first.sector, basis=Basis.MERGED, name="Alles", state="forming", derived_for=TODAY
    )
    take_over_area(made, [first, second], {"VR04"}, on=TODAY)
    guard.watching = True
    assert len(made.input_checksum) == 64
    assert made.input_checksum not in {first.input_checksum, second.input_checksum}


def test_what_comes_of_chosen_networks_alone_is_by_choice(table: Network, guard: Guard) -> None:
    made = later(table, guard)
    assert (made.input_checksum, made.is_by_choice) == ("", True)


def codes(network: Network) -> list[str]:
    seats = network.seats.filter(organisation__region__isnull=False)
    return list(seats.values_list("organisation__region__code", flat=True))
