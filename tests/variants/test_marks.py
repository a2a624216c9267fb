"""What networks have something of is a model from then on, however they came by it."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.models import Agreement, Covenant, Maturity
from koppelvlak.networks.models import Network
from koppelvlak.variants import covenants, queries
from koppelvlak.variants.actions import adopt, deviate, spread
from koppelvlak.variants.models import Variant
from tests.aftermath import left, mails
from tests.conftest import Assume, Guard
from tests.variants.conftest import model_says, reword
from tests.world import World


@pytest.fixture
def plain(world: World) -> Agreement:
    """Return an agreement for the whole country that nobody called a model."""
    return add_agreement(None, model_says(world, is_model=False), by=world.actor("anouk"))


def now(row: Agreement) -> Agreement:
    return Agreement.objects.get(pk=row.pk)


def test_what_is_spread_becomes_one(world: World, plain: Agreement, network: Network) -> None:
    assert (plain.is_model, plain.maturity) == (False, Maturity.STALE)
    (made,) = spread(plain, [network], by=world.actor("anouk"))
    row = now(plain)
    assert (row.is_model, row.maturity, row.version) == (True, Maturity.UNCOUNTED, 2)
    # Another mark is no other sentence: nobody is asked about the model anew.
    assert row.wording == plain.wording == made.wording
    assert left().after["is_model"] in {True, "True", "yes", "ja"}


def test_what_a_network_makes_of_it_is_none(world: World, variant: Variant) -> None:
    own = variant.agreement
    assert (variant.model.is_model, own.is_model) == (True, False)
    assert own.can_be_confirmed
    assert not own.sentence.startswith("Model")


def test_adopting_keeps_it_an_agreement(world: World, variant: Variant) -> None:
    changed = reword(world, variant.model)
    made = adopt(variant, by=world.actor("noor"), read=changed.wording)
    own = now(made.agreement)
    assert (own.is_model, own.within_minutes) == (False, 15)


def test_the_mark_is_no_difference_between_them(world: World, variant: Variant) -> None:
    """The sentence of the model begins with the word; what is compared does not."""
    assert variant.model.sentence.startswith("Model: ")
    assert "Model" not in queries.content(variant.model)["sentence"]
    assert queries.changes(variant) == []
    assert queries.own_changes(variant) == []
    made = deviate(variant, "Wij bellen.", by=world.actor("noor"), read=variant.model.wording)
    (line,) = queries.answers(now(made.model), actor=world.actor("anouk"))
    assert "Model" not in "".join(piece.text for piece in line.pieces)


def test_what_hangs_under_a_model_covenant_is_marked_with_it(
    world: World, model_covenant: Covenant, network: Network
) -> None:
    by = world.actor("anouk")
    said = model_says(world, covenant=model_covenant, is_model=False)
    rows = [add_agreement(None, said, by=by) for _number in range(2)]
    covenants.spread(model_covenant, [network], by=by)
    assert not any(now(row).is_model for row in rows)
    assert left().rows


def test_with_its_agreements_all_of_them_are(
    world: World, model_covenant: Covenant, network: Network
) -> None:
    by = world.actor("anouk")
    row = add_agreement(None, model_says(world, covenant=model_covenant, is_model=False), by=by)
    covenants.spread(model_covenant, [network], by=by, agreements=True)
    found = now(row)
    assert (found.is_model, found.version) == (True, row.version + 1)
    assert ("agreements.agreement", "model") in left().rows
    # The rule bound whoever sits at a table, and binds nobody by itself any more.
    told = [(to, subject) for to, subject in mails() if "Nu een model" in subject]
    assert [to for to, _subject in told] == ["noor@voorbeeld.invalid"]


@pytest.mark.parametrize("app", ["variants", "agendas"])
def test_what_was_there_before_is_marked_once(
    world: World, variant: Variant, plain: Agreement, assume: Assume, guard: Guard, app: str
) -> None:
    assume(variant.model, is_model=False)
    guard.watching = False
    import_module(f"koppelvlak.{app}.migrations.0003_models").mark(apps, None)
    guard.watching = True
    assert now(variant.model).is_model is (app == "variants")
    assert not now(plain).is_model
