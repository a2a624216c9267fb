"""Pages on which a model is spread, answered by networks, and its deviations read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.agreements.columns import BY_KEY
from koppelvlak.agreements.queries import agreement_to
from koppelvlak.framework.wording import difference
from koppelvlak.kit.access import Actor
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.rights import Can
from koppelvlak.variants import actions, queries
from koppelvlak.variants.comparing import Changed
from koppelvlak.variants.forms import DeviateForm, NetworksForm, ReadForm
from koppelvlak.variants.models import OfModel, Variant

# What the pages of agreements and of covenants say otherwise.
ABOUT: dict[str, Any] = {
    "crumbs": "agreements/crumbs.html",
    "adopt": "variants:adopt",
    "deviate": "variants:deviate",
    "spread": "variants:spread",
    "own_title": _("The agreement of the network"),
    "own_column": _("Its sentence, compared with the model"),
}
BECOMES = _(
    "It becomes a model by this: it is not confirmed any more, does not count, and stays a model."
)
TAKES = _(
    "Your agreement gets the sentence of the model. Contact point, way of working and days stay"
    " yours. Another sentence has to be confirmed and proven anew."
)


def spread(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Choose networks, see what would be made there, and make it."""
    model = agreement_to(Can.SPREAD_AGREEMENT, uuid, actor=request.actor)
    networks = queries.networks_without(model, actor=request.actor)
    chosen = set((request.POST or request.GET).getlist("networks"))
    rows = list(networks)
    wanted = [one for one in rows if str(one.uuid) in chosen]
    form = NetworksForm(
        typed(request), networks=networks, version=model.version,
        initial={"networks": wanted},
    )  # fmt: skip

    def act(given: dict[str, Any]) -> None:
        made = actions.spread(model, given["networks"], by=request.actor, seen=form.seen)
        messages.success(request, _("Proposed to networks: %(count)d.") % {"count": len(made)})

    context = ABOUT | {
        "title": _("Spread this model agreement"),
        "model": model,
        "text": model.sentence,
        "networks": rows,
        "planned": queries.planned(model, wanted),
        "becomes": "" if model.is_model else BECOMES,
        "page_tlp": Tlp(model.tlp),
    }
    then = reverse("variants:answers", args=[model.uuid])
    return run(request, form, act, template="variants/spread.html", context=context, then=then)


@require_safe
def answers(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what every network said of a model, side by side."""
    model = agreement_to(Can.SPREAD_AGREEMENT, uuid, actor=request.actor)
    lines = queries.answers(model, actor=request.actor)
    context = ABOUT | {
        "model": model,
        "text": model.sentence,
        "lines": lines,
        "silent": sum(line.variant.waits for line in lines),
        "page_tlp": Tlp.AMBER,
    }
    return render(request, "variants/answers.html", context)


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what the model says, what changed in it, and in what the network differs."""
    row = queries.variant(uuid, actor=request.actor)
    return render(request, "variants/detail.html", _shown(request, row))


def adopt(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Take over what the model says."""
    row = queries.variant(uuid, actor=request.actor, can=Can.ADOPT_MODEL)
    form = ReadForm(_sent(request), version=row.version, initial={"read": row.model.wording})

    def act(given: dict[str, Any]) -> None:
        actions.adopt(row, by=request.actor, read=given["read"], seen=form.seen)
        messages.success(request, _("Adopted."))

    return _answer(request, row, form, act, title=_("Adopt the model"), lead=TAKES)


def deviate(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Keep the own sentence, with the reason."""
    row = queries.variant(uuid, actor=request.actor, can=Can.DEVIATE_FROM_MODEL)
    start = {"read": row.model.wording, "reason": row.reason}
    form = DeviateForm(_sent(request), version=row.version, initial=start)

    def act(given: dict[str, Any]) -> None:
        actions.deviate(row, given["reason"], by=request.actor, read=given["read"], seen=form.seen)
        messages.success(request, _("Saved."))

    lead = _("Whoever keeps the model reads this reason and the sentence of your network.")
    return _answer(request, row, form, act, title=_("Deviate from the model"), lead=lead)


def _sent(request: ActingRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _answer(
    request: ActingRequest, row: Variant, form: Form, act: Any, **said: Any
) -> HttpResponse:
    context = _shown(request, row) | said
    then = row.get_absolute_url()
    return run(request, form, act, template="variants/answer.html", context=context, then=then)


def _shown(request: ActingRequest, row: Variant) -> dict[str, Any]:
    before = row.taken.get("sentence", "")
    return ABOUT | {
        "variant": row,
        "own": row.agreement,
        "own_text": row.agreement.sentence,
        "model": row.model,
        "text": row.model.sentence,
        "pieces": difference(before, row.model.bare_sentence),
        "changes": called(queries.changes(row)),
        "differs": called(queries.own_changes(row)),
        "may": answering(row, request.actor),
        "page_tlp": max(Tlp(row.agreement.tlp), Tlp.AMBER, key=lambda tlp: tlp.rank),
    }


def answering(row: OfModel, actor: Actor) -> dict[str, bool]:
    """Return how this actor may answer for the network."""
    return {
        "adopt": bool(row.may(actor, Can.ADOPT_MODEL)),
        "deviate": bool(row.may(actor, Can.DEVIATE_FROM_MODEL)),
    }


def called(changes: Iterable[Changed]) -> list[tuple[str, Changed]]:
    """Return what changed with what each column is called."""
    dutch = get_language() == "nl"
    columns = ((BY_KEY[one.column], one) for one in changes)
    return [(column.nl if dutch else column.en, one) for column, one in columns]
