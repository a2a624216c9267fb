"""Annexes as files: what they are is read from their content, and they lie outside the web root."""

from __future__ import annotations

import os
import zipfile
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.text import clean

MOST_BYTES = 10_000_000
MOST_UNPACKED, MOST_RATIO = 100_000_000, 100
FOLDER = "annexes"
OFFICE = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
# What may be kept, and how its name must end.
ENDINGS = {
    "application/pdf": ".pdf",
    f"{OFFICE}.wordprocessingml.document": ".docx",
    f"{OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{ODF}.text": ".odt",
    f"{ODF}.spreadsheet": ".ods",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "text/plain": ".txt",
}
STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
MACRO = "vbaProject.bin"
# What unpacking bytes that somebody else wrote can raise; NotImplementedError is a RuntimeError.
DAMAGED = (
    EOFError, LZMAError, OSError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """A file that may be kept: its own name, what it is, and what it adds up to."""

    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Return the digest of its content."""
        return sha256(self.data).hexdigest()


def accept(name: str, data: bytes) -> Kept:
    """Return the file when it may be kept; raise BadInputError with the reason."""
    if len(data) > MOST_BYTES:
        raise _refused(_("This file is larger than 10 MB. Make it smaller, or keep a link to it."))
    if not data:
        raise _refused(_("This file is empty."))
    media_type = _media_type(data)
    if media_type is None:
        raise _refused(
            _("Only PDF, Word, Excel, OpenDocument, PNG, JPEG and plain text can be an annex.")
        )
    stem = PurePosixPath(clean(name).replace("\\", "/")).name
    ending = ENDINGS[media_type]
    same = stem.lower().endswith((ending, ".jpeg" if ending == ".jpg" else ending))
    stem = stem if same else f"{PurePosixPath(stem).stem or 'bijlage'}{ending}"
    return Kept(stem[-120:], media_type, data)


def store(uuid: UUID, kept: Kept) -> Path:
    """Write the file under its own identity, readable for us alone; before its row is made."""
    path = path_of(uuid)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as to:
        to.write(kept.data)
        to.flush()
        os.fsync(to.fileno())
    return path


def path_of(uuid: UUID) -> Path:
    """Return where the file of an annex lies."""
    return Path(settings.MEDIA_ROOT) / FOLDER / str(uuid)


def _media_type(data: bytes) -> str | None:
    for start, media_type in STARTS:
        if data.startswith(start):
            return media_type
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return "text/plain" if _is_text(data) else None


def _packed(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            infos = packed.infolist()
            if _is_bomb(infos, len(data)):
                return None
            names = {info.filename for info in infos}
            if any(name.endswith(MACRO) for name in names):
                raise _refused(_("This file has a macro in it. Save it without macros."))
            if "mimetype" in names:
                said = packed.read("mimetype").decode("ascii", "replace").strip()
                return said if said in ENDINGS else None
    except DAMAGED:
        return None
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return f"{OFFICE}.wordprocessingml.document"
    return f"{OFFICE}.spreadsheetml.sheet" if "xl/workbook.xml" in names else None


def _is_bomb(infos: list[zipfile.ZipInfo], packed: int) -> bool:
    unpacked = sum(info.file_size for info in infos)
    return unpacked > MOST_UNPACKED or unpacked > max(packed, 1) * MOST_RATIO


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeError:
        return False
    # What a browser could take for a page is no plain text.
    return "\x00" not in text and "<" not in text[:1000]


def _refused(words: object) -> BadInputError:
    return BadInputError(errors={"file": [words]})
