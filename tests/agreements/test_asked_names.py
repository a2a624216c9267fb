"""A name that looks like another one is asked about once; sent once more it stays as typed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.translation import override

from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.matching import Directory, directory
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Kind
from tests.agreements.conftest import Enter, Put, acts, in_dutch
from tests.conftest import Guard
from tests.reading import errors
from tests.world import World


@pytest.fixture(autouse=True)
def kinds(world: World, guard: Guard) -> None:
    guard.watching = False
    Kind.objects.filter(key="safety-region").update(
        name_nl="veiligheidsregio", plural_nl="veiligheidsregio's",
        name_en="safety region", plural_en="safety regions",
    )  # fmt: skip
    guard.watching = True


@pytest.fixture
def url(network: Network) -> str:
    return reverse("agreements:add_to", args=[network.uuid])


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "acting": "Vitens", "manner": "each", "action": "belt …", "benefiting": "VR IJsselland",
        "kind": "agreed", "tlp": "AMBER", "language": "nl", "state": "agreed",
        "token": str(uuid4()), **changes,
    }  # fmt: skip


def asked(answer: Any) -> str:
    value: str = answer.context["form"]["asked"].value()
    return value


def acting() -> list[str]:
    parties = Agreement.objects.get().parties.filter(side=Side.ACTING)
    return [one.text or str(one.organisation or one.every_kind) for one in parties]


MEANT = "No organisation is called “{}”. Did you mean: {}? Save once more to keep what you typed."


def test_a_name_with_a_slip_is_asked_about(enter: Enter, url: str) -> None:
    answer = enter("noor").post(url, filled(acting="Vitenss"))
    assert answer.status_code == 422
    assert errors(answer) == {"acting": [MEANT.format("Vitenss", "Vitens")]}
    assert not Agreement.objects.exists()


def test_it_is_asked_in_dutch(enter: Enter, url: str) -> None:
    answer = in_dutch(enter("noor")).post(url, filled(benefiting="Vitenss"))
    words = (
        "Geen organisatie heet “Vitenss”. Bedoelde u: Vitens? Sla nog een keer op om te bewaren"
        " wat u typte."
    )
    with override("nl"):
        assert errors(answer) == {"benefiting": [words]}


def test_sent_once_more_it_stays_as_it_was_typed(enter: Enter, url: str) -> None:
    noor = enter("noor")
    first = noor.post(url, filled(acting="Vitenss"))
    again = noor.post(url, filled(acting="Vitenss", asked=asked(first)))
    assert again.status_code == 302
    assert acting() == ["Vitenss"]


def test_what_was_meant_is_taken(enter: Enter, url: str, world: World) -> None:
    noor = enter("noor")
    first = noor.post(url, filled(acting="Vitenss"))
    assert noor.post(url, filled(acting="Vitens", asked=asked(first))).status_code == 302
    assert Agreement.objects.get().parties.get(side=Side.ACTING).organisation == world.water


def test_another_slip_is_asked_about_as_well(enter: Enter, url: str) -> None:
    noor = enter("noor")
    first = noor.post(url, filled(acting="Vitenss"))
    second = noor.post(url, filled(acting="Vittens", asked=asked(first)))
    assert second.status_code == 422
    assert asked(second).splitlines() == ["Vitenss", "Vittens"]


def test_each_name_of_both_sides_is_asked_about_at_once(enter: Enter, url: str) -> None:
    noor = enter("noor")
    sent = filled(acting="Vitenss\nVittens", benefiting="VR IJselland")
    first = noor.post(url, sent)
    assert {name: len(said) for name, said in errors(first).items()} == {
        "acting": 2, "benefiting": 1,
    }  # fmt: skip
    assert noor.post(url, sent | {"asked": asked(first)}).status_code == 302


def test_the_page_carries_what_was_asked(enter: Enter, url: str) -> None:
    told = enter("noor").post(url, filled(acting="Vitenss")).content.decode()
    assert '<input type="hidden" name="asked" value="Vitenss"' in told


def test_what_looks_like_nothing_is_not_asked_about(enter: Enter, url: str) -> None:
    assert enter("noor").post(url, filled(acting="de ziekenhuizen")).status_code == 302
    assert acting() == ["de ziekenhuizen"]


def test_other_faults_are_told_beside_it(enter: Enter, url: str) -> None:
    found = errors(enter("noor").post(url, filled(acting="Vitenss", action="")))
    assert set(found) == {"acting", "action"}


def test_a_text_that_stood_there_is_not_asked_about_again(
    enter: Enter, put: Put, world: World
) -> None:
    row = put(parties=(acts(world.water), Stated(Side.BENEFITING, text="Vitenss")))
    there = reverse("agreements:edit", args=[row.uuid])
    sent = filled(benefiting="Vitenss", within="binnen 1 uur", version="1")
    assert enter("noor").post(there, sent).status_code == 302
    assert Agreement.objects.get().within == "binnen 1 uur"
    slip = filled(benefiting="Vitenss\nVittens", version="2")
    assert list(errors(enter("noor").post(there, slip))) == ["benefiting"]


REGIONS = [
    "alle regio's", "alle regios", "Alle regio’s", "elke regio", "all regions", "every region",
    "alle veiligheidsregios",
]  # fmt: skip


@pytest.mark.parametrize("text", REGIONS)
def test_all_regions_are_the_safety_regions(
    enter: Enter, url: str, world: World, text: str
) -> None:
    assert enter("noor").post(url, filled(acting=text)).status_code == 302
    assert Agreement.objects.get().parties.get(side=Side.ACTING).every_kind == world.region.kind


@pytest.fixture
def names() -> Directory:
    return directory()


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ("alle veiligheidregio's", ["alle veiligheidsregio's"]),
        ("elke veiligheidsregoi", ["alle veiligheidsregio's"]),
        ("all safety regoins", ["all safety regions"]),
        ("alle ziekenhuizen", []),
    ],
)
def test_a_rule_with_a_slip_is_suggested_as_a_rule(
    names: Directory, text: str, close: list[str]
) -> None:
    assert names.suggestions(text) == close
    assert all(names.stated(one, Side.ACTING, 1)[0].every_kind for one in close)


def test_a_region_alone_stays_a_text(names: Directory) -> None:
    assert names.stated("regio", Side.ACTING, 1) == (Stated(Side.ACTING, text="regio"),)


def test_a_kind_of_that_name_goes_before_the_short_word(guard: Guard, world: World) -> None:
    guard.watching = False
    other = Kind.objects.create(key="region", name_nl="regio", name_en="region", position=99,
                                plural_nl="regio's", plural_en="regions")  # fmt: skip
    guard.watching = True
    assert directory().stated("alle regio's", Side.ACTING, 1)[0].every_kind == other


def test_the_form_names_who_sits_at_the_table(enter: Enter, url: str) -> None:
    form = enter("noor").get(url).context["form"]
    assert str(form["benefiting"].help_text) == (
        "At the table of this network: VR IJsselland, Vitens."
    )


def test_for_the_whole_country_there_is_no_table(enter: Enter, world: World) -> None:
    form = enter("anouk").get(reverse("agreements:add_national")).context["form"]
    assert form["benefiting"].help_text == ""
