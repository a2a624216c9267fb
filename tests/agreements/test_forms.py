"""Forms of agreements: put down, changed, ended, tried, confirmed and taken in on pages."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from koppelvlak.agreements.actions import edit_agreement
from koppelvlak.agreements.models import Agreement, Confirmation, How, Maturity, Side
from koppelvlak.kit.notices.models import Message
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Enter, Put, warning
from tests.agreements.lists import LINE, as_csv, as_excel, line, load_facts
from tests.world import World


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "trigger": "bij uitval", "acting": "Vitens", "manner": "each", "action": "belt …",
        "benefiting": "VR IJsselland", "within": "binnen 30 minuten", "kind": "agreed",
        "tlp": "AMBER", "language": "nl", "state": "agreed", "token": str(uuid4()), **changes,
    }  # fmt: skip


@pytest.fixture
def url(network: Network) -> str:
    return reverse("agreements:add_to", args=[network.uuid])


@pytest.mark.parametrize("name", ["noor", "joost"])
def test_an_agreement_is_put_down_on_a_page(
    enter: Enter, world: World, url: str, name: str
) -> None:
    assert enter(name).get(url).status_code == 200
    answer = enter(name).post(url, filled(contact="Wachtdienst crisis"))
    row = Agreement.objects.get()
    assert answer["Location"] == row.get_absolute_url()
    assert row.sentence == "Bij uitval: Vitens belt VR IJsselland, binnen 30 minuten."
    assert (row.contact_point, row.contact_text) == (world.desk, "")


WRONG: list[dict[str, Any]] = [
    {"action": ""}, {"acting": ""}, {"kind": "belofte"}, {"tlp": "RED"},
    {"way_link": "javascript:x"}, {"situations": "Z9"}, {"rhythm_months": "-1"},
    {"valid_to": "31-13-2026"}, {"action": "x" * 501}, {"acting": "\x00"}, {"themes": ["999"]},
    {"covenant": "00000000-0000-4000-8000-000000000000"}, {"language": "xx"},
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_cannot_be_right_is_explained_and_kept(
    enter: Enter, url: str, wrong: dict[str, Any]
) -> None:
    answer = enter("noor").post(url, filled(**wrong))
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert "bij uitval" in answer.content.decode()
    assert not Agreement.objects.exists()


def test_a_form_sent_twice_has_its_effect_once(enter: Enter, url: str) -> None:
    form, noor = filled(), enter("noor")
    assert [noor.post(url, form).status_code for _time in range(2)] == [302, 302]
    assert Agreement.objects.count() == 1


def test_how_far_it_has_come_cannot_be_sent_along(enter: Enter, url: str) -> None:
    enter("noor").post(url, filled(maturity="proven", maturity_until="2099-01-01"))
    assert Agreement.objects.get().maturity == Maturity.STALE


def test_others_get_no_form(enter: Enter, url: str) -> None:
    assert [enter(name).get(url).status_code for name in ("roos", "iris", "sanne")] == [403] * 3
    assert enter("anouk").get(reverse("agreements:add_national")).status_code == 200
    assert enter("noor").get(reverse("agreements:add_national")).status_code == 403
    assert "Drinking water Oost" in enter("noor").get(reverse("agreements:add")).content.decode()


def test_the_form_starts_with_what_stands_there_and_a_stale_one_compares(
    enter: Enter, put: Put, world: World
) -> None:
    row = put()
    url = reverse("agreements:edit", args=[row.uuid])
    assert "waarschuwt … per telefoon" in enter("joost").get(url).content.decode()
    edit_agreement(row, warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    answer = enter("joost").post(url, filled(version=1, within="binnen 2 uur"))
    assert answer.status_code == 409
    assert "binnen 1 uur" in answer.content.decode()
    assert "binnen 2 uur" in answer.content.decode()


def test_an_unchanged_form_changes_no_wording(enter: Enter, put: Put) -> None:
    row = put()
    url = reverse("agreements:edit", args=[row.uuid])
    form = enter("noor").get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, "")}
    assert enter("noor").post(url, {**sent, "token": str(uuid4())}).status_code == 302
    assert Agreement.objects.get(pk=row.pk).wording == 1


def test_it_is_tried_and_ended_on_pages(enter: Enter, put: Put) -> None:
    row = put(**WORKED_OUT)
    tried = {"on": "2026-11-01", "occasion": "exercise", "name": "Droge Kraan", "outcome": "kept"}
    prove, end = (reverse(f"agreements:{step}", args=[row.uuid]) for step in ("prove", "end"))
    assert "no notice of default" in enter("joost").get(prove).content.decode()
    assert enter("joost").post(prove, {**tried, "occasion": "done"}).status_code == 422
    assert enter("joost").post(prove, tried).status_code == 302
    assert Agreement.objects.get().maturity == Maturity.PROVEN
    assert enter("joost").post(end, {"on": "2026-11-01", "reason": ""}).status_code == 422
    assert enter("joost").post(end, {"on": "2026-11-01", "reason": "oud"}).status_code == 302
    assert Agreement.objects.get().maturity == Maturity.ENDED


def answers(*rows: Agreement) -> list[str]:
    return [f"{row.uuid}:{Agreement.objects.get(pk=row.pk).version}" for row in rows]


def test_all_of_an_organisation_is_confirmed_on_one_screen(
    enter: Enter, put: Put, world: World
) -> None:
    one, other = put(), put(action="belt …")
    url = reverse("agreements:confirm", args=[world.water.uuid])
    told = enter("joost").get(url).content.decode()
    assert told.count("checked") == 2
    assert "Drinking water Oost" in told
    assert enter("joost").post(url, {"agreements": answers(one, other)}).status_code == 302
    assert Confirmation.objects.filter(organisation=world.water).count() == 2
    assert enter("roos").get(url).status_code == 403
    stale = [answers(one)[0].replace(":2", ":1")]
    assert enter("joost").post(url, {"agreements": stale}).status_code == 409
    assert enter("joost").post(url, {"agreements": []}).status_code == 422


def test_the_secretary_records_the_meeting_and_the_others_are_told(
    enter: Enter, put: Put, world: World, network: Network
) -> None:
    row = put()
    url = reverse("agreements:in_meeting", args=[network.uuid])
    present = [str(world.water.uuid), str(world.region.uuid)]
    assert enter("noor").get(url).status_code == 200
    form = {"agreements": answers(row), "present": present}
    assert enter("noor").post(url, form).status_code == 302
    assert Confirmation.objects.filter(how=How.MEETING).count() == 2
    (told,) = Message.objects.all()
    assert told.to == "joost@voorbeeld.invalid"
    assert reverse("agreements:confirm", args=[world.water.uuid]) in told.text
    outsider = {**form, "present": [str(world.stranger.uuid)]}
    assert enter("noor").post(url, outsider).status_code == 422
    assert enter("joost").get(url).status_code == 403


@pytest.mark.parametrize("make", [as_csv, as_excel])
def test_a_list_is_looked_at_and_then_taken_in(
    enter: Enter, network: Network, world: World, make: Any
) -> None:
    load_facts()
    url, noor = reverse("agreements:import_into", args=[network.uuid]), enter("noor")
    assert "Columns" in noor.get(reverse("agreements:import")).content.decode()
    file = SimpleUploadedFile("lijst", make(LINE, line(id="V2", wie="Vitenss")))
    looked = noor.post(url, {"file": file, "language": "nl", "look": "1"})
    told = looked.content.decode()
    assert looked.status_code == 200
    assert "2 new, 0 changed, 0 unchanged" in told
    assert "Did you mean" in told
    assert not Agreement.objects.exists()
    held = looked.context["held"]
    saved = noor.post(url, {"held": held, "language": "nl", "save": "1"})
    assert saved.status_code == 302
    assert Agreement.objects.filter(network=network).count() == 2
    assert Agreement.objects.get(key="V1").parties.filter(side=Side.ACTING).count() == 1


def test_a_broken_list_is_explained_and_nothing_stays(enter: Enter, network: Network) -> None:
    url, noor = reverse("agreements:import_into", args=[network.uuid]), enter("noor")
    file = SimpleUploadedFile("lijst.csv", as_csv(line(soort="belofte")))
    answer = noor.post(url, {"file": file, "language": "nl", "save": "1"})
    assert answer.status_code == 422
    assert "line 2: this is no kind of agreement: belofte" in answer.content.decode()
    for data in ({"language": "nl"}, {"language": "nl", "held": "vervalst"}):
        assert noor.post(url, data).status_code == 422
    assert not Agreement.objects.exists()


def test_who_may_not_take_a_list_in(enter: Enter, network: Network) -> None:
    url = reverse("agreements:import_into", args=[network.uuid])
    assert [enter(name).get(url).status_code for name in ("joost", "iris")] == [403, 403]
    assert enter("joost").get(reverse("agreements:import_national")).status_code == 403


@pytest.mark.parametrize(("ending", "status"), [("xlsx", 200), ("csv", 200), ("pdf", 404)])
def test_the_list_goes_out(enter: Enter, put: Put, ending: str, status: int) -> None:
    put()
    answer = enter("joost").get(reverse("agreements:export", args=[ending]))
    assert answer.status_code == status
    if status == 200:
        assert "TLP-AMBER" in answer["Content-Disposition"]
