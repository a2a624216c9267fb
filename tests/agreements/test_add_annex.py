"""Hanging a file under a covenant: who may not, when not, what it leaves behind."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from koppelvlak.agreements.covenants import add_annex
from koppelvlak.agreements.files import path_of
from koppelvlak.agreements.lifecycle import COVENANT, OVER, RUNNING, UNSIGNED
from koppelvlak.agreements.models import Annex, Covenant
from koppelvlak.kit.errors import RefusalError, RefusedError, UnseenError, WrongStateError
from koppelvlak.rights import Can
from tests.aftermath import events, left, mails, refusal
from tests.agreements.conftest import SEES, UNSEEN, Lay, signatory
from tests.world import TODAY, World

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def covenant(lay: Lay) -> Covenant:
    return lay()


def test_it_is_known_by_what_it_is(world: World, covenant: Covenant) -> None:
    annex = add_annex(covenant, "lijst.pdf", PDF, by=world.actor("noor"))
    assert (annex.name, annex.media_type, annex.size) == ("lijst.pdf", "application/pdf", len(PDF))
    assert (annex.sha256, annex.added_on) == (sha256(PDF).hexdigest(), TODAY)
    assert path_of(annex.uuid).read_bytes() == PDF


def test_the_same_file_twice_is_two_annexes(world: World, covenant: Covenant, folder: Path) -> None:
    for _time in range(2):
        add_annex(covenant, "lijst.pdf", PDF, by=world.actor("noor"))
    assert covenant.annexes.count() == 2
    assert len(kept(folder)) == 2


@pytest.mark.parametrize("state", [*UNSIGNED, *RUNNING])
def test_until_it_is_over_files_come_along(world: World, lay: Lay, state: str) -> None:
    row = lay(state=state)
    add_annex(row, "lijst.pdf", PDF, by=world.actor("noor"))
    row.refresh_from_db()
    assert (row.state, row.annexes.count()) == (state, 1)


@pytest.mark.parametrize("state", OVER)
def test_what_is_over_takes_none_and_keeps_no_file(
    world: World, lay: Lay, state: str, folder: Path
) -> None:
    row = lay(state=state)
    told = refusal(WrongStateError, lambda: add_annex(row, "a.pdf", PDF, by=world.actor("noor")))
    assert told == f'It is now "{COVENANT.states[state]}"; from there this cannot be done.'
    assert (kept(folder), Annex.objects.count()) == ([], 0)


def not_by(world: World, covenant: Covenant, name: str, kind: type[RefusalError]) -> str:
    return refusal(kind, lambda: add_annex(covenant, "a.pdf", PDF, by=world.actor(name)))


@pytest.mark.parametrize("name", ["joost", *SEES])
def test_who_only_sits_there_may_not(
    world: World, covenant: Covenant, name: str, folder: Path
) -> None:
    told = not_by(world, covenant, name, RefusedError)
    assert told.startswith("To do this (add an annex to a covenant) you must be:")
    assert (kept(folder), Annex.objects.count()) == ([], 0)


@pytest.mark.parametrize("name", UNSEEN)
def test_for_others_it_does_not_exist(
    world: World, covenant: Covenant, name: str, folder: Path
) -> None:
    not_by(world, covenant, name, UnseenError)
    assert (kept(folder), Annex.objects.count()) == ([], 0)


def test_a_signatory_may_not(world: World, covenant: Covenant) -> None:
    refusal(RefusedError, lambda: add_annex(covenant, "a.pdf", PDF, by=signatory(world)))


def test_what_is_no_annex_does_not_even_reach_the_door(world: World, covenant: Covenant) -> None:
    before = events()
    with pytest.raises(RefusalError):
        add_annex(covenant, "a.pdf", b"", by=world.actor("noor"))
    assert events() == before


def test_the_log_names_it_without_its_content(world: World, covenant: Covenant) -> None:
    add_annex(covenant, "lijst.pdf", PDF, by=world.actor("noor"))
    told = left()
    assert (told.action, told.subject) == (Can.ADD_ANNEX, covenant.uuid)
    assert told.rows == [("agreements.annex", "created")]
    assert told.after == {"version": 2}
    assert mails() == []
