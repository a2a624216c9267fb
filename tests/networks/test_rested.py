"""A proposal that a region leaves keeps on what it rested: figures, links, source and day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.networks.actions import derive
from koppelvlak.networks.deciding import accept_region
from koppelvlak.networks.models import Network, Proposal
from koppelvlak.networks.proposals import kept_member, region_ground
from koppelvlak.networks.rested import earlier, rested
from koppelvlak.networks.scaling import accept_scale
from koppelvlak.territory.models import SupplyLink
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.networks.keeping import MERGED, keep_two, proposed
from tests.networks.proposal_pages import Enter, enter
from tests.networks.proposed import alter, formed, the
from tests.networks.test_pages import text
from tests.world import TODAY, World

__all__ = ["enter"]
LATER = TODAY + timedelta(days=7)
BEFORE = "On what did it rest before?"


def end(guard: Guard, municipality: str, on: date = LATER) -> None:
    """Let the links to a municipality end on a day, as an accepted area does, and derive."""
    guard.watching = False
    SupplyLink.objects.filter(municipality=municipality).update(valid_to=on)
    guard.watching = True
    derive(on=on, by=system(on=on, origin="test"))


@pytest.fixture
def leave(network: Network, country: World, guard: Guard) -> Proposal:
    """Return the proposal that Gelderland-Midden leaves, since its link ended."""
    formed(network, country)
    end(guard, "GM0202")
    return the(network, "leave")


def test_it_keeps_figures_municipalities_source_and_day(leave: Proposal) -> None:
    kept = leave.evidence["rested"]
    assert (kept["on"], kept["standing"], kept["share"]) == (TODAY.isoformat(), "reached", 1.0)
    assert kept["classes"]["unknown"]["population"] == 165_000
    assert kept["lines"] == [
        {
            "name": "Arnhem",
            "coverage": "unknown",
            "certainty": "legal-2015",
            "sources": ["Drinkwaterregeling, bijlage 1"],
        }
    ]


def test_nothing_leads_there_now(leave: Proposal) -> None:
    assert kept_member(leave) is None
    assert set(leave.evidence) == {"rested"}


def test_what_was_kept_is_read_in_words(leave: Proposal) -> None:
    found = earlier(leave)
    assert found is not None
    assert (found.on, [one["coverage"] for one in found.lines]) == (TODAY, ["unknown"])
    (share,) = found.shares
    assert (str(share.words), share.municipalities) == ("extent unknown", 1)
    assert region_ground(leave).earlier == found


def test_the_page_shows_it(leave: Proposal, enter: Enter) -> None:
    page = text(enter("joost"), leave.get_absolute_url())
    said = page.partition(BEFORE)[2]
    assert "No supply link leads to this safety region any more." in page.partition(BEFORE)[0]
    assert "As the area was derived for 23 November 2026." in said
    assert "Arnhem : unknown, laid down in law, 2015 Drinkwaterregeling, bijlage 1" in said
    assert "165,000" in said


def test_it_stays_readable_after_the_decision(
    leave: Proposal, country: World, enter: Enter
) -> None:
    accept_region(leave, by=country.actor("joost"))
    assert BEFORE in text(enter("joost"), leave.get_absolute_url())


def test_where_facts_were_taken_out_the_figures_stay_and_the_page_says_so(
    network: Network, country: World, guard: Guard, enter: Enter
) -> None:
    formed(network, country)
    alter(guard, "GM0202")
    row = the(network, "leave")
    assert row.evidence["rested"]["lines"] == []
    said = text(enter("joost"), row.get_absolute_url()).partition(BEFORE)[2]
    assert "only the figures are kept" in said
    assert "165,000" in said


def test_facts_that_came_the_same_day_do_not_stand_under_the_figures_of_before(
    network: Network, country: World, guard: Guard, enter: Enter
) -> None:
    formed(network, country)
    guard.watching = False
    ended = {"valid_from": TODAY - timedelta(days=90), "valid_to": TODAY}
    SupplyLink.objects.filter(municipality="GM0202").update(**ended)
    fresh = link(country, "GM0202", coverage="parcels", certainty="one-source")
    SupplyLink.objects.filter(pk=fresh.pk).update(valid_from=TODAY)
    guard.watching = True
    derive(on=TODAY, by=system(on=TODAY, origin="test"))
    row = the(network, "leave")
    kept = row.evidence["rested"]
    assert (list(kept["classes"]), kept["lines"]) == (["unknown"], [])
    said = text(enter("joost"), row.get_absolute_url()).partition(BEFORE)[2]
    assert "only the figures are kept" in said


def test_who_is_still_reached_a_little_keeps_both(
    network: Network, country: World, guard: Guard, enter: Enter
) -> None:
    formed(network, country)
    alter(guard, "GM0202", coverage="parcels")
    row = the(network, "leave")
    member = kept_member(row)
    assert member is not None
    assert (member.standing, row.evidence["rested"]["standing"]) == ("parcels", "reached")
    assert BEFORE in text(enter("joost"), row.get_absolute_url())


def test_who_joins_rested_on_nothing(
    network: Network, country: World, guard: Guard, enter: Enter
) -> None:
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    row = the(network, "join")
    assert "rested" not in row.evidence
    assert earlier(row) is None
    assert BEFORE not in text(enter("joost"), row.get_absolute_url())


def test_a_merged_network_shows_on_what_the_earlier_ones_rested(
    country: World, guard: Guard, machine: Actor
) -> None:
    keep_two(country, guard, machine)
    (made,) = accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    end(guard, "GM0202")
    row = the(made, "leave")
    assert row.region is not None
    assert (row.region.code, row.evidence["rested"]["on"]) == ("VR07", TODAY.isoformat())
    assert [one["name"] for one in row.evidence["rested"]["lines"]] == ["Arnhem"]


def test_each_region_has_its_own(network: Network) -> None:
    found = rested(Network.objects.get(pk=network.pk))
    names = {code: [one["name"] for one in kept["lines"]] for (_pk, code), kept in found.items()}
    assert names == {
        "VR04": ["Deventer", "Zwolle"], "VR05": ["Almelo"], "VR06": ["Apeldoorn"],
        "VR07": ["Arnhem"],
    }  # fmt: skip


def test_what_was_never_derived_rested_on_nothing(table: Network) -> None:
    assert rested(table) == {}
    assert rested(Network()) == {}


def test_an_older_proposal_without_it_reads_as_before(leave: Proposal, guard: Guard) -> None:
    guard.watching = False
    leave.evidence = {}
    leave.save()
    guard.watching = True
    assert earlier(leave) is None
    assert region_ground(leave).earlier is None
