"""Any document in any format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from importlib import import_module
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from koppelvlak.kit.documents.content import Document
from koppelvlak.kit.documents.wording import tlp_name

OFFICE = "application/vnd.openxmlformats-officedocument"
NOT_IN_A_NAME = re.compile(r"[^a-z0-9-]+")


class Format(Enum):
    """A format; its value is what an address asks for: ``?formaat=pdf``."""

    PDF = "pdf"
    EXCEL = "excel"
    WORD = "word"
    CSV = "csv"

    @property
    def label(self) -> Any:
        """Return its name as people know it."""
        return LABELS[self]

    @property
    def ending(self) -> str:
        """Return the end of a file name."""
        return {Format.EXCEL: "xlsx", Format.WORD: "docx"}.get(self, self.value)

    @property
    def content_type(self) -> str:
        """Return what a browser is told that it is."""
        return CONTENT_TYPES[self]


LABELS: Mapping[Format, Any] = {
    Format.PDF: "PDF",
    Format.EXCEL: "Excel",
    Format.WORD: _("Word"),
    Format.CSV: "CSV",
}
CONTENT_TYPES: Mapping[Format, str] = {
    Format.PDF: "application/pdf",
    Format.EXCEL: f"{OFFICE}.spreadsheetml.sheet",
    Format.WORD: f"{OFFICE}.wordprocessingml.document",
    Format.CSV: "text/csv; charset=utf-8",
}
# By name: a server starts without the makers of documents, which are large.
PRINTERS: Mapping[Format, tuple[str, str]] = {
    Format.PDF: ("pdf", "as_pdf"),
    Format.EXCEL: ("excel", "as_excel"),
    Format.WORD: ("word", "as_word"),
    Format.CSV: ("rows", "as_csv"),
}


def to_bytes(document: Document, into: Format) -> bytes:
    """Return the file; everything in it is said in the language of the document."""
    with override(document.language):
        module, name = PRINTERS[into]
        printer = getattr(import_module(f"koppelvlak.kit.documents.{module}"), name)
        printed: bytes = printer(document)
        return printed


def file_name(document: Document, into: Format) -> str:
    """Return a name that says how far the file may be shared: ``netwerk-vitens.tlp-amber.pdf``."""
    stem = NOT_IN_A_NAME.sub("-", document.name.lower()).strip("-") or "document"
    return f"{stem}.{tlp_name(document.tlp)}.{into.ending}"
