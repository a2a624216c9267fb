"""What networks keep of a person, for whoever asks what is kept; imported at start."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koppelvlak.networks.models import Network, Seat
from koppelvlak.people.export import Part, keeps, part_of
from koppelvlak.people.models import Person


@keeps
def seats(person: Person) -> Part:
    """Return the chairs in which this person sits, or stands in."""
    rows = Seat.objects.filter(Q(representative=person) | Q(deputy=person))
    columns = {"network": _("Network"), "organisation": _("Organisation")}
    columns |= {"representative": _("Representative"), "deputy": _("Deputy")}
    related = ("network__sector", "network__anchor", "organisation", "representative", "deputy")
    return part_of("seats", _("Seats in networks"), columns, rows.select_related(*related))


@keeps
def offices(person: Person) -> Part:
    """Return the networks that this person chairs, or is secretary of."""
    rows = Network.objects.filter(Q(chair=person) | Q(secretary=person))
    columns = (("network", _("Network")), ("chair", _("Chair")), ("secretary", _("Secretary")))
    rows = rows.select_related("sector", "anchor", "chair", "secretary")
    said = tuple((str(row), row.chair, row.secretary) for row in rows)
    return Part("offices", _("Networks you chair or are secretary of"), columns, said)
