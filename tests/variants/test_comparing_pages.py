"""Pages of variants: what they show of both texts, in which class, to whom, how they refuse."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agreements.actions import edit_agreement, end_agreement
from koppelvlak.agreements.models import Agreement, Covenant
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import CLOSED
from koppelvlak.networks.models import Network
from koppelvlak.variants import covenants
from koppelvlak.variants.actions import adopt, deviate
from koppelvlak.variants.models import CovenantVariant, OfModel, Variant
from tests.agreements.conftest import Enter, enter
from tests.conftest import Assume
from tests.reading import errors, links, main, plain, read, table
from tests.variants.conftest import model_says, reword, rewrite
from tests.world import TODAY, World

__all__ = ["enter"]
MOST = 12


def at(row: OfModel, step: str = "") -> str:
    kind = "convenant/" if isinstance(row, CovenantVariant) else ""
    return f"/varianten/{kind}{row.uuid}/{step}"


def of_model(model: Agreement | Covenant, step: str = "") -> str:
    kind = "modelconvenant" if isinstance(model, Covenant) else "model"
    return f"/varianten/{kind}/{model.uuid}/{step}"


def test_a_page_shows_both_sentences_and_what_differs(
    enter: Enter, world: World, variant: Variant
) -> None:
    mine = model_says(world, tlp=Tlp.AMBER, within="binnen 1 uur")
    edit_agreement(variant.agreement, mine, by=world.actor("noor"))
    told = main(enter("noor"), at(variant))
    assert "binnen 30 minuten" in plain(told)
    assert "binnen 1 uur" in plain(told)
    assert "<ins" in told
    assert "<del" in told


def test_what_has_not_changed_is_not_shown_as_a_change(enter: Enter, variant: Variant) -> None:
    told = main(enter("noor"), at(variant))
    assert "<ins" not in told
    assert "<del" not in told


@pytest.mark.parametrize(
    ("name", "steps"),
    [("noor", True), ("bram", True), ("lezer", False), ("joost", False), ("roos", False)],
)
def test_only_who_may_answer_gets_the_buttons(
    enter: Enter, variant: Variant, drafted: CovenantVariant, name: str, *, steps: bool
) -> None:
    for row in (variant, drafted):
        found = set(links(main(enter(name), at(row))).values())
        assert (at(row, "overnemen/") in found) is steps
        assert (at(row, "afwijken/") in found) is steps


@pytest.mark.parametrize("name", ["anouk", "iris", "sanne", "petra", "otto"])
@pytest.mark.parametrize("step", ["", "overnemen/", "afwijken/"])
def test_for_others_no_page_of_it_exists(
    enter: Enter, variant: Variant, drafted: CovenantVariant, name: str, step: str
) -> None:
    client = enter(name)
    assert client.get(at(variant, step)).status_code == 404
    assert client.get(at(drafted, step)).status_code == 404
    assert client.post(at(variant, step or "overnemen/"), {"read": "1"}).status_code == 404


@pytest.mark.parametrize("kind", ["", "convenant/", "model/", "modelconvenant/"])
def test_what_was_never_there_is_not_found(enter: Enter, variant: Variant, kind: str) -> None:
    assert enter("anouk").get(f"/varianten/{kind}{uuid4()}/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"read": "1"}, "reason"),
        ({"read": "1", "reason": "   "}, "reason"),
        ({"read": "1", "reason": "x" * 501}, "reason"),
        ({"reason": "Meting eerst."}, "read"),
        ({"read": "0", "reason": "Meting eerst."}, "read"),
        ({"read": "een", "reason": "Meting eerst."}, "read"),
        ({"read": "1", "reason": "Meting eerst.", "version": "nul"}, "version"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    enter: Enter, variant: Variant, drafted: CovenantVariant, sent: dict[str, str], field: str
) -> None:
    client = enter("noor")
    for row in (variant, drafted):
        assert set(errors(client.post(at(row, "afwijken/"), sent))) == {field}
        assert type(row).objects.get().state == "asked"


@pytest.mark.parametrize("step", ["overnemen/", "afwijken/"])
def test_an_empty_form_is_bad_input(enter: Enter, variant: Variant, step: str) -> None:
    assert "read" in errors(enter("noor").post(at(variant, step), {}))


def test_the_form_carries_the_wording_that_is_shown(
    enter: Enter, world: World, variant: Variant
) -> None:
    reword(world, variant.model)
    told = enter("noor").get(at(variant, "overnemen/")).content.decode()
    assert 'name="read" value="2"' in told
    assert 'name="version" value="1"' in told


def test_who_deviated_before_finds_the_reason_there(
    enter: Enter, world: World, variant: Variant
) -> None:
    deviate(variant, "Meting eerst.", by=world.actor("noor"), read=1)
    assert "Meting eerst." in enter("bram").get(at(variant, "afwijken/")).content.decode()


def test_a_colleague_who_was_first_is_told(enter: Enter, world: World, variant: Variant) -> None:
    deviate(variant, "Meting eerst.", by=world.actor("bram"), read=1)
    sent = {"read": "1", "reason": "Anders.", "version": "1"}
    answer = enter("noor").post(at(variant, "afwijken/"), sent)
    assert answer.status_code == 409
    assert "Meting eerst." in answer.content.decode()
    assert Variant.objects.get().reason == "Meting eerst."


def test_sent_twice_it_is_answered_once(enter: Enter, variant: Variant) -> None:
    client, sent = enter("noor"), {"read": "1", "version": "1", "token": str(uuid4())}
    answers = [client.post(at(variant, "overnemen/"), sent) for _time in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert Variant.objects.get().version == 2


def test_what_ended_is_not_answered_on_a_page(enter: Enter, world: World, variant: Variant) -> None:
    end_agreement(variant.agreement, by=world.actor("noor"), on=TODAY, reason="Vervallen")
    answer = enter("noor").post(at(variant, "overnemen/"), {"read": "1"})
    assert answer.status_code == 409
    assert "has ended" in answer.content.decode()


@pytest.mark.parametrize(
    ("tlp", "shown"),
    [(Tlp.GREEN, "amber"), (Tlp.AMBER, "amber")],
)
def test_a_page_is_at_least_of_the_class_of_its_table(
    enter: Enter, variant: Variant, assume: Assume, tlp: Tlp, shown: str
) -> None:
    assume(variant.agreement, tlp=tlp)
    assert f'<body class="tlp-{shown}"' in enter("noor").get(at(variant)).content.decode()


def test_answers_stand_in_a_table_with_who_is_silent(
    enter: Enter, world: World, variant: Variant
) -> None:
    shown = main(enter("anouk"), of_model(variant.model))
    head, row = table(shown)
    assert head[:3] == ["Network", "Answer", "Reason"]
    assert row[0] == str(variant.network)
    assert "1 network has not answered." in plain(shown)
    adopt(variant, by=world.actor("noor"), read=1)
    assert "0 networks have not answered." in read(enter("anouk"), of_model(variant.model))


def test_what_differs_without_a_reason_is_told_as_such(
    enter: Enter, world: World, variant: Variant
) -> None:
    adopt(variant, by=world.actor("noor"), read=1)
    own = Agreement.objects.get(pk=variant.agreement_id)
    mine = model_says(world, tlp=Tlp.AMBER, within="binnen 1 uur")
    edit_agreement(own, mine, by=world.actor("noor"))
    shown = read(enter("anouk"), of_model(variant.model))
    assert "Differs from the model; no reason was given." in shown
    # What the table wrote without saying so stays its own.
    assert "1 uur" not in shown


def test_a_model_that_nobody_has_says_so(enter: Enter, model: Agreement) -> None:
    assert "This model was not spread yet." in read(enter("anouk"), of_model(model))


@pytest.mark.parametrize("name", ["noor", "joost", "lezer"])
def test_participants_read_the_model_and_not_the_answers(
    enter: Enter, model: Agreement, model_covenant: Covenant, name: str
) -> None:
    client = enter(name)
    assert client.get(model.get_absolute_url()).status_code == 200
    for row in (model, model_covenant):
        assert client.get(of_model(row)).status_code == 403
        assert client.get(of_model(row, "verspreiden/")).status_code == 403


@pytest.mark.parametrize("name", ["petra", "otto", "sanne"])
def test_who_takes_no_part_finds_no_model(
    enter: Enter, model: Agreement, model_covenant: Covenant, name: str
) -> None:
    client = enter(name)
    for row in (model, model_covenant):
        assert client.get(of_model(row)).status_code in {403, 404}


def test_when_every_network_has_it_nothing_is_left_to_choose(
    enter: Enter, variant: Variant
) -> None:
    shown = read(enter("anouk"), of_model(variant.model, "verspreiden/"))
    assert "Every network of its sectors has this model." in shown
    assert "Show what would be made" not in shown


def test_a_network_that_closed_meanwhile_is_refused(
    enter: Enter, model: Agreement, network: Network, assume: Assume
) -> None:
    client, url = enter("anouk"), of_model(model, "verspreiden/")
    assert client.get(url, {"networks": str(network.uuid)}).status_code == 200
    assume(network, state=CLOSED)
    answer = client.post(url, {"networks": [str(network.uuid)], "version": str(model.version)})
    assert "networks" in errors(answer)
    assert not Variant.objects.exists()


@pytest.mark.parametrize("chosen", ["geen", str(UUID(int=7)), ""])
def test_a_network_that_is_none_is_refused(enter: Enter, model: Agreement, chosen: str) -> None:
    answer = enter("anouk").post(of_model(model, "verspreiden/"), {"networks": [chosen]})
    assert "networks" in errors(answer)


def test_a_model_that_changed_meanwhile_is_read_again(
    enter: Enter, world: World, model: Agreement, network: Network
) -> None:
    reword(world, model)
    sent = {"networks": [str(network.uuid)], "version": "1"}
    answer = enter("anouk").post(of_model(model, "verspreiden/"), sent)
    assert answer.status_code == 409
    assert not Variant.objects.exists()


def test_a_covenant_page_shows_columns_by_their_names(
    enter: Enter, world: World, drafted: CovenantVariant
) -> None:
    rewrite(world, drafted.model, notice="Een jaar van tevoren.")
    told = read(enter("noor"), at(drafted))
    assert "Een jaar" in told
    assert "notice" not in told.split()


def test_pages_in_dutch_name_columns_in_dutch(enter: Enter, world: World, variant: Variant) -> None:
    reword(world, variant.model)
    client = enter("noor")
    session = client.session
    session["language"] = "nl"
    session.save()
    told = read(client, at(variant))
    assert "binnen" in told
    assert "within" not in told


@pytest.mark.parametrize("kind", ["variant", "drafted"])
def test_a_page_costs_few_queries(
    enter: Enter, world: World, request: pytest.FixtureRequest, kind: str
) -> None:
    row: Any = request.getfixturevalue(kind)
    client = enter("noor")
    client.get(at(row))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(at(row)).status_code == 200
    assert len(asked) <= MOST


def test_a_signed_covenant_is_not_written_over(
    enter: Enter, world: World, drafted: CovenantVariant, assume: Assume
) -> None:
    assume(drafted.covenant, state="in-force")
    answer = enter("noor").post(at(drafted, "overnemen/"), {"read": "1"})
    assert answer.status_code == 409
    assert "Draw up its successor first" in answer.content.decode()
    covenants.deviate(drafted, "Getekend.", by=world.actor("noor"), read=1)
    assert CovenantVariant.objects.get().state == "deviates"


def test_the_agreement_of_a_network_leads_to_its_model(enter: Enter, variant: Variant) -> None:
    assert at(variant) in enter("noor").get(variant.agreement.get_absolute_url()).content.decode()
    assert reverse("variants:detail", args=[variant.uuid]) == at(variant)
