"""Contact points as vCards (3.0): a function of an organisation, never a person."""

from __future__ import annotations

from collections.abc import Iterable

import vobject
from django.utils.translation import gettext as _

from koppelvlak.kit.text import clean
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.models import Channel, ContactPoint


def vcards(points: Iterable[ContactPoint], *, notes: Iterable[str]) -> str:
    """Return one card for each contact point; each says how far it may be shared."""
    told = list(notes)
    return "".join(_card(point, told) for point in points)


def _card(point: ContactPoint, notes: list[str]) -> str:
    card = vobject.vCard()
    place = point.organisation
    _add(card, "uid", f"urn:uuid:{point.uuid}")
    _add(card, "fn", f"{point.function}, {place.short_name}")
    card.add("n").value = vobject.vcard.Name(family=clean(place.short_name))
    card.add("org").value = [clean(place.name)]
    _add(card, "title", point.function)
    _way(card, point)
    card.add("categories").value = [f"TLP:{point.tlp}"]
    _add(card, "x-koppelvlak-channel", point.channel)
    _add(card, "x-koppelvlak-hours", point.hours)
    if point.fallback:
        _add(card, "x-koppelvlak-fallback", point.fallback)
    _add(card, "note", "\n".join(_note(point) + notes))
    if point.last_confirmed:
        _add(card, "rev", point.last_confirmed.isoformat())
    return str(card.serialize())


def _way(card: vobject.base.Component, point: ContactPoint) -> None:
    if point.channel == Channel.PHONE:
        _add(card, "tel", point.address)
        card.tel.type_param = "WORK"
    elif point.channel == Channel.MAIL:
        _add(card, "email", point.address)
    else:
        _add(card, "x-koppelvlak-address", point.address)


def _note(point: ContactPoint) -> list[str]:
    lines = [point.hours]
    if point.channel not in {Channel.PHONE, Channel.MAIL}:
        lines.append(f"{point.get_channel_display()}: {point.address}")
    if point.fallback:
        lines.append(" ".join([_("If that fails:"), point.fallback]))
    if point.fictional:
        lines.append(_("invented, do not call"))
    return [*lines, str(Tlp(point.tlp).label)]


def _add(card: vobject.base.Component, name: str, value: str) -> None:
    card.add(name).value = clean(value)
