"""What of agreements and covenants waits for somebody; imported at start."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Min, Q, UUIDField, Value
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.lifecycle import AGREED, COVENANT, EXPIRING, PARTLY, READY, REVIEW_DUE
from koppelvlak.agreements.maturity import YEAR
from koppelvlak.agreements.models import CONFIRMABLE, Agreement, Confirmation, Covenant, Maturity
from koppelvlak.agreements.models.party import agreements_of
from koppelvlak.agreements.term import Term, months_left
from koppelvlak.kit.access import Actor
from koppelvlak.kit.lines import Line, Rows, told
from koppelvlak.kit.waiting import Waiting, days_late, waits_as
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can

STEPS = {
    READY: _("Sign a covenant: {name}"),
    PARTLY: _("Sign a covenant: {name}"),
    REVIEW_DUE: _("Review a covenant: {name}"),
    EXPIRING: _("Renew a covenant, or let it end: {name}"),
}


def _say_to_confirm(line: Line, actor: Actor) -> Iterator[Waiting]:
    if not line.many:
        return
    due = line.day + YEAR if line.day else None
    yield Waiting(
        title=format_lazy(_("Confirm agreements: {count}"), count=line.many),
        about=_("Your organisation did not say that they are right, for a year or as worded now."),
        step=_("Confirm"),
        url=reverse("agreements:confirm", args=[actor.organisation]),
        due=due,
        late=days_late(due, actor.on),
    )


@waits_as(_say_to_confirm)
def to_confirm(actor: Actor) -> Rows:
    """Return how many agreements the own organisation did not confirm; one line.

    For a year, or not as they are worded now; only the year has a day on which it was due.
    """
    uuid = actor.organisation
    if uuid is None:
        return told(Agreement.objects.none())
    ago = actor.on - YEAR
    # Of whom may confirm nothing, nothing is asked: a subquery without rows needs no query.
    own = Organisation.objects.open_to(actor, Can.CONFIRM_AGREEMENTS).values("uuid")
    said = Confirmation.objects.filter(organisation__uuid=uuid, on__gte=ago)
    heard = said.filter(wording=F("agreement__wording")).values("agreement")
    as_agreed = Q(agreed_wording=F("wording"))
    rows = (
        Agreement.objects.alias(us=Value(uuid, UUIDField()))
        .filter(CONFIRMABLE, us__in=own, pk__in=agreements_of(uuid), state=AGREED)
        .exclude(Q(maturity=Maturity.ENDED) | Q(pk__in=heard) | as_agreed & Q(agreed_on__gte=ago))
    )
    oldest = Min("agreed_on", filter=as_agreed)
    counted = rows.order_by().values(all=Value(1)).annotate(count=Count("pk"), oldest=oldest)
    return told(counted, many="count", day="oldest")


def _say_covenant(line: Line, actor: Actor) -> Iterator[Waiting]:
    due = line.day if line.state == EXPIRING else None
    left = months_left(Term(line.day), today=actor.on)
    about = format_lazy(_("It expires within {months} months."), months=left)
    yield Waiting(
        title=format_lazy(STEPS[line.state or ""], name=line.name),
        about=about if due and left else COVENANT.states[line.state or ""],
        step=_("Open"),
        url=reverse("agreements:covenant", args=[line.uuid]),
        due=due,
    )


@waits_as(_say_covenant)
def covenants(actor: Actor) -> Rows:
    """Return the covenants that wait for a signature or a review."""
    signing = Covenant.objects.open_to(actor, Can.SIGN_COVENANT).filter(state__in=(READY, PARTLY))
    keeping = Covenant.objects.open_to(actor, Can.REVIEW_COVENANT).filter(
        state__in=(REVIEW_DUE, EXPIRING)
    )
    return told(signing | keeping, uuid="uuid", name="title", state="state", day="valid_to")
