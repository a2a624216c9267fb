"""The page of rights is complete and in words."""

from __future__ import annotations

from django.apps import apps

from koppelvlak.kit.living import Living
from koppelvlak.rights import CAPABILITIES, RELATIONS, RIGHTS, Can, Rel
from koppelvlak.thing import Thing


def things() -> list[type[Living]]:
    return [model for model in apps.get_models() if issubclass(model, Thing)]


def test_every_capability_has_a_row_and_words() -> None:
    assert set(RIGHTS) == set(Can) == set(CAPABILITIES)


def test_every_relation_has_words() -> None:
    assert set(RELATIONS) == set(Rel)


def test_every_relation_on_the_page_is_one_that_exists() -> None:
    assert all(relations <= set(Rel) for relations in RIGHTS.values())


def test_every_kind_of_thing_says_who_sees_it() -> None:
    assert all(model.see in Can and model.see.endswith(".see") for model in things())


def test_every_move_is_a_capability_of_its_own_kind() -> None:
    for model in things():
        kind = model.see.split(".")[0]
        assert {m.can.split(".")[0] for m in model.lifecycle.moves} <= {kind}, model


def test_every_capability_is_a_move_somewhere_or_is_about_seeing() -> None:
    moved = {move.can for model in things() for move in model.lifecycle.moves}
    assert {can for can in Can if ".see" not in can} == moved


def test_every_move_ends_in_a_state_that_has_words() -> None:
    for model in things():
        for move in model.lifecycle.moves:
            assert set(move.to) | set(move.frm) <= set(model.lifecycle.states), (model, move)
