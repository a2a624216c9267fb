"""The worker, over real SMTP: delivered once, patient with bad servers, nothing lost."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from threading import Event, Timer
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from koppelvlak.jobs.management.commands.work import stop_on_signal
from koppelvlak.kit.notices.models import Beat, Message
from koppelvlak.kit.notices.queue import ATTEMPTS, LEASE, claim, delivered, failed, pause, standing
from koppelvlak.kit.notices.worker import deliver_batch, work
from tests.kit.mail_server import Server, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    with mail_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_TIMEOUT = 0.5
        yield running


def post(key: str = "k", **values: Any) -> Message:
    usual = {"to": "bram@voorbeeld.invalid", "subject": "Bevestig uw contactpunt", "text": "Dag"}
    return Message.objects.create(key=key, capability="test", **{**usual, **values})


def later(message: Message, delta: timedelta = timedelta(days=1)) -> None:
    """Let time pass for one message."""
    message.refresh_from_db()
    message.due_at -= delta
    message.lease_until = message.lease_until and message.lease_until - delta
    message.save()


def test_it_is_delivered_once(server: Server) -> None:
    message = post()
    assert (deliver_batch(), deliver_batch()) == (1, 0)
    [mail] = server.taken
    assert (mail["To"], mail["Subject"]) == (message.to, message.subject)
    assert mail["Message-ID"] == f"<{message.uuid}@localhost>"
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.SENT, 1)


def busy(server: Server) -> None:
    server.at_rcpt = "421 try later"


def refusing(server: Server) -> None:
    server.at_rcpt = "550 no such mailbox"


def hanging(server: Server) -> None:
    server.hang = 1.5


def dropping(server: Server) -> None:
    server.drop = True


def full(server: Server) -> None:
    server.at_data = "452 mailbox full"


@pytest.mark.parametrize("misbehave", [busy, refusing, hanging, dropping, full])
def test_a_bad_server_loses_nothing(server: Server, misbehave: Callable[[Server], None]) -> None:
    message, good = post(), (server.at_rcpt, server.at_data)
    misbehave(server)
    assert deliver_batch() == 1
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.WAITING, 1)
    assert message.last_error
    assert message.due_at > timezone.now() + timedelta(seconds=50)
    later(message)
    (server.at_rcpt, server.at_data), server.hang, server.drop = good, 0.0, False
    deliver_batch()
    assert [mail["Message-ID"] for mail in server.taken] == [f"<{message.uuid}@localhost>"]
    assert len(set(server.ids())) == 1


def test_a_server_that_is_away_loses_nothing(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    message = post()
    deliver_batch()
    message.refresh_from_db()
    assert message.last_error.startswith("ConnectionRefusedError")


def test_one_bad_address_does_not_hold_up_the_rest(server: Server) -> None:
    post("bad", to="bram@voorbeeld.invalid\nBcc: iedereen@voorbeeld.invalid")
    good = post("good")
    assert deliver_batch() == 2
    assert server.ids() == [f"<{good.uuid}@localhost>"]


def test_a_newline_in_a_subject_adds_no_header(server: Server) -> None:
    post(subject="Een\nBcc: iedereen@voorbeeld.invalid")
    deliver_batch()
    assert server.taken[0]["Bcc"] is None
    assert server.taken[0]["Subject"] == "Een Bcc: iedereen@voorbeeld.invalid"


def test_patience_doubles_up_to_six_hours_and_lasts_a_day() -> None:
    waits = [pause(attempt) for attempt in range(1, ATTEMPTS)]
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert max(waits) == timedelta(hours=6)
    assert sum(waits, timedelta()) > timedelta(hours=24)


def test_after_the_last_attempt_it_is_dead_and_can_be_tried_again(server: Server) -> None:
    message = post(attempts=ATTEMPTS - 1)
    refusing(server)
    deliver_batch()
    message.refresh_from_db()
    assert (message.state, standing(now=timezone.now()).dead) == (Message.DEAD, 1)
    server.at_rcpt = "250 OK"
    call_command("work", "--again", stdout=StringIO())
    deliver_batch()
    assert len(server.taken) == 1


def test_a_held_message_is_nobody_elses(server: Server) -> None:
    post()
    now = timezone.now()
    assert claim(now=now)
    assert claim(now=now) is None
    assert claim(now=now + LEASE - timedelta(seconds=1)) is None


def test_a_lost_message_is_claimed_after_its_lease() -> None:
    post()
    now = timezone.now()
    first, second = claim(now=now), claim(now=now + LEASE + timedelta(seconds=1))
    assert first is not None
    assert second is not None
    assert (first.pk, second.attempts) == (second.pk, 2)


def test_who_lost_the_lease_has_no_say_any_more() -> None:
    post()
    now = timezone.now()
    first, second = claim(now=now), claim(now=now + LEASE * 2)
    assert first is not None
    assert second is not None
    failed(first, OSError("too late"), now=now)
    second.refresh_from_db()
    assert (second.state, second.last_error) == (Message.SENDING, "")
    delivered(second, now=now)
    second.refresh_from_db()
    assert second.state == Message.SENT


def test_what_kills_the_worker_each_time_dies_itself(server: Server) -> None:
    past = timezone.now() - timedelta(hours=1)
    message = post(state=Message.SENDING, attempts=ATTEMPTS, lease_until=past)
    assert deliver_batch() == 0
    message.refresh_from_db()
    assert message.state == Message.DEAD


def test_the_loop_beats_delivers_and_stops(server: Server) -> None:
    post()
    stopping = Event()
    Timer(0.5, stopping.set).start()
    work(stopping=stopping, seconds=0.05)
    assert (len(server.taken), Beat.objects.get().name) == (1, "worker")


def test_a_signal_stops_the_loop() -> None:
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    stopping = stop_on_signal()
    signal.raise_signal(signal.SIGTERM)
    for number, handler in kept.items():
        signal.signal(number, handler)
    assert stopping.is_set()


def test_the_command_tries_what_is_due(server: Server) -> None:
    post()
    out = StringIO()
    call_command("work", "--once", stdout=out)
    assert out.getvalue() == "tried: 1\n"


def test_the_list_of_the_dead_names_nobody() -> None:
    message = post(state=Message.DEAD, last_error="SMTPServerDisconnected: gone")
    out = StringIO()
    call_command("work", "--dead", stdout=out)
    assert str(message.uuid) in out.getvalue()
    assert "bram" not in out.getvalue()


def test_how_the_outbox_stands() -> None:
    post()
    post("old", made_at=timezone.now())
    Message.objects.filter(key="old").update(made_at=timezone.now() - timedelta(hours=2))
    now = standing(now=timezone.now())
    assert (now.waiting, now.late, now.dead, now.beat) == (2, 1, 0, None)
