"""What one may do to organisations and the ways in which they are reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention, remove
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, StaleError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations import queries
from koppelvlak.organisations.lifecycle import CONFIRMED
from koppelvlak.organisations.loading import load_organisations
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.rights import Can

__all__ = [
    "About",
    "Reached",
    "add_contact_point",
    "check_sharing",
    "confirm_contact_point",
    "confirm_contact_points",
    "edit_contact_point",
    "edit_organisation",
    "load_organisations",
    "note_confirmed",
    "remove_contact_point",
]


@dataclass(frozen=True)
class About:
    """What an organisation says of itself, in both languages; clean text."""

    website: str = ""
    role_nl: str = ""
    role_en: str = ""
    reach_nl: str = ""
    reach_en: str = ""
    note_nl: str = ""
    note_en: str = ""


@dataclass(frozen=True)
class Reached:
    """How a function is reached; ``address`` is what its channel needs, a number in E.164."""

    function: str
    channel: str
    address: str
    hours: str
    fallback: str = ""
    tlp: str = Tlp.AMBER
    sharing_reason: str = ""


def edit_organisation(
    organisation: Organisation, about: About, *, by: Actor, seen: int | None = None
) -> Organisation:
    """Let an organisation say what it does, how far it reaches, and where its website is."""
    with change(organisation, Can.EDIT_ORGANISATION, by=by, seen=seen) as row:
        for name, value in asdict(about).items():
            setattr(row, name, value)
    return row


def add_contact_point(
    organisation: Organisation, reached: Reached, *, by: Actor, fictional: bool = False
) -> ContactPoint:
    """Add a way to reach an organisation day and night; nobody has confirmed it yet.

    ``fictional`` marks the invented ones of the demo wherever they are shown.
    """
    with change(organisation, Can.ADD_CONTACT_POINT, by=by) as row:
        check_sharing(reached, before=Tlp.AMBER)
        point = row.contact_points.create(**asdict(reached), fictional=fictional)
        mention(point, show=True)
    return point


def edit_contact_point(
    point: ContactPoint, reached: Reached, *, by: Actor, seen: int | None = None
) -> ContactPoint:
    """Change how a function is reached; it has to be confirmed anew.

    What is shared more widely than before needs a reason.
    """
    with change(point, Can.EDIT_CONTACT_POINT, by=by, seen=seen) as row:
        check_sharing(reached, before=Tlp(row.tlp))
        # An invented number stays marked as such; a real one in its place does not.
        row.fictional = row.fictional and row.address == reached.address
        for name, value in asdict(reached).items():
            setattr(row, name, value)
    return row


def confirm_contact_point(
    point: ContactPoint, *, by: Actor, seen: int | None = None
) -> ContactPoint:
    """Say that a contact point is right as it stands."""
    with change(point, Can.CONFIRM_CONTACT_POINT, by=by, seen=seen) as row:
        row.last_confirmed, row.confirmed_by = by.on, by.person
    return row


def confirm_contact_points(
    organisation: Organisation, seen: Mapping[UUID, int], *, by: Actor
) -> Organisation:
    """Say of several contact points at once that they are right; all of them, or none.

    ``seen`` gives the version that was read of each. Raises StaleError when one of them changed,
    or is gone, in the meantime.
    """
    with change(organisation, Can.CONFIRM_CONTACT_POINTS, by=by) as row:
        points = row.contact_points.select_for_update(of=("self",)).filter(uuid__in=seen)
        found = {point.uuid: point for point in points.order_by("pk")}
        for uuid, version in seen.items():
            point = found.get(uuid)
            if point is None or point.version != version:
                raise StaleError(point or row)
            note_confirmed(point, by)
    return row


def remove_contact_point(point: ContactPoint, *, by: Actor, seen: int | None = None) -> None:
    """Remove a contact point; the log keeps what it said."""
    remove(point, Can.REMOVE_CONTACT_POINT, by=by, seen=seen)


def note_confirmed(point: ContactPoint, by: Actor) -> None:
    """Note, inside an open door, that a locked contact point is right."""
    point.state = CONFIRMED
    point.last_confirmed, point.confirmed_by = by.on, by.person
    point.version += 1
    point.save()
    mention(point, "confirmed")


def check_sharing(reached: Reached, *, before: Tlp) -> None:
    """Refuse a class that cannot be kept here, and wider sharing without a reason."""
    tlp = Tlp(reached.tlp)
    if tlp not in queries.classes():
        raise BadInputError(errors={"tlp": [_class_refused(tlp)]})
    if tlp.rank < before.rank and not reached.sharing_reason:
        words = format_lazy(
            _('Say why this may be shared more widely; up to now it was "{before}".'),
            before=before.label,
        )
        raise BadInputError(errors={"sharing_reason": [words]})


def _class_refused(tlp: Tlp) -> object:
    if tlp is Tlp.RED:
        return _("What only named persons may know cannot be a contact point of an organisation.")
    return format_lazy(
        _('This installation may not keep what is "{tlp}". Choose a lower class, or leave it out.'),
        tlp=tlp.label,
    )
