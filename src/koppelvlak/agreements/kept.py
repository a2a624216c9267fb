"""What agreements keep of a person, for whoever asks what is kept; imported at start."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.models import Confirmation, ConfirmationAsk
from koppelvlak.people.export import Part, keeps, part_of
from koppelvlak.people.models import Person


@keeps
def confirmations(person: Person) -> Part:
    """Return the agreements that this person was the last to confirm, and for whom."""
    rows = Confirmation.objects.filter(by=person.uuid).order_by("pk")
    columns = {"agreement": _("Agreement"), "organisation": _("Organisation")}
    columns |= {"on": _("Confirmed on")}
    related = rows.select_related("agreement", "organisation")
    return part_of("confirmed_agreements", _("Agreements you confirmed"), columns, related)


@keeps
def asks(person: Person) -> Part:
    """Return when this person was asked whether agreements are right, or answered that."""
    rows = ConfirmationAsk.objects.filter(Q(person=person) | Q(answered_by=person))
    columns = {"organisation": _("Organisation"), "asked_on": _("Asked on"), "sent": _("Mails")}
    columns |= {"sent_on": _("Sent"), "answered_on": _("Answered on")}
    related = rows.select_related("organisation")
    title = _("Questions whether agreements are still right")
    return part_of("agreement_asks", title, columns, related)
