"""Files that people send: what is too long is dropped while it comes in."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.test import RequestFactory

from koppelvlak.kit.imports.areas import MAX_BYTES
from koppelvlak.kit.ui.uploads import EnoughHandler

FACTORY = RequestFactory()


def test_a_small_file_comes_whole() -> None:
    assert kept(b"abc") == (b"abc", 3)


def test_of_a_long_file_only_the_beginning_is_kept_and_it_shows() -> None:
    content, size = kept(b"x" * (MAX_BYTES + 5_000_000))
    assert MAX_BYTES < len(content) <= MAX_BYTES + 100_000
    assert size == len(content)


def test_the_site_takes_files_this_way() -> None:
    request = FACTORY.post("/", {})
    assert [type(one) for one in request.upload_handlers] == [
        EnoughHandler,
        MemoryFileUploadHandler,
        TemporaryFileUploadHandler,
    ]


def kept(data: bytes) -> tuple[bytes, int | None]:
    """Return what arrives of a file, and how long it says it is."""
    boundary = "grens"
    head = b'--grens\r\nContent-Disposition: form-data; name="f"; filename="a.json"\r\n\r\n'
    body = head + data + b"\r\n--grens--\r\n"
    request = FACTORY.post("/", body, content_type=f"multipart/form-data; boundary={boundary}")
    file = request.FILES["f"]
    assert isinstance(file, UploadedFile)
    with file.open("rb") as opened:
        return opened.read(), file.size
