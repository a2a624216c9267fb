"""A backup as one file: members, a manifest that says what each must be, and a seal on it.

Plain Python. The seal is made with the installation's secret: who can change the file but does
not have the secret cannot make another that fits.
"""

from __future__ import annotations

import hmac
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "seal"
CHUNK = 1 << 20
# What reading bytes that somebody else wrote can raise; NotImplementedError is a RuntimeError.
DAMAGED = (
    EOFError, KeyError, OSError, RuntimeError, TypeError, ValueError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class BackupError(Exception):
    """A backup that cannot be made or used; the message is a sentence for the operator."""


@dataclass
class Manifest:
    """What a backup holds: ``rows`` per table, ``columns`` where rows are text, the audit's head.

    ``members`` gives for each member its size in bytes and its SHA-256.
    """

    vendor: str
    made_at: str
    migrations: list[tuple[str, str]]
    rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    head: str = ""
    members: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT


class Sink(Protocol):
    """What takes bytes, a piece at a time."""

    def write(self, data: bytes, /) -> object:
        """Take one piece."""


class _Counted:
    """Passes bytes on, and knows how many there were and what they add up to."""

    def __init__(self, to: Sink) -> None:
        self.to, self.size, self.digest = to, 0, sha256()

    def write(self, data: bytes, /) -> object:
        piece = bytes(data)
        self.size += len(piece)
        self.digest.update(piece)
        return self.to.write(piece)


class Writer:
    """Puts members in a new backup, and keeps what the manifest must say of them.

    ``beside`` is the folder of the backup: there is room there for a copy of the database.
    """

    def __init__(self, to: zipfile.ZipFile, manifest: Manifest, beside: Path) -> None:
        self.zip, self.manifest, self.beside = to, manifest, beside

    @contextmanager
    def member(self, name: str) -> Iterator[Sink]:
        """Open one member to be written."""
        with self.zip.open(name, "w", force_zip64=True) as opened:
            counted = _Counted(opened)
            yield counted
        self.manifest.members[name] = (counted.size, counted.digest.hexdigest())

    def add(self, name: str, path: Path) -> None:
        """Copy a file as a member."""
        with path.open("rb") as source, self.member(name) as sink:
            for piece in _pieces(source):
                sink.write(piece)


@contextmanager
def writing(file: Path, manifest: Manifest, secret: str) -> Iterator[Writer]:
    """Make a new backup; half a file does not stay. Raises BackupError when the file exists."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupError(f"{file} exists already; a backup never overwrites.") from None
    except OSError as error:
        raise BackupError(f"{file} cannot be written ({error.strerror}).") from None
    try:
        with os.fdopen(descriptor, "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as to:
                yield Writer(to, manifest, file.absolute().parent)
                text = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
                to.writestr(MANIFEST, text)
                to.writestr(SEAL, _seal(text, secret))
            raw.flush()
            os.fsync(raw.fileno())
    except BaseException:
        file.unlink(missing_ok=True)
        raise


class Reader:
    """A backup whose every byte was compared with its manifest."""

    def __init__(self, source: zipfile.ZipFile, manifest: Manifest) -> None:
        self.zip, self.manifest = source, manifest

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a member, a piece at a time."""
        with self.zip.open(name) as opened:
            yield from _pieces(opened)

    def extract(self, name: str, path: Path) -> None:
        """Write a member to a new file."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("xb") as to:
            for piece in self.pieces(name):
                to.write(piece)
            os.fsync(to.fileno())


@contextmanager
def reading(file: Path, secret: str | None) -> Iterator[Reader]:
    """Open a backup and check all of it; raise BackupError with what is wrong.

    Without a secret the seal is not looked at: for a backup of an installation whose secret is
    lost.
    """
    try:
        source = zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile):
        raise BackupError(f"{file} is no backup, or only part of one.") from None
    with source:
        try:
            manifest = _manifest(source, secret)
            reader = Reader(source, manifest)
            _compare(reader)
        except DAMAGED as error:
            raise BackupError(f"{file} is damaged ({error}); nothing was restored.") from error
        yield reader


def _manifest(source: zipfile.ZipFile, secret: str | None) -> Manifest:
    text = source.read(MANIFEST)
    if secret is not None and not hmac.compare_digest(
        source.read(SEAL), _seal(text, secret).encode()
    ):
        raise BackupError(
            "The seal does not fit: the backup was changed, or made with another secret key."
        )
    said: Any = json.loads(text)
    if not isinstance(said, dict):
        raise TypeError("its manifest is no manifest")
    if said.get("format") != FORMAT:
        raise BackupError(f"This backup has format {said.get('format')}; {FORMAT} is expected.")
    said["migrations"] = [(str(app), str(name)) for app, name in said["migrations"]]
    return Manifest(**said)


def _compare(reader: Reader) -> None:
    expected = reader.manifest.members
    if set(reader.zip.namelist()) != {*expected, MANIFEST, SEAL}:
        raise ValueError("it holds other members than its manifest says")
    for name, (size, digest) in expected.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"{name} points outside")
        found = _Counted(_Nowhere())
        for piece in reader.pieces(name):
            found.write(piece)
            if found.size > size:
                break
        if (found.size, found.digest.hexdigest()) != (size, digest):
            raise ValueError(f"{name} is not what the manifest says")


class _Nowhere:
    def write(self, data: bytes, /) -> object:
        return len(data)


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(CHUNK):
        yield piece


def _seal(text: bytes, secret: str) -> str:
    return hmac.new(f"koppelvlak backup {secret}".encode(), text, sha256).hexdigest()
