"""Files that people send: never more of one is kept than the largest that we take."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from koppelvlak.kit.imports.areas import MAX_BYTES


class EnoughHandler(FileUploadHandler):
    """Passes on the beginning of a file and drops the rest; its size shows that it was longer."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Return the chunk for the handlers after this one, as long as the file is not too long."""
        return raw_data if start <= MAX_BYTES else None

    def file_complete(self, file_size: int) -> Any:
        """Leave the file, however long, to the handlers after this one."""
        del file_size
