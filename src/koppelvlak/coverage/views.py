"""Pages: the matrix of themes and networks, and the baseline of one network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.coverage import actions, queries
from koppelvlak.coverage.added import Told, columns, leads
from koppelvlak.coverage.bars import Table, breakable, drawn, pressed
from koppelvlak.coverage.documents import HOW, coverage
from koppelvlak.coverage.forms import BaselineForm, filled
from koppelvlak.coverage.models import Baseline
from koppelvlak.coverage.overview import Line, Per, Wanted, line_of, overview, regions
from koppelvlak.framework.models import Theme
from koppelvlak.framework.queries import themes
from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.printing import Format
from koppelvlak.kit.documents.responses import asked, download, downloads
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.kit.ui.listing import paged
from koppelvlak.rights import Can

FORMATS = (Format.PDF, Format.EXCEL)
# Nine drawn cells a line: more of them make a page that is slow to draw and to read.
LINES = 20


@require_safe
def matrix(request: ActingRequest) -> HttpResponse:
    """Show how far agreements have come, themes beside networks, regions or companies."""
    found = queries.ground(request.actor)
    sectors = {one.sector.key: one.sector for one in found.networks.values()}
    offered = regions(found)
    wanted = _wanted(request.GET, set(sectors), {str(one.uuid) for one in offered})
    shown, every = overview(found, wanted), themes()
    into = asked(request, FORMATS)
    if into:
        made = coverage(shown, wanted.per, every, on=request.actor.on)
        return download(made, into, by=request.actor)
    page = paged(request, shown.lines, size=LINES)
    context = {
        "table": _table(Per(wanted.per).label, every, (*page.page, shown.together), request.actor),
        "leads": leads(request.actor),
        "paged": page,
        "anything": bool(shown.lines),
        "unseen": shown.unseen,
        "wanted": wanted,
        "pers": Per.choices,
        "sectors": sorted(sectors.values(), key=lambda one: one.position),
        "regions": offered,
        "how": HOW,
        "downloads": downloads(request, FORMATS),
        "page_tlp": shown.tlp,
    }
    return render(request, "coverage/matrix.html", context)


@require_safe
def baseline(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what a network said of itself beside what its agreements measure now."""
    actor = request.actor
    network, said = queries.network_of(uuid, actor=actor)
    counted = queries.counted_in(network, actor)
    line = line_of(counted, network.pk, {"netwerk": [str(network.uuid)]})
    context = {
        "network": network,
        "baseline": said,
        "table": Table(
            [_("Theme"), _("Baseline"), _("Remark"), _("The agreements now")],
            [
                (breakable(one), "", (*_said(said, one.number), drawn(cell)))
                for one, cell in zip(themes(), line.cells, strict=False)
            ],
        ),
        "may_take": bool(not said and network.may(actor, Can.TAKE_BASELINE)),
        "may_correct": bool(said and said.may(actor, Can.CORRECT_BASELINE)),
        "page_tlp": max(Tlp.AMBER, counted.tlp, key=lambda tlp: tlp.rank),
    }
    return render(request, "coverage/baseline.html", context)


def fill_in(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Record the baseline of a network, or correct the one that is there."""
    actor = request.actor
    network, said = queries.baseline_to_fill(uuid, actor=actor)
    form = BaselineForm(
        typed(request),
        themes=themes(),
        initial=filled(said),
        version=said.version if said else None,
    )

    def act(given: dict[str, Any]) -> Baseline:
        if said is None:
            made = actions.take_baseline(
                network, form.answers(), held_on=given["held_on"], by=actor
            )
        else:
            made = actions.correct_baseline(
                said, form.answers(), held_on=given["held_on"], by=actor, seen=form.seen
            )
        messages.success(request, _("Saved."))
        return made

    context = {"network": network, "baseline": said, "page_tlp": Tlp.AMBER}
    return run(
        request, form, act, template="coverage/baseline_form.html", context=context,
        then=lambda made: made,
    )  # fmt: skip


def _wanted(query: QueryDict, sectors: set[str], regions: set[str]) -> Wanted:
    """Return what the address asks for; what makes no sense there is passed over."""
    per, sector, region = (query.get(key, "") for key in ("per", "sector", "regio"))
    return Wanted(
        per=per if per in Per.values else Per.NETWORK,
        sector=sector if sector in sectors else "",
        region=region if region in regions else "",
        basic=query.get("basis") == "ja",
    )


def _table(per: Any, every: Sequence[Theme], lines: Sequence[Line], actor: Actor) -> Table:
    more = columns([one.network for one in lines if one.network], actor)
    heads = [per, *(head for head, _told in more), *(breakable(one) for one in every)]
    rows = [
        (one.title, one.url, [*_beside(one, more), *map(drawn, (*one.cells, one.whole))])
        for one in lines
    ]
    return Table([*heads, _("All themes")], rows, wide=True)


def _beside(line: Line, more: Sequence[tuple[Any, Mapping[int, Told]]]) -> list[SafeString]:
    key = line.network.pk if line.network else 0
    return [pressed(told.get(key)) for _head, told in more]


def _said(row: Baseline | None, number: int) -> tuple[str, str]:
    if row is None:
        return "", ""
    return str(getattr(row, f"level_{number}")), str(getattr(row, f"remark_{number}"))
