"""What may be asked of organisations and contact points, in the words of who asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation
from pytest_django import Settings

from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.actions import About, edit_organisation
from koppelvlak.organisations.freshness import Freshness
from koppelvlak.organisations.models import ContactPoint, Kind, Name, Organisation, Succession
from koppelvlak.organisations.queries import (
    Desk,
    Wanted,
    classes,
    contact_point_to,
    contact_points,
    desks,
    in_own_words,
    kinds,
    organisation,
    organisation_to,
    organisations,
    strictest,
    strictest_class,
)
from koppelvlak.rights import Can
from tests.conftest import Guard
from tests.world import TODAY, World


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code."""
    with translation.override("en"):
        yield


def keys(world: World, wanted: Wanted, name: str = "noor") -> set[str]:
    return {one.key for one in organisations(world.actor(name), wanted)}


def test_everybody_who_takes_part_is_listed(world: World) -> None:
    assert keys(world, Wanted()) == {"vr04", "vitens", "ilt", "jenv", "wml"}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(kind="company"), {"vitens", "wml"}),
        (Wanted(kind="safety-region"), {"vr04"}),
        (Wanted(kind="weg"), set()),
        (Wanted(sector="drinking-water"), {"vitens"}),
        (Wanted(sector="weg"), set()),
        (Wanted(kind="ministry", sector="drinking-water"), set()),
    ],
)
def test_one_kind_and_one_sector(world: World, wanted: Wanted, found: set[str]) -> None:
    assert keys(world, wanted) == found


def test_who_has_not_joined_is_shown_when_asked_for(world: World, guard: Guard) -> None:
    guard.watching = False
    Organisation.objects.filter(key="wml").update(joined=False)
    guard.watching = True
    assert "wml" not in keys(world, Wanted())
    assert "wml" in keys(world, Wanted(everybody=True))


def test_kinds_stand_in_their_order_and_speak_both_languages(world: World, guard: Guard) -> None:
    guard.watching = False
    Kind.objects.update(position=5)
    Kind.objects.filter(key="ministry").update(
        position=1, name_nl="ministerie", name_en="ministry", plural_nl="ministeries",
        plural_en="ministries",
    )  # fmt: skip
    guard.watching = True
    first = kinds()[0]
    assert (str(first), first.plural) == ("ministry", "ministries")
    with translation.override("nl"):
        assert (str(first), first.plural) == ("ministerie", "ministeries")


@pytest.mark.parametrize(
    ("dutch", "english_", "said_nl", "said_en"),
    [("water", "wet", "water", "wet"), ("water", "", "water", "water"), ("", "wet", "wet", "wet"),
     ("", "", "", "")],
)  # fmt: skip
def test_what_is_said_in_one_language_is_better_than_nothing(
    dutch: str, english_: str, said_nl: str, said_en: str
) -> None:
    row = Organisation(
        role_nl=dutch, role_en=english_, reach_nl=dutch, reach_en=english_, note_nl=dutch,
        note_en=english_,
    )  # fmt: skip
    note = Succession(note_nl=dutch, note_en=english_)
    for language, said in (("nl", said_nl), ("en", said_en)):
        with translation.override(language):
            assert (row.role, row.reach, row.note, note.note) == (said, said, said, said)


@pytest.mark.parametrize(("days", "ended"), [(-1, True), (0, True), (1, False), (None, False)])
def test_an_organisation_ends_on_the_day_another_takes_over(
    world: World, guard: Guard, days: int | None, *, ended: bool
) -> None:
    today = timezone.localdate()
    guard.watching = False
    Succession.objects.create(
        predecessor=world.stranger, successor=world.water,
        on=None if days is None else today + timedelta(days=days),
    )  # fmt: skip
    guard.watching = True
    assert organisation(world.stranger.uuid, actor=world.actor("noor")).ended is ended
    assert not organisation(world.water.uuid, actor=world.actor("noor")).ended


def test_who_came_before_and_after_is_there_at_once(
    world: World, guard: Guard, django_assert_num_queries: object
) -> None:
    guard.watching = False
    Succession.objects.create(predecessor=world.stranger, successor=world.water, on=TODAY)
    Succession.objects.create(predecessor=world.water, successor=world.region, on=None)
    guard.watching = True
    row = organisation(world.water.uuid, actor=world.actor("noor"))
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert [one.successor.key for one in row.successions.all()] == ["vr04"]
        assert [one.predecessor.key for one in row.precedents.all()] == ["wml"]
        assert str(row.precedents.all()[0]) == "WML → Vitens"


def test_it_is_found_by_every_name_it_had(world: World, guard: Guard) -> None:
    guard.watching = False
    for name, begin, end in (
        ("Waterleiding Overijssel", None, date(2006, 1, 1)),
        ("Vitens", None, None),
    ):
        Name.objects.create(
            organisation=world.water, name=name, short_name=name, valid_from=begin, valid_to=end
        )
    guard.watching = True
    entry = world.water.search_entry()
    assert {"Waterleiding", "Drinkwater", "vitens", "company"} <= set(entry.words.split())
    assert (entry.title, entry.hint, entry.uuid) == ("Vitens", "", world.water.uuid)
    assert world.region.search_entry().hint == "VR IJsselland"


