"""What must hold of a call before it is kept, and of whom one invites to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.assessing import Heard
from koppelvlak.agreements.giving import class_refused
from koppelvlak.agreements.lifecycle import AGREED
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.calls.models import CLASSES, SHARED, Call
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can

PAST = _("This day is still to come.")
FUTURE = _("This day has passed.")


@dataclass(frozen=True)
class Given:
    """What somebody says who calls another to account; clean text."""

    called: Organisation
    happened_on: date
    facts: str
    asked: str
    answer_by: date
    tlp: str = Tlp.AMBER


def to_call(agreement: Agreement, parties: Sequence[Heard], actor: Actor) -> list[Organisation]:
    """Return whom the actor may call to account on an agreement; nobody if that is no party.

    Those who act in it and take part here: of others nobody would hear it. An agreement that is
    not agreed, has ended, does not count, is a model or is kept to one organisation holds nobody.
    """
    heard = [one for one in parties if one.organisation] if _holds(agreement) else []
    keys = {one.organisation.pk for one in heard if one.organisation}
    here = taking_part(Organisation.objects.with_relations(actor)).filter(pk__in=keys)
    acting = {one.organisation for one in heard if one.side == Side.ACTING}
    found = list(here)
    own = next((one for one in found if one.uuid == actor.organisation), None)
    if own is None or not own.may(actor, Can.CALL_TO_ACCOUNT):
        return []
    return [one for one in found if one in acting and one != own]


def taking_part(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Return the organisations among these that take part here and are no guests."""
    return rows.filter(joined=True, kind__guest=False).order_by("short_name", "pk")


def to_invite(call: Call) -> QuerySet[Organisation]:
    """Return which organisations can be invited: who takes part, is no guest, and is not in it."""
    inside = [call.caller_id, call.called_id]
    invited = call.invited.filter(ended_on=None).values("organisation")
    return taking_part(Organisation.objects.all()).exclude(pk__in=inside).exclude(pk__in=invited)


def check(given: Given, callable_: list[Organisation], on: date) -> None:
    """Raise BadInputError with all that is wrong, per field."""
    errors: dict[str, list[Any]] = {}
    if given.called not in callable_:
        errors["called"] = [_("This organisation does not act in the agreement.")]
    if not given.facts:
        errors["facts"] = [_("Say what happened, or did not.")]
    if not given.asked:
        errors["asked"] = [_("Say what you ask.")]
    if given.happened_on > on:
        errors["happened_on"] = [PAST]
    if given.answer_by < on:
        errors["answer_by"] = [FUTURE]
    wrong_class = _class_refused(Tlp(given.tlp))
    if wrong_class:
        errors["tlp"] = [wrong_class]
    if errors:
        raise BadInputError(errors=errors)


def said(text: str, field: str) -> str:
    """Return what was said; raise BadInputError when nothing was."""
    if not text:
        raise BadInputError(errors={field: [_("Say it in a few words.")]})
    return text


def _class_refused(tlp: Tlp) -> Any:
    if tlp not in CLASSES:
        return _("A call is for its two parties and whom they invite: no wider class than that.")
    return class_refused(tlp)


def _holds(agreement: Agreement) -> bool:
    agreed = agreement.state == AGREED and agreement.in_force and agreement.counts
    return agreed and agreement.tlp in SHARED
