"""A backup file: what goes in comes out, and whoever touches it is found out."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from koppelvlak.jobs.archive import MANIFEST, SEAL, BackupError, Manifest, reading, writing

CONTENT = b"nooddrinkwater" * 1000
SECRET = "the secret of one installation"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Return a small backup with one member."""
    file = tmp_path / "backup"
    with writing(file, manifest(), SECRET) as to, to.member("files/a.txt") as sink:
        sink.write(CONTENT)
    return file


def manifest() -> Manifest:
    return Manifest("sqlite", "2026-11-23T12:00:00+01:00", [("audit", "0001_initial")])


def rewrite(file: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Make the backup again with other members, as somebody who can write the file could."""
    with zipfile.ZipFile(file) as old:
        members = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(file, "w") as new:
        for name, data in members.items():
            if data is not None:
                new.writestr(name, data)


def refusal(file: Path, secret: str | None = SECRET) -> str:
    with pytest.raises(BackupError) as caught, reading(file, secret):
        pytest.fail("it must not open")
    return str(caught.value)


def test_what_goes_in_comes_out(backup: Path, tmp_path: Path) -> None:
    with reading(backup, SECRET) as source:
        assert source.manifest.migrations == [("audit", "0001_initial")]
        source.extract("files/a.txt", tmp_path / "out" / "a.txt")
    assert (tmp_path / "out" / "a.txt").read_bytes() == CONTENT


def test_only_its_owner_can_read_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_it_never_overwrites(backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(BackupError, match="exists already"), writing(backup, manifest(), SECRET):
        pytest.fail("it must not open")
    assert backup.read_bytes() == before


def test_half_a_backup_does_not_stay(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(tmp_path / "half", manifest(), SECRET):
        raise ZeroDivisionError
    assert not (tmp_path / "half").exists()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(BackupError, match="cannot be written"),
        writing(tmp_path / "no" / "where", manifest(), SECRET),
    ):
        pytest.fail("it must not open")


def test_something_else_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Beste allemaal,")
    assert "no backup" in refusal(tmp_path / "letter.txt")
    assert "no backup" in refusal(tmp_path / "nothing")


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.98])
def test_part_of_a_backup_is_refused(backup: Path, keep: float) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * keep)])
    assert "only part" in refusal(backup)


def test_every_changed_byte_is_refused_or_changes_nothing(backup: Path) -> None:
    whole = backup.read_bytes()
    with zipfile.ZipFile(backup) as found:
        second = found.infolist()[1].header_offset
    for place in range(second):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            with reading(backup, SECRET) as source:
                assert b"".join(source.pieces("files/a.txt")) == CONTENT
        except BackupError:
            continue


def test_another_member_is_refused(backup: Path) -> None:
    rewrite(backup, lambda name, data: b"gif" if name == "files/a.txt" else data)
    assert "not what the manifest says" in refusal(backup)


def test_a_missing_member_is_refused(backup: Path) -> None:
    rewrite(backup, lambda name, data: None if name == "files/a.txt" else data)
    assert "other members" in refusal(backup)


def test_a_changed_manifest_breaks_the_seal(backup: Path) -> None:
    rewrite(backup, lambda name, data: data + b" " if name == MANIFEST else data)
    assert "seal does not fit" in refusal(backup)


def test_another_secret_does_not_fit(backup: Path) -> None:
    assert "another secret key" in refusal(backup, "the secret of somebody else")


def test_without_the_secret_it_can_still_be_read(backup: Path) -> None:
    with reading(backup, None) as source:
        assert list(source.manifest.members) == ["files/a.txt"]


@pytest.mark.parametrize("name", ["/etc/passwd", "../outside", "files/../../outside"])
def test_a_member_never_points_outside(tmp_path: Path, name: str) -> None:
    with writing(tmp_path / "evil", manifest(), SECRET) as to, to.member(name) as sink:
        sink.write(b"x")
    assert "points outside" in refusal(tmp_path / "evil")


@pytest.mark.parametrize("said", [b"[]", b"{}", b"nonsense", json.dumps({"format": 1}).encode()])
def test_a_manifest_that_makes_no_sense_is_refused(backup: Path, said: bytes) -> None:
    rewrite(backup, lambda name, data: said if name == MANIFEST else data)
    assert refusal(backup, None)


def test_a_later_format_is_said(backup: Path) -> None:
    rewrite(backup, lambda name, data: b'{"format": 2}' if name == MANIFEST else data)
    assert "format 2" in refusal(backup, None)


def test_the_seal_itself_must_be_there(backup: Path) -> None:
    rewrite(backup, lambda name, data: None if name == SEAL else data)
    assert "damaged" in refusal(backup)
