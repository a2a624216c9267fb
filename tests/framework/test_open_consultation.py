"""Opening and moving a consultation: who may not, when not, whom it tells, what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from koppelvlak.framework.actions import move_consultation, open_consultation
from koppelvlak.framework.lifecycle import ADOPTED, CONSULTATION, DRAFT, DROPPED, SUPERSEDED
from koppelvlak.framework.models import RoleDescription
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.waiting import waiting
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.conftest import Assume
from tests.framework.conftest import AFTER, UNTIL, Role
from tests.world import TODAY

Act = Callable[..., RoleDescription]
LATER = UNTIL + timedelta(days=7)
PARTICIPANTS = ("noor", "bram", "lezer", "joost", "roos", "wil", "iris")
ACTS: list[tuple[Act, str]] = [(open_consultation, DRAFT), (move_consultation, CONSULTATION)]
NAMES = ["open", "move"]


@pytest.fixture
def put(role: Role, assume: Assume) -> Callable[[str], Role]:
    def in_state(state: str) -> Role:
        asked = {} if state == DRAFT else {"consulted_on": TODAY, "consulted_until": UNTIL}
        assume(role.version, state=state, **asked)
        return role

    return in_state


@pytest.mark.parametrize(("act", "state"), ACTS, ids=NAMES)
def test_only_a_national_editor_may(put: Callable[[str], Role], act: Act, state: str) -> None:
    role = put(state)
    (told,) = refused(
        RefusedError, PARTICIPANTS, lambda name: act(role.now(), LATER, by=role.actor(name))
    )
    assert told.endswith("you must be: national editor.")
    refused(
        UnseenError,
        ("sanne", "petra", "otto"),
        lambda name: act(role.now(), LATER, by=role.actor(name)),
    )
    assert (role.now().state, mails()) == (state, [])


NOT: list[tuple[Act, str, str]] = [
    (open_consultation, CONSULTATION, "in consultation"),
    (open_consultation, ADOPTED, "adopted"),
    (open_consultation, SUPERSEDED, "superseded"),
    (move_consultation, DRAFT, "draft"),
    (move_consultation, ADOPTED, "adopted"),
    (move_consultation, SUPERSEDED, "superseded"),
]


@pytest.mark.parametrize(
    ("act", "state", "words"), NOT, ids=[f"{a.__name__}-{s}" for a, s, _w in NOT]
)
def test_from_elsewhere_it_is_refused(
    put: Callable[[str], Role], act: Act, state: str, words: str
) -> None:
    role = put(state)
    told = refusal(WrongStateError, lambda: act(role.now(), LATER, by=role.editor()))
    assert told == f'It is now "{words}"; from there this cannot be done.'
    assert mails() == []


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=30)], ids=["today", "past"])
@pytest.mark.parametrize(("act", "state"), ACTS, ids=NAMES)
def test_a_day_that_is_no_later_is_refused(
    put: Callable[[str], Role], act: Act, state: str, day: date
) -> None:
    role = put(state)
    before = role.now().consulted_until
    told = wrong(lambda: act(role.now(), day, by=role.editor()))
    assert told == {"until": ["Choose a day after today."]}
    assert (role.now().state, role.now().consulted_until) == (state, before)


@pytest.mark.parametrize(("act", "state"), ACTS, ids=NAMES)
def test_tomorrow_is_late_enough(put: Callable[[str], Role], act: Act, state: str) -> None:
    role = put(state)
    tomorrow = TODAY + timedelta(days=1)
    act(role.now(), tomorrow, by=role.editor())
    assert role.now().consulted_until == tomorrow


@pytest.mark.parametrize(("act", "state"), ACTS, ids=NAMES)
def test_a_stale_version_changes_nothing(put: Callable[[str], Role], act: Act, state: str) -> None:
    role = put(state)
    refusal(StaleError, lambda: act(role.now(), LATER, by=role.editor(), seen=7))
    assert (role.now().state, mails()) == (state, [])


def test_nothing_to_ask_about_is_not_asked(role: Role, assume: Assume) -> None:
    for task in role.tasks.values():
        assume(task, state=DROPPED)
    told = refusal(WrongStateError, role.consult)
    assert told == "There is no task in this version yet. Add one first."
    assert role.now().state == DRAFT


def test_what_was_dropped_is_not_asked_about(role: Role, assume: Assume) -> None:
    assume(role.tasks["5.2"], state=DROPPED)
    role.consult()
    assert (role.task("5.1").offered_nl, role.task("5.2").offered_nl) == (
        "De regio waarschuwt het bedrijf.", "",
    )  # fmt: skip


def test_the_log_says_until_when(role: Role) -> None:
    role.consult()
    told = left()
    assert (told.action, told.subject, told.who) == (
        Can.CONSULT_ON_ROLE, role.version.uuid, "Anouk de Groot",
    )  # fmt: skip
    assert told.after == {
        "consulted_on": str(TODAY), "consulted_until": str(UNTIL), "state": CONSULTATION,
        "version": 2,
    }  # fmt: skip


def test_the_log_says_from_which_day_to_which(consulted: Role) -> None:
    move_consultation(consulted.now(), LATER, by=consulted.editor())
    told = left()
    assert told.action == Can.MOVE_CONSULTATION
    assert told.before == {"consulted_until": str(UNTIL), "version": 2}
    assert told.after == {"consulted_until": str(LATER), "version": 3}


def test_each_boundary_worker_gets_one_mail(role: Role) -> None:
    role.consult()
    subject = "[TLP:GREEN] Uw reactie op de rolbeschrijving, tot en met 21 december 2026"
    assert [to for to, _subject in mails()] == [
        "iris@voorbeeld.invalid", "joost@voorbeeld.invalid", "noor@voorbeeld.invalid",
    ]  # fmt: skip
    assert {said for _to, said in mails()} == {subject}


def test_a_mail_is_in_the_language_of_its_reader(role: Role, assume: Assume) -> None:
    assume(role.world.person("joost"), language="en")
    role.consult()
    mail = Message.objects.get(to="joost@voorbeeld.invalid")
    assert mail.subject == (
        "[TLP:GREEN] Your comments on the role description, until 21 December 2026"
    )
    assert "Until 21 December 2026 your organisation can comment on each task" in mail.text


def test_who_does_not_take_part_is_not_told(role: Role, assume: Assume) -> None:
    assume(role.world.stranger, joined=False)
    role.consult()
    assert "iris@voorbeeld.invalid" not in [to for to, _subject in mails()]


def test_an_earlier_day_is_told_too(consulted: Role) -> None:
    Message.objects.all().delete()
    move_consultation(consulted.now(), UNTIL - timedelta(days=7), by=consulted.editor())
    assert len(mails()) == 3
    assert {said for _to, said in mails()} == {
        "[TLP:GREEN] Consultatie over de rolbeschrijving: nu tot en met 14 december 2026"
    }


def test_a_consultation_that_was_over_can_run_again(consulted: Role) -> None:
    later = AFTER + timedelta(days=10)
    move_consultation(consulted.now(), later, by=consulted.editor(AFTER))
    assert consulted.now().takes_comments(later)


def asked(role: Role, name: str, on: date = TODAY) -> list[str]:
    return [
        str(one.title) for one in waiting(role.actor(name, on))
        if "Role description" in str(one.title) or "Rolbeschrijving" in str(one.title)
    ]  # fmt: skip


def test_it_waits_for_boundary_workers_until_its_last_day(consulted: Role) -> None:
    words = "Say what you think of: Role description, version 1"
    assert [asked(consulted, name) for name in ("noor", "joost", "iris")] == [[words]] * 3
    assert [asked(consulted, name) for name in ("lezer", "bram", "sanne", "petra")] == [[]] * 4
    assert [asked(consulted, "noor", day) for day in (UNTIL, AFTER)] == [[words], []]


def test_after_it_the_adoption_waits_for_the_editor(consulted: Role) -> None:
    assert asked(consulted, "anouk", UNTIL) == []
    assert asked(consulted, "anouk", AFTER) == [
        "The consultation is over: Role description, version 1"
    ]
