"""Pages on which a model covenant is spread, answered by networks, and its deviations read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.agreements.covenant_forms import CovenantForm
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.rights import Can
from koppelvlak.variants import covenant_queries, covenants, queries
from koppelvlak.variants.comparing import Changed
from koppelvlak.variants.forms import CovenantNetworksForm, DeviateForm, ReadForm
from koppelvlak.variants.models import CovenantVariant
from koppelvlak.variants.views import answering

ABOUT: dict[str, Any] = {
    "crumbs": "agreements/covenant_crumbs.html",
    "adopt": "variants:adopt_covenant",
    "deviate": "variants:deviate_covenant",
    "spread": "variants:spread_covenant",
    "own_title": _("The covenant of the network"),
    "own_column": _("Its text, compared with the model"),
}

BECOME = _(
    "The agreements under it that are no model yet become one by this: they are not confirmed any"
    " more, do not count, and stay models."
)


def spread(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Choose networks, see what would be drafted there, and draft it."""
    model = covenant_queries.model(uuid, actor=request.actor)
    networks = queries.networks_without(model, actor=request.actor)
    asked, rows = request.POST or request.GET, list(networks)
    wanted = [one for one in rows if str(one.uuid) in set(asked.getlist("networks"))]
    agreements, hanging = asked.get("agreements") == "on", list(covenant_queries.hanging(model))
    form = CovenantNetworksForm(
        typed(request), networks=networks, version=model.version,
        initial={"networks": wanted, "agreements": "on" if agreements else ""},
    )  # fmt: skip

    def act(given: dict[str, Any]) -> None:
        made = covenants.spread(
            model, given["networks"], by=request.actor, seen=form.seen,
            agreements=given["agreements"] == "on",
        )  # fmt: skip
        messages.success(request, _("Proposed to networks: %(count)d.") % {"count": len(made)})

    context = ABOUT | {
        "title": _("Spread this model covenant"),
        "model": model,
        "text": model.title,
        "networks": rows,
        "hanging": len(hanging),
        "planned": covenant_queries.planned(model, wanted, agreements=agreements),
        "becomes": BECOME if agreements and not all(one.is_model for one in hanging) else "",
        "page_tlp": Tlp(model.tlp),
    }
    then = reverse("variants:covenant_answers", args=[model.uuid])
    return run(request, form, act, template="variants/spread.html", context=context, then=then)


@require_safe
def answers(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what every network said of a model covenant, side by side."""
    model = covenant_queries.model(uuid, actor=request.actor)
    lines = covenant_queries.answers(model, actor=request.actor)
    context = ABOUT | {
        "model": model,
        "text": model.title,
        "lines": [
            {
                "variant": one.variant,
                "network": one.network,
                "differs": one.differs,
                "columns": _called(one.columns),
            }
            for one in lines
        ],
        "silent": sum(line.variant.waits for line in lines),
        "page_tlp": Tlp.AMBER,
    }
    return render(request, "variants/answers.html", context)


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what the model says, what changed in it, and in what the network differs."""
    row = covenant_queries.variant(uuid, actor=request.actor)
    return render(request, "variants/detail.html", _shown(request, row))


def adopt(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Take over what the model says."""
    row = covenant_queries.variant(uuid, actor=request.actor, can=Can.ADOPT_MODEL)
    form = ReadForm(typed(request), version=row.version, initial={"read": row.model.wording})

    def act(given: dict[str, Any]) -> None:
        covenants.adopt(row, by=request.actor, read=given["read"], seen=form.seen)
        messages.success(request, _("Adopted."))

    lead = _(
        "Your covenant gets the text of the model. Parties, signatures and days stay yours."
        " Once it is signed its successor gets the text."
    )
    return _answer(request, row, form, act, title=_("Adopt the model"), lead=lead)


def deviate(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Keep the own text, with the reason."""
    row = covenant_queries.variant(uuid, actor=request.actor, can=Can.DEVIATE_FROM_MODEL)
    given = {"read": row.model.wording, "reason": row.reason}
    form = DeviateForm(typed(request), version=row.version, initial=given)

    def act(given: dict[str, Any]) -> None:
        covenants.deviate(
            row, given["reason"], by=request.actor, read=given["read"], seen=form.seen
        )
        messages.success(request, _("Saved."))

    lead = _("Whoever keeps the model reads this reason and the text of your network.")
    return _answer(request, row, form, act, title=_("Deviate from the model"), lead=lead)


def _answer(
    request: ActingRequest, row: CovenantVariant, form: Form, act: Any, **said: Any
) -> HttpResponse:
    context = _shown(request, row) | said
    then = row.get_absolute_url()
    return run(request, form, act, template="variants/answer.html", context=context, then=then)


def _shown(request: ActingRequest, row: CovenantVariant) -> dict[str, Any]:
    return ABOUT | {
        "variant": row,
        "own": row.covenant,
        "own_text": row.covenant.title,
        "model": row.model,
        "text": row.model.title,
        "changes": _called(covenant_queries.changes(row)),
        "differs": _called(covenant_queries.own_changes(row)),
        "may": answering(row, request.actor),
        "page_tlp": max(Tlp(row.covenant.tlp), Tlp.AMBER, key=lambda tlp: tlp.rank),
    }


def _called(changes: Iterable[Changed]) -> list[tuple[Any, Changed]]:
    """Return what changed with what the form calls each column."""
    return [(CovenantForm.base_fields[one.column].label, one) for one in changes]
