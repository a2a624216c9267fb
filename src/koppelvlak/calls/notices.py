"""Who hears that something happened in a call: never what; registered at start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.calls.models import Call
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.networks.notices import answering
from koppelvlak.rights import Can

NEWS = (
    Can.ANSWER_CALL, Can.AGREE_REPAIR, Can.RECORD_REPAIR, Can.ESCALATE_CALL, Can.CLOSE_CALL,
    Can.WITHDRAW_CALL,
)  # fmt: skip
SUBJECT = _("Calling one another to account: there is something for you to read")
# Who passes a mail on gives no secret away: it names no party, no agreement and no fact.
TEXT = _(
    "Your organisation is a party in a call to account on an agreement. It is now: {state}.\n\n"
    "What was said stands there, not in this mail: {link}\n\n"
    "This is no notice of default and no admission of liability."
)
READ_ALONG = _(
    "Your organisation was invited to read along in a call to account on an agreement. It is now:"
    " {state}.\n\nWhat was said stands there, not in this mail: {link}"
)


def listen() -> None:
    """Register who is told what."""
    told(Can.CALL_TO_ACCOUNT, _parties, about=Call)
    for can in NEWS:
        told(can, _parties)
    told(Can.INVITE_TO_CALL, _invited)


def _parties(call: Call, by: Actor) -> Iterator[Notice]:
    return _to([call.caller_id, call.called_id], call, by, TEXT)


def _invited(call: Call, by: Actor) -> Iterator[Notice]:
    last = call.invited.filter(ended_on=None).order_by("-pk")[:1]
    return _to([one.organisation_id for one in last], call, by, READ_ALONG)


def _to(organisations: list[int], call: Call, by: Actor, text: Any) -> Iterator[Notice]:
    link = f"{settings.BASE_URL}{call.get_absolute_url()}"
    words = format_lazy(text, state=call.lifecycle.states[call.state], link=link)
    for person in answering(organisations, by):
        yield Notice(
            to=person.email,
            subject=SUBJECT,
            text=words,
            key=f"calls:{call.uuid}:{call.version}:{person.uuid}",
            person=person.uuid,
            language=person.language,
            tlp=call.shown_tlp,
        )
