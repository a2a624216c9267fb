"""What of organisations, people and territory waits for somebody; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.lines import Line, Rows, told
from koppelvlak.kit.waiting import Waiting, days_late, waits, waits_as
from koppelvlak.organisations.freshness import ASKED_AFTER, Freshness, freshness
from koppelvlak.organisations.lifecycle import CONFIRMED
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.introduction import begun
from koppelvlak.people.lifecycle import OPEN
from koppelvlak.people.models import Function, Invitation
from koppelvlak.rights import Can, Role
from koppelvlak.territory import lifecycle as division
from koppelvlak.territory.models import AreaImport, DivisionChange


def _say_introduction(_line: Line, _actor: Actor) -> Iterator[Waiting]:
    yield Waiting(
        title=_("Finish your first steps"),
        about=_("Then your organisation takes part."),
        step=_("Go on"),
        url=reverse("portal:welcome"),
        first=True,
    )


@waits_as(_say_introduction)
def introduction(actor: Actor) -> Rows:
    """Return the first steps of a new organisation manager, until they are done."""
    # Whoever was shown around already, or brings no organisation in, need not be asked.
    rows = begun(actor) if Role.MANAGER in actor.roles else Function.objects.none()
    return told(rows.distinct())


def _say_contact_point(line: Line, actor: Actor) -> Iterator[Waiting]:
    fresh = freshness(line.day, unchanged=line.state == CONFIRMED, today=actor.on)
    if fresh == Freshness.FRESH:
        return
    asked = fresh in {Freshness.DUE, Freshness.STALE} and line.day
    due = asked + ASKED_AFTER if asked else None
    yield Waiting(
        title=format_lazy(_("Is this contact point still right: {name}?"), name=line.name),
        about=_why(line.day, fresh),
        step=_("Confirm"),
        url=reverse("organisations:detail", args=[line.uuid]),
        due=due,
        late=days_late(due, actor.on),
    )


@waits_as(_say_contact_point)
def contact_points(actor: Actor) -> Rows:
    """Return the contact points of the own organisation that are to be confirmed."""
    rows = ContactPoint.objects.open_to(actor, Can.CONFIRM_CONTACT_POINT)
    columns = {"name": "function", "state": "state", "day": "last_confirmed"}
    return told(rows, uuid="organisation__uuid", **columns)


def _why(confirmed: date | None, fresh: Freshness) -> Any:
    if confirmed is None:
        return _("Nobody has confirmed it yet.")
    if fresh == Freshness.CHANGED:
        return _("It was changed after it was last confirmed.")
    day = date_format(confirmed)
    return format_lazy(_("Last confirmed on {day}. We ask every half-year."), day=day)


@waits
def division_changes(actor: Actor) -> Iterator[Waiting]:
    """Yield the municipal mergers to decide on."""
    rows = DivisionChange.objects.open_to(actor, Can.ACCEPT_DIVISION_CHANGE)
    for row in rows.filter(state=division.OPEN):
        yield Waiting(
            title=format_lazy(_("Decide on a municipal merger: {name}"), name=row.title),
            about=_("A newer municipal division differs from the one we know."),
            step=_("Decide"),
            url=row.get_absolute_url(),
            due=row.on,
            late=days_late(row.on, actor.on),
        )


@waits
def areas(actor: Actor) -> Iterator[Waiting]:
    """Yield the imported boundaries and supply areas to decide on."""
    rows = AreaImport.objects.open_to(actor, Can.DECLINE_AREAS).filter(state=division.OPEN)
    for row in rows.select_related("organisation").defer("findings"):
        yield Waiting(
            title=format_lazy(_("Decide on imported areas: {name}"), name=str(row)),
            about=_("Maps and supply links stay as they are until you decide."),
            step=_("Decide"),
            url=row.get_absolute_url(),
        )


def _say_invitation(line: Line, _actor: Actor) -> Iterator[Waiting]:
    yield Waiting(
        title=format_lazy(_("{name} has not accepted the invitation yet"), name=line.name),
        about=_("The link in the mail works until this day."),
        step=_("See invitation"),
        url=reverse("people:of_organisation", args=[line.uuid]),
        due=line.day,
    )


@waits_as(_say_invitation)
def invitations(actor: Actor) -> Rows:
    """Return who was invited and has not come."""
    here = Q(organisation__uuid=actor.organisation, state=OPEN, expires_at__gt=timezone.now())
    rows = Invitation.objects.open_to(actor, Can.WITHDRAW_INVITATION).filter(here)
    return told(rows, uuid="organisation__uuid", name="name", day=TruncDate("expires_at"))
