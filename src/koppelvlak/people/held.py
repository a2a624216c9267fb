"""What of people's own somebody holds: mandates, deputyships, invitations; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError
from koppelvlak.people.holdings import Holding, Leaving, held
from koppelvlak.people.lifecycle import ENDED, HELD, OPEN
from koppelvlak.people.models import Function, Invitation, Mandate, Person
from koppelvlak.rights import Role


@held
def mandates(leaving: Leaving) -> Iterator[Holding]:
    """Yield the mandates: they bind the organisation through this very person."""
    rows = leaving.person.mandates.filter(organisation=leaving.organisation, state=HELD)
    for row in rows.order_by("pk"):
        yield Holding(
            key=f"mandate-{row.uuid}",
            title=format_lazy(_("{kind}: {what}"), kind=row.get_kind_display(), what=row.what),
            nobody=_("Ends today."),
            hand=partial(_hand_mandate, row),
        )


@held
def deputyships(leaving: Leaving) -> Iterator[Holding]:
    """Yield whose deputy this person is."""
    rows = leaving.person.deputises.filter(organisation=leaving.organisation, state=HELD)
    for row in rows.exclude(person=leaving.person).select_related("person").order_by("pk"):
        yield Holding(
            key=f"deputy-{row.uuid}",
            title=format_lazy(
                _("Deputy of {name} ({title})"), name=row.person.name, title=row.title
            ),
            nobody=_("There is no deputy until one is named."),
            hand=partial(_hand_deputyship, row),
        )


@held
def invitations(leaving: Leaving) -> Iterator[Holding]:
    """Yield whom this person invited and who has not come yet."""
    rows = Invitation.objects.filter(
        organisation=leaving.organisation, inviter=leaving.person, state=OPEN
    )
    for row in rows.order_by("pk"):
        yield Holding(
            key=f"invitation-{row.uuid}",
            title=format_lazy(_("Invited {name}, who has not come yet"), name=row.name),
            nobody=_("The invitation stays open in the name of the organisation."),
            hand=partial(_hand_invitation, row),
            roles=frozenset({Role.MANAGER}),
        )


def _hand_mandate(mandate: Mandate, to: Person | None, by: Actor) -> None:
    row = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if row.state != HELD:
        return
    # How long the mandate ran is a fact of the one who held it; the new one begins where it ends.
    until = row.valid_to
    row.state, row.valid_to = ENDED, by.on
    row.save()
    mention(row, "ended")
    if to is not None:
        terms = {"kind": row.kind, "what": row.what, "valid_from": by.on, "valid_to": until}
        new = Mandate.objects.create(person=to, organisation=row.organisation, **terms)
        mention(new, "handed over")


def _hand_deputyship(function: Function, to: Person | None, _by: Actor) -> None:
    row = Function.objects.select_for_update(of=("self",)).get(pk=function.pk)
    if row.deputy_id != function.deputy_id:
        return
    if to is not None and to.pk == row.person_id:
        raise BadInputError(_("Nobody is their own deputy."))
    row.deputy = to
    row.version += 1
    row.save()
    mention(row, "deputy gone" if row.deputy is None else "deputy handed over")


def _hand_invitation(invitation: Invitation, to: Person | None, _by: Actor) -> None:
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    place = row.organisation.short_name
    row.inviter, row.invited_by = to, f"{to.name}, {place}" if to else place
    row.save()
    mention(row, "inviter left" if to is None else "handed over")
