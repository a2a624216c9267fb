"""The form of a covenant takes days as people write them, and offers only kinds that fit."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from koppelvlak.agreements.covenants import Signing
from koppelvlak.agreements.models import Covenant
from koppelvlak.networks.models import Network
from tests.agreements.conftest import Enter, Lay, in_dutch
from tests.reading import errors
from tests.world import World

DAY = date(2012, 4, 18)
FORM = {"title": "Convenant", "kind": "regional", "tlp": "AMBER"}
WRITTEN = [
    "2012-04-18", "18-4-2012", "18/04/2012", "18 april 2012", "18 April 2012", "18 apr. 2012",
    "April 18, 2012", "",
]  # fmt: skip


def add(network: Network) -> str:
    return reverse("agreements:add_covenant_to", args=[network.uuid])


@pytest.mark.parametrize("written", WRITTEN)
def test_a_day_is_taken_as_people_write_it(enter: Enter, network: Network, written: str) -> None:
    sent = FORM | {"parties": f"Vitens; A. Bos; directeur; {written}\nOmmen"}
    assert enter("noor").post(add(network), sent).status_code == 302
    signed = Covenant.objects.get().parties.get(text="").signed_on
    assert signed == (DAY if written else None)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_is_taken_as_our_pages_print_it(
    enter: Enter, network: Network, language: str, month: int
) -> None:
    with translation.override(language):
        printed = date_format(DAY.replace(month=month))
    sent = FORM | {"parties": f"Vitens; ; ; {printed}\nOmmen"}
    assert enter("noor").post(add(network), sent).status_code == 302
    assert Covenant.objects.get().parties.get(text="").signed_on == DAY.replace(month=month)


def test_what_is_no_day_is_told_with_how_to_write_it(enter: Enter, network: Network) -> None:
    sent = FORM | {"parties": "Vitens; ; ; 18 lentemaand 2012"}
    answer = in_dutch(enter("noor")).post(add(network), sent)
    words = "Dit is geen dag: 18 lentemaand 2012. Schrijf de dag als 18-4-2012 of 18 april 2012."
    with translation.override("nl"):
        assert errors(answer) == {"parties": [words]}
    assert not Covenant.objects.exists()


def test_the_form_starts_with_days_that_it_takes_again(
    enter: Enter, lay: Lay, network: Network, world: World
) -> None:
    row = lay(parties=(Signing(world.water, signed_on=DAY), Signing(world.region)))
    there = reverse("agreements:edit_covenant", args=[row.uuid])
    noor = enter("noor")
    form = noor.get(there).context["form"]
    assert form["parties"].value() == "Vitens; ; ; 18-4-2012\nVeiligheidsregio IJsselland"
    sent = FORM | {"parties": form["parties"].value()}
    # A text that anybody signed stays as it is; what stands there can be put down anew.
    assert noor.post(there, sent).status_code == 409
    made = noor.post(add(network), sent)["Location"]
    again = Covenant.objects.exclude(pk=row.pk).get()
    assert again.get_absolute_url() == made
    assert [one.signed_on for one in again.parties.all()] == [DAY, None]


def kinds(enter: Enter, name: str, there: str) -> list[str]:
    form = enter(name).get(there).context["form"]
    return [value for value, _label in form.fields["kind"].choices]


def test_under_a_network_only_a_regional_covenant_is_offered(
    enter: Enter, network: Network
) -> None:
    assert kinds(enter, "noor", add(network)) == ["regional"]


def test_for_the_whole_country_a_regional_one_is_not_offered(enter: Enter, world: World) -> None:
    there = reverse("agreements:add_national_covenant")
    assert kinds(enter, "anouk", there) == ["national", "model"]


def test_changing_one_offers_what_adding_one_did(enter: Enter, lay: Lay) -> None:
    row = lay(signed=None)
    there = reverse("agreements:edit_covenant", args=[row.uuid])
    assert kinds(enter, "noor", there) == ["regional"]


@pytest.mark.parametrize("kind", ["model", "national"])
def test_what_is_not_offered_is_refused(enter: Enter, network: Network, kind: str) -> None:
    sent = FORM | {"kind": kind, "parties": "Vitens\nOmmen"}
    assert list(errors(enter("noor").post(add(network), sent))) == ["kind"]
    assert not Covenant.objects.exists()
