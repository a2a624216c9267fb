"""The pages of what is kept: seen by oneself, taken along as a file, erased after one more look."""

from __future__ import annotations

import json
from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from koppelvlak.kit.audit.models import Event
from koppelvlak.people.export import CHAPTERS
from koppelvlak.people.lifecycle import ERASED
from koppelvlak.people.models import Person
from koppelvlak.rights import Can
from tests.people.conftest import Enter
from tests.world import World

MOST_QUERIES = 12


def page(name: str, world: World, who: str) -> str:
    return reverse(f"people:{name}", args=[world.person(who).uuid])


def test_one_sees_what_is_kept_of_oneself(world: World, enter: Enter) -> None:
    response = enter("noor").get(page("export", world, "noor"))
    assert response.status_code == HTTPStatus.OK
    assert "noor@voorbeeld.invalid" in response.content.decode()
    assert not Event.objects.filter(action=Can.EXPORT_PERSON).exists()


@pytest.mark.parametrize("chapter", list(CHAPTERS))
def test_a_chapter_shows_its_parts_and_no_others(
    world: World, enter: Enter, chapter: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, url = enter("noor"), page("export", world, "noor")
    with django_assert_max_num_queries(MOST_QUERIES):
        shown = client.get(f"{url}?deel={chapter}").content.decode()
    keys = {part.key: key for key, (_t, parts) in CHAPTERS.items() for part in parts(noor(world))}
    assert [key for key in keys if f'<h2 id="{key}">' in shown] == [
        key for key, of in keys.items() if of == chapter
    ]


def test_an_unknown_chapter_shows_the_first(world: World, enter: Enter) -> None:
    shown = enter("noor").get(f"{page('export', world, 'noor')}?deel=x").content.decode()
    assert 'id="functions"' in shown


def noor(world: World) -> Person:
    return world.person("noor")


def test_it_comes_as_a_file_as_often_as_one_asks(world: World, enter: Enter) -> None:
    client, url = enter("noor"), page("export", world, "noor")
    for _ in range(2):
        response = client.post(url)
        assert "attachment" in response.headers["Content-Disposition"]
        assert json.loads(response.content)["person"][0]["name"] == "Noor de Wit"
    assert Event.objects.filter(action=Can.EXPORT_PERSON).count() == 2


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("lezer", HTTPStatus.FORBIDDEN),
        ("bram", HTTPStatus.FORBIDDEN),
        ("wil", HTTPStatus.NOT_FOUND),
    ],
)
def test_others_do_not(world: World, enter: Enter, who: str, status: HTTPStatus) -> None:
    assert enter(who).get(page("export", world, "noor")).status_code == status


def test_one_reads_what_erasing_does_before_it_is_done(world: World, enter: Enter) -> None:
    text = enter("bram").get(page("erase", world, "noor")).content.decode()
    assert "Noor de Wit" in text
    assert "35" in text
    assert Person.objects.get(pk=world.person("noor").pk).state != ERASED


def test_a_manager_erases_one_of_the_people(world: World, enter: Enter) -> None:
    client = enter("bram")
    response = client.post(page("erase", world, "noor"), {"version": "1"})
    assert response.status_code == HTTPStatus.FOUND
    assert Person.objects.get(pk=world.person("noor").pk).state == ERASED
    assert client.get(page("detail", world, "noor")).status_code == HTTPStatus.NOT_FOUND


def test_who_erased_themselves_is_signed_out(world: World, enter: Enter) -> None:
    client = enter("noor")
    response = client.post(page("erase", world, "noor"), {"version": "1"})
    assert response.headers["Location"] == reverse("account_login")
    assert client.get(reverse("people:profile")).status_code == HTTPStatus.FOUND


def test_a_stale_page_erases_nobody(world: World, enter: Enter) -> None:
    response = enter("bram").post(page("erase", world, "noor"), {"version": "9"})
    assert response.status_code == HTTPStatus.CONFLICT
    assert Person.objects.get(pk=world.person("noor").pk).state != ERASED


def test_the_last_manager_hears_why_not(world: World, enter: Enter) -> None:
    response = enter("bram").post(page("erase", world, "bram"), {"version": "1"})
    assert response.status_code == HTTPStatus.FORBIDDEN
