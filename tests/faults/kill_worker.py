"""The worker killed at each point of sending: the message is sent again, and seen once.

Points: before the mail server hears of it, while the server has the mail but has not answered,
and after the server's answer but before it is noted. Then two workers at once: none sends double.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - models need the setup above

from koppelvlak.kit.notices.models import Message  # noqa: E402
from tests.jobs.installation import PROJECT  # noqa: E402
from tests.kit.mail_server import Server, mail_server  # noqa: E402

LEASE, MANY = 2, 40


@contextmanager
def worker(server: Server) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker as an operator would; it is gone afterwards."""
    own = {
        "KOPPELVLAK_MAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "KOPPELVLAK_MAIL_FROM": "k@k.invalid",
    }
    command = [sys.executable, str(PROJECT / "manage.py"), "work", "--lease", str(LEASE)]
    with subprocess.Popen(command, env=os.environ | own, cwd=PROJECT) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)


def until(happened: Callable[[], Any], what: str, seconds: float = 30) -> None:
    """Wait for something to happen; fail in words when it does not."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"still waiting for: {what}"
        time.sleep(0.02)


def post(key: str) -> Message:
    """Put a message in the outbox."""
    to = f"{key}@voorbeeld.invalid"
    return Message.objects.create(key=key, to=to, subject=key, text="Dag", capability="test")


def before_the_server_hears(server: Server, message: Message, stack: ExitStack) -> None:
    """Be killed with the message claimed and the line open."""
    server.hang_at_rcpt = 60
    process = stack.enter_context(worker(server))
    until(lambda: server.asked, "the worker to name the recipient")
    process.kill()


def before_the_server_answers(server: Server, message: Message, stack: ExitStack) -> None:
    """Be killed when the server has read the mail and not yet said so."""
    server.hang = 60
    process = stack.enter_context(worker(server))
    until(lambda: server.seen, "the server to have the mail")
    process.kill()


def before_it_is_noted(server: Server, message: Message, stack: ExitStack) -> None:
    """Be killed when the server has said yes; a lock keeps the worker from noting it."""
    server.hang = 60
    process = stack.enter_context(worker(server))
    until(lambda: server.seen, "the server to have the mail")
    with transaction.atomic():
        Message.objects.select_for_update().filter(pk=message.pk).update(subject=message.subject)
        server.hang = 0
        time.sleep(2)
        process.kill()
        process.wait(20)
        _lose_the_connection()


def _lose_the_connection() -> None:
    """Let PostgreSQL drop what the dead worker asked: it would carry it out after all."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )


POINTS = (before_the_server_hears, before_the_server_answers, before_it_is_noted)


def killed_at(point: Callable[[Server, Message, ExitStack], None]) -> dict[str, object]:
    """Kill one worker at this point, start another, and say what the server saw."""
    message = post(point.__name__)
    with ExitStack() as stack:
        server = stack.enter_context(mail_server())
        point(server, message, stack)
        message.refresh_from_db()
        left = message.state
        server.hang = server.hang_at_rcpt = 0
        stack.enter_context(worker(server))
        until(lambda: Message.objects.get(pk=message.pk).state == Message.SENT, "it to be sent")
        ids = server.ids()
    return {
        "point": point.__name__,
        "left_as": left,
        "times_seen": len(ids),
        "messages_seen": len(set(ids)),
    }


def two_at_once() -> dict[str, object]:
    """Let two workers empty one outbox."""
    for number in range(MANY):
        post(f"many{number}")
    with mail_server() as server, worker(server), worker(server):
        waiting = Message.objects.exclude(state=Message.SENT)
        until(lambda: not waiting.exists(), "all to be sent", 60)
        twice = [key for key, times in Counter(server.ids()).items() if times > 1]
        return {"workers": 2, "messages": len(set(server.ids())), "sent_twice": len(twice)}


def main() -> int:
    """Try every point; print figures; 0 when each message was seen, as one message."""
    figures = [killed_at(point) for point in POINTS]
    together = two_at_once()
    print(json.dumps({"database": connection.vendor, "killed": figures, "together": together}))  # noqa: T201
    once = all(
        figure["left_as"] == Message.SENDING and figure["messages_seen"] == 1 for figure in figures
    )
    return 0 if once and (together["messages"], together["sent_twice"]) == (MANY, 0) else 1


if __name__ == "__main__":
    sys.exit(main())
