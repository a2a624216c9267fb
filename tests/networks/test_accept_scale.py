"""Accepting that networks merge or split: who may, when not, and what becomes of everybody."""

from __future__ import annotations

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, StaleError, WrongStateError
from koppelvlak.kit.notices.models import Message
from koppelvlak.networks.actions import derive
from koppelvlak.networks.forming import Arrangement, arrange_network, close_network
from koppelvlak.networks.models import Lineage, Network, Proposal, Seat
from koppelvlak.networks.scaling import accept_scale, decline_scale
from koppelvlak.networks.staffing import Limits
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.networks.keeping import MERGED, SPLIT, keep_two, proposed
from tests.world import TODAY, World


@pytest.fixture
def kept(country: World, guard: Guard, machine: Actor) -> list[Network]:
    """Return two networks that IJsselland leads."""
    return keep_two(country, guard, machine)


def test_a_merger_forms_one_network_with_everybody(country: World, kept: list[Network]) -> None:
    (made,) = accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    seats = {seat.organisation.short_name: seat for seat in made.seats.all()}
    assert set(seats) == {"VR IJsselland", "VR Gelderland-Midden", "Vitens", "Oasen"}
    assert (made.state, made.basis, made.called) == ("forming", "merged", "Oasen, Vitens")
    assert made.lead == country.region


@pytest.mark.parametrize("limits", [MERGED, SPLIT])
def test_who_had_not_answered_yet_is_invited_anew(
    country: World, kept: list[Network], limits: Limits
) -> None:
    made = accept_scale(proposed(country, limits), by=country.actor("noor"))
    rows = Message.objects.filter(capability=Can.DECIDE_SCALE, subject__contains="Uitnodiging")
    # Bram acts for the region, which was invited; who decided knows, and who sat is not asked.
    (here,) = [one for one in made if one.seats.filter(organisation=country.region).exists()]
    (one,) = rows
    assert one.to == "bram@voorbeeld.invalid"
    assert here.seats.get(organisation=country.region).get_absolute_url() in one.text


def test_who_sat_sits_and_speaks_as_before(country: World, kept: list[Network]) -> None:
    (made,) = accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    vitens = made.seats.get(organisation=country.water)
    assert (vitens.state, vitens.since) == ("sitting", TODAY)
    assert vitens.representative == country.person("joost")
    assert made.seats.get(organisation=country.region).state == "invited"


def test_the_old_networks_close_and_name_their_successor(
    country: World, kept: list[Network]
) -> None:
    (made,) = accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    for old in Network.objects.filter(pk__in=[one.pk for one in kept]):
        assert old.state == "closed"
        assert old.reason == "Goes on as: Oasen, Vitens"
        assert not old.seats.exclude(state="left").exists()
        assert old.chapters.last().state == "closed"  # type: ignore[union-attr]
    lines = Lineage.objects.filter(successor=made).values_list("predecessor", "kind", "on")
    assert set(lines) == {(one.pk, "merge", TODAY) for one in kept}


def test_the_area_is_that_of_both_and_counts_each_municipality_once(
    country: World, kept: list[Network]
) -> None:
    (made,) = accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    zwolle_and_deventer, arnhem = made.members.order_by("region__code").filter(standing="reached")
    assert (zwolle_and_deventer.municipalities, arnhem.municipalities) == (2, 1)
    assert (made.municipalities, made.population_touched) == (3, 130_000 + 101_000 + 165_000)
    assert made.derived_for == TODAY


def test_each_part_keeps_its_own_area(country: World, kept: list[Network]) -> None:
    made = accept_scale(proposed(country, SPLIT), by=country.actor("noor"))
    codes = [[member.region.code for member in one.members.all()] for one in made]
    assert codes == [["VR04"], ["VR07"]]


def test_nothing_is_deleted(country: World, kept: list[Network]) -> None:
    before = Seat.objects.count()
    accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    assert Network.objects.count() == 3
    assert Seat.objects.count() == before + 4


def test_a_split_forms_a_network_per_group(country: World, kept: list[Network]) -> None:
    made = accept_scale(proposed(country, SPLIT), by=country.actor("noor"))
    assert [one.called for one in made] == ["Oasen VR04", "Oasen VR07"]
    assert {one.basis for one in made} == {"split"}
    regions = [
        {seat.organisation.short_name for seat in one.seats.exclude(organisation__key="oasen")}
        for one in made
    ]
    assert regions == [{"VR IJsselland"}, {"VR Gelderland-Midden"}]


