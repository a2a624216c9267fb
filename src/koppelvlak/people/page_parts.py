"""Who acts for an organisation, on its page: for those who may see or invite them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.organisations.page_parts import Part, Row, add
from koppelvlak.people.queries import standings_at
from koppelvlak.rights import Can, Role


def people_of(organisation: Organisation, actor: Actor) -> list[Row]:
    """Return where the people are, and that a first manager is to be invited; one query."""
    if organisation.ended or not organisation.may(actor, Can.INVITE_PERSON):
        return []
    place = reverse("people:of_organisation", args=[organisation.uuid])
    manages = actor.organisation == organisation.uuid and Role.MANAGER in actor.roles
    managing = standings_at(organisation, actor.on).filter(role=Role.MANAGER)
    if manages or managing.exists():
        return [Row(_("People, functions and invitations"), place)]
    first = reverse("people:invite", args=[organisation.uuid])
    return [
        Row(
            _("Invite the first organisation manager"),
            f"{first}?rol={Role.MANAGER}",
            _("Nobody manages this organisation here yet."),
        ),
        Row(_("People, functions and invitations"), place),
    ]


add(
    Part(
        key="people",
        title=_("People of the organisation"),
        rows=people_of,
        empty=_("Its own organisation manager keeps who acts for it."),
    )
)