def test_own_words_are_those_that_differ_from_the_facts(world: World, guard: Guard) -> None:
    assert not in_own_words(world.water)
    edit_organisation(world.water, About(role_nl="Levert water."), by=world.actor("wil"))
    row = Organisation.objects.get(pk=world.water.pk)
    assert in_own_words(row)
    guard.watching = False
    Organisation.objects.filter(pk=row.pk).update(loaded={"role_nl": "Levert water."})
    guard.watching = True
    assert not in_own_words(Organisation.objects.get(pk=row.pk))


@pytest.mark.parametrize(
    ("name", "error"),
    [("wil", None), ("joost", RefusedError), ("noor", RefusedError), ("sanne", RefusedError)],
)
def test_who_may_edit_it_gets_it(world: World, name: str, error: type[Exception] | None) -> None:
    act = (Can.EDIT_ORGANISATION, world.water.uuid)
    if error is None:
        assert organisation_to(*act, actor=world.actor(name)) == world.water
        return
    with pytest.raises(error):
        organisation_to(*act, actor=world.actor(name))


@pytest.mark.parametrize(
    ("name", "error"), [("joost", None), ("roos", RefusedError), ("iris", UnseenError)]
)
def test_who_may_change_a_contact_point_gets_it(
    world: World, name: str, error: type[Exception] | None
) -> None:
    act = (Can.EDIT_CONTACT_POINT, world.desk.uuid)
    if error is None:
        found = contact_point_to(*act, actor=world.actor(name))
        assert (found, found.organisation) == (world.desk, world.water)
        return
    with pytest.raises(error):
        contact_point_to(*act, actor=world.actor(name))


@pytest.mark.parametrize(
    ("name", "may"),
    [("joost", (True, True, False)), ("wil", (True, True, True)), ("roos", (False, False, False))],
)
def test_a_desk_says_what_one_may_do_with_it(
    world: World, name: str, may: tuple[bool, bool, bool]
) -> None:
    (desk,) = desks(world.water, actor=world.actor(name))
    assert (desk.may_edit, desk.may_confirm, desk.may_remove) == may
    assert desk.freshness == Freshness.NEVER


def test_only_what_one_may_see_is_counted(world: World) -> None:
    assert list(contact_points(world.actor("joost"))) == [world.desk]
    assert list(contact_points(world.actor("iris"))) == []
    assert list(contact_points(world.actor("joost"), of=world.stranger)) == []


@pytest.mark.parametrize(
    ("channel", "address", "href"),
    [
        ("phone", "088 000 00 01", "tel:0880000001"),
        ("phone", "+31880000001", "tel:+31880000001"),
        ("mail", "wacht@voorbeeld.invalid", "mailto:wacht@voorbeeld.invalid"),
        ("ncv", "1234", ""),
        ("radio", "OVDG-1", ""),
        ("other", "bel aan", ""),
    ],
)
def test_a_telephone_and_a_mail_program_can_open_it(channel: str, address: str, href: str) -> None:
    point = ContactPoint(channel=channel, address=address)
    desk = Desk(point, Freshness.FRESH, may_edit=False, may_confirm=False, may_remove=False)
    assert desk.href == href


@pytest.mark.parametrize(
    ("shown", "tlp"),
    [
        ([], Tlp.GREEN),
        ([Tlp.CLEAR], Tlp.CLEAR),
        ([Tlp.CLEAR, Tlp.GREEN], Tlp.CLEAR),
        ([Tlp.GREEN, Tlp.AMBER], Tlp.AMBER),
        ([Tlp.AMBER_STRICT, Tlp.AMBER, Tlp.CLEAR], Tlp.AMBER_STRICT),
    ],
)
def test_a_page_is_as_strict_as_what_it_shows(shown: list[Tlp], tlp: Tlp) -> None:
    found = strictest_class(shown)
    assert max(found.rank, Tlp.GREEN.rank) == max(tlp.rank, Tlp.GREEN.rank)
    points = [
        Desk(ContactPoint(tlp=one), Freshness.FRESH, may_edit=False, may_confirm=False,
             may_remove=False)
        for one in shown
    ]  # fmt: skip
    assert strictest(points) == found


@pytest.mark.parametrize("ceiling", list(Tlp))
def test_a_contact_point_has_a_class_that_may_be_kept_here(
    settings: Settings, ceiling: Tlp
) -> None:
    settings.TLP_CEILING = ceiling.value
    found = classes()
    assert Tlp.RED not in found
    assert found == [tlp for tlp in Tlp if tlp.rank <= ceiling.rank and tlp is not Tlp.RED]
