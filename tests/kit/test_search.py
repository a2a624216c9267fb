"""Search: what is found first, who finds it, and how the index follows the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import connection

from koppelvlak.kit.access import Actor
from koppelvlak.kit.search import index
from koppelvlak.kit.search.index import reindex, searchable
from koppelvlak.kit.search.item import Item
from koppelvlak.kit.search.models import Built, Entry
from koppelvlak.kit.search.query import found, grouped, search
from koppelvlak.kit.search.words import ask
from koppelvlak.organisations.models import Organisation
from tests.world import TODAY, World

ANYBODY = Actor(name="Iemand", on=TODAY)
NAMES = {
    "Waterland": UUID(int=1),
    "Water": UUID(int=2),
    "Brabant Water": UUID(int=3),
    "Vitens": UUID(int=4),
}


def things() -> Iterator[Item]:
    """Yield what there is to find: Vitens only by what it does."""
    for name, uuid in NAMES.items():
        words = "water" if name == "Vitens" else ""
        yield Item("thing", str(uuid), name, f"/{name}/", words=words, uuid=uuid)


def places() -> Iterator[Item]:
    """Yield things of a kind that stands first."""
    yield Item("place", "GM1", "Waterdorp", "/waterdorp/", hint="bij Water")
    yield Item("place", "GM2", "Water", "/water/")


@pytest.fixture
def kinds(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_kinds", {})
    searchable("thing", things, visible=lambda _actor: True, label="Things", position=2)
    searchable("place", places, visible=lambda _actor: True, label="Places", position=1)
    reindex(anyway=True)


def titles(query: str, actor: Actor = ANYBODY) -> list[str]:
    return [entry.title for entry in search(query, actor=actor)]


@pytest.mark.usefixtures("kinds")
def test_the_very_title_comes_first_then_its_beginning_then_the_rest() -> None:
    assert titles("water") == [
        "Water", "Water", "Waterdorp", "Waterland", "Brabant Water", "Vitens",
    ]  # fmt: skip


@pytest.mark.usefixtures("kinds")
def test_all_words_must_be_there() -> None:
    assert titles("brabant water") == ["Brabant Water"]
    assert titles("brabant vitens") == []


@pytest.mark.usefixtures("kinds")
def test_results_stop_at_the_limit() -> None:
    assert len(search("water", actor=ANYBODY, limit=2)) == 2


@pytest.mark.usefixtures("kinds")
def test_groups_stand_in_order_of_kind_with_their_numbers() -> None:
    groups = grouped(ask("water"), actor=ANYBODY, each=1)
    told = [(group.kind.name, group.total, [str(e) for e in group.first]) for group in groups]
    assert told == [("place", 2, ["Water"]), ("thing", 4, ["Water"])]


@pytest.mark.usefixtures("kinds")
def test_one_kind_can_be_asked_for() -> None:
    assert found(ask("water"), actor=ANYBODY, kind="place").count() == 2


@pytest.mark.usefixtures("kinds")
def test_a_kind_that_is_not_there_finds_nothing() -> None:
    assert found(ask("water"), actor=ANYBODY, kind="nonsense").count() == 0


@pytest.mark.usefixtures("kinds")
def test_what_one_may_not_see_is_not_found_nor_counted() -> None:
    searchable("thing", things, visible=lambda actor: bool(actor.roles), label="", position=2)
    assert titles("vitens") == []
    assert [group.kind.name for group in grouped(ask("water"), actor=ANYBODY)] == ["place"]
    assert titles("vitens", replace(ANYBODY, roles=frozenset({"x"}))) == ["Vitens"]


def test_sight_can_differ_from_row_to_row(kinds: None, world: World) -> None:
    ours = Organisation.objects.filter(pk=world.water.pk)
    Entry.objects.filter(title="Vitens").update(uuid=world.water.uuid)
    searchable("thing", things, visible=lambda _: ours.values("uuid"), label="", position=2)
    assert titles("water") == ["Water", "Waterdorp", "Vitens"]


@pytest.mark.usefixtures("kinds")
def test_what_did_not_change_is_not_built_again() -> None:
    assert reindex() == {}
    assert reindex(anyway=True) == {"place": 2, "thing": 4}


@pytest.mark.usefixtures("kinds")
def test_what_changed_is_built_again() -> None:
    searchable("place", list, visible=lambda _actor: True, label="", position=1)
    assert reindex() == {"place": 0}
    assert titles("waterdorp") == []
    assert Built.objects.count() == 2


@pytest.mark.usefixtures("kinds")
def test_a_kind_that_is_gone_leaves_nothing() -> None:
    index._kinds.pop("place")
    reindex()
    assert not Entry.objects.filter(kind="place").exists()


@pytest.mark.usefixtures("kinds")
def test_nothing_of_a_question_reaches_the_query_language() -> None:
    for typed in ('"water"', "water*", "NEAR(water)", "words:water", "{title_words}:water", "^w"):
        assert isinstance(titles(typed), list)
    assert titles("-water") == titles("water")


@pytest.mark.usefixtures("kinds")
def test_a_half_written_operator_is_a_word() -> None:
    assert titles("AND") == titles("NOT water") == titles("water OR") == []


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\x00", "?!", "*", '"', "'", "''", "\\", "%", "_", ":*", "&", "|", "()", "\ud800",
     "NEAR", "NEAR(", "\U0001f6b0", "a" * 60_000, "' OR 1=1 --", "\\' :* & |", "1e9", "0x0",
     "water\x00vitens", "x " * 30_000, "\u202e", "\u0301", "{", "a:b", "<->", "!water"],
    ids=lambda typed: repr(typed[:12]),
)  # fmt: skip
def test_no_question_is_too_odd(typed: str, kinds: None) -> None:
    assert len(search(typed, actor=ANYBODY)) <= 6
    assert len(grouped(ask(typed), actor=ANYBODY)) <= 2


@pytest.mark.usefixtures("kinds")
def test_a_new_row_takes_the_place_of_old_words() -> None:
    row = Entry.objects.get(title="Vitens")
    words = Item("thing", row.key, "Waternet", "/", uuid=row.uuid)
    index._keep(words)
    assert titles("vitens") == []
    assert titles("waternet") == ["Waternet"]


@pytest.mark.sqlite
@pytest.mark.usefixtures("kinds")
def test_the_full_text_table_holds_the_same_rows() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL indexes the entries themselves")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM search_words")
        copied = {pk for (pk,) in cursor.fetchall()}
    assert copied == set(Entry.objects.values_list("pk", flat=True))


@pytest.mark.usefixtures("kinds")
def test_a_question_is_answered_in_few_queries(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        search("water", actor=ANYBODY)
    with django_assert_num_queries(3):  # type: ignore[operator]
        grouped(ask("water"), actor=ANYBODY)


def test_an_unknown_uuid_is_nothing_to_forget(world: World) -> None:
    world.water.uuid = uuid4()
    index._forget(world.water)
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("kinds")
def test_who_sees_what_is_asked_of_kinds_with_these_words_alone() -> None:
    questions: list[str] = []

    def sees(name: str) -> bool:
        questions.append(name)
        return True

    searchable("thing", things, visible=lambda _a: sees("thing"), label="Things", position=2)
    searchable("place", places, visible=lambda _a: sees("place"), label="Places", position=1)
    assert titles("vitens") == ["Vitens"]
    assert questions == ["thing"]
    assert found(ask("waterdorp"), actor=ANYBODY, kind="thing").count() == 0
    assert questions == ["thing", "thing"]


@pytest.mark.usefixtures("kinds")
def test_a_kind_that_is_hidden_stays_hidden_beside_one_that_is_not() -> None:
    searchable("place", places, visible=lambda _actor: False, label="Places", position=1)
    assert titles("water") == ["Water", "Waterland", "Brabant Water", "Vitens"]
    assert [group.kind.name for group in grouped(ask("water"), actor=ANYBODY)] == ["thing"]
