"""A model binds nobody by itself: it says so, is not confirmed, and never counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.agreements.actions import (
    Tried,
    add_agreement,
    add_proof,
    confirm_agreements,
    edit_agreement,
)
from koppelvlak.agreements.asked import comes_due, confirmable
from koppelvlak.agreements.explaining import OF_A_MODEL, explained
from koppelvlak.agreements.forms import AddForm
from koppelvlak.agreements.giving import Stated, given_of
from koppelvlak.agreements.models import Agreement, Covenant, Maturity, Proof, Side, agreements_of
from koppelvlak.agreements.queries import Wanted, agreements, between, parties, to_confirm
from koppelvlak.coverage.queries import counted
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.waiting import waiting
from koppelvlak.networks.models import Network
from tests.aftermath import refusal, wrong
from tests.agreements.conftest import WORKED_OUT, Enter, Put, acts, gains, warning
from tests.agreements.lists import HEADER, LINE, as_csv, load_facts, take_in
from tests.agreements.test_forms import filled
from tests.world import TODAY, World

TOLD = "a model is for the whole country, and stays one"


def national(world: World, **changes: Any) -> Agreement:
    """Put down what the company does for the region, for the whole country; a model unless said."""
    said = {"is_model": True, "tlp": Tlp.GREEN, "agreed_on": None, **changes}
    return add_agreement(None, warning(world, **said), by=world.actor("anouk"))


def change(world: World, row: Agreement, **changes: Any) -> Agreement:
    row.refresh_from_db()
    return edit_agreement(row, replace(given_of(row), **changes), by=world.actor("anouk"))


def test_its_sentence_says_that_it_is_one(world: World) -> None:
    row = national(world)
    assert row.sentence == f"Model ({row.trigger}): {row.bare_sentence.split(': ')[1]}"
    plain = national(world, is_model=False)
    assert plain.sentence == plain.bare_sentence == row.bare_sentence


def test_it_has_not_come_far_whatever_it_names(world: World) -> None:
    row = national(world, agreed_on=TODAY, **WORKED_OUT)
    assert row.maturity == Maturity.UNCOUNTED
    assert explained(row) == [OF_A_MODEL]
    other = national(world, is_model=False, agreed_on=TODAY, **WORKED_OUT)
    assert other.maturity == Maturity.WORKED_OUT
    assert OF_A_MODEL not in explained(other)


def test_one_that_ended_says_so_instead(world: World) -> None:
    row = national(world, valid_to=TODAY)
    row.maturity, row.maturity_reasons = Maturity.ENDED, [{"why": "over", "name": "", "on": ""}]
    assert explained(row) != [OF_A_MODEL]
    assert row.sentence.startswith("Niet van kracht")


def test_nobody_is_asked_to_confirm_it(world: World, network: Network) -> None:
    row = national(world)
    joost = world.actor("joost")
    assert to_confirm(world.water, actor=joost) == []
    assert not confirmable(world.water).exists()
    assert not comes_due(world.water, TODAY)
    assert [one for one in waiting(joost) if "Confirm" in str(one.title)] == []
    seen = {row.uuid: row.version}
    told = refusal(BadInputError, lambda: confirm_agreements(world.water, seen, by=joost))
    assert "is not confirmed" in told


def test_the_same_agreement_that_is_none_is_confirmed(world: World, network: Network) -> None:
    row = national(world, is_model=False)
    assert to_confirm(world.water, actor=world.actor("joost")) == [row]
    assert comes_due(world.water, TODAY)


def test_it_is_not_tried(world: World, network: Network) -> None:
    row = national(world, agreed_on=TODAY)
    tried = Tried(on=TODAY, occasion="exercise", name="Droog", outcome="kept")
    told = refusal(WrongStateError, lambda: add_proof(row, tried, by=world.actor("joost")))
    assert told == "A model is not tried: what networks made of it is."
    assert not Proof.objects.exists()


def test_nobody_owes_anything_by_it(world: World, network: Network) -> None:
    national(world)
    real = national(world, is_model=False)
    owed, _due = between(world.water, world.region, actor=world.actor("noor"))
    assert owed == [real]


@pytest.mark.parametrize("name", ["noor", "joost", "anouk", "iris"])
def test_the_coverage_of_the_country_is_about_real_agreements(world: World, name: str) -> None:
    """A basic model would otherwise push the agreements that are none out of the cell."""
    national(world, basic=True)
    national(world, is_model=False, agreed_on=TODAY)
    found = counted(world.actor(name))
    whole = found.counts[found.places[None]]
    uncounted, agreed = whole[0, 1, 0], whole[2, 0, 0]
    assert (uncounted, agreed, whole[..., 0].sum()) == (1, 1, 2)
    asked = Wanted(network="landelijk", counted=True)
    assert [one.is_model for one in agreements(world.actor(name), asked)] == [False]


def test_an_agreement_becomes_one_and_stays_one(world: World) -> None:
    row = national(world, is_model=False)
    assert (row.maturity, row.counts, row.can_be_confirmed) == (Maturity.STALE, True, True)
    made = change(world, row, is_model=True)
    assert (made.maturity, made.counts, made.can_be_confirmed) == (
        Maturity.UNCOUNTED, False, False,
    )  # fmt: skip
    # Its words are the same: whoever confirmed those did not confirm others.
    assert made.wording == 1
    told = wrong(lambda: change(world, row, is_model=False))
    words = "A model stays a model: networks may have made their own agreement of it."
    assert told == {"is_model": [words]}
    assert change(world, row, quantity="3 liter").is_model


def test_a_party_does_not_make_a_real_agreement_a_model(world: World, enter: Enter) -> None:
    """It would not count any more for anybody, and never again."""
    row = national(world, is_model=False)
    given = replace(given_of(row), is_model=True)
    told = wrong(lambda: edit_agreement(row, given, by=world.actor("joost")))
    assert told == {"is_model": ["Only a national editor makes it a model."]}
    assert not Agreement.objects.get(pk=row.pk).is_model
    edit = reverse("agreements:edit", args=[row.uuid])
    assert 'name="is_model"' not in enter("joost").get(edit).content.decode()
    assert 'name="is_model"' in enter("anouk").get(edit).content.decode()


def test_a_party_that_changes_a_model_leaves_it_one(world: World, enter: Enter) -> None:
    row = national(world)
    browser, edit = enter("joost"), reverse("agreements:edit", args=[row.uuid])
    assert 'name="is_model"' in browser.get(edit).content.decode()
    given = replace(given_of(row), quantity="3 liter")
    assert edit_agreement(row, given, by=world.actor("joost")).is_model


def test_in_a_network_there_is_none(world: World, network: Network, put: Put) -> None:
    words = ["A model is for the whole country: networks make their own agreement of it."]
    assert wrong(lambda: put(is_model=True)) == {"is_model": words}
    assert not Agreement.objects.exists()


def offered(network: Network | None) -> set[str]:
    form = AddForm(None, covenants=Covenant.objects.none(), network=network)
    return set(form.fields) & {"is_model", "basic"}


def test_the_box_stands_in_the_form_for_the_whole_country_alone(network: Network) -> None:
    assert offered(None) == {"is_model", "basic"}
    assert offered(network) == {"basic"}


def test_a_model_is_put_down_and_changed_on_a_page(enter: Enter, world: World) -> None:
    browser = enter("anouk")
    url = reverse("agreements:add_national")
    assert 'name="is_model"' in browser.get(url).content.decode()
    assert browser.post(url, filled(tlp="GREEN", is_model="on")).status_code == 302
    row = Agreement.objects.get()
    assert row.is_model
    edit = reverse("agreements:edit", args=[row.uuid])
    told = browser.get(edit).content.decode()
    box = told[told.index('name="is_model"') - 80 :][:200]
    assert "checked" in box
    answer = browser.post(edit, filled(tlp="GREEN", version=str(row.version)))
    assert answer.status_code == 422
    assert "A model stays a model" in answer.content.decode()


def test_in_a_network_the_page_has_no_box(enter: Enter, network: Network) -> None:
    told = enter("noor").get(reverse("agreements:add_to", args=[network.uuid])).content.decode()
    assert 'name="is_model"' not in told


def test_its_page_asks_nobody_anything(enter: Enter, world: World, network: Network) -> None:
    row, real = national(world), national(world, is_model=False)
    told = enter("joost").get(row.get_absolute_url()).content.decode()
    assert str(OF_A_MODEL) in told
    assert '<span class="chip">model</span>' in told
    for step in ("confirm", "prove"):
        own = world.water.uuid if step == "confirm" else row.uuid
        assert reverse(f"agreements:{step}", args=[own]) not in told
    assert "not confirmed yet" not in told
    other = enter("joost").get(real.get_absolute_url()).content.decode()
    assert reverse("agreements:prove", args=[real.uuid]) in other
    assert "not confirmed yet" in other


def test_the_list_marks_it(enter: Enter, world: World) -> None:
    national(world)
    told = enter("joost").get(reverse("agreements:list")).content.decode()
    assert '<span class="chip">model</span>' in told
    assert "Model (Bij een verwachte uitval" in told
    assert "not confirmed" not in told.split("<tbody>")[1]


def test_a_list_brings_models_in_and_out(world: World) -> None:
    load_facts()
    header = [*HEADER, "tlp", "model"]
    take_in(as_csv([*LINE, "GREEN", "ja"], header=header))
    row = Agreement.objects.get()
    assert (row.is_model, row.maturity) == (True, Maturity.UNCOUNTED)
    # Without the column it stays what it is.
    take_in(as_csv([*LINE[:-2], "binnen een uur", LINE[-1]]))
    row.refresh_from_db()
    assert (row.is_model, row.within_minutes) == (True, 60)


def test_a_list_unmakes_no_model_and_makes_none_in_a_network(
    world: World, network: Network
) -> None:
    load_facts()
    header = [*HEADER, "model"]
    take_in(as_csv([*LINE, "ja"], header=header))
    for place, cell in ((None, "nee"), (network, "ja")):
        with pytest.raises(BadFileError) as caught:
            take_in(as_csv([*LINE, cell], header=header), place)
        assert TOLD in caught.value.problems[0]
    assert [one.is_model for one in Agreement.objects.all()] == [True]


def test_every_organisation_of_a_kind_is_not_asked_for_a_model(
    world: World, network: Network
) -> None:
    every = Stated(Side.BENEFITING, every_kind=world.region.kind)
    national(world, parties=(acts(world.water), every))
    real = national(world, is_model=False, parties=(gains(world.water), every, acts(world.water)))
    assert list(confirmable(world.region)) == [real]


@pytest.mark.parametrize("everybody", [True, False])
def test_a_rule_of_a_model_is_for_each_network_to_unfold(
    world: World, network: Network, *, everybody: bool
) -> None:
    kind = None if everybody else world.region.kind
    rule = Stated(Side.BENEFITING, every_kind=kind, everybody=everybody)
    row, real = (
        national(world, is_model=is_model, parties=(acts(world.water), rule))
        for is_model in (True, False)
    )
    assert "van het netwerk" in row.sentence
    assert "van het netwerk" not in real.sentence
    named, ruled = parties(Agreement.objects.get(pk=row.pk))
    assert (named.organisation, ruled.organisation) == (world.water, None)
    assert ruled.name.endswith("van het netwerk")
    assert {one.organisation for one in parties(Agreement.objects.get(pk=real.pk))} >= {
        world.water, world.region,
    }  # fmt: skip
    mine = set(agreements_of(world.region.uuid))
    assert (row.pk in mine, real.pk in mine) == (False, True)
