"""What agreements keep of a person, for whoever asks what is kept; imported at start."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.models import Confirmation
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
