"""The pages of model covenants and their variants."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.models import Agreement, Covenant
from koppelvlak.networks.models import Network
from koppelvlak.variants.covenants import deviate
from koppelvlak.variants.models import CovenantVariant, Variant
from tests.agreements.conftest import Enter, enter, in_dutch
from tests.variants.conftest import model_says, rewrite
from tests.world import World

__all__ = ["enter"]


def test_first_it_shows_what_would_be_drafted(
    enter: Enter, model_covenant: Covenant, under: Agreement, network: Network
) -> None:
    client = enter("anouk")
    page = f"/varianten/modelconvenant/{model_covenant.uuid}/verspreiden/"
    shown = client.get(page).content.decode()
    assert str(network.uuid) in shown
    assert 'name="agreements"' in shown
    chosen = {"networks": str(network.uuid), "agreements": "on"}
    dry = client.get(page, chosen).content.decode()
    assert under.sentence in dry
    assert 'name="agreements" value="on"' in dry
    assert not CovenantVariant.objects.exists()
    assert client.post(page, chosen).status_code == 302
    assert (CovenantVariant.objects.count(), Variant.objects.count()) == (1, 1)


def test_without_the_mark_no_agreement_comes_along(
    enter: Enter, model_covenant: Covenant, under: Agreement, network: Network
) -> None:
    page = f"/varianten/modelconvenant/{model_covenant.uuid}/verspreiden/"
    assert enter("anouk").post(page, {"networks": [str(network.uuid)]}).status_code == 302
    assert (CovenantVariant.objects.count(), Variant.objects.count()) == (1, 0)


def test_no_network_is_bad_input(enter: Enter, model_covenant: Covenant, network: Network) -> None:
    page = f"/varianten/modelconvenant/{model_covenant.uuid}/verspreiden/"
    assert enter("anouk").post(page, {"version": "1"}).status_code == 422


def test_it_is_answered_on_a_page(enter: Enter, world: World, drafted: CovenantVariant) -> None:
    rewrite(world, drafted.model, scope_in="Iets anders.")
    client = enter("noor")
    page = drafted.get_absolute_url()
    assert "<del>" in client.get(page).content.decode()
    assert client.post(f"{page}overnemen/", {"read": "1"}).status_code == 409
    assert client.post(f"{page}afwijken/", {"read": "2"}).status_code == 422
    said = {"read": "2", "reason": "Onze statuten."}
    assert client.post(f"{page}afwijken/", said).status_code == 302
    assert "Onze statuten." in client.get(page).content.decode()
    assert client.post(f"{page}overnemen/", {"read": "2"}).status_code == 302


@pytest.mark.parametrize(("name", "status"), [("roos", 403), ("iris", 404), ("sanne", 404)])
def test_who_may_not_answer(enter: Enter, drafted: CovenantVariant, name: str, status: int) -> None:
    page = f"{drafted.get_absolute_url()}overnemen/"
    assert enter(name).get(page).status_code == status


def test_the_owner_sees_the_answers_side_by_side(
    enter: Enter, world: World, drafted: CovenantVariant
) -> None:
    rewrite(world, drafted.covenant, "noor", kind="regional", tlp="AMBER", notice="Een jaar.")
    deviate(drafted, "Onze statuten.", by=world.actor("noor"), read=1)
    page = f"/varianten/modelconvenant/{drafted.model.uuid}/"
    shown = enter("anouk").get(page).content.decode()
    assert "Onze statuten." in shown
    assert "Een" in shown
    assert enter("noor").get(page).status_code == 403


@pytest.mark.parametrize(("name", "words"), [("anouk", "modelconvenant"), ("noor", "")])
def test_a_model_leads_to_its_networks(
    enter: Enter, model_covenant: Covenant, name: str, words: str
) -> None:
    shown = enter(name).get(model_covenant.get_absolute_url()).content.decode()
    assert ("modelconvenant" in shown) == bool(words)


def test_the_covenant_of_a_network_leads_to_its_model(
    enter: Enter, drafted: CovenantVariant
) -> None:
    shown = enter("noor").get(drafted.covenant.get_absolute_url()).content.decode()
    assert drafted.get_absolute_url() in shown


def test_the_answers_cost_the_same_however_many(
    enter: Enter, world: World, drafted: CovenantVariant, django_assert_max_num_queries: Any
) -> None:
    client = enter("anouk")
    with django_assert_max_num_queries(11):  # One more for a second factor.
        client.get(f"/varianten/modelconvenant/{drafted.model.uuid}/")
    coordinator = enter("noor")
    with django_assert_max_num_queries(11):
        coordinator.get(drafted.get_absolute_url())


BECOME = "De afspraken eronder die nog geen model zijn, worden dat hierdoor"


@pytest.mark.parametrize(
    ("real", "along", "says"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_it_says_before_that_what_hangs_under_it_becomes_a_model(
    enter: Enter, world: World, model_covenant: Covenant, network: Network, *,
    real: bool, along: bool, says: bool,
) -> None:  # fmt: skip
    given = model_says(world, covenant=model_covenant, is_model=not real)
    add_agreement(None, given, by=world.actor("anouk"))
    page = f"/varianten/modelconvenant/{model_covenant.uuid}/verspreiden/"
    chosen = {"networks": str(network.uuid)} | ({"agreements": "on"} if along else {})
    dry = in_dutch(enter("anouk")).get(page, chosen)
    assert (BECOME in dry.content.decode()) is says
