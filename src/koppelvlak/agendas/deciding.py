"""What a national editor records: that bodies aligned, and that the steering group adopted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.giving import give_assignments
from koppelvlak.agendas.lifecycle import IN_FORCE, SUPERSEDED
from koppelvlak.agendas.models import Alignment, Body, SectorAgenda
from koppelvlak.agendas.queries import basic_of, models_for, standing
from koppelvlak.agreements.giving import MOST_BASIC
from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.rights import Can


@dataclass(frozen=True)
class Aligned:
    """What one body said of an agenda: by whom, on which day, with which reservation if any."""

    body: str
    by_whom: str
    on: date
    document: str = ""
    reservation: str = ""


@dataclass(frozen=True)
class Adoption:
    """What the steering group decided, and per body what it did with its reservation."""

    adopted_on: date
    adopted_meeting: str
    adopted_document: str
    followed: Mapping[str, str] = field(default_factory=dict)


def align(agenda: SectorAgenda, *, by: Actor, seen: int | None = None) -> SectorAgenda:
    """Send a version to be aligned; its text stays as it is from now on."""
    with change(agenda, Can.ALIGN_AGENDA, by=by, seen=seen) as row:
        _require_whole(row, by)
        row.aligning_on = by.on
    return row


def rewrite(agenda: SectorAgenda, *, by: Actor, seen: int | None = None) -> SectorAgenda:
    """Take a version back to write on; what was said of it stays readable and counts no longer."""
    with change(agenda, Can.REWRITE_AGENDA, by=by, seen=seen) as row:
        row.alignments.update(earlier=True)
        row.aligning_on = None
    return row


def record_alignment(
    agenda: SectorAgenda, said: Aligned, *, by: Actor, seen: int | None = None
) -> SectorAgenda:
    """Record what one body said; what it said before is replaced."""
    with change(agenda, Can.RECORD_ALIGNMENT, by=by, seen=seen) as row:
        _check_alignment(row, said, by)
        known = row.alignments.filter(body=said.body).first()
        told = known or Alignment(agenda=row, body=said.body)
        told.by_whom, told.on, told.document = said.by_whom, said.on, said.document
        told.reservation, told.earlier = said.reservation, False
        told.save()
        mention(told, "changed" if known else "created")
    return row


def adopt(
    agenda: SectorAgenda, adoption: Adoption, *, by: Actor, seen: int | None = None
) -> SectorAgenda:
    """Record that the steering group adopted a version, and give networks what it asks of them.

    All three bodies aligned, and of each reservation it is said what was done with it.
    """
    with change(agenda, Can.ADOPT_AGENDA, by=by, seen=seen) as row:
        _require_whole(row, by)
        alignments = _complete(row)
        _check_adoption(adoption, alignments, by)
        for one in alignments:
            one.followed = adoption.followed.get(one.body, "") if one.reservation else ""
        Alignment.objects.bulk_update(alignments, ["followed"])
        row.adopted_on = adoption.adopted_on
        row.adopted_meeting = adoption.adopted_meeting
        row.adopted_document = adoption.adopted_document
        _supersede(row, adoption.adopted_on)
        give_assignments(row, by)
    return row


def missing(agenda: SectorAgenda) -> list[Body]:
    """Return the bodies that did not align with the text as it is."""
    said = set(agenda.alignments.filter(earlier=False).values_list("body", flat=True))
    return [body for body in Body if body not in said]


def _require_whole(row: SectorAgenda, by: Actor) -> None:
    """Refuse an agenda that asks for nothing, for what is gone, or for more than is basic."""
    if row.input_until and row.input_from and by.on <= row.input_until:
        words = _("Input can be given until {day}. After that the agenda can be aligned.")
        raise WrongStateError(format_lazy(words, day=date_format(row.input_until)))
    spearheads = list(standing(row).prefetch_related("to_make"))
    if not spearheads:
        raise WrongStateError(_("There is no spearhead in this version yet. Add one first."))
    offered = set(models_for(row.sector, by).values_list("pk", flat=True))
    for one in spearheads:
        asked = {line.agreement_id for line in one.to_make.all()}
        if not asked or not asked <= offered:
            words = _("Spearhead {number} asks for no agreement, or for one that has ended.")
            raise WrongStateError(format_lazy(words, number=one.position))
    if len(basic_of(row)) > MOST_BASIC:
        words = _("An agenda has at most {most} basic agreements.")
        raise WrongStateError(format_lazy(words, most=MOST_BASIC))


def _check_alignment(row: SectorAgenda, said: Aligned, by: Actor) -> None:
    errors: dict[str, list[Any]] = {}
    if said.body not in Body.values:
        errors["body"] = [_("Choose one of the three.")]
    if not said.by_whom:
        errors["by_whom"] = [_("Say who said it.")]
    if said.on > by.on:
        errors["on"] = [_("This day is still to come.")]
    elif row.aligning_on and said.on < row.aligning_on:
        errors["on"] = [_("On this day the agenda had not been sent yet.")]
    if errors:
        raise BadInputError(errors=errors)


def _complete(row: SectorAgenda) -> list[Alignment]:
    """Return what all three bodies said, or refuse while one has not."""
    silent = missing(row)
    if silent:
        words = _("Not aligned with yet: {bodies}.")
        named = ", ".join(str(body.label) for body in silent)
        raise WrongStateError(format_lazy(words, bodies=named))
    return list(row.alignments.all())


def _check_adoption(adoption: Adoption, alignments: list[Alignment], by: Actor) -> None:
    errors: dict[str, list[Any]] = {
        f"followed_{one.body}": [_("Say what the steering group did with this reservation.")]
        for one in alignments
        if one.reservation and not adoption.followed.get(one.body)
    }
    if adoption.adopted_on > by.on:
        errors["adopted_on"] = [
            _("This day has not come yet. Record the adoption when it is a fact.")
        ]
    elif adoption.adopted_on < max(one.on for one in alignments):
        errors["adopted_on"] = [_("On this day not everybody had aligned yet.")]
    if errors:
        raise BadInputError(errors=errors)


def _supersede(row: SectorAgenda, on: date) -> None:
    """Let the version that was in force go."""
    held = SectorAgenda.objects.select_for_update(of=("self",)).filter(
        sector_id=row.sector_id, state=IN_FORCE
    )
    for old in held:
        old.state, old.superseded_on = SUPERSEDED, on
        old.version += 1
        old.save()
        mention(old, "superseded")
