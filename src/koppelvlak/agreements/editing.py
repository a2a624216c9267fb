"""Pages on which people put agreements down, change and end them, and record how they went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.agreements import actions, documents, queries
from koppelvlak.agreements.at_table import seated
from koppelvlak.agreements.dated_forms import DayForm, EndForm, ProofForm
from koppelvlak.agreements.forms import (
    AddForm,
    AgreementForm,
    filled,
)
from koppelvlak.agreements.giving import given_of
from koppelvlak.agreements.lifecycle import OVER
from koppelvlak.agreements.models import Agreement, Covenant
from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can


@require_safe
def choose(request: ActingRequest) -> HttpResponse:
    """Ask in which network an agreement is put down."""
    actor = request.actor
    book = register(Register.AGREEMENTS)
    context = {
        "networks": queries.networks_for(actor, Can.ADD_AGREEMENT),
        "national": bool(book.may(actor, Can.ADD_NATIONAL_AGREEMENT)),
    }
    return render(request, "agreements/choose.html", context)


def add(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Put an agreement down in a network."""
    return _add(request, queries.network_to(Can.ADD_AGREEMENT, uuid, actor=request.actor))


def add_national(request: ActingRequest) -> HttpResponse:
    """Put an agreement down for the whole country."""
    book = register(Register.AGREEMENTS)
    require(Can.ADD_NATIONAL_AGREEMENT, book.related_to(request.actor), book.rights)
    return _add(request, None)


def _add(request: ActingRequest, network: Network | None) -> HttpResponse:
    start = {
        "language": get_language() or "nl",
        "tlp": Tlp.AMBER if network else Tlp.GREEN,
        "sectors": [network.sector_id] if network else [],
        "acting": request.actor.organisation_name,
    }
    form = AddForm(
        typed(request), initial=start, network=network,
        covenants=_covenants(request.actor, network),
        table=_table(network),
    )  # fmt: skip

    def act(given: dict[str, Any]) -> Agreement:
        made = actions.add_agreement(network, form.given(), by=request.actor, state=given["state"])
        messages.success(request, _("Saved."))
        return made

    context = {
        "title": _("Add an agreement"),
        "network": network,
        "page_tlp": Tlp.AMBER if network else Tlp.GREEN,
    }
    return run(
        request, form, act, template="agreements/form.html", context=context,
        then=lambda made: made,
    )  # fmt: skip


def edit(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Change an agreement; the page says what another sentence means."""
    row = queries.agreement_to(Can.EDIT_AGREEMENT, uuid, actor=request.actor)
    form = AgreementForm(
        typed(request), initial=filled(given_of(row)), version=row.version,
        covenants=_covenants(request.actor, row.network, row), network=row.network,
        table=_table(row.network),
        # One that is a model shows its mark to whoever changes it: a model stays one.
        models=row.is_model or bool(row.may(request.actor, Can.SPREAD_AGREEMENT)),
    )  # fmt: skip

    def act(_given: dict[str, Any]) -> None:
        actions.edit_agreement(row, form.given(), by=request.actor, seen=form.seen)
        messages.success(request, _("Saved."))

    lead = _(
        "Another sentence has to be confirmed and proven anew; other remarks do not. Your own"
        " organisation confirms it by changing it, when it is a party; the others get a mail."
    )
    return _page(request, form, act, row, title=_("Change this agreement"), lead=lead)


def agree(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Record on which day a proposal was agreed upon."""
    row = queries.agreement_to(Can.AGREE_AGREEMENT, uuid, actor=request.actor)
    form = DayForm(typed(request), version=row.version, initial={"on": request.actor.on})

    def act(given: dict[str, Any]) -> None:
        actions.agree(row, by=request.actor, on=given["on"], seen=form.seen)
        messages.success(request, _("Saved."))

    return _page(request, form, act, row, title=_("Agreed upon"))


def end(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """End an agreement, with the reason."""
    row = queries.agreement_to(Can.END_AGREEMENT, uuid, actor=request.actor)
    form = EndForm(typed(request), version=row.version, initial={"on": request.actor.on})

    def act(given: dict[str, Any]) -> None:
        actions.end_agreement(
            row, by=request.actor, on=given["on"], reason=given["reason"], seen=form.seen
        )
        messages.success(request, _("Ended."))

    lead = _("It stays to be read, marked everywhere as not in force. This cannot be undone.")
    return _page(request, form, act, row, title=_("End this agreement?"), lead=lead)


def prove(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Record how it went in an exercise or incident, or that it was carried out."""
    row = queries.agreement_to(Can.ADD_PROOF, uuid, actor=request.actor)
    form = ProofForm(
        typed(request), version=row.version, initial={"on": request.actor.on},
        returns=bool(row.rhythm_months),
    )  # fmt: skip

    def act(given: dict[str, Any]) -> None:
        told = ("on", "occasion", "name", "outcome", "finding")
        tried = actions.Tried(**{name: given[name] for name in told})
        actions.add_proof(row, tried, by=request.actor)
        messages.success(request, _("Saved."))

    lead = documents.candour()
    return _page(request, form, act, row, title=_("How did it go?"), lead=lead)


def _covenants(actor: Actor, network: Network | None, known: Agreement | None = None) -> Any:
    """Return what an agreement can hang under: what did not end, or what it hangs under now."""
    rows = Covenant.objects.visible_to(actor).exclude(state__in=OVER)
    here = Q(network=None) | Q(network=network) if network else Q(network=None)
    offered = Q(pk__in=rows.filter(here).values("pk"))
    if known is not None and known.covenant_id:
        # Or somebody who changes a word would take it away from under its covenant.
        offered |= Q(pk=known.covenant_id)
    return Covenant.objects.filter(offered).select_related("network__sector", "network__anchor")


def _table(network: Network | None) -> list[Organisation]:
    return seated([network])[network.pk] if network else []


def _page(
    request: ActingRequest, form: Form, act: Callable[[Any], None], row: Agreement, **said: Any
) -> HttpResponse:
    context = {"agreement": row, "network": row.network, "page_tlp": Tlp(row.tlp), **said}
    then = row.get_absolute_url()
    return run(request, form, act, template="agreements/form.html", context=context, then=then)
