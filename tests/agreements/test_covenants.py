"""Covenants: drawn up, signed, reviewed, renewed, ended; and what that does to their agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.agreements import covenants
from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.covenants import Paper, Signing
from koppelvlak.agreements.lifecycle import (
    DRAFT,
    EXPIRED,
    EXPIRING,
    IN_FORCE,
    PARTLY,
    RENEWED,
    REVIEW_DUE,
    TERMINATED,
)
from koppelvlak.agreements.models import Agreement, Annex, Covenant, CovenantKind, Maturity
from koppelvlak.kit.due import run_due
from koppelvlak.kit.errors import BadInputError, RefusedError, UnseenError, WrongStateError
from koppelvlak.kit.search.models import Entry
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Enter, warning
from tests.world import TODAY, World

SIGNED = date(2026, 1, 15)


def paper(world: World, signed: date | None = SIGNED, **changes: Any) -> Paper:
    both = (world.water, world.region)
    parties = tuple(Signing(organisation=one, signed_on=signed) for one in both)
    return replace(Paper(title="Convenant drinkwater", parties=parties), **changes)


def fresh(row: Covenant) -> Covenant:
    return Covenant.objects.get(pk=row.pk)


def put(world: World, network: Network, signed: date | None = SIGNED, **changes: Any) -> Covenant:
    return covenants.add_covenant(network, paper(world, signed, **changes), by=world.actor("noor"))


def test_it_is_found_with_the_parties_that_tell_it_apart(world: World, network: Network) -> None:
    two = put(world, network)
    both = f"{world.water.name}, {world.region.name}"
    assert two.search_entry().hint == both
    more = tuple(Signing(text=f"Partij {number}", signed_on=SIGNED) for number in range(2))
    four = put(world, network, parties=paper(world).parties + more)
    entry = four.search_entry()
    assert entry.hint == f"{both}, Partij 0, …"
    assert "Partij 1" in entry.words


def test_long_names_fit_where_it_is_found(world: World, network: Network) -> None:
    names = [letter * 160 for letter in "ABC"]
    row = put(world, network, signed=None, parties=tuple(Signing(text=name) for name in names))
    hint = row.search_entry().hint
    assert len(hint) == Entry._meta.get_field("hint").max_length
    assert f"{names[0]}, {names[1]}".startswith(hint)


def hang(world: World, network: Network, covenant: Covenant) -> Agreement:
    given = warning(world, covenant=covenant, **WORKED_OUT)
    return add_agreement(network, given, by=world.actor("noor"))


def maturity(row: Agreement) -> str:
    return str(Agreement.objects.get(pk=row.pk).maturity)


def test_what_is_signed_on_paper_is_in_force_at_once(world: World, network: Network) -> None:
    row = put(world, network)
    assert (row.state, row.signed_on) == (IN_FORCE, SIGNED)


def test_from_a_draft_to_the_last_signature(world: World, network: Network) -> None:
    row = put(world, network, signed=None)
    agreement = hang(world, network, row)
    noor = world.actor("noor")
    assert (row.state, maturity(agreement)) == (DRAFT, Maturity.PROPOSED)
    covenants.negotiate(row, by=noor)
    covenants.offer(row, by=noor)
    first, last = row.parties.all()
    assert covenants.sign(row, first.pk, by=world.actor("joost"), on=SIGNED).state == PARTLY
    with pytest.raises(WrongStateError):
        covenants.sign(row, first.pk, by=noor, on=SIGNED)
    assert covenants.sign(row, last.pk, by=noor, on=TODAY).state == IN_FORCE
    assert (fresh(row).signed_on, maturity(agreement)) == (TODAY, Maturity.WORKED_OUT)


def test_an_ended_covenant_ends_what_hangs_under_it_everywhere(
    world: World, network: Network
) -> None:
    row = put(world, network)
    agreement = hang(world, network, row)
    covenants.terminate(row, by=world.actor("joost"), on=TODAY, reason="opgezegd door Vitens")
    assert (fresh(row).state, fresh(row).ended_by) == (TERMINATED, world.water)
    now = Agreement.objects.get(pk=agreement.pk)
    assert now.maturity == Maturity.ENDED
    assert now.sentence.startswith("Niet van kracht, vertrouw hier niet op")
    assert now.maturity_reasons[0]["name"] == "opgezegd door Vitens"


def test_the_successor_takes_over_when_everybody_signed(world: World, network: Network) -> None:
    row, noor = put(world, network), world.actor("noor")
    agreement = hang(world, network, row)
    new = covenants.renew(row, "Convenant 2027", by=noor)
    assert (new.predecessor, new.state, fresh(row).state) == (row, DRAFT, IN_FORCE)
    with pytest.raises(WrongStateError):
        covenants.renew(row, "nog een", by=noor)
    covenants.negotiate(new, by=noor)
    covenants.offer(new, by=noor)
    for party in new.parties.all():
        covenants.sign(new, party.pk, by=noor, on=TODAY)
    assert (fresh(row).state, fresh(new).state) == (RENEWED, IN_FORCE)
    moved = Agreement.objects.get(pk=agreement.pk)
    assert (moved.covenant, moved.maturity) == (new, Maturity.WORKED_OUT)


TERMS = [
    ({"valid_to": TODAY - timedelta(days=1)}, EXPIRED),
    ({"valid_to": TODAY + timedelta(days=90)}, EXPIRING),
    ({"valid_to": TODAY + timedelta(days=400)}, IN_FORCE),
    ({"review_months": 6}, REVIEW_DUE),
    ({"review_months": 24}, IN_FORCE),
]


@pytest.mark.parametrize(("changes", "state"), TERMS)
def test_old_paper_comes_in_as_it_stands_today(
    world: World, network: Network, changes: dict[str, Any], state: str
) -> None:
    assert put(world, network, **changes).state == state


def test_time_turns_it(world: World, network: Network) -> None:
    row = put(world, network, valid_to=TODAY + timedelta(days=400), review_months=12)
    agreement = hang(world, network, row)
    for days, state in ((0, IN_FORCE), (60, REVIEW_DUE), (300, EXPIRING), (401, EXPIRED)):
        done = run_due(TODAY + timedelta(days=days))
        assert done["covenants turned"] == (days != 0)
        assert fresh(row).state == state
    assert maturity(agreement) == Maturity.ENDED
    assert fresh(row).ended_on == row.valid_to


def test_a_review_starts_the_next_one(world: World, network: Network) -> None:
    row = put(world, network, review_months=6)
    reviewed = covenants.review(row, "ongewijzigd", by=world.actor("noor"))
    assert (reviewed.state, reviewed.reviewed_on) == (IN_FORCE, TODAY)
    with pytest.raises(BadInputError):
        covenants.review(row, "", by=world.actor("noor"))


def test_what_is_signed_is_not_changed_any_more(world: World, network: Network) -> None:
    row = put(world, network, signed=None)
    covenants.edit_covenant(row, paper(world, None, title="Beter"), by=world.actor("noor"))
    assert fresh(row).title == "Beter"
    with pytest.raises(WrongStateError):
        covenants.edit_covenant(put(world, network), paper(world), by=world.actor("noor"))


def test_who_may_not(world: World, network: Network) -> None:
    row = put(world, network)
    with pytest.raises(RefusedError):
        covenants.review(row, "ongewijzigd", by=world.actor("joost"))
    for name in ("iris", "sanne", "petra", "anouk"):
        with pytest.raises(UnseenError):
            covenants.terminate(row, by=world.actor(name), on=TODAY, reason="x")
    with pytest.raises(RefusedError):
        covenants.add_covenant(None, paper(world, kind=CovenantKind.MODEL), by=world.actor("noor"))


WRONG = [
    ({"kind": CovenantKind.MODEL}, "kind"),
    ({"tlp": Tlp.RED}, "tlp"),
    ({"valid_from": TODAY, "valid_to": SIGNED}, "valid_to"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG, ids=[field for _c, field in WRONG])
def test_what_cannot_be(
    world: World, network: Network, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        put(world, network, **changes)
    assert list(caught.value.errors) == [field]


PDF = b"%PDF-1.7\n1 0 obj\n%%EOF"


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_annex_is_kept_under_its_own_identity(
    world: World, network: Network, folder: Path
) -> None:
    row = put(world, network)
    annex = covenants.add_annex(row, "../../etc/passwd", PDF, by=world.actor("noor"))
    (kept,) = files(folder)
    assert (kept.name, kept.read_bytes()) == (str(annex.uuid), PDF)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert annex.name == "passwd.pdf"


BAD = [
    (b"", "empty"),
    (b"x" * 10_000_001, "larger"),
    (b"<html><script>alert(1)</script>", "Only PDF"),
    (b"MZ\x90\x00\x03", "Only PDF"),
    (b"PK\x03\x04half", "Only PDF"),
]


@pytest.mark.parametrize(("data", "words"), BAD, ids=[words for _d, words in BAD])
def test_what_is_no_annex_leaves_nothing_behind(
    world: World, network: Network, folder: Path, data: bytes, words: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        covenants.add_annex(put(world, network), "bijlage.pdf", data, by=world.actor("noor"))
    assert words in str(caught.value.errors["file"][0])
    assert files(folder) == []


def test_who_may_not_add_one_leaves_nothing_behind(
    world: World, network: Network, folder: Path
) -> None:
    with pytest.raises(RefusedError):
        covenants.add_annex(put(world, network), "a.pdf", PDF, by=world.actor("joost"))
    assert files(folder) == []
    assert not Annex.objects.exists()


def test_a_file_goes_only_to_who_sees_the_covenant_and_is_never_shown(
    world: World, network: Network, folder: Path, enter: Enter
) -> None:
    row = put(world, network)
    annex = covenants.add_annex(row, "lijst.pdf", PDF, by=world.actor("noor"))
    url = reverse("agreements:annex", args=[row.uuid, annex.pk])
    answer = enter("roos").get(url)
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="lijst.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    for name in ("iris", "sanne", "petra"):
        assert enter(name).get(url).status_code == 404


def test_files_lie_where_a_backup_looks() -> None:
    assert Path(settings.MEDIA_ROOT).is_relative_to(settings.DATA)
    assert not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT)


def test_the_page_shows_signatures_and_what_hangs_under_it(
    world: World, network: Network, enter: Enter
) -> None:
    row = put(world, network)
    hang(world, network, row)
    told = enter("roos").get(row.get_absolute_url()).content.decode()
    assert "signed on" in told
    assert "Vitens waarschuwt VR IJsselland" in told
    listed = enter("roos").get(reverse("agreements:covenants")).content.decode()
    assert "Convenant drinkwater" in listed


def test_a_covenant_is_put_down_on_a_page(world: World, network: Network, enter: Enter) -> None:
    url = reverse("agreements:add_covenant_to", args=[network.uuid])
    form = {
        "title": "Convenant", "kind": "regional", "tlp": "AMBER",
        "parties": "Vitens; N. de Wit; directeur; 2026-01-15\nVR IJsselland; ; ; 15-1-2026",
    }  # fmt: skip
    assert enter("noor").get(url).status_code == 200
    assert enter("noor").post(url, form).status_code == 302
    row = Covenant.objects.get()
    assert (row.state, row.signed_on) == (IN_FORCE, SIGNED)
    assert [one.organisation for one in row.parties.all()] == [world.water, world.region]
    wrong = enter("noor").post(url, {**form, "parties": "Vitens; ; ; gisteren"})
    assert wrong.status_code == 422
    assert enter("iris").get(url).status_code == 403
