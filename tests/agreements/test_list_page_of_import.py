"""The page that takes a list in: what it asks, what it says is wrong, and what it shows."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from koppelvlak.agreements.models import Agreement
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Kind
from tests.agreements.conftest import Enter, Put, in_dutch
from tests.agreements.lists import LINE, as_csv, line, load_facts, take_in
from tests.conftest import Guard
from tests.world import World


@pytest.fixture(autouse=True)
def facts(world: World) -> None:
    load_facts()


def send(enter: Enter, network: Network, **sent: Any) -> Any:
    url = reverse("agreements:import_into", args=[network.uuid])
    return in_dutch(enter("noor")).post(url, {"language": "nl", **sent})


def listed(data: bytes, name: str = "lijst.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def told(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def faults(answer: Any) -> list[str]:
    with override("nl"):
        return [str(text) for texts in answer.context["form"].errors.values() for text in texts]


def test_the_file_is_not_called_optional(enter: Enter, network: Network) -> None:
    url = reverse("agreements:import_into", args=[network.uuid])
    page = told(in_dutch(enter("noor")).get(url))
    label = page.split('for="id_file"')[1].split("</label>")[0]
    assert "Bestand" in label
    assert "niet verplicht" not in label


def test_without_a_file_one_thing_is_wrong(enter: Enter, network: Network) -> None:
    answer = send(enter, network, look="1")
    assert answer.status_code == 422
    assert faults(answer) == ["Kies een bestand."]


def test_an_empty_file_is_one_fault(enter: Enter, network: Network) -> None:
    answer = send(enter, network, file=listed(b""), look="1")
    assert answer.status_code == 422
    assert len(faults(answer)) == 1
    assert "leeg" in faults(answer)[0]


def test_what_was_shown_is_taken_in_without_choosing_again(enter: Enter, network: Network) -> None:
    looked = send(enter, network, file=listed(as_csv(LINE)), look="1")
    held = looked.context["held"]
    assert send(enter, network, held=held, save="1").status_code == 302
    assert Agreement.objects.get().key == "V1"


def test_what_is_held_no_longer_is_chosen_again(enter: Enter, network: Network) -> None:
    looked = send(enter, network, file=listed(as_csv(LINE)), look="1")
    answer = send(enter, network, held=f"{looked.context['held']}x", save="1")
    assert answer.status_code == 422
    assert faults(answer) == ["Deze lijst is een uur bewaard. Kies het bestand opnieuw."]
    assert "niet verplicht" not in told(answer).split('for="id_file"')[1].split("</label>")[0]
    assert not Agreement.objects.exists()


def test_changed_columns_have_their_dutch_name(enter: Enter, network: Network) -> None:
    take_in(as_csv(line(id="V1"), line(id="V2")), network)
    data = as_csv(line(id="V1", binnen="binnen 1 uur"), line(id="V2", voor_wie="WML"))
    page = told(send(enter, network, file=listed(data), look="1"))
    assert "<td>binnen</td> <td>binnen 30 minuten</td> <td>binnen 1 uur</td>" in page
    assert "<td>voor wie</td> <td>VR IJsselland</td> <td>WML</td>" in page
    assert "<td>within</td>" not in page


def test_a_changed_agreement_without_a_number_is_named_by_what_is_done(
    enter: Enter, network: Network, put: Put
) -> None:
    row = put()
    data = as_csv(line(id=str(row.uuid), binnen="binnen 1 uur"))
    page = told(send(enter, network, file=listed(data), look="1"))
    assert '<th scope="row">waarschuwt … per telefoon</th> <td>binnen</td>' in page


def test_a_new_agreement_is_shown_as_a_sentence(enter: Enter, network: Network) -> None:
    page = told(send(enter, network, file=listed(as_csv(LINE)), look="1"))
    sentence = "Bij uitval: Vitens waarschuwt VR IJsselland per telefoon, binnen 30 minuten."
    assert f"<li>{sentence} <small>V1</small></li>" in page
    assert not Agreement.objects.exists()


def test_the_sentence_that_is_shown_is_the_one_that_is_kept(enter: Enter, network: Network) -> None:
    rows = [
        line(id="1", wie="Vitens; WML"),
        line(id="2", wie="Vitens <-> VR IJsselland", voor_wie=""),
        line(id="3", wie="alle veiligheidsregio's", soort="niet te verwachten"),
        line(id="4", wie="Gemeente Ommen + Vitens", aanleiding=""),
    ]
    looked = send(enter, network, file=listed(as_csv(*rows)), look="1")
    shown = {one.number: one.sentence for one in looked.context["made"]}
    send(enter, network, held=looked.context["held"], save="1")
    assert {one.key: one.sentence for one in Agreement.objects.all()} == shown
    assert len(shown) == 4


def test_a_rule_is_shown_as_that_of_the_network_it_comes_to(
    enter: Enter, world: World, network: Network, guard: Guard
) -> None:
    guard.watching = False
    Kind.objects.filter(pk=world.water.kind.pk).update(plural_nl="drinkwaterbedrijven")
    guard.watching = True
    data = as_csv(line(wie="alle drinkwaterbedrijven"))
    looked = send(enter, network, file=listed(data), look="1")
    (shown,) = [one.sentence for one in looked.context["made"]]
    assert "elk van de drinkwaterbedrijven van het netwerk waarschuwt" in shown
    send(enter, network, held=looked.context["held"], save="1")
    assert Agreement.objects.get().sentence == shown


def test_a_mistake_in_json_is_told_in_dutch(enter: Enter, network: Network) -> None:
    answer = send(enter, network, file=listed(b'[{"wie": "Vitens",}]', "lijst.json"), look="1")
    assert answer.status_code == 422
    said = answer.context["problems"][0]
    assert said.startswith("lijst.json: Er zit een fout in dit JSON-bestand, op regel en kolom 1:")
    assert "Expecting" not in told(answer)


def test_a_name_that_is_not_found_is_told_in_dutch(enter: Enter, network: Network) -> None:
    page = told(send(enter, network, file=listed(as_csv(line(wie="Vitenss"))), look="1"))
    assert "Bedoelde u: Vitens?" in page
    assert "Did you mean" not in page
