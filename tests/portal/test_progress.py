"""The bar of long work: whose it is, what it says, and when it stops asking."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from koppelvlak.kit.progress import told_to
from koppelvlak.portal.progress import MOST_ASKED
from tests.portal.conftest import Enter
from tests.world import World

URL = reverse("portal:progress")
FORM = UUID(int=7)


def bar(client: Client, **query: int) -> str:
    asked: dict[str, str | int] = {"van": str(FORM), **query}
    response = client.get(URL, asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_before_anything_is_heard_the_bar_has_no_end(enter: Enter) -> None:
    assert 'max="100" ></progress>' in bar(enter("noor"))


def test_the_bar_is_as_far_as_the_work_and_of_who_sent_it(enter: Enter, world: World) -> None:
    noor, bram = enter("noor"), enter("bram")
    with told_to(world.actor("noor", token=FORM)) as hear:
        hear(0.374)
        assert 'max="100" value="37"></progress>' in bar(noor)
        assert "37 %" in bar(noor)
        assert "%" not in bar(bram)
    assert "%" not in bar(noor)


def test_it_asks_again_but_not_for_ever(enter: Enter) -> None:
    client = enter("noor")
    assert "keer=1" in bar(client)
    assert "keer=8" in bar(client, keer=7)
    for asked in (MOST_ASKED, -1, 10**6):
        assert "hx-get" not in bar(client, keer=asked)


@pytest.mark.parametrize("query", ["", "?van=", "?van=x", f"?van={FORM}&keer=x"])
def test_a_damaged_question_finds_nothing(enter: Enter, query: str) -> None:
    assert enter("noor").get(URL + query).status_code == 404


def test_strangers_are_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(URL, {"van": str(FORM)}).status_code == 302


def test_it_is_only_read(enter: Enter) -> None:
    assert enter("noor").post(URL).status_code == 405
