"""What of agreements and covenants waits for somebody; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min, Q, UUIDField, Value
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.lifecycle import AGREED, EXPIRING, PARTLY, READY, REVIEW_DUE
from koppelvlak.agreements.maturity import YEAR
from koppelvlak.agreements.models import Agreement, Confirmation, Covenant, Maturity
from koppelvlak.agreements.models.party import agreements_of
from koppelvlak.agreements.sentence import CONFIRMED
from koppelvlak.agreements.term import Term, months_left
from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import Waiting, days_late, waits
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can

STEPS = {
    READY: _("Sign a covenant: {name}"),
    PARTLY: _("Sign a covenant: {name}"),
    REVIEW_DUE: _("Review a covenant: {name}"),
    EXPIRING: _("Renew a covenant, or let it end: {name}"),
}


@waits
def to_confirm(actor: Actor) -> Iterator[Waiting]:
    """Yield one line when the own organisation did not confirm agreements for a year."""
    uuid = actor.organisation
    if uuid is None:
        return
    ago = actor.on - YEAR
    # Of whom may confirm nothing, nothing is asked: a subquery without rows needs no query.
    own = Organisation.objects.open_to(actor, Can.CONFIRM_AGREEMENTS).values("uuid")
    heard = Confirmation.objects.filter(organisation__uuid=uuid, on__gte=ago).values("agreement")
    rows = (
        Agreement.objects.alias(us=Value(uuid, UUIDField()))
        .filter(us__in=own, pk__in=agreements_of(uuid), kind__in=CONFIRMED, state=AGREED)
        .exclude(Q(maturity=Maturity.ENDED) | Q(pk__in=heard) | Q(agreed_on__gte=ago))
    )
    found = rows.aggregate(count=Count("pk"), oldest=Min("agreed_on"))
    if not found["count"]:
        return
    due: date | None = found["oldest"] + YEAR if found["oldest"] else None
    yield Waiting(
        title=format_lazy(_("Confirm agreements: {count}"), count=found["count"]),
        about=_("Your organisation did not say for a year that they are right."),
        step=_("Confirm"),
        url=reverse("agreements:confirm", args=[uuid]),
        due=due,
        late=days_late(due, actor.on),
    )


@waits
def covenants(actor: Actor) -> Iterator[Waiting]:
    """Yield the covenants that wait for a signature or a review."""
    signing = Covenant.objects.open_to(actor, Can.SIGN_COVENANT).filter(state__in=(READY, PARTLY))
    keeping = Covenant.objects.open_to(actor, Can.REVIEW_COVENANT).filter(
        state__in=(REVIEW_DUE, EXPIRING)
    )
    for row in signing | keeping:
        due = row.valid_to if row.state == EXPIRING else None
        left = months_left(Term(row.valid_to), today=actor.on)
        about = format_lazy(_("It expires within {months} months."), months=left)
        yield Waiting(
            title=format_lazy(STEPS[row.state], name=row.title),
            about=about if due and left else row.state_words,
            step=_("Open"),
            url=row.get_absolute_url(),
            due=due,
        )
