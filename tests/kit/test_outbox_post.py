"""What the door puts in the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices import outbox
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.rights import Can
from tests.world import World


@pytest.fixture
def tell() -> Iterator[list[Notice]]:
    """Notices that confirming a contact point gives rise to."""
    notices: list[Notice] = []

    def teller(row: Any, by: Actor) -> Iterable[Notice]:
        return notices

    kept = {can: list(tellers) for can, tellers in outbox._tellers.items()}
    told(Can.CONFIRM_CONTACT_POINT, teller)
    yield notices
    outbox._tellers.clear()
    outbox._tellers.update(kept)


def notice(**values: Any) -> Notice:
    usual = {"to": "bram@voorbeeld.invalid", "subject": "Bevestigd", "text": "Dag", "key": "k1"}
    return Notice(**{**usual, **values})


def confirm(world: World) -> None:
    with change(world.desk, Can.CONFIRM_CONTACT_POINT, by=world.actor("joost")):
        pass


def test_it_is_written_with_the_change(world: World, tell: list[Notice]) -> None:
    tell.append(notice())
    confirm(world)
    message = Message.objects.get()
    assert (message.to, message.state) == ("bram@voorbeeld.invalid", Message.WAITING)
    assert message.capability == Can.CONFIRM_CONTACT_POINT


def test_nothing_is_told_of_what_failed(world: World, tell: list[Notice]) -> None:
    tell.append(notice(tlp="NO SUCH CLASS"))
    with pytest.raises(ValueError, match="NO SUCH CLASS"):
        confirm(world)
    assert not Message.objects.exists()


def test_one_key_is_told_of_once(world: World, tell: list[Notice]) -> None:
    tell.append(notice())
    confirm(world)
    confirm(world)
    assert Message.objects.count() == 1


@pytest.mark.parametrize(("language", "said"), [("nl", "Nederlands"), ("en", "Dutch")])
def test_each_reads_their_own_language(
    world: World, tell: list[Notice], language: str, said: str
) -> None:
    tell.append(notice(subject=_("Dutch"), language=language))
    confirm(world)
    assert Message.objects.get().subject == said


def test_the_class_stands_in_the_subject_and_in_words_above_the_text(
    world: World, tell: list[Notice]
) -> None:
    tell.append(notice(tlp="AMBER", language="en"))
    confirm(world)
    message = Message.objects.get()
    assert message.subject == "[TLP:AMBER] Bevestigd"
    assert message.text == "This network only (TLP:AMBER)\n\nDag"


def test_a_subject_is_one_line(world: World, tell: list[Notice]) -> None:
    tell.append(notice(subject="Een\r\nBcc: iedereen@voorbeeld.invalid" + "x" * 300))
    confirm(world)
    subject = Message.objects.get().subject
    assert subject.startswith("Een Bcc: iedereen")
    assert len(subject) == 200
