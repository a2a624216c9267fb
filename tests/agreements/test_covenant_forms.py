"""Forms of covenants: what each takes, and what it says when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.agreements.covenants import Signing, add_annex
from koppelvlak.agreements.lifecycle import DRAFT, IN_FORCE, NEGOTIATING, PARTLY, READY
from koppelvlak.agreements.models import Annex, Covenant
from koppelvlak.networks.models import Network
from tests.agreements.conftest import SIGNED, Enter, Lay
from tests.reading import errors, links, main, read
from tests.world import World

# What a browser sends of a form in which nothing is filled in.
EMPTY = {"token": ""}


def url(step: str, row: Covenant) -> str:
    return reverse(f"agreements:{step}", args=[row.uuid])


FORM = {"title": "Convenant", "kind": "regional", "tlp": "AMBER", "parties": "Vitens\nOmmen"}
WRONG: list[tuple[dict[str, str], dict[str, list[str]]]] = [
    ({"title": ""}, {"title": ["This field is required."]}),
    ({"parties": ""}, {"parties": ["This field is required."]}),
    (
        {"parties": "Vitens; ; ; gisteren"},
        {"parties": ["This is not a day: gisteren. Write it as 18-4-2012 or 18 April 2012."]},
    ),
    ({"kind": "model"}, {"kind": ["Choose one of the answers shown."]}),
    (
        {"valid_from": "2026-02-01", "valid_to": "2026-01-01"},
        {"valid_to": ["This day is before the first day."]},
    ),
]


@pytest.mark.parametrize(("changes", "said"), WRONG, ids=",".join)
def test_a_form_says_what_is_wrong(
    enter: Enter, network: Network, changes: dict[str, str], said: dict[str, list[str]]
) -> None:
    there = reverse("agreements:add_covenant_to", args=[network.uuid])
    assert errors(enter("noor").post(there, FORM | changes)) == said
    assert not Covenant.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"kind": "x"}, {"tlp": "RED"}, {"review_months": "0"}, {"review_months": "601"},
                {"valid_to": "31-13-2026"}, {"title": "x" * 201}, {"sectors": "999"}],
    ids=str,
)  # fmt: skip
def test_a_form_refuses_what_it_does_not_offer(
    enter: Enter, network: Network, changes: dict[str, str]
) -> None:
    there = reverse("agreements:add_covenant_to", args=[network.uuid])
    assert list(errors(enter("noor").post(there, FORM | changes))) == list(changes)


def test_a_text_that_is_no_organisation_stays_a_text(enter: Enter, network: Network) -> None:
    there = reverse("agreements:add_covenant_to", args=[network.uuid])
    answer = enter("noor").post(there, FORM)
    row = Covenant.objects.get()
    assert answer["Location"] == row.get_absolute_url()
    assert [(one.organisation_id is None, one.text) for one in row.parties.all()] == [
        (False, ""), (True, "Ommen"),
    ]  # fmt: skip


def test_a_form_starts_with_what_stands_there_and_leaves_it(enter: Enter, lay: Lay) -> None:
    row = lay(
        parties=(Signing(text="Ommen", representative="A. Bos", function="wethouder"),),
        scope_in="levering", review_months=12,
    )  # fmt: skip
    there = url("edit_covenant", row)
    form = enter("noor").get(there).context["form"]
    assert form["parties"].value() == "Ommen; A. Bos; wethouder"
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, "", [])}
    assert enter("noor").post(there, sent)["Location"] == row.get_absolute_url()
    now = Covenant.objects.get(pk=row.pk)
    assert (now.scope_in, now.review_months, now.parties.get().function) == (
        "levering", 12, "wethouder",
    )  # fmt: skip


def test_a_stale_form_compares(enter: Enter, lay: Lay) -> None:
    row = lay(signed=None)
    there = url("edit_covenant", row)
    assert enter("bram").post(there, FORM | {"title": "Eerst", "version": "1"}).status_code == 302
    answer = enter("noor").post(there, FORM | {"title": "Daarna", "version": "1"})
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "Eerst" in told
    assert "Daarna" in told


def test_a_partly_signed_text_is_not_offered_to_change(enter: Enter, lay: Lay) -> None:
    row = lay(signed=None)
    there = url("edit_covenant", row)
    half = "Vitens; ; ; 2026-01-15\nVR IJsselland"
    assert enter("noor").post(there, FORM | {"parties": half}).status_code == 302
    assert Covenant.objects.get(pk=row.pk).state == PARTLY
    shown = links(main(enter("noor"), row.get_absolute_url()))
    assert there not in shown.values()
    assert url("sign", row) in shown.values()
    refused = enter("noor").post(there, FORM | {"title": "Anders"})
    assert refused.status_code == 409
    assert "partly signed" in refused.content.decode()


@pytest.mark.parametrize(
    ("step", "frm", "to"),
    [("negotiate", DRAFT, NEGOTIATING), ("offer", NEGOTIATING, READY)],
    ids=["negotiate", "offer"],
)
def test_a_step_is_one_button(enter: Enter, lay: Lay, step: str, frm: str, to: str) -> None:
    row = lay(signed=None, state=frm)
    assert enter("noor").get(url(step, row)).status_code == 200
    assert enter("noor").post(url(step, row), EMPTY)["Location"] == row.get_absolute_url()
    assert Covenant.objects.get(pk=row.pk).state == to
    assert enter("noor").post(url(step, row), EMPTY).status_code == 409
    assert enter("joost").get(url(step, row)).status_code == 403
    assert enter("iris").get(url(step, row)).status_code == 404


def test_only_who_did_not_sign_is_offered(enter: Enter, world: World, lay: Lay) -> None:
    parties = (Signing(world.water, signed_on=SIGNED), Signing(world.region))
    row = lay(parties=parties, state=PARTLY)
    form = enter("joost").get(url("sign", row)).context["form"]
    last = row.parties.all()[1]
    assert form.fields["party"].choices == [(str(last.pk), "Veiligheidsregio IJsselland")]
    first = row.parties.all()[0]
    wrong = enter("joost").post(url("sign", row), {"party": first.pk, "on": "2026-01-20"})
    assert list(errors(wrong)) == ["party"]
    done = enter("joost").post(url("sign", row), {"party": last.pk, "on": "2026-01-20"})
    assert done["Location"] == row.get_absolute_url()
    assert Covenant.objects.get(pk=row.pk).state == IN_FORCE


def test_a_signature_of_tomorrow_is_said_at_its_field(enter: Enter, lay: Lay) -> None:
    row = lay(signed=None, state=READY)
    party = row.parties.all()[0]
    answer = enter("noor").post(url("sign", row), {"party": party.pk, "on": "2099-01-01"})
    assert errors(answer) == {"on": ["This day is still to come."]}


def test_a_review_and_an_end_say_why(enter: Enter, lay: Lay) -> None:
    row = lay(review_months=6)
    noor = enter("noor")
    assert errors(noor.post(url("review", row), EMPTY)) == {"outcome": ["This field is required."]}
    assert noor.post(url("review", row), {"outcome": "ongewijzigd"}).status_code == 302
    assert "ongewijzigd" in read(noor, row.get_absolute_url())
    assert list(errors(noor.post(url("terminate", row), {"on": "2026-01-01"}))) == ["reason"]
    ended = noor.post(url("terminate", row), {"on": "2026-01-01", "reason": "opgezegd"})
    assert ended.status_code == 302
    assert "opgezegd (VR IJsselland)" in read(enter("roos"), row.get_absolute_url())


def test_a_successor_leads_to_its_own_page(enter: Enter, lay: Lay) -> None:
    row = lay()
    form = enter("noor").get(url("renew", row)).context["form"]
    assert form["title"].value() == "Convenant drinkwater"
    answer = enter("noor").post(url("renew", row), {"title": "Convenant 2027"})
    assert answer["Location"] == Covenant.objects.get(title="Convenant 2027").get_absolute_url()
    again = enter("noor").post(url("renew", row), {"title": "Nog een"})
    assert again.status_code == 409


PDF = b"%PDF-1.7\n"


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_an_annex_goes_up_and_stands_there(enter: Enter, lay: Lay, folder: Path) -> None:
    row = lay()
    there = url("add_annex", row)
    assert "at most 10 MB" in read(enter("noor"), there)
    file = SimpleUploadedFile("lijst.pdf", PDF)
    assert enter("noor").post(there, {"file": file})["Location"] == row.get_absolute_url()
    annex = Annex.objects.get()
    html = main(enter("roos"), row.get_absolute_url())
    assert links(html)["lijst.pdf"] == reverse("agreements:annex", args=[row.uuid, annex.pk])
    assert errors(enter("noor").post(there, EMPTY)) == {"file": ["This field is required."]}
    bad = SimpleUploadedFile("a.pdf", b"<html>")
    assert list(errors(enter("noor").post(there, {"file": bad}))) == ["file"]


def test_an_annex_that_is_not_there_is_not_found(
    enter: Enter, world: World, lay: Lay, folder: Path
) -> None:
    row, other = lay(), lay(title="Ander")
    annex = add_annex(row, "lijst.pdf", PDF, by=world.actor("noor"))
    roos = enter("roos")
    elsewhere = reverse("agreements:annex", args=[other.uuid, annex.pk])
    assert roos.get(elsewhere).status_code == 404
    (folder / "annexes" / str(annex.uuid)).unlink()
    there = reverse("agreements:annex", args=[row.uuid, annex.pk])
    assert roos.get(there).status_code == 404
