"""The cast of the demo: fictional throughout, complete, and only where nobody real is."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from koppelvlak.door import system
from koppelvlak.jobs.cast import CAST
from koppelvlak.jobs.casting import load_cast
from koppelvlak.jobs.fiction import NoDemoError
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.audit.verify import verify
from koppelvlak.organisations.lifecycle import CONFIRMED, UNCONFIRMED
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.people.actions import add_person
from koppelvlak.people.erasure import erase_person
from koppelvlak.people.models import Function, Mandate, Person
from koppelvlak.people.queries import actor_for
from koppelvlak.rights import Role
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def load() -> None:
    load_cast(on=TODAY, say=lambda _: None)


def test_everybody_is_invented(cast: None) -> None:
    people = Person.objects.all()
    assert 12 <= len(people) <= 20
    assert all(p.fictional and p.email.endswith("@voorbeeld.invalid") for p in people)
    assert not any(p.has_usable_password() for p in people)


def test_every_role_is_played(cast: None) -> None:
    played = set(Function.objects.values_list("role", flat=True))
    assert played == set(Role) - {Role.SYSTEM}
    assert Mandate.objects.count() == 2
    assert Function.objects.exclude(deputy=None).count() == 2


def test_one_person_acts_for_two_regions(cast: None) -> None:
    person = Person.objects.get(email="f.hoekstra@voorbeeld.invalid")
    for key in ("vr05", "vr06"):
        place = Organisation.objects.get(key=key).uuid
        actor = actor_for(person, organisation=place, on=TODAY, origin="test", token=None)
        assert actor.organisation == place


def test_every_region_and_company_can_be_reached(cast: None) -> None:
    kinds = ["safety-region", "drinking-water-company", "grid-operator"]
    places = Organisation.objects.filter(kind__key__in=kinds, successions__isnull=True)
    assert not places.filter(contact_points__isnull=True).exists()


def test_numbers_are_invented_and_differ(cast: None) -> None:
    points = ContactPoint.objects.all()
    assert all(p.fictional and p.address.startswith("+3188000") for p in points)
    assert len({p.address for p in points}) == len(points) > 40
    assert {p.state for p in points} == {CONFIRMED, UNCONFIRMED}
    assert all((p.last_confirmed or TODAY) <= TODAY for p in points)


def test_it_all_went_through_the_door(cast: None) -> None:
    assert verify().faults == []
    assert Event.objects.filter(action="register.add-person").count() == len(CAST)


def test_the_second_time_nothing_changes(cast: None) -> None:
    before = Event.objects.count()
    load()
    assert Event.objects.count() == before


def test_who_was_erased_stays_away(cast: None) -> None:
    person = Person.objects.get(email="k.haddad@voorbeeld.invalid")
    own = actor_for(person, organisation=None, on=TODAY, origin="test", token=None)
    erase_person(person, by=own)
    load()
    assert not Person.objects.filter(name="K. Haddad").exists()


def test_outside_the_demo_nobody_comes_in(cast: None, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(NoDemoError, match="KOPPELVLAK_DEMO"):
        load()


def test_where_real_people_are_nobody_comes_in(cast: None) -> None:
    by = system(on=TODAY, origin="test")
    add_person("echt@voorbeeld.invalid", "Echt", language="nl", fictional=False, by=by)
    with pytest.raises(NoDemoError, match="real people"):
        load()