def test_the_lead_leads_only_where_it_sits(country: World, kept: list[Network]) -> None:
    here, there = accept_scale(proposed(country, SPLIT), by=country.actor("noor"))
    assert (here.lead, there.lead) == (country.region, None)


def test_need_to_know_stays(country: World, kept: list[Network]) -> None:
    noor = country.actor("noor")
    arrange_network(kept[0], Arrangement(country.region, need_to_know=True), by=noor)
    (made,) = accept_scale(proposed(country, MERGED), by=noor)
    assert made.need_to_know


def test_the_proposal_says_who_decided(country: World, kept: list[Network]) -> None:
    row = proposed(country, MERGED)
    accept_scale(row, by=country.actor("noor"))
    row.refresh_from_db()
    assert (row.state, row.decided_on) == ("accepted", TODAY)
    assert row.decided_by.startswith("Noor de Wit")


def test_what_else_was_proposed_is_overtaken(country: World, kept: list[Network]) -> None:
    other = proposed(country, SPLIT)
    accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    other.refresh_from_db()
    assert other.state == "overtaken"


def test_newer_facts_ask_the_successor_only_for_what_is_new(
    country: World, kept: list[Network], machine: Actor, guard: Guard
) -> None:
    (made,) = accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    guard.watching = False
    oasen = Organisation.objects.get(key="oasen")
    link(country, "GM0141", coverage="whole", certainty="legal-2015", by=oasen)
    guard.watching = True
    derive(on=TODAY, by=machine)
    asked = Proposal.objects.filter(kind__in=("join", "leave"), state="open")
    assert [(one.network, one.kind, one.region.code) for one in asked] == [(made, "join", "VR05")]  # type: ignore[union-attr]


def test_a_national_editor_may(country: World, kept: list[Network]) -> None:
    assert accept_scale(proposed(country, MERGED), by=country.actor("anouk"))


@pytest.mark.parametrize("who", ["joost", "lezer", "iris"])
def test_who_does_not_lead_may_not(country: World, kept: list[Network], who: str) -> None:
    with pytest.raises(RefusedError):
        accept_scale(proposed(country, MERGED), by=country.actor(who))


def test_who_leads_one_of_both_may_not_decide_for_the_other(
    country: World, kept: list[Network]
) -> None:
    row = proposed(country, MERGED)
    arrange_network(kept[1], Arrangement(country.water), by=country.actor("anouk"))
    with pytest.raises(RefusedError, match="Vitens"):
        accept_scale(row, by=country.actor("noor"))
    assert {one.state for one in Network.objects.all()} == {"forming"}


def test_a_decided_proposal_is_not_decided_again(country: World, kept: list[Network]) -> None:
    row = proposed(country, MERGED)
    decline_scale(row, reason="Niet nu.", by=country.actor("noor"))
    with pytest.raises(WrongStateError):
        accept_scale(row, by=country.actor("noor"))


def test_a_proposal_about_something_else_is_refused(country: World, kept: list[Network]) -> None:
    row = Proposal.objects.filter(kind="new").first()
    assert row is not None
    with pytest.raises(WrongStateError):
        accept_scale(row, by=country.actor("noor"))


def test_a_network_that_closed_since_is_refused(country: World, kept: list[Network]) -> None:
    row = proposed(country, MERGED)
    close_network(kept[1], reason="Klaar.", by=country.actor("anouk"))
    with pytest.raises(WrongStateError):
        accept_scale(row, by=country.actor("noor"))


def test_another_region_that_joined_since_is_refused(
    country: World, kept: list[Network], guard: Guard
) -> None:
    row = proposed(country, MERGED)
    guard.watching = False
    newcomer = Organisation.objects.get(key="vr05")
    Seat.objects.create(network=kept[0], organisation=newcomer, invited_on=TODAY)
    guard.watching = True
    with pytest.raises(WrongStateError, match="changed since"):
        accept_scale(row, by=country.actor("noor"))


def test_a_region_that_left_since_gets_no_seat(
    country: World, kept: list[Network], guard: Guard
) -> None:
    row = proposed(country, MERGED)
    arnhem = Organisation.objects.get(key="vr07")
    guard.watching = False
    Seat.objects.filter(organisation=arnhem).update(state="left", until=TODAY)
    guard.watching = True
    (made,) = accept_scale(row, by=country.actor("noor"))
    assert not made.seats.filter(organisation=arnhem).exists()


def test_a_newer_network_is_stale(country: World, kept: list[Network]) -> None:
    row = proposed(country, MERGED)
    with pytest.raises(StaleError):
        accept_scale(row, by=country.actor("noor"), seen=1)
