"""Asking and reminding: whom, about what, on which day, who may not, what each leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from koppelvlak.kit.half_years import half_year
from koppelvlak.kit.notices.models import Message
from koppelvlak.organisations.actions import Reached, confirm_contact_point, edit_contact_point
from koppelvlak.people.actions import end_function
from koppelvlak.rights import Can, Role
from koppelvlak.rounds import actions, queries
from koppelvlak.rounds.asking import rounds
from koppelvlak.rounds.models import Ask, Round
from tests.aftermath import events, left, refusal, refused
from tests.people.conftest import Alter, Hold, function_of
from tests.rounds.conftest import ask_of, clock
from tests.world import TODAY, World

NOC = Reached(function="NOC", channel="phone", address="+31880000002", hours="24/7")


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def mailed(name: str = "joost") -> int:
    return Message.objects.filter(to=f"{name}@voorbeeld.invalid").count()


def covered(name: str) -> tuple[int, int]:
    covers = ask_of(name).covers
    return len(covers["points"]), len(covers["functions"])


def test_each_is_asked_about_what_each_may_confirm(world: World, asked: Round) -> None:
    assert (covered("joost"), covered("wil")) == ((1, 0), (1, 3))
    assert (asked.begin, asked.asked_on) == (date(2026, 10, 1), TODAY)
    assert str(asked) == "Vitens (2026-10)"


def test_what_a_mail_said_is_kept_by_version(world: World, asked: Round) -> None:
    assert ask_of("joost").covers["points"] == {
        str(world.desk.uuid): {
            "version": 1,
            "said": {
                "function": "Wachtdienst crisis", "channel": "phone", "address": "088 000 00 01",
                "hours": "24/7", "fallback": "", "tlp": world.desk.tlp,
            },
        }
    }  # fmt: skip


def test_nobody_is_named_in_what_is_kept_of_people(world: World, asked: Round) -> None:
    kept = str(ask_of("wil").covers["functions"])
    for name in ("Roos", "Meijer", "adviseur", "reader"):
        assert name not in kept


def test_somebody_with_two_roles_is_asked_once(world: World, hold: Hold) -> None:
    hold("joost", "water", Role.MANAGER)
    actions.ask(world.water, by=clock())
    assert Ask.objects.filter(person=world.person("joost")).count() == 1
    assert covered("joost") == (1, 4)


@pytest.mark.parametrize("state", ["blocked", "erased"])
def test_who_cannot_sign_in_is_not_asked(world: World, alter: Alter, state: str) -> None:
    alter(world.person("wil"), state=state)
    actions.ask(world.water, by=clock())
    assert not Ask.objects.filter(person=world.person("wil")).exists()
    assert covered("joost") == (1, 0)


def test_whose_function_ended_or_has_not_begun_is_not_asked(world: World, alter: Alter) -> None:
    alter(function_of(world, "joost"), valid_to=day(-1))
    alter(function_of(world, "wil"), valid_from=day(1))
    assert actions.ask(world.water, by=clock()) is not None
    assert not Ask.objects.exists()


def test_where_nobody_can_answer_nobody_is_asked(world: World) -> None:
    assert world.supervisor not in queries.to_ask(TODAY)
    assert world.water in queries.to_ask(TODAY)


def test_who_was_asked_is_not_to_be_asked_again(world: World, asked: Round) -> None:
    assert world.water not in queries.to_ask(TODAY)
    assert world.water in queries.to_ask(date(2027, 4, 1))


def test_a_second_question_in_a_half_year_is_refused(world: World, asked: Round) -> None:
    told = refusal(WrongStateError, lambda: actions.ask(world.water, by=clock(day(20))))
    assert told == "This organisation was asked in this half-year already."
    assert Round.objects.count() == 1


def test_only_koppelvlak_asks(world: World) -> None:
    names = ("joost", "wil", "roos", "noor", "bram", "sanne", "anouk", "petra")
    (told,) = refused(
        RefusedError, names, lambda name: actions.ask(world.water, by=world.actor(name))
    )
    assert told.endswith("you must be: Koppelvlak itself.")
    refused(UnseenError, ("otto",), lambda name: actions.ask(world.water, by=world.actor(name)))
    assert not Round.objects.exists()


def test_only_koppelvlak_reminds(world: World, asked: Round) -> None:
    def remind(name: str) -> object:
        return actions.remind(asked, by=world.actor(name, on=day(14)))

    (told,) = refused(RefusedError, ("joost", "wil", "roos"), remind)
    assert told.endswith("you must be: Koppelvlak itself.")
    refused(UnseenError, ("noor", "iris", "sanne", "petra", "otto"), remind)
    assert mailed() == 1


def test_when_all_is_right_no_door_opens(world: World, alter: Alter) -> None:
    confirm_contact_point(world.desk, by=world.actor("wil"))
    for name in ("joost", "wil", "roos"):
        alter(function_of(world, name), last_confirmed=TODAY)
    before = events()
    assert actions.ask(world.water, by=clock()) is None
    assert events() == before


@pytest.mark.parametrize(
    ("confirmed", "asks"),
    [(date(2026, 8, 1), False), (date(2026, 7, 31), True)],
    ids=["two-months-before", "longer-ago"],
)
def test_what_was_confirmed_shortly_before_need_not_be_asked(
    world: World, alter: Alter, confirmed: date, *, asks: bool
) -> None:
    alter(world.desk, state="confirmed", last_confirmed=confirmed)
    half = half_year(TODAY)
    assert bool(queries.points_due(world.water, half)) is asks


DAYS = [(0, 1), (13, 1), (14, 2), (27, 2), (28, 2), (41, 2), (42, 1), (200, 1)]


@pytest.mark.parametrize(("after", "mails"), DAYS, ids=[f"day-{d}" for d, _m in DAYS])
def test_on_which_day_somebody_is_reminded(asked: Round, after: int, mails: int) -> None:
    actions.remind(asked, by=clock(day(after)))
    assert mailed() == mails


def test_two_reminders_and_no_third(asked: Round) -> None:
    found = [actions.remind(asked, by=clock(day(after))) for after in (14, 15, 28, 29, 35)]
    assert [one is not None for one in found] == [True, False, True, False, False]
    assert (mailed(), ask_of("joost").sent) == (3, 3)


def test_a_reminder_speaks_of_what_stands_there_now(world: World, asked: Round) -> None:
    edit_contact_point(world.desk, NOC, by=world.actor("wil"))
    actions.remind(asked, by=clock(day(14)))
    last = Message.objects.filter(to="joost@voorbeeld.invalid").latest("pk")
    assert "NOC" in last.text
    assert "Wachtdienst crisis" not in last.text
    assert ask_of("joost").covers["points"][str(world.desk.uuid)]["said"]["function"] == "NOC"


def test_who_answered_is_left_alone(world: World, asked: Round) -> None:
    actions.answer(ask_of("joost"), by=world.actor("joost"))
    actions.remind(asked, by=clock(day(14)))
    assert (mailed(), ask_of("joost").sent) == (1, 1)
    assert ask_of("wil").sent == 2


def test_who_left_is_counted_and_not_mailed(world: World, asked: Round) -> None:
    end_function(function_of(world, "joost"), by=world.actor("wil"))
    before = mailed()
    actions.remind(asked, by=clock(day(14)))
    assert (mailed(), ask_of("joost").sent, ask_of("joost").sent_on) == (before, 2, TODAY)


def test_who_manages_no_more_is_asked_of_points_alone(
    world: World, asked: Round, alter: Alter
) -> None:
    alter(function_of(world, "wil"), role=Role.BOUNDARY_WORKER)
    actions.remind(asked, by=clock(day(14)))
    assert covered("wil") == (1, 0)


def test_the_log_says_who_was_asked_and_reminded_without_names(world: World, asked: Round) -> None:
    told = left()
    assert (told.action, told.who, told.subject) == (
        Can.ASK_ROUND, "Koppelvlak", world.water.uuid,
    )  # fmt: skip
    assert told.rows == [
        ("rounds.ask", "asked"), ("rounds.ask", "asked"), ("rounds.round", "created"),
    ]  # fmt: skip
    actions.remind(asked, by=clock(day(14)))
    told = left()
    assert (told.action, told.subject) == (Can.REMIND_ROUND, asked.uuid)
    assert told.rows == [("rounds.ask", "reminded")] * 2


def test_one_that_is_refused_does_not_keep_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = actions.ask

    def ask(organisation: object, *, by: object) -> object:
        if organisation == world.region:
            raise WrongStateError("een andere klok was eerder")
        return real(organisation, by=by)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "ask", ask)
    assert rounds(TODAY) == {"rounds asked": 1, "rounds reminded": 0}
    assert [one.organisation for one in Round.objects.all()] == [world.water]


def test_the_clock_counts_what_it_did(world: World) -> None:
    assert rounds(TODAY) == {"rounds asked": 2, "rounds reminded": 0}
    assert rounds(TODAY) == {"rounds asked": 0, "rounds reminded": 0}
    assert rounds(day(14)) == {"rounds asked": 0, "rounds reminded": 2}


@pytest.mark.parametrize(
    ("on", "asks"),
    [(date(2027, 2, 27), 2), (date(2027, 3, 1), 0), (date(2027, 4, 1), 2)],
    ids=["in-time", "too-late", "next"],
)
def test_late_in_a_half_year_no_round_begins(world: World, on: date, asks: int) -> None:
    assert rounds(on)["rounds asked"] == asks
