"""Let the cast of the demo take its places, through the doors that everybody goes through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from koppelvlak.door import system
from koppelvlak.jobs.cast import CAST, CONFIRMED, DESKS, SINCE, Part, Player
from koppelvlak.jobs.fiction import require_fiction
from koppelvlak.jobs.readiness import Say
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.actions import Reached, add_contact_point, confirm_contact_point
from koppelvlak.organisations.models import Channel, ContactPoint, Organisation
from koppelvlak.people.actions import add_person, give_function, give_mandate, set_deputy
from koppelvlak.people.lifecycle import ERASED
from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import actor_for
from koppelvlak.rights import Role

ORIGIN = "command demo"


def load_cast(*, on: date, say: Say) -> None:
    """Add the people and the contact points that are missing; what people changed stays.

    Raises NoDemoError where it may not.
    """
    require_fiction()
    known = set(Person.objects.filter(fictional=True).values_list("email", flat=True))
    coming = [player for player in CAST if _mail(player.mail) not in known]
    # Who was erased stays away; nobody can tell any more who that was.
    if coming and not Person.objects.filter(state=ERASED).exists():
        say("fictional people")
        _seat(coming, by=system(on=on, origin=ORIGIN))
    if not ContactPoint.objects.filter(fictional=True).exists():
        say("contact points")
        _staff(on)


def seat_players(players: Sequence[Player], *, on: date) -> None:
    """Add more fictional people, with their functions; nobody twice."""
    known = set(Person.objects.filter(fictional=True).values_list("email", flat=True))
    coming = [player for player in players if _mail(player.mail) not in known]
    _seat(coming, by=system(on=on, origin=ORIGIN))


def named_actor(mail: str, *, on: date) -> Actor:
    """Return one of the cast as they act for their first organisation."""
    person = Person.objects.get(email=_mail(mail))
    return actor_for(person, organisation=None, on=on, origin=ORIGIN, token=None)


def _mail(name: str) -> str:
    return f"{name}@voorbeeld.invalid"


def _seat(players: Sequence[Player], *, by: Actor) -> None:
    organisations = {one.key: one for one in Organisation.objects.filter(key__in=_places(players))}
    for player in players:
        person = add_person(
            _mail(player.mail), player.name, language=player.language, fictional=True, by=by
        )
        for part in player.parts:
            _give(part, person, organisations[part.at], by=by)
    for player in players:
        if player.deputy:
            _stand_in(player, on=by.on)


def _give(part: Part, person: Person, place: Organisation, *, by: Actor) -> None:
    give_function(place, by=by, person=person, role=part.role, title=part.title, valid_from=SINCE)
    if part.mandate:
        until = part.mandate_until
        give_mandate(
            place, by=by, person=person, what=part.mandate, valid_from=SINCE, valid_to=until
        )


def _places(players: Sequence[Player]) -> set[str]:
    return {part.at for player in players for part in player.parts}


def _stand_in(player: Player, *, on: date) -> None:
    """Let the holder name the deputy, as the holder would."""
    function = Function.objects.select_related("person", "organisation").get(
        person__email=_mail(player.mail), organisation__key=player.parts[0].at
    )
    deputy = Person.objects.get(email=_mail(player.deputy))
    holder = replace(acting_at(function.organisation, on), person=function.person.uuid)
    set_deputy(function, deputy=deputy, by=holder)


def _staff(on: date) -> None:
    """Give every region and company a desk that can be reached, some of them confirmed."""
    places = Organisation.objects.filter(kind__key__in=DESKS, successions__isnull=True)
    for number, place in enumerate(places.select_related("kind"), start=1):
        reached = Reached(
            function=DESKS[place.kind.key],
            channel=Channel.PHONE,
            address=f"+3188000{number:04}",
            hours="24/7",
            fallback=_mail(f"wachtdienst.{place.key}"),
        )
        point = add_contact_point(place, reached, by=acting_at(place, on), fictional=True)
        day = CONFIRMED[number % len(CONFIRMED)]
        if day is not None:
            confirm_contact_point(point, by=acting_at(place, day))


def acting_at(place: Organisation, on: date) -> Actor:
    """Return Koppelvlak as the boundary worker of an organisation that has nobody here yet."""
    return Actor(
        name="Koppelvlak",
        on=on,
        organisation=place.uuid,
        organisation_name=place.short_name,
        roles=frozenset({Role.BOUNDARY_WORKER}),
        origin=ORIGIN,
    )
