"""Pages of agreements: the list, one agreement, and what two organisations owe each other."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.agreements import documents, owing, queries
from koppelvlak.agreements.added import added
from koppelvlak.agreements.explaining import explained
from koppelvlak.agreements.models import Agreement, AgreementKind, Maturity
from koppelvlak.agreements.models.sight import CONFIRMING
from koppelvlak.framework.queries import themes
from koppelvlak.kit.access import may
from koppelvlak.kit.documents.printing import Format
from koppelvlak.kit.documents.responses import asked, download, downloads
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.text import clean
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can

LONGEST_SEARCH = 200
PAIR_FORMATS = (Format.PDF, Format.EXCEL)
SLUG = re.compile(r"[a-z-]{1,40}")


def _place(row: Agreement) -> Any:
    return row.network or _("the whole country")


# Basic agreements stand first: that is what sorting by the sentence means.
COLUMNS = (
    Column("zin", _("Agreement"), lambda row: row.sentence, order="basic"),
    Column("netwerk", _("Network"), _place, order="network"),
    Column("thema", _("Themes"), lambda r: ", ".join(str(t.number) for t in r.themes.all())),
)
STAND = Column("stand", _("State"), lambda row: row.get_maturity_display(), order="maturity")
PROVISO = Column("voorbehoud", _("Proviso to the state"), lambda _row: documents.candour())
# What does not fit on a page beside the rest, in the file.
DETAILS = (
    Column("basis", _("Basic agreement"), lambda row: _("yes") if row.basic else _("no")),
    Column("nummer", _("Number"), lambda row: row.key),
    Column("soort", _("Kind"), lambda row: row.get_kind_display()),
    Column("minuten", _("Within, in minutes"), lambda row: row.within_minutes, numeric=True),
)


@require_safe
def every(request: ActingRequest) -> HttpResponse:
    """List the agreements that someone wants to see, basic ones first."""
    actor, wanted = request.actor, _wanted(request.GET)
    rows = queries.agreements(actor, wanted)
    stand = (STAND,) if queries.sees_maturity(actor) else ()
    seen = listing(request, rows, (*COLUMNS, *stand), default="-zin")
    if seen.wants_csv:
        proviso = (PROVISO,) if stand else ()
        whole = listing(request, rows, (*COLUMNS, *stand, *DETAILS, *proviso), default="-zin")
        return whole.csv("afspraken", tlp=queries.strictest(rows))
    context = {
        "listing": seen,
        "wanted": wanted,
        "stand": bool(stand),
        "page_tlp": queries.strictest(list(seen.page)),
        "networks": queries.networks_with_any(actor),
        "themes": themes(),
        "kinds": AgreementKind.choices,
        "levels": Maturity.choices,
        "party": Organisation.objects.filter(uuid=wanted.party).first() if wanted.party else None,
        "tables": Organisation.objects.filter(uuid__in=wanted.tables) if wanted.tables else [],
        "counted": wanted.counted and bool(stand),
        "may_add": queries.may_add(actor),
        "meetings": queries.meetings(actor, wanted),
        "confirms": actor.organisation if CONFIRMING & actor.roles else None,
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "agreements/list.html", context)


@require_safe
def export(request: ActingRequest, ending: str) -> HttpResponse:
    """Give the same list as a file that can be taken in again."""
    if ending not in documents.FORMATS:
        raise UnseenError
    make, media_type = documents.FORMATS[ending]
    rows = queries.agreements(request.actor, _wanted(request.GET))
    tlp = queries.strictest(rows)
    response = HttpResponse(
        make(documents.lines_of(rows, actor=request.actor)), content_type=media_type
    )
    name = f"afspraken-TLP-{tlp.value.replace('+', '-')}.{ending}"
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    ) or ""  # fmt: skip
    return response


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one agreement: the sentence, its parts, how far it has come and why."""
    actor = request.actor
    row = queries.agreement(uuid, actor=actor)
    sees = bool(may(Can.SEE_MATURITY, row.related_to(actor), row.rights))
    parties = queries.parties(row)
    context = {
        "agreement": row,
        "sees_maturity": sees,
        "reasons": explained(row) if sees else [],
        "parties": parties,
        "added": added(row, parties, actor),
        "history": queries.history(row) if sees and "geschiedenis" in request.GET else None,
        "contact": row.contact_point if getattr(row, "sees_desk", False) else None,
        "candour": documents.candour(),
        "page_tlp": Tlp(row.tlp),
        "may": {
            name: bool(row.may(actor, can))
            for name, can in {
                "edit": Can.EDIT_AGREEMENT, "agree": Can.AGREE_AGREEMENT, "prove": Can.ADD_PROOF,
                "end": Can.END_AGREEMENT, "confirm": Can.CONFIRM_AGREEMENT,
                "spread": Can.SPREAD_AGREEMENT,
            }.items()
        },
        "own": actor.organisation,
    }  # fmt: skip
    return render(request, "agreements/detail.html", context)


@require_safe
def between(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what two organisations owe each other; the other one is usually one's own."""
    other = _uuid(request.GET.get("en", "")) or request.actor.organisation
    if other is None:
        raise UnseenError
    return _pair(request, str(uuid), str(other))


@require_safe
def any_two(request: ActingRequest) -> HttpResponse:
    """Show what any two organisations owe each other: one chooses both."""
    one, two = (_uuid(request.GET.get(name, "")) for name in ("een", "en"))
    return _pair(request, one or str(request.actor.organisation or ""), two)


def _pair(request: ActingRequest, *keys: str) -> HttpResponse:
    actor = request.actor
    offered = queries.organisations(actor)
    known = {str(one.uuid): one for one in offered}
    if not {key for key in keys if key} <= set(known):
        raise UnseenError
    one, two = (known.get(key) for key in keys)
    sides = owing.ways(one, two, actor=actor) if one and two and one != two else []
    into = asked(request, PAIR_FORMATS) if sides else None
    if into:
        return download(owing.document(sides, actor=actor), into, by=actor)
    context = {
        "one": one, "other": two, "sides": sides, "organisations": offered,
        "title": owing.title(sides),
        "same": one is not None and one == two,
        "stand": queries.sees_maturity(actor),
        "page_tlp": queries.strictest(owing.every(sides)),
        "downloads": downloads(request, PAIR_FORMATS),
    }  # fmt: skip
    return render(request, "agreements/between.html", context)


def _wanted(query: QueryDict) -> queries.Wanted:
    """Return what the address asks for; what makes no sense there is passed over."""
    network = query.get("netwerk", "")
    return queries.Wanted(
        network=network if network == queries.NATIONAL else _uuid(network),
        theme=_offered(query.get("thema", ""), [str(number) for number in range(1, 9)]),
        maturity=_offered(query.get("stand", ""), Maturity.values),
        kind=_offered(query.get("soort", ""), AgreementKind.values),
        party=_uuid(query.get("partij", "")),
        sector=query.get("sector", "") if SLUG.fullmatch(query.get("sector", "")) else "",
        tables=tuple(one for text in query.getlist("tafel")[:2] if (one := _uuid(text))),
        basic=query.get("basis") == "ja",
        counted=query.get("telt") == "ja",
        text=clean(query.get("tekst", ""))[:LONGEST_SEARCH],
        everything=query.get("ook") == "beeindigd",
    )


def _offered(value: str, offered: list[str]) -> str:
    return value if value in offered else ""


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
