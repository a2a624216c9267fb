"""Rights as a table: may, require and reach give one answer, with the reason in words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import Q
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.access import EVERY, NOTHING, Actor, Decision, Rights, may, reach, require
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.living import Living
from koppelvlak.people.actions import give_mandate
from koppelvlak.people.invitations import invite
from koppelvlak.rights import (
    CAPABILITIES,
    GIVEN_ROLES,
    NATIONAL_ROLES,
    PAGE,
    RELATIONS,
    RIGHTS,
    Can,
    Rel,
    Role,
    givable,
)
from tests.world import CAST, TODAY, World


class Do(StrEnum):
    READ = "read"
    WRITE = "write"
    NEVER = "never"


SMALL = Rights(
    {Do.READ: {"friend", "owner"}, Do.WRITE: {"owner"}, Do.NEVER: set()},
    {"friend": "a friend", "owner": "the owner"},
    {Do.READ: "read it", Do.WRITE: "write it", Do.NEVER: "break it"},
)
RELATED = st.frozensets(st.sampled_from(["friend", "owner", "passer-by"]))
THINGS = [model for model in apps.get_models() if issubclass(model, Living)]


@given(st.sampled_from(Do), RELATED)
def test_any_one_relation_will_do(can: Do, related: frozenset[str]) -> None:
    assert bool(may(can, related, SMALL)) == bool(related & SMALL.needed(can))


@given(st.sampled_from(Do), RELATED, RELATED)
def test_being_related_in_more_ways_never_takes_a_right(
    can: Do, related: frozenset[str], more: frozenset[str]
) -> None:
    assert may(can, related | more, SMALL) or not may(can, related, SMALL)


@given(st.sampled_from(Do), RELATED)
def test_require_refuses_exactly_what_may_not(can: Do, related: frozenset[str]) -> None:
    decision = may(can, related, SMALL)
    if decision:
        require(can, related, SMALL)
        return
    with pytest.raises(RefusedError) as caught:
        require(can, related, SMALL)
    assert str(caught.value.detail) == str(decision.reason)


@given(st.sampled_from(Do), RELATED)
def test_reach_says_of_a_table_what_may_says_of_a_row(can: Do, related: frozenset[str]) -> None:
    rules = {name: EVERY if name in related else NOTHING for name in SMALL.relations}
    found = reach(can, rules, SMALL)
    assert (EVERY in found.children) == bool(may(can, related, SMALL))


def test_a_relation_that_a_thing_does_not_know_reaches_nothing() -> None:
    assert reach(Do.WRITE, {"friend": EVERY}, SMALL) == NOTHING
    assert reach(Do.NEVER, {"owner": EVERY}, SMALL) == NOTHING


def test_what_reaches_is_joined_with_or() -> None:
    rules = {"friend": Q(a=1), "owner": Q(b=2)}
    assert reach(Do.READ, rules, SMALL) == NOTHING | Q(a=1) | Q(b=2)


@pytest.mark.parametrize(
    ("can", "said"),
    [
        (Do.READ, "To do this (read it) you must be: a friend; the owner."),
        (Do.WRITE, "To do this (write it) you must be: the owner."),
        (Do.NEVER, "Nobody may do this: break it."),
    ],
)
def test_a_no_says_who_may(can: Do, said: str) -> None:
    with override("en"):
        assert str(may(can, frozenset(), SMALL).reason) == said


def test_a_yes_needs_no_reason() -> None:
    assert may(Do.READ, {"owner"}, SMALL) == Decision(allowed=True, reason="")


def test_a_capability_that_is_not_on_the_page_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        SMALL.needed(Can.SEE_PERSON)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Noor, on behalf of VR IJsselland"), ("nl", "Noor, namens VR IJsselland")],
)
def test_an_actor_is_named_with_whom_they_act_for(language: str, said: str) -> None:
    actor = Actor(name="Noor", on=TODAY, organisation=uuid4(), organisation_name="VR IJsselland")
    with override(language):
        assert str(actor) == said


def test_who_acts_for_nobody_is_a_name() -> None:
    assert str(Actor(name="Noor", on=date(2026, 1, 1))) == "Noor"


def test_the_page_of_rights_has_words_for_everything() -> None:
    assert set(RIGHTS) == set(CAPABILITIES) == set(Can)
    assert set(RELATIONS) == set(Rel)
    assert all(needed <= set(Rel) for needed in RIGHTS.values())


@pytest.mark.parametrize("can", Can)
def test_everything_can_be_done_by_somebody(can: Can) -> None:
    assert PAGE.needed(can)


@given(st.frozensets(st.sampled_from(Role)))
def test_only_the_platform_gives_national_roles(roles: frozenset[Role]) -> None:
    beyond = set(givable(roles)) & NATIONAL_ROLES
    assert beyond == (NATIONAL_ROLES if roles & {Role.PLATFORM_MANAGER, Role.SYSTEM} else set())


@given(st.frozensets(st.sampled_from(Role)))
def test_nobody_gives_the_role_of_the_system(roles: frozenset[Role]) -> None:
    assert Role.SYSTEM not in givable(roles)
    assert list(givable(roles)) == [role for role in GIVEN_ROLES if role in givable(roles)]


@pytest.fixture
def filled(world: World) -> World:
    """Return the cast with a mandate and an open invitation as well."""
    by = world.actor("bram")
    holder, what = world.person("noor"), "actieplannen"
    give_mandate(world.region, by=by, person=holder, what=what, valid_from=TODAY)
    terms = {"email": "nieuw@voorbeeld.invalid", "name": "Nina", "title": "adviseur"}
    invite(world.region, by=by, role=Role.READER, **terms)
    return world


@pytest.mark.parametrize("name", CAST)
def test_a_list_and_a_row_give_one_answer(filled: World, name: str) -> None:
    """For every kind of thing, every row of it and everything that can be done."""
    actor = filled.actor(name)
    # What needs the same relations is one question.
    questions = {frozenset(PAGE.needed(can)): can for can in Can}.values()
    for model in THINGS:
        rows = list(model.objects.with_relations(actor))
        for can in questions:
            open_to = set(model.objects.open_to(actor, can).values_list("pk", flat=True))
            assert open_to == {row.pk for row in rows if may(can, row.related_to(actor), PAGE)}


@pytest.mark.parametrize("name", CAST)
def test_a_row_that_carries_its_relations_says_the_same(filled: World, name: str) -> None:
    actor = filled.actor(name)
    for model in THINGS:
        for row in model.objects.with_relations(actor):
            assert row.related_to(actor) == model.objects.get(pk=row.pk).related_to(actor)
