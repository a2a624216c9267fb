"""What a network may answer to what a spearhead asks of it; each answer can be changed later."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas import following
from koppelvlak.agendas.giving import give_assignments, lacking
from koppelvlak.agendas.lifecycle import IN_FORCE
from koppelvlak.agendas.models import Assignment, SectorAgenda
from koppelvlak.agreements.models import Agreement
from koppelvlak.door import change
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.variants import actions as variants
from koppelvlak.variants import queries as models


def accept(assignment: Assignment, *, by: Actor, seen: int | None = None) -> Assignment:
    """Take up a spearhead: each agreement that it asks for is proposed to the network.

    What the network has of a model already stays as it is; a model that does not fit is left out.
    """
    with change(assignment, Can.ACCEPT_ASSIGNMENT, by=by, seen=seen) as row:
        _answered(row, by)
        row.agreements.clear()
        for planned, model in _to_make(row):
            if not planned.problem:
                variants.put(model, planned, by)
    return row


def point_out(
    assignment: Assignment,
    agreements: Collection[Agreement],
    *,
    by: Actor,
    seen: int | None = None,
) -> Assignment:
    """Say that it is in place already, in agreements that the table of the network sees."""
    with change(assignment, Can.POINT_OUT_AGREEMENTS, by=by, seen=seen) as row:
        _answered(row, by)
        allowed = {one.pk for one in following.to_point_out(row.network, actor=by)}
        if not agreements or any(one.pk not in allowed for one in agreements):
            words = _("Choose agreements in force of this network.")
            raise BadInputError(errors={"agreements": [words]})
        row.agreements.set(agreements)
    return row


def set_aside(
    assignment: Assignment, reason: str, *, by: Actor, seen: int | None = None
) -> Assignment:
    """Say that it is not for this network, with the reason that the editors read."""
    with change(assignment, Can.SET_ASSIGNMENT_ASIDE, by=by, seen=seen) as row:
        if not reason:
            raise BadInputError(errors={"reason": [_("Say why it is not for your network.")]})
        _answered(row, by, reason)
        row.agreements.clear()
    return row


def reopen(assignment: Assignment, *, by: Actor, seen: int | None = None) -> Assignment:
    """Take the answer back; what was proposed on the way stays with the network."""
    with change(assignment, Can.REOPEN_ASSIGNMENT, by=by, seen=seen) as row:
        _held(row)
        row.reason, row.answered_on, row.answered_for = "", None, None
        row.agreements.clear()
    return row


def _answered(row: Assignment, by: Actor, reason: str = "") -> None:
    _held(row)
    row.reason, row.answered_on = reason, by.on
    row.answered_for = (
        Organisation.objects.filter(uuid=by.organisation).first() if by.organisation else None
    )


def _held(row: Assignment) -> None:
    """Refuse what a newer agenda took the place of; who adopts that waits until this is saved."""
    if row.spearhead.agenda.locked().state != IN_FORCE:
        raise WrongStateError(_("This agenda is not in force any more."))


def _to_make(row: Assignment) -> list[tuple[models.Planned, Agreement]]:
    # Who spreads a model meanwhile waits, or is waited for: a network has one variant of it.
    for one in row.spearhead.agreements.order_by("pk"):
        one.locked()
    rows = following.models_without(row)
    return [(models.planned(one, [row.network])[0], one) for one in rows]


def give_to_newcomers(*, by: Actor) -> int:
    """Give each network what it lacks of the agenda in force of its sector; return how many."""
    given = 0
    for agenda in SectorAgenda.objects.filter(state=IN_FORCE):
        if lacking(agenda):
            with change(agenda, Can.GIVE_ASSIGNMENTS, by=by) as row:
                given += len(give_assignments(row, by))
    return given
