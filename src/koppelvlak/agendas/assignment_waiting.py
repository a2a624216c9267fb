"""Which assignments wait for an answer; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.lifecycle import IN_FORCE, OPEN, STANDING
from koppelvlak.agendas.models import Assignment
from koppelvlak.agendas.progress import TO_ANSWER
from koppelvlak.kit.access import Actor
from koppelvlak.kit.lines import Line, Rows, told
from koppelvlak.kit.waiting import Waiting, days_late, waits_as
from koppelvlak.rights import Can

TITLE = _("What the agenda asks of {network}: {number} not answered")


def _open(line: Line, actor: Actor) -> Iterator[Waiting]:
    """Yield the spearheads of one network that its coordinator did not answer."""
    due = line.day + TO_ANSWER if line.day else None
    yield Waiting(
        title=format_lazy(TITLE, network=f"{line.about} {line.name or ''}", number=line.many),
        about=_(
            "Accept each spearhead, say that it is in place already, or why it does not apply."
        ),
        step=_("Answer"),
        url=reverse("agendas:of_network", args=[line.uuid]),
        due=due,
        late=days_late(due, actor.on),
    )


@waits_as(_open)
def unanswered(actor: Actor) -> Rows:
    """Return each network that the actor coordinates with how many assignments are open."""
    rows: Any = Assignment.objects.open_to(actor, Can.ACCEPT_ASSIGNMENT).filter(
        state=OPEN, spearhead__state=STANDING, spearhead__agenda__state=IN_FORCE
    )
    counted = rows.order_by().values("network").annotate(count=Count("pk"), first=Min("given_on"))
    sector = "nl" if get_language() == "nl" else "en"
    return told(
        counted,
        uuid="network__uuid",
        name=Coalesce(NullIf("network__name", Value("")), "network__anchor__short_name"),
        about=f"network__sector__name_{sector}",
        many="count",
        day="first",
    )
