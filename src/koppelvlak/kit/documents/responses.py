"""The way out: a page offers its document in some formats, and answers ``?formaat=pdf``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.content import Document
from koppelvlak.kit.documents.printing import Format, file_name, to_bytes
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import FORMAT, PAGE


@dataclass(frozen=True)
class Download:
    """A link to a file, for ``components/downloads.html``."""

    label: Any
    url: str


def asked(request: HttpRequest, offered: Sequence[Format]) -> Format | None:
    """Return in which of these formats the address asks for a file; None asks for the page."""
    wanted = request.GET.get(FORMAT)
    return next((one for one in offered if one.value == wanted), None)


def downloads(request: HttpRequest, offered: Sequence[Format]) -> list[Download]:
    """Return the links to these formats of this very page."""
    found = []
    for one in offered:
        query = request.GET.copy()
        query.pop(PAGE, None)
        query[FORMAT] = one.value
        found.append(Download(one.label, f"?{query.urlencode()}"))
    return found


def download(document: Document, into: Format, *, by: Actor) -> HttpResponse:
    """Return the file, which says for whom it was made and when.

    Raises RefusedError for what is meant for named persons only: they read it on the screen.
    """
    if document.tlp is Tlp.RED:
        raise RefusedError(
            _("What is meant for named persons only (TLP:RED) is read here, not downloaded.")
        )
    made = replace(document, printed_for=_made_for(by, timezone.localtime(), document.language))
    response = HttpResponse(to_bytes(made, into), content_type=into.content_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=file_name(document, into)) or ""
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _made_for(by: Actor, now: datetime, language: str) -> str:
    with override(language):
        moment = date_format(now, "SHORT_DATETIME_FORMAT", use_l10n=True)
        return str(_("Made on %(moment)s for %(who)s") % {"moment": moment, "who": by})
