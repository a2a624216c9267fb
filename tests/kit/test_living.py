"""Living things: what they say of themselves, who is related to them, and how they are held."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from koppelvlak.kit.access import EVERY, NOTHING
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.living import Living
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.people.models import Function, Person
from koppelvlak.rights import Can, Rel, Role
from tests.people.conftest import function_of
from tests.world import CAST, World

# For mypy, which sees no common type in the keys.
MORE: Any = Living.more_relations
SECRETS = {"password", "session_salt", "digest", "token", "secret"}


def test_what_is_new_begins_at_the_start(world: World) -> None:
    assert world.person("noor").state == Person.lifecycle.start
    assert world.desk.state == ContactPoint.lifecycle.start
    assert world.person("noor").version == 1


def test_it_says_its_plain_fields(world: World) -> None:
    told = function_of(world, "noor").said()
    assert told["title"] == "accounthouder vitaal"
    assert told["valid_from"] == "2026-01-01"
    assert told["valid_to"] is None
    assert told["version"] == 1


@pytest.mark.parametrize("model", [m for m in apps.get_models() if issubclass(m, Living)])
def test_no_kind_of_thing_says_a_secret(model: type[Living]) -> None:
    assert not SECRETS & model().said().keys()


@pytest.mark.parametrize(
    ("name", "can", "allowed"),
    [
        ("noor", Can.EDIT_PERSON, True),
        ("bram", Can.EDIT_PERSON, False),
        ("bram", Can.RESET_SECOND_FACTOR, True),
        ("noor", Can.RESET_SECOND_FACTOR, False),
        ("joost", Can.SEE_PERSON, False),
    ],
)
def test_may_asks_who_one_is(world: World, name: str, can: Can, *, allowed: bool) -> None:
    assert bool(world.person("noor").may(world.actor(name), can)) is allowed


def test_may_asks_the_state_as_well(world: World) -> None:
    person = world.person("noor")
    person.state = "erased"
    decision = person.may(world.actor("noor"), Can.EDIT_PERSON)
    assert not decision
    assert decision.reason == ""


def test_a_row_that_is_gone_is_related_to_nobody(world: World) -> None:
    unsaved = ContactPoint(organisation=world.water)
    assert unsaved.related_to(world.actor("wil")) == frozenset()


@pytest.mark.parametrize("name", CAST)
def test_a_row_fetched_with_its_relations_asks_nothing_more(world: World, name: str) -> None:
    actor = world.actor(name)
    row = Organisation.objects.with_relations(actor).get(pk=world.region.pk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        row.related_to(actor)
    assert len(asked) == 0


def test_a_row_by_itself_asks_once(world: World) -> None:
    actor = world.actor("noor")
    with CaptureQueriesContext(connection) as asked:
        world.desk.related_to(actor)
    assert len(asked) == 1


@pytest.mark.parametrize("name", CAST)
def test_only_what_is_asked_for_is_looked_up(world: World, name: str) -> None:
    actor = world.actor(name)
    known = world.desk.related_to(actor)
    some = frozenset({Rel.COLLEAGUE, Rel.PARTICIPANT})
    assert world.desk.related_to(actor, some) & some == known & some


def test_what_rests_on_the_actor_alone_asks_nothing(world: World) -> None:
    actor = world.actor("noor")
    with CaptureQueriesContext(connection) as asked:
        assert Rel.PARTICIPANT in world.region.related_to(actor, frozenset({Rel.PARTICIPANT}))
    assert len(asked) == 0


@pytest.mark.parametrize(
    ("name", "related"),
    [
        ("noor", {Rel.SELF, Rel.COLLEAGUE, Rel.EDITOR, Rel.PARTICIPANT, Rel.WORKER}),
        ("lezer", {Rel.COLLEAGUE, Rel.PARTICIPANT}),
        ("bram", {Rel.COLLEAGUE, Rel.MANAGER, Rel.PARTICIPANT}),
        ("otto", {Rel.AUDITOR}),
        ("joost", {Rel.PARTICIPANT, Rel.WORKER}),
        ("sanne", {Rel.GUEST}),
        ("anouk", {Rel.PARTICIPANT, Rel.NATIONAL}),
        ("petra", {Rel.PLATFORM}),
    ],
)
def test_how_the_cast_is_related_to_noor(world: World, name: str, related: set[Rel]) -> None:
    assert world.person("noor").related_to(world.actor(name)) == related


def test_a_package_higher_up_adds_a_relation(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MORE, Person, [])
    assert Rel.FELLOW not in world.person("noor").related_to(world.actor("joost"))
    Person.also_related(lambda _actor: {Rel.FELLOW: Q(name="Noor de Wit")})
    assert Rel.FELLOW in world.person("noor").related_to(world.actor("joost"))
    assert Rel.FELLOW not in world.person("bram").related_to(world.actor("joost"))


def test_what_is_added_to_a_relation_takes_nothing_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = world.actor("iris")
    monkeypatch.setitem(MORE, Function, [lambda _actor: {Rel.SELF: NOTHING}])
    assert Function.objects.open_to(actor, Can.SEE_FUNCTION).get() == function_of(world, "iris")
    monkeypatch.setitem(MORE, Function, [lambda _actor: {Rel.SELF: EVERY}])
    assert Function.objects.open_to(actor, Can.SEE_FUNCTION).count() == len(CAST)


def test_a_lock_brings_the_row_as_it_is_now(world: World) -> None:
    stale = ContactPoint.objects.get(pk=world.desk.pk)
    stale.hours = "nooit"
    with transaction.atomic():
        assert stale.locked().hours == "24/7"


def test_a_row_that_is_gone_cannot_be_held(world: World) -> None:
    with transaction.atomic(), pytest.raises(UnseenError):
        Person(pk=0).locked()


def test_the_parent_is_held_before_the_child(world: World) -> None:
    function = Function.objects.select_related("organisation").get(pk=function_of(world, "noor").pk)
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        function.locked()
    tables = [query["sql"].split('FROM "')[1].split('"')[0] for query in asked]
    assert tables == ["organisations_organisation", "people_function"]


def test_a_thing_that_has_no_page_leads_home(world: World) -> None:
    assert Living.get_absolute_url(world.desk) == "/"


@pytest.mark.parametrize(("role", "manages"), [(Role.MANAGER, True), (Role.READER, False)])
def test_a_role_of_the_actor_decides(world: World, role: Role, *, manages: bool) -> None:
    actor = world.actor("bram", roles=frozenset({role}))
    assert (Rel.MANAGER in world.person("noor").related_to(actor)) is manages
