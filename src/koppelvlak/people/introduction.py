"""The first steps of a new organisation manager, up to the moment that the organisation joins."""

from __future__ import annotations

from django.db.models import QuerySet

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import shared
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.lifecycle import HELD
from koppelvlak.people.models import Function, Person
from koppelvlak.rights import Can, Role


def take_part(organisation: Organisation, *, by: Actor) -> Organisation:
    """Let an organisation take part from now on; its new manager has seen where it stands."""
    with change(organisation, Can.TAKE_PART, by=by) as row:
        row.joined = True
        for function in begun(by).filter(organisation=row):
            function.introduced = True
            function.save()
            mention(function, "introduced")
    return row


def begun(actor: Actor) -> QuerySet[Function]:
    """Return the functions at the own organisation whose holder has not been shown around."""
    rows: QuerySet[Function] = Function.objects.filter(state=HELD, introduced=False)
    if actor.person is None or actor.organisation is None:
        return rows.none()
    return rows.filter(person__uuid=actor.person, organisation__uuid=actor.organisation)


@shared
def begun_here(actor: Actor) -> Function | None:
    """Return such a function with its organisation, or None; one query."""
    return begun(actor).select_related("organisation").first()


def is_new(person: Person) -> bool:
    """Say whether a person has a function of which the first steps are not done."""
    return Function.objects.filter(person=person, state=HELD, introduced=False).exists()


def starts_new(role: str) -> bool:
    """Say whether somebody with this role is shown around: who brings an organisation in."""
    return role == Role.MANAGER
