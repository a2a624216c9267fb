"""A real mail server on loopback that can be told to misbehave."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Server:
    """What the server does at each step, and every mail it took or saw."""

    at_rcpt: str = "250 OK"
    at_data: str = "250 OK"
    hang: float = 0.0
    hang_at_rcpt: float = 0.0
    drop: bool = False
    seen: list[Mail] = field(default_factory=list)
    taken: list[Mail] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Answer to a recipient."""
        self.asked.append(address)
        await asyncio.sleep(self.hang_at_rcpt)
        envelope.rcpt_tos.append(address)
        return self.at_rcpt

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Read the mail, then answer, hang, or drop the line without an answer."""
        mail = message_from_bytes(envelope.content, policy=default)
        self.seen.append(mail)
        asked = time.monotonic()
        # Asked anew each time: a test lets go by making it zero.
        while time.monotonic() < asked + self.hang:  # noqa: ASYNC110 told from a thread
            await asyncio.sleep(0.02)
        if self.drop:
            server.transport.abort()
        if self.at_data.startswith("2") and not self.drop and not self.hang:
            self.taken.append(mail)
        return self.at_data

    def ids(self) -> list[str]:
        """Return the Message-ID of every mail that was seen, in order."""
        return [str(mail["Message-ID"]) for mail in self.seen]


@contextmanager
def mail_server() -> Iterator[Server]:
    """Run a server on a free port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        server = Server(port=free.getsockname()[1])
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
