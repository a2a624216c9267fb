"""The log, for auditors of an organisation; the outbox, for whoever keeps the platform."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.audit.record import REFUSED
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.people.sign_in import ENTRANCE
from koppelvlak.portal import events
from koppelvlak.rights import PAGE

ACTIONS: dict[str, Any] = {**PAGE.capabilities, **ENTRANCE}


def log(request: ActingRequest) -> HttpResponse:
    """Show the log; without the right to it, only the outbox to whoever keeps the platform."""
    outbox = events.outbox_seen(request.actor, now=timezone.now())
    context: dict[str, Any] = {"outbox": outbox, "page_tlp": Tlp.AMBER_STRICT}
    if outbox is None:
        shown = listing(request, events.events_seen(request.actor), COLUMNS, default="-nummer")
        if shown.wants_csv:
            return shown.csv("log", tlp=Tlp.AMBER_STRICT)
        rows = [[column.value(event) for column in COLUMNS] for event in shown.page]
        context |= {"listing": shown, "rows": rows, "organisation": request.actor.organisation_name}
    return render(request, "portal/log.html", context)


def _who(event: Event) -> str:
    if event.payload is None:
        return gettext("erased")
    said = event.payload["actor"]
    return ", ".join(text for text in (said["name"], said["organisation_name"]) if text)


def _what(event: Event) -> str:
    return str(ACTIONS.get(event.action, event.action))


def _object(event: Event) -> str:
    return str((event.payload or {}).get("object", ""))


def _result(event: Event) -> str:
    if event.result != REFUSED:
        return gettext("done")
    refused, reason = gettext("refused"), str((event.payload or {}).get("reason", ""))
    # The log keeps reasons in the words of the code, which are what translations start from.
    said = gettext(reason) if reason else ""
    return f"{refused}: {said}" if said else refused


def _changes(event: Event) -> str:
    said = event.payload or {}
    before, after = said.get("before", {}), said.get("after", {})
    names = [name for name in after if name != "version"]
    told = [f"{name}: {before.get(name, '')} → {after[name]}" for name in names]
    return "; ".join(told + [f"{row['kind']} {row['what']}" for row in said.get("rows", [])])


COLUMNS = (
    Column("nummer", _("Number"), lambda event: event.number, order="number", numeric=True),
    Column("tijd", _("Time"), lambda event: localize(timezone.localtime(event.at)), order="at"),
    Column("wie", _("Who"), _who),
    Column("handeling", _("Action"), _what, order="action"),
    Column("object", _("Object"), _object),
    Column("uitkomst", _("Result"), _result, order="result"),
    Column("wat", _("What changed"), _changes),
    Column("vanaf", _("From where"), lambda event: (event.payload or {}).get("origin", "")),
)
