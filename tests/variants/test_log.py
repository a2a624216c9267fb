"""What spreading, adopting and deviating leave behind: in the log, and in the agreement itself."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.agreements.actions import confirm_agreements, edit_agreement
from koppelvlak.agreements.models import Agreement, Confirmation, Covenant
from koppelvlak.coverage.counting import wrong
from koppelvlak.framework.models import Theme
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from koppelvlak.variants import covenants, queries
from koppelvlak.variants.actions import adopt, deviate, spread
from koppelvlak.variants.models import CovenantVariant, Variant
from tests.aftermath import left, mails, refusal
from tests.aftermath import wrong as refused_fields
from tests.coverage.conftest import themes
from tests.variants.conftest import model_says, reword, rewrite
from tests.world import World


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_spreading_names_what_was_made_in_the_log_of_the_model(
    world: World, model: Agreement, network: Network
) -> None:
    (row,) = spread(model, [network], by=world.actor("anouk"))
    said = left()
    assert (said.action, said.result, said.subject) == (
        Can.SPREAD_AGREEMENT, "done", model.uuid,
    )  # fmt: skip
    assert (said.who, said.organisation) == ("Anouk de Groot", "JenV")
    assert {what for _kind, what in said.rows} == {"created"}
    assert len(said.rows) >= 2
    assert row.wording == model.wording


def test_adopting_says_that_the_agreement_took_it_over(world: World, variant: Variant) -> None:
    adopt(variant, by=world.actor("noor"), read=1)
    said = left()
    assert (said.action, said.subject) == (Can.ADOPT_MODEL, variant.uuid)
    assert (said.before["state"], said.after["state"]) == ("asked", "adopted")
    assert "adopted" in {what for _kind, what in said.rows}
    assert (said.who, said.organisation) == ("Noor de Wit", "VR IJsselland")


def test_deviating_leaves_the_reason_in_the_log(world: World, variant: Variant) -> None:
    deviate(variant, "Meting eerst.", by=world.actor("noor"), read=1)
    said = left()
    assert (said.action, said.after["reason"]) == (Can.DEVIATE_FROM_MODEL, "Meting eerst.")
    # What the model said is worked out from its own log.
    assert "taken" not in said.after


def test_a_drafted_one_leaves_no_text_twice(world: World, drafted: CovenantVariant) -> None:
    covenants.deviate(drafted, "Onze statuten.", by=world.actor("noor"), read=1)
    said = left()
    assert said.after["reason"] == "Onze statuten."
    assert {"taken", "told"}.isdisjoint(said.after)


def test_adopting_a_covenant_names_it(world: World, drafted: CovenantVariant) -> None:
    rewrite(world, drafted.model, scope_in="Ook bij dreiging.")
    covenants.adopt(fresh(drafted), by=world.actor("noor"), read=2)
    said = left()
    assert (said.action, said.after["state"]) == (Can.ADOPT_MODEL, "adopted")
    assert "adopted" in {what for _kind, what in said.rows}


@pytest.mark.parametrize("name", ["roos", "lezer", "wil", "joost"])
def test_who_is_refused_stands_in_the_log(world: World, variant: Variant, name: str) -> None:
    refusal(RefusedError, lambda: adopt(variant, by=world.actor(name), read=1))
    assert fresh(variant).state == "asked"
    assert left().subject == variant.uuid


@pytest.mark.parametrize("name", ["sanne", "iris", "otto"])
def test_who_sees_nothing_is_told_nothing(world: World, variant: Variant, name: str) -> None:
    refusal(UnseenError, lambda: deviate(variant, "Nee.", by=world.actor(name), read=1))
    assert fresh(variant).reason == ""


def test_a_reason_that_is_missing_is_said_at_its_field(world: World, variant: Variant) -> None:
    found = refused_fields(lambda: deviate(variant, "", by=world.actor("noor"), read=1))
    assert set(found) == {"reason"}


def test_networks_that_cannot_be_are_said_at_their_field(world: World, variant: Variant) -> None:
    network = variant.network
    found = refused_fields(lambda: spread(variant.model, [network], by=world.actor("anouk")))
    assert set(found) == {"networks"}


def test_two_networks_or_none(world: World, variant: Variant, network: Network) -> None:
    model = Agreement.objects.get(pk=variant.model_id)
    agreements = Agreement.objects.count()
    with pytest.raises(BadInputError):
        spread(model, [network, network], by=world.actor("anouk"))
    assert Agreement.objects.count() == agreements


def test_nobody_is_mailed_of_a_model(world: World, variant: Variant) -> None:
    before = mails()
    adopt(variant, by=world.actor("noor"), read=1)
    assert mails() == before


def test_what_came_is_counted_at_once(world: World, variant: Variant) -> None:
    assert wrong() == []
    adopt(variant, by=world.actor("noor"), read=1)
    assert wrong() == []


def test_another_version_of_the_variant_is_stale(world: World, variant: Variant) -> None:
    deviate(variant, "Meting eerst.", by=world.actor("noor"), read=1, seen=1)
    with pytest.raises(StaleError):
        adopt(variant, by=world.actor("noor"), read=1, seen=1)
    assert fresh(variant).state == "deviates"
    again = adopt(variant, by=world.actor("noor"), read=1, seen=2)
    assert again.state == "adopted"


@pytest.mark.parametrize("read", [0, 2, 99])
def test_a_wording_that_never_was_is_stale(
    world: World, variant: Variant, drafted: CovenantVariant, read: int
) -> None:
    with pytest.raises(StaleError):
        adopt(variant, by=world.actor("noor"), read=read)
    with pytest.raises(StaleError):
        covenants.deviate(drafted, "Nee.", by=world.actor("noor"), read=read)


def test_an_answer_may_become_the_other(world: World, variant: Variant) -> None:
    by = world.actor("noor")
    adopt(variant, by=by, read=1)
    row = deviate(fresh(variant), "Toch niet.", by=by, read=1)
    assert (row.state, row.reason) == ("deviates", "Toch niet.")
    row = adopt(fresh(variant), by=by, read=1)
    assert (row.state, row.reason, row.told) == ("adopted", "", "")


def test_the_same_sentence_again_is_no_other_wording(world: World, variant: Variant) -> None:
    by = world.actor("noor")
    adopt(variant, by=by, read=1)
    before = fresh(variant.agreement)
    adopt(fresh(variant), by=by, read=1)
    after = fresh(variant.agreement)
    assert (after.wording, after.reworded_on) == (before.wording, before.reworded_on)
    assert after.version == before.version + 1


def test_themes_of_the_model_come_along_and_ask_for_no_other_confirmation(
    world: World, variant: Variant
) -> None:
    model = reword(world, variant.model, within="binnen 30 minuten", themes=themes(5))
    assert model.wording == 1
    adopt(variant, by=world.actor("noor"), read=1)
    own = fresh(variant.agreement)
    assert [one.number for one in own.themes.all()] == [5]
    assert own.wording == 1
    assert Theme.objects.count() == 8


def test_what_was_confirmed_is_not_confirmed_in_other_words(world: World, variant: Variant) -> None:
    own = fresh(variant.agreement)
    edit_agreement(own, model_says(world, tlp=Tlp.AMBER), by=world.actor("noor"))
    reword(world, variant.model)
    adopt(fresh(variant), by=world.actor("noor"), read=2)
    assert fresh(own).wording == 2
    assert not Confirmation.objects.filter(agreement=own, wording=2).exists()
    with pytest.raises((BadInputError, RefusedError, StaleError)):
        confirm_agreements(world.water, {own.uuid: 1}, by=world.actor("joost"))


def test_the_class_of_the_network_is_its_own(world: World, variant: Variant) -> None:
    edit_agreement(
        variant.agreement, model_says(world, tlp=Tlp.AMBER_STRICT), by=world.actor("noor")
    )
    adopt(variant, by=world.actor("noor"), read=1)
    assert fresh(variant.agreement).tlp == Tlp.AMBER_STRICT


def test_a_covenant_of_the_network_keeps_its_own_class_and_parties(
    world: World, drafted: CovenantVariant
) -> None:
    before = [one.organisation for one in drafted.covenant.parties.all()]
    rewrite(world, drafted.model, notice="Een jaar.")
    covenants.adopt(fresh(drafted), by=world.actor("noor"), read=2)
    own = Covenant.objects.get(pk=drafted.covenant_id)
    assert (own.notice, own.tlp, own.kind) == ("Een jaar.", Tlp.AMBER, "regional")
    assert [one.organisation for one in own.parties.all()] == before


def test_what_a_variant_says_of_itself_is_what_the_network_has(
    variant: Variant, drafted: CovenantVariant, network: Network
) -> None:
    assert str(variant) == str(variant.agreement)
    assert str(drafted) == str(drafted.covenant)
    assert variant.network == drafted.network == network
    assert {str(variant.state_words), str(drafted.state_words)} == {"not answered"}
    assert queries.changes(variant) == []
