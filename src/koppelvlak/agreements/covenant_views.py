"""Pages of covenants: the list, one covenant, and the steps of its life."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.agreements import covenants, queries
from koppelvlak.agreements.covenant_forms import (
    AnnexForm,
    CovenantForm,
    RenewForm,
    ReviewForm,
    SignForm,
    filled,
    kinds_for,
)
from koppelvlak.agreements.dated_forms import EndForm
from koppelvlak.agreements.files import path_of
from koppelvlak.agreements.models import Covenant, CovenantKind
from koppelvlak.kit.access import require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.networks.models import Network
from koppelvlak.organisations.forms import ConfirmForm
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can

COLUMNS = (
    Column("titel", _("Title"), lambda row: row.title, order="title"),
    Column("soort", _("Kind"), lambda row: row.get_kind_display(), order="kind"),
    Column("netwerk", _("Network"), lambda row: row.network or "", order="network"),
    Column("partijen", _("Parties"), lambda row: ", ".join(p.name for p in row.parties.all())),
    Column("getekend", _("Signed"), lambda row: row.signed_on, order="signed_on"),
    Column("tot", _("Valid until"), lambda row: row.valid_to, order="valid_to"),
    Column("stand", _("State"), lambda row: row.state_words, order="state"),
)


@require_safe
def every(request: ActingRequest) -> HttpResponse:
    """List the covenants that one may see."""
    rows = queries.covenants(request.actor)
    seen = listing(request, rows, COLUMNS, default="titel")
    tlp = max((Tlp(row.tlp) for row in rows), key=lambda one: one.rank, default=Tlp.GREEN)
    if seen.wants_csv:
        return seen.csv("convenanten", tlp=tlp)
    return render(request, "agreements/covenants.html", {"listing": seen, "page_tlp": tlp})


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one covenant: its parties, term, annexes, and what hangs under it."""
    actor = request.actor
    row = queries.covenant(uuid, actor=actor)
    hanging = queries.shown(row.agreements.all().visible_to(actor))
    context = {
        "covenant": row,
        "agreements": hanging,
        "stand": queries.sees_maturity(actor),
        "review_due": covenants.term_of(row).review_due,
        "successor": row.successors.all().visible_to(actor).first(),
        "page_tlp": Tlp(row.tlp),
        "may": {
            name: bool(row.may(actor, can))
            for name, can in {
                "edit_covenant": Can.EDIT_COVENANT, "negotiate": Can.NEGOTIATE_COVENANT,
                "offer": Can.OFFER_COVENANT, "sign": Can.SIGN_COVENANT,
                "review": Can.REVIEW_COVENANT, "renew": Can.RENEW_COVENANT,
                "terminate": Can.TERMINATE_COVENANT, "add_annex": Can.ADD_ANNEX,
                "spread": Can.SPREAD_COVENANT,
            }.items()
        },
    }  # fmt: skip
    return render(request, "agreements/covenant.html", context)


@require_safe
def choose(request: ActingRequest) -> HttpResponse:
    """Ask in which network a covenant is put down."""
    actor, book = request.actor, register(Register.AGREEMENTS)
    context = {
        "networks": queries.networks_for(actor, Can.ADD_COVENANT),
        "national": bool(book.may(actor, Can.ADD_NATIONAL_COVENANT)),
    }
    return render(request, "agreements/covenant_choose.html", context)


