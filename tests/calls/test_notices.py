"""Who hears by mail that something happened in a call: never what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from koppelvlak.agreements.models import Agreement
from koppelvlak.calls import actions
from koppelvlak.calls.lifecycle import ANSWERED, OPEN, REPAIR
from koppelvlak.calls.models import Call
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.tlp import Tlp
from tests.calls.conftest import CANARY, WORD, Start, answered, escalated, repairing
from tests.world import TODAY, World

# By each step: from which state, what is done by whom, and who then hears of it.
CALLED, CALLER = {"joost", "wil"}, {"noor", "bram"}
BOTH = CALLED | CALLER
STEPS: dict[str, tuple[str, Callable[[World, Call], object], set[str]]] = {
    "answered": (OPEN, answered, BOTH - {"joost"}),
    "to be repaired": (ANSWERED, repairing, BOTH - {"joost"}),
    "repaired": (
        REPAIR,
        lambda world, call: actions.record_repair(call, TODAY, by=world.actor("wil")),
        BOTH - {"wil"},
    ),
    "brought higher": (OPEN, escalated, BOTH - {"noor"}),
    "closed": (
        ANSWERED,
        lambda world, call: actions.close(call, WORD, by=world.actor("bram")),
        BOTH - {"bram"},
    ),
    "withdrawn": (
        OPEN,
        lambda world, call: actions.withdraw(call, WORD, by=world.actor("noor")),
        BOTH - {"noor"},
    ),
}


def heard() -> set[str]:
    return {one.to.partition("@")[0] for one in Message.objects.all()}


def test_both_parties_hear_but_for_who_typed_it(world: World, start: Start) -> None:
    start()
    assert heard() == BOTH - {"noor"}


@pytest.mark.parametrize("step", STEPS)
def test_of_each_step(world: World, start: Start, step: str) -> None:
    state, act, hearing = STEPS[step]
    call = start(state)
    Message.objects.all().delete()
    act(world, call)
    assert heard() == hearing
    assert all(CANARY not in f"{one.subject} {one.text}" for one in Message.objects.all())


def test_the_mail_leads_there_and_says_nothing_of_it(
    world: World, start: Start, agreement: Agreement
) -> None:
    call = start()
    mail = Message.objects.get(to="joost@voorbeeld.invalid")
    assert mail.subject.startswith("[TLP:AMBER] ")
    assert call.get_absolute_url() in mail.text
    said = f"{mail.subject} {mail.text}"
    for secret in (CANARY, "Vitens", "IJsselland", "Noor", agreement.action, agreement.within):
        assert secret not in said
    assert "ingebrekestelling" in mail.text


def test_a_stricter_call_says_so_in_its_subject(world: World, start: Start) -> None:
    start(tlp=Tlp.AMBER_STRICT)
    subjects = {one.subject[:18] for one in Message.objects.all()}
    assert subjects == {"[TLP:AMBER+STRICT]"}


def test_whom_one_invites_hears_it_and_nobody_else(world: World, start: Start) -> None:
    call = start()
    Message.objects.all().delete()
    actions.invite(call, world.stranger, by=world.actor("noor"))
    assert heard() == {"iris"}
    (mail,) = Message.objects.all()
    assert CANARY not in mail.text
    assert call.get_absolute_url() in mail.text


def test_who_reads_along_hears_no_news_nor_that_it_ended(world: World, start: Start) -> None:
    call = start()
    actions.invite(call, world.stranger, by=world.actor("noor"))
    Message.objects.all().delete()
    answered(world, call)
    assert "iris" not in heard()
    Message.objects.all().delete()
    actions.uninvite(call, world.stranger, by=world.actor("noor"))
    assert heard() == set()


def test_a_refused_step_tells_nobody(world: World, start: Start) -> None:
    call = start()
    Message.objects.all().delete()
    with pytest.raises(Exception, match="you must be"):
        actions.answer(call, WORD, by=world.actor("noor"))
    assert heard() == set()
