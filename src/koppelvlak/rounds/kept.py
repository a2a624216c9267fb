"""What rounds keep of a person, for whoever asks what is kept; imported at start."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from koppelvlak.people.export import Part, keeps, part_of
from koppelvlak.people.models import Person
from koppelvlak.rounds.models import Ask


@keeps
def asks(person: Person) -> Part:
    """Return when this person was asked to confirm, and whether they answered."""
    rows = Ask.objects.filter(person=person).select_related("round__organisation")
    columns = {"round": _("Round"), "sent": _("Mails"), "sent_on": _("Sent")}
    columns |= {"answered_on": _("Answered on")}
    return part_of("rounds", _("Rounds in which you were asked to confirm"), columns, rows)
