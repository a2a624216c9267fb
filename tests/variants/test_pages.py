"""The pages of models and their variants."""

from __future__ import annotations

import pytest

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.models import Agreement
from koppelvlak.networks.models import Network
from koppelvlak.variants.actions import deviate
from koppelvlak.variants.models import Variant
from tests.agreements.conftest import Enter, enter, in_dutch
from tests.variants.conftest import model_says, reword
from tests.world import World

__all__ = ["enter"]


def test_first_it_shows_what_would_be_made(
    enter: Enter, model: Agreement, network: Network
) -> None:
    client = enter("anouk")
    page = f"/varianten/model/{model.uuid}/verspreiden/"
    assert str(network.uuid) in client.get(page).content.decode()
    dry = client.get(page, {"networks": str(network.uuid)})
    assert "hidden" in dry.content.decode()
    assert not Variant.objects.exists()
    answer = client.post(page, {"networks": [str(network.uuid)]})
    assert answer.status_code == 302
    assert Variant.objects.count() == 1


def test_no_network_is_bad_input(enter: Enter, model: Agreement, network: Network) -> None:
    answer = enter("anouk").post(f"/varianten/model/{model.uuid}/verspreiden/", {"version": "1"})
    assert answer.status_code == 422


def test_it_is_answered_on_a_page(enter: Enter, world: World, variant: Variant) -> None:
    reword(world, variant.model)
    client = enter("noor")
    page = variant.get_absolute_url()
    assert "<del>" in client.get(page).content.decode()
    assert client.post(f"{page}overnemen/", {"read": "1"}).status_code == 409
    assert client.post(f"{page}afwijken/", {"read": "2"}).status_code == 422
    said = {"read": "2", "reason": "Meting eerst."}
    assert client.post(f"{page}afwijken/", said).status_code == 302
    assert "Meting eerst." in client.get(page).content.decode()


@pytest.mark.parametrize(("name", "status"), [("roos", 403), ("iris", 404), ("sanne", 404)])
def test_who_may_not_answer(enter: Enter, variant: Variant, name: str, status: int) -> None:
    page = f"{variant.get_absolute_url()}overnemen/"
    assert enter(name).get(page).status_code == status


def test_the_owner_sees_the_answers_side_by_side(
    enter: Enter, world: World, variant: Variant
) -> None:
    deviate(variant, "Meting eerst.", by=world.actor("noor"), read=1)
    page = f"/varianten/model/{variant.model.uuid}/"
    assert "Meting eerst." in enter("anouk").get(page).content.decode()
    assert enter("noor").get(page).status_code == 403


BECOMES = "Hierdoor wordt het een model: het wordt niet meer bevestigd, telt niet mee"


@pytest.mark.parametrize("real", [True, False])
def test_it_says_before_that_a_real_agreement_becomes_a_model(
    enter: Enter, world: World, network: Network, *, real: bool
) -> None:
    given = model_says(world, is_model=not real)
    row = add_agreement(None, given, by=world.actor("anouk"))
    page = f"/varianten/model/{row.uuid}/verspreiden/"
    dry = in_dutch(enter("anouk")).get(page, {"networks": str(network.uuid)})
    assert (BECOMES in dry.content.decode()) is real
