"""Pages on which people take a list in: first they see what it would do, then they say yes."""

from __future__ import annotations

import base64
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.agreements import queries
from koppelvlak.agreements.columns import COLUMNS
from koppelvlak.agreements.importing import Options, plan
from koppelvlak.agreements.taking_in import import_agreements
from koppelvlak.kit.access import require
from koppelvlak.kit.imports.table import MAX_BYTES, BadFileError
from koppelvlak.kit.progress import told_to
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.text import clean
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, Form, go_to, typed
from koppelvlak.networks.models import Network
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can

SALT = "koppelvlak.agreements.import"
HELD = 60 * 60
# What a form can carry back; of a larger list the file is chosen again.
MOST_HELD = 2_000_000
SHOWN = 50


class ImportForm(Form):
    """A file, or the one that was shown just now; ``sure`` when it was looked at."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (.xlsx), CSV or JSON, at most 10 MB."),
        error_messages={"required": _("Choose a file.")},
    )
    language = CleanChoiceField(label=_("Language of the texts"), choices=settings.LANGUAGES)
    keep_notes = forms.BooleanField(
        label=_("Keep facts that are no agreement, as notes"), required=False
    )
    held = CleanCharField(max_length=MOST_HELD, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("held")

    def clean(self) -> dict[str, Any]:
        """Return the file with its name, from the upload or from the page before."""
        data: dict[str, Any] = super().clean() or {}
        upload = data.get("file")
        if upload is not None:
            data["name"] = clean(upload.name)[-120:]
            data["data"] = upload.read(MAX_BYTES + 1)
        elif data.get("held"):
            data["name"], data["data"] = _unheld(data["held"])
            if not data["data"]:
                self.fields["file"].required = True
                self.add_error("file", _("This list was kept for an hour. Choose the file again."))
        return data


@require_safe
def choose(request: ActingRequest) -> HttpResponse:
    """Say what a list looks like, and ask where it belongs."""
    actor = request.actor
    book = register(Register.AGREEMENTS)
    context = {
        "networks": queries.networks_for(actor, Can.IMPORT_AGREEMENTS),
        "national": bool(book.may(actor, Can.IMPORT_NATIONAL_AGREEMENTS)),
        "columns": COLUMNS,
        "dutch": get_language() == "nl",
    }
    return render(request, "agreements/import_choose.html", context)


def into(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Take a list in into a network."""
    return _page(request, queries.network_to(Can.IMPORT_AGREEMENTS, uuid, actor=request.actor))


def national(request: ActingRequest) -> HttpResponse:
    """Take a list in for the whole country."""
    book = register(Register.AGREEMENTS)
    require(Can.IMPORT_NATIONAL_AGREEMENTS, book.related_to(request.actor), book.rights)
    return _page(request, None)


def _page(request: ActingRequest, network: Network | None) -> HttpResponse:
    start = {"language": get_language() or "nl"}
    form = ImportForm(typed(request), request.FILES or None, initial=start)
    context: dict[str, Any] = {"form": form, "network": network, "page_tlp": "AMBER"}
    if request.method != "POST":
        return _shown(request, context, HTTPStatus.OK)
    if not form.is_valid():
        return _shown(request, context, HTTPStatus.UNPROCESSABLE_ENTITY)
    given = form.cleaned_data
    options = Options(network, given["language"], given["keep_notes"])
    try:
        if "save" in request.POST:
            return _saved(request, given, options)
        with told_to(request.actor) as hear:
            found = plan(given["data"], name=given["name"], options=options, hear=hear)
    except BadFileError as error:
        context["problems"] = error.problems
        form.add_error("file", _("Nothing was taken in. Correct the list and send it again."))
        return _shown(request, context, HTTPStatus.UNPROCESSABLE_ENTITY)
    context |= {
        "plan": found, "made": found.made[:SHOWN], "changed": found.changed[:SHOWN],
        "held": _held(given["name"], given["data"]), "name": given["name"], "token": uuid4(),
    }  # fmt: skip
    return _shown(request, context, HTTPStatus.OK)


def _shown(request: ActingRequest, context: dict[str, Any], status: HTTPStatus) -> HttpResponse:
    return render(request, "agreements/import.html", context, status=status)


def _saved(request: ActingRequest, given: dict[str, Any], options: Options) -> HttpResponse:
    data, by, network = given["data"], request.actor, options.network
    with told_to(by) as hear:
        done = import_agreements(data, name=given["name"], options=options, by=by, hear=hear)
    words = _("%(new)d new, %(changed)d changed, %(same)d unchanged.")
    counts = {"new": len(done.made), "changed": len(done.changed), "same": done.same}
    messages.success(request, words % counts)
    place = network.uuid if network else queries.NATIONAL
    return go_to(request, f"{reverse('agreements:list')}?netwerk={place}")


def _held(name: str, data: bytes) -> str:
    said = [name, base64.b85encode(data).decode()]
    held = signing.dumps(said, salt=SALT, compress=True)
    return held if len(held) <= MOST_HELD else ""


def _unheld(held: str) -> tuple[str, bytes]:
    try:
        name, data = signing.loads(held, salt=SALT, max_age=HELD)
        return name, base64.b85decode(data)
    except (signing.BadSignature, ValueError):
        return "", b""
