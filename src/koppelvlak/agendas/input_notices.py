"""Whom we tell that input is asked for an agenda; registered at start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.input_queries import networks_of, organisations_of
from koppelvlak.agendas.models import SectorAgenda
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.kit.tlp import Tlp
from koppelvlak.people.lifecycle import ACTIVE
from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import current
from koppelvlak.rights import Can, Role

SUBJECT = _("What matters most? Input for the agenda {sector}, until {day}")
TEXT = _(
    "The agenda of a sector says what its networks work on first. Until {day} your organisation,"
    " and the networks that you lead, can say of each theme how important it is and how far you"
    " are now ({agenda}).\n\nGive your input: {link}\n\n"
    "Only your own people and the national editors see what you say. Others see the median and the"
    " spread of all answers."
)


def listen() -> None:
    """Register who is told what."""
    told(Can.OPEN_INPUT, _asked)


def _asked(row: SectorAgenda, by: Actor) -> Iterator[Notice]:
    said: dict[str, Any] = {
        "day": lazy(date_format, str)(row.input_until or by.on, "DATE_FORMAT"),
        "sector": lazy(lambda: row.sector.name, str)(),
        "agenda": lazy(lambda: str(row), str)(),
        "link": f"{settings.BASE_URL}{reverse('agendas:input', args=[row.uuid])}",
    }
    for person in people_asked(row, by.on):
        yield Notice(
            to=person.email,
            subject=format_lazy(SUBJECT, **said),
            text=format_lazy(TEXT, **said),
            # Another day is told of again, the same day is not.
            key=f"agenda-input:{row.uuid}:{row.input_until}:{person.uuid}",
            person=person.uuid,
            language=person.language,
            tlp=Tlp.GREEN,
        )


def people_asked(of: SectorAgenda, on: date) -> list[Person]:
    """Return the boundary workers of who is asked, and who leads a network of the sector."""
    networks = networks_of(of)
    held = Function.objects.filter(
        current(on), role=Role.BOUNDARY_WORKER, organisation__in=organisations_of(of, networks)
    )
    leading = [key for one in networks for key in (one.chair_id, one.secretary_id) if key]
    rows = Person.objects.filter(Q(functions__in=held) | Q(pk__in=leading), state=ACTIVE)
    return list(rows.distinct().order_by("pk"))