def add(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Put a regional covenant down in a network."""
    return _add(request, queries.network_to(Can.ADD_COVENANT, uuid, actor=request.actor))


def add_national(request: ActingRequest) -> HttpResponse:
    """Put a model or national covenant down."""
    book = register(Register.AGREEMENTS)
    require(Can.ADD_NATIONAL_COVENANT, book.related_to(request.actor), book.rights)
    return _add(request, None)


def _add(request: ActingRequest, network: Network | None) -> HttpResponse:
    start = {
        "kind": CovenantKind.REGIONAL if network else CovenantKind.NATIONAL,
        "tlp": Tlp.AMBER if network else Tlp.GREEN,
        "sectors": [network.sector_id] if network else [],
    }
    form = CovenantForm(typed(request), initial=start, kinds=kinds_for(network))
    context = {"title": _("Add a covenant"), "network": network, "page_tlp": start["tlp"]}

    def act(_given: dict[str, Any]) -> Covenant:
        return covenants.add_covenant(network, form.paper(), by=request.actor)

    return run(
        request, form, act, template="agreements/covenant_form.html", context=context,
        then=lambda made: made,
    )  # fmt: skip


def edit(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Change a covenant that nobody signed yet."""
    row = queries.covenant(uuid, actor=request.actor, can=Can.EDIT_COVENANT)
    kinds = kinds_for(row.network)
    form = CovenantForm(typed(request), initial=filled(row), version=row.version, kinds=kinds)
    return _step(
        request,
        row,
        form,
        title=_("Change this covenant"),
        act=lambda _given: covenants.edit_covenant(
            row, form.paper(), by=request.actor, seen=form.seen
        ),
    )


def negotiate(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Take it to its parties."""
    row = queries.covenant(uuid, actor=request.actor, can=Can.NEGOTIATE_COVENANT)
    form = ConfirmForm(typed(request), version=row.version)
    return _step(
        request,
        row,
        form,
        title=_("Take it to the parties"),
        act=lambda _given: covenants.negotiate(row, by=request.actor, seen=form.seen),
    )


def offer(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Offer it to be signed."""
    row = queries.covenant(uuid, actor=request.actor, can=Can.OFFER_COVENANT)
    form = ConfirmForm(typed(request), version=row.version)
    return _step(
        request,
        row,
        form,
        title=_("Offer it to be signed"),
        act=lambda _given: covenants.offer(row, by=request.actor, seen=form.seen),
    )


def sign(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Record that a party signed."""
    row = queries.covenant(uuid, actor=request.actor, can=Can.SIGN_COVENANT)
    form = SignForm(typed(request), covenant=row, version=row.version)
    return _step(
        request,
        row,
        form,
        title=_("Record a signature"),
        act=lambda given: covenants.sign(
            row, int(given["party"]), by=request.actor, on=given["on"], seen=form.seen
        ),
    )


def review(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Record what a review led to."""
    row = queries.covenant(uuid, actor=request.actor, can=Can.REVIEW_COVENANT)
    form = ReviewForm(typed(request), version=row.version)
    return _step(
        request,
        row,
        form,
        title=_("Record a review"),
        act=lambda given: covenants.review(row, given["outcome"], by=request.actor, seen=form.seen),
    )


def renew(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Draw up the successor."""
    row = queries.covenant(uuid, actor=request.actor, can=Can.RENEW_COVENANT)
    form = RenewForm(typed(request), initial={"title": row.title})
    return _step(
        request,
        row,
        form,
        title=_("Draw up the successor"),
        act=lambda given: covenants.renew(row, given["title"], by=request.actor),
        then=lambda made: made,
    )


def terminate(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """End it; everything under it is not in force any more."""
    row = queries.covenant(uuid, actor=request.actor, can=Can.TERMINATE_COVENANT)
    form = EndForm(typed(request), version=row.version, initial={"on": request.actor.on})
    return _step(
        request,
        row,
        form,
        title=_("End this covenant?"),
        act=lambda given: covenants.terminate(
            row, by=request.actor, on=given["on"], reason=given["reason"], seen=form.seen
        ),
    )


def add_annex(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Hang a file under a covenant."""
    row = queries.covenant(uuid, actor=request.actor, can=Can.ADD_ANNEX)
    form = AnnexForm(typed(request), request.FILES or None)

    def act(given: dict[str, Any]) -> None:
        data = given["file"].read()
        covenants.add_annex(row, given["file"].name, data, by=request.actor)

    return _step(request, row, form, act, title=_("Add an annex"), file=True)


@require_safe
def annex(request: ActingRequest, uuid: UUID, pk: int) -> HttpResponseBase:
    """Give the file of an annex to who may see its covenant: to be saved, never to be shown."""
    covenant = queries.covenant(uuid, actor=request.actor)
    row = covenant.annexes.filter(pk=pk).first()
    if row is None or not path_of(row.uuid).is_file():
        raise UnseenError
    return FileResponse(
        path_of(row.uuid).open("rb"),
        as_attachment=True,
        filename=row.name,
        content_type=row.media_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _step(
    request: ActingRequest, row: Covenant, form: Form, act: Callable[[Any], Any], **said: Any
) -> HttpResponse:
    """Show or do one step of a covenant; ``said`` is its title, and where it leads."""

    def do(given: dict[str, Any]) -> Any:
        done = act(given)
        messages.success(request, _("Saved."))
        return done

    then = said.pop("then", row.get_absolute_url())
    context = {"covenant": row, "network": row.network, "page_tlp": Tlp(row.tlp), **said}
    return run(
        request, form, do, template="agreements/covenant_form.html", context=context, then=then
    )
