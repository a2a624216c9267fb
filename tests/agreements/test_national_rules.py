"""A rule in an agreement for the whole country: it means who sits at any table, as in a network."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agreements.actions import (
    add_agreement,
    agree,
    confirm_agreements,
    edit_agreement,
    end_agreement,
    reassess,
)
from koppelvlak.agreements.asked import comes_due, confirmable
from koppelvlak.agreements.assessing import heard, reasons_of, tables_for
from koppelvlak.agreements.at_table import seated_anywhere
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.lifecycle import PROPOSED as AGREEMENT_PROPOSED
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Maturity, Party, Side, agreements_of
from koppelvlak.agreements.queries import between, to_confirm
from koppelvlak.door import system
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import ACTIVE, CLOSED, PROPOSED, SITTING
from koppelvlak.networks.models import Basis, Network, Seat, SeatKind
from koppelvlak.organisations.models import Kind, Organisation
from tests.aftermath import refusal
from tests.agreements.conftest import Enter, acts, gains, seat, warning
from tests.conftest import Assume, Guard
from tests.world import TODAY, World


@pytest.fixture
def words(world: World, guard: Guard) -> None:
    """Give the kinds of the cast their names."""
    guard.watching = False
    named = {"plural_nl": "drinkwaterbedrijven", "plural_en": "drinking-water companies"}
    Kind.objects.filter(key="company").update(**named)
    guard.watching = True


def every(organisation: Organisation, side: str = Side.ACTING) -> Stated:
    return Stated(side, every_kind=organisation.kind)


def national(world: World, **changes: Any) -> Agreement:
    """Put down that every company warns the region, for the whole country."""
    said = {"parties": (every(world.water), gains(world.region)), "agreed_on": None, **changes}
    return add_agreement(None, warning(world, **said), by=world.actor("anouk"))


def acting(row: Agreement) -> list[Organisation]:
    fresh = Agreement.objects.get(pk=row.pk)
    found = heard(fresh, tables_for([fresh]))
    return [one.organisation for one in found if one.side == Side.ACTING and one.organisation]


def second(world: World, guard: Guard, state: str = ACTIVE) -> Network:
    """Make another network, with the stranger at its table."""
    guard.watching = False
    made = Network.objects.create(
        sector=world.sector, basis=Basis.CHOSEN, name="Zuid", division="province:Limburg",
        state=state, lead=world.stranger, derived_for=TODAY, stirred_on=TODAY,
    )  # fmt: skip
    seat(made, world.stranger)
    guard.watching = True
    return made


@pytest.mark.usefixtures("network")
def test_it_means_those_of_the_kind_that_sit_at_a_table(world: World, guard: Guard) -> None:
    row = national(world)
    # The stranger is of the same kind, and sits nowhere.
    assert world.stranger.kind == world.water.kind
    assert acting(row) == [world.water]
    second(world, guard)
    assert acting(row) == [world.water, world.stranger]


def test_everybody_is_everybody_at_any_table(world: World, network: Network, guard: Guard) -> None:
    second(world, guard)
    row = national(world, parties=(Stated(Side.ACTING, everybody=True),))
    assert set(acting(row)) == {world.water, world.region, world.stranger}


@pytest.mark.usefixtures("network")
def test_who_sits_at_two_tables_is_meant_once(world: World, guard: Guard) -> None:
    other = second(world, guard)
    guard.watching = False
    seat(other, world.water)
    guard.watching = True
    assert acting(national(world)) == [world.water, world.stranger]
    assert len(seated_anywhere()) == 3


@pytest.mark.usefixtures("network")
def test_a_closed_network_has_no_table_and_a_guest_no_seat(world: World, guard: Guard) -> None:
    second(world, guard, state=CLOSED)
    network = Network.objects.get(name="Oost")
    guard.watching = False
    Seat.objects.create(
        network=network, organisation=world.supervisor, invited_on=TODAY, since=TODAY,
        state=SITTING, kind=SeatKind.GUEST,
    )  # fmt: skip
    guard.watching = True
    assert set(seated_anywhere()) == {world.water, world.region}
    row = national(world, parties=(every(world.supervisor), gains(world.region)))
    assert acting(row) == []


def test_the_company_of_a_proposed_network_sits_there(world: World, guard: Guard) -> None:
    guard.watching = False
    Network.objects.create(
        sector=world.sector, basis=Basis.DERIVED, anchor=world.stranger, state=PROPOSED,
        derived_for=TODAY, stirred_on=TODAY,
    )  # fmt: skip
    guard.watching = True
    row = national(world)
    assert acting(row) == [world.stranger]
    assert row.pk in set(agreements_of(world.stranger.uuid))


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("side", Side.values)
def test_both_ways_of_asking_agree(world: World, guard: Guard, side: str) -> None:
    """What is asked of the database is what is unfolded here, for each organisation."""
    for moment in ("before", "after"):
        row = national(world, action=f"belt … {moment}", parties=(
            every(world.water), every(world.region, Side.BENEFITING),
        ))  # fmt: skip
        found = heard(row, tables_for([row]))
        for one in Organisation.objects.all():
            meant = any(told.organisation == one and told.side == side for told in found)
            assert (row.pk in set(agreements_of(one.uuid, [side]))) is meant
        if moment == "before":
            second(world, guard)


@pytest.mark.usefixtures("network", "words")
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "Elk van de drinkwaterbedrijven waarschuwt VR IJsselland per telefoon"),
        ("en", "Each of the drinking-water companies waarschuwt VR IJsselland per telefoon"),
    ],
)
def test_its_sentence_names_no_network(world: World, language: str, told: str) -> None:
    row = national(world, language=language, trigger="", within="")
    assert row.sentence == f"{told}."
    everybody = national(
        world, language=language, trigger="", within="",
        parties=(acts(world.water), Stated(Side.BENEFITING, everybody=True)),
    )  # fmt: skip
    words = {
        "nl": "de deelnemers van alle netwerken",
        "en": "the participants of all networks",
    }
    assert everybody.sentence == f"Vitens waarschuwt {words[language]} per telefoon."


@pytest.mark.usefixtures("words")
def test_in_a_network_it_still_does(world: World, network: Network) -> None:
    said = {"parties": (every(world.water), gains(world.region)), "trigger": "", "within": ""}
    row = add_agreement(network, warning(world, **said), by=world.actor("noor"))
    assert row.sentence.startswith("Elk van de drinkwaterbedrijven van het netwerk waarschuwt")
    assert str(Party.objects.get(side=Side.ACTING)) == "de drinkwaterbedrijven van het netwerk"


@pytest.mark.usefixtures("network")
def test_who_is_meant_confirms_and_it_counts(world: World) -> None:
    row = national(world)
    assert (row.maturity, reasons_of(row)[0].why) == (Maturity.STALE, Why.NEVER_CONFIRMED)
    assert reasons_of(row)[0].name == "Vitens"
    assert to_confirm(world.water, actor=world.actor("joost")) == [row]
    confirm_agreements(world.water, {row.uuid: row.version}, by=world.actor("joost"))
    row.refresh_from_db()
    assert row.maturity == Maturity.AGREED


@pytest.mark.usefixtures("network")
def test_who_sits_nowhere_does_not(world: World) -> None:
    row = national(world, tlp=Tlp.GREEN)
    assert to_confirm(world.stranger, actor=world.actor("iris")) == []
    with pytest.raises(RefusedError, match="no party"):
        confirm_agreements(world.stranger, {row.uuid: row.version}, by=world.actor("iris"))


@pytest.mark.usefixtures("network")
def test_the_yearly_question_is_about_it_as_well(world: World) -> None:
    row = national(world)
    assert list(confirmable(world.water)) == [row]
    assert comes_due(world.water, TODAY)
    # Who only benefits reads it along; who sits nowhere is asked nothing.
    assert list(confirmable(world.region)) == [row]
    assert not comes_due(world.region, TODAY)
    assert not confirmable(world.stranger).exists()


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("name", "sees"),
    [("joost", True), ("roos", True), ("noor", True), ("iris", False), ("sanne", False)],
)
def test_within_its_class_who_is_meant_sees_it(world: World, name: str, *, sees: bool) -> None:
    row = national(world, tlp=Tlp.AMBER)
    found = Agreement.objects.visible_to(world.actor(name))
    assert found.filter(pk=row.pk).exists() is sees


@pytest.mark.usefixtures("network")
def test_a_newcomer_is_a_party_from_the_night_on(world: World, guard: Guard) -> None:
    row = national(world)
    confirm_agreements(world.water, {row.uuid: row.version}, by=world.actor("joost"))
    second(world, guard)
    assert reassess(by=system(on=TODAY, origin="test")) == 1
    row.refresh_from_db()
    assert (row.maturity, reasons_of(row)[0].name) == (Maturity.STALE, "WML")


def test_who_leaves_the_last_table_is_none_any_more(
    world: World, network: Network, assume: Assume
) -> None:
    row = national(world)
    assume(network.seats.get(organisation=world.water), state="left")
    assert acting(row) == []
    assert row.pk not in set(agreements_of(world.water.uuid))


@pytest.mark.usefixtures("network")
def test_two_organisations_owe_each_other_by_it(world: World) -> None:
    row = national(world)
    owed, due = between(world.water, world.region, actor=world.actor("noor"))
    assert (owed, due) == ([row], [])


@pytest.mark.usefixtures("network", "words")
def test_its_page_unfolds_the_parties_with_what_each_said(
    world: World, enter: Enter, guard: Guard
) -> None:
    second(world, guard)
    row = national(world)
    confirm_agreements(world.water, {row.uuid: row.version}, by=world.actor("joost"))
    browser = enter("joost")
    browser.get(row.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        told = browser.get(row.get_absolute_url()).content.decode()
    assert len(asked) <= 20
    for name in ("Vitens", "WML", "VR IJsselland"):
        assert name in told
    assert "drinkwaterbedrijven" in told
    assert "van het netwerk" not in told


@pytest.mark.usefixtures("network")
def test_without_a_rule_no_table_is_asked_for(world: World) -> None:
    row = national(world, parties=(acts(world.water), gains(world.region)))
    (fresh,) = Agreement.objects.prefetch_related("parties").filter(pk=row.pk)
    with CaptureQueriesContext(connection) as asked:
        assert tables_for([fresh]) == {}
    assert len(asked) == 0


@pytest.mark.usefixtures("network")
def test_who_is_meant_by_a_rule_does_not_speak_for_all_others(world: World, enter: Enter) -> None:
    """One of twenty-five would otherwise end or reword what holds for the whole country."""
    row, joost = national(world), world.actor("joost")
    refusal(RefusedError, lambda: edit_agreement(row, warning(world), by=joost))
    refusal(RefusedError, lambda: end_agreement(row, by=joost, on=TODAY, reason="oud"))
    plan = add_agreement(
        None, warning(world, parties=(every(world.water), gains(world.region))),
        by=world.actor("anouk"), state=AGREEMENT_PROPOSED,
    )  # fmt: skip
    refusal(RefusedError, lambda: agree(plan, by=joost, on=TODAY))
    assert enter("joost").get(reverse("agreements:edit", args=[row.uuid])).status_code == 403
    assert confirm_agreements(world.water, {row.uuid: row.version}, by=joost) == 1


@pytest.mark.usefixtures("network")
def test_who_is_named_or_sits_at_its_table_still_changes_it(world: World, network: Network) -> None:
    both = (every(world.water), acts(world.water), gains(world.region))
    named = national(world, parties=both)
    given = warning(world, parties=both, quantity="3 liter")
    assert edit_agreement(named, given, by=world.actor("joost")).quantity == "3 liter"
    rule = warning(world, parties=(every(world.water), gains(world.region)))
    row = add_agreement(network, rule, by=world.actor("noor"))
    assert end_agreement(row, by=world.actor("joost"), on=TODAY, reason="oud").ended_on == TODAY
