"""Whom we tell what about agreements; registered at start."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements import asked, change_notices, queries
from koppelvlak.agreements.link import token
from koppelvlak.agreements.models import Agreement, Confirmation, ConfirmationAsk, How
from koppelvlak.kit.access import Actor
from koppelvlak.kit.mail_links import VALID_FOR
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can

FIRST = _("Are the agreements of {organisation} still right?")
AGAIN = _("Reminder: are the agreements of {organisation} still right?")
TEXT = _(
    "Dear {name},\n\nOnce a year we ask each organisation whether the agreements in which it is a"
    " party are still right. These are those of {organisation}:\n\n{lines}\n\n"
    "Are all of them right? Confirm them with one click, without signing in, before"
    " {until}:\n{link}\n\nIs something not right? On the same page you see what to do.\n\n"
    "The link is meant for you alone and works once. Opening it changes nothing yet. When a"
    " colleague is before you, there is nothing more for you to do."
)
# A mail is read on a telephone; the page has them all.
MOST = 40


def listen() -> None:
    """Register who is told what."""
    told(Can.CONFIRM_IN_MEETING, _confirmed)
    told(Can.ASK_AGREEMENTS, _asked)
    change_notices.listen()


def _confirmed(network: Network, by: Actor) -> Iterable[Notice]:
    """Tell each organisation for which something was confirmed, but the one that recorded it."""
    said = Confirmation.objects.filter(
        agreement__network=network, how=How.MEETING, on=by.on, by=by.person
    )
    if by.organisation:
        said = said.exclude(organisation__uuid=by.organisation)
    counts: dict[int, int] = {}
    for organisation in said.values_list("organisation", flat=True):
        counts[organisation] = counts.get(organisation, 0) + 1
    for function in change_notices.workers(counts, by):
        count = counts[function.organisation_id]
        url = reverse("agreements:confirm", args=[function.organisation.uuid])
        text = format_lazy(
            _(
                "In the meeting of {network} it was recorded for {organisation} that agreements are"
                " still right: {count}. Look at them here, and change what is not right:\n{url}"
            ),
            network=str(network),
            organisation=function.organisation.short_name,
            count=count,
            url=f"{settings.BASE_URL}{url}",
        )
        yield Notice(
            to=function.person.email,
            subject=format_lazy(_("Confirmed in the meeting: {count} agreements"), count=count),
            text=text,
            key=f"confirmed-{network.uuid}-{network.version}-{function.person.uuid}",
            person=function.person.uuid,
            language=function.person.language,
            tlp="AMBER",
        )


def _asked(organisation: Organisation, by: Actor) -> Iterable[Notice]:
    """Tell whoever is asked today which agreements it is about, as far as mail may carry them."""
    asks = asked.open_asks().filter(organisation=organisation, sent_on=by.on)
    found = list(asks.select_related("person", "organisation__kind"))
    rows = asked.to_read(organisation) if found else []
    more = _kept_back(asked.kept_back(organisation)) if found else ""
    for ask in found:
        yield _question(ask, [row for row in rows if str(row.uuid) in ask.covers], more, by)


def _question(ask: ConfirmationAsk, rows: list[Agreement], more: Any, by: Actor) -> Notice:
    url = reverse("agreements:answer", args=[token(ask)])
    return Notice(
        to=ask.person.email,
        subject=format_lazy(
            FIRST if ask.sent == 1 else AGAIN, organisation=ask.organisation.short_name
        ),
        text=format_lazy(
            TEXT,
            name=ask.person.name,
            organisation=ask.organisation.name,
            lines=_lines(rows, more),
            until=lazy(date_format, str)(by.on + VALID_FOR, "DATE_FORMAT"),
            link=f"{settings.BASE_URL}{url}",
        ),
        key=f"agreements:{ask.uuid}:{ask.sent}",
        person=ask.person.uuid,
        language=ask.person.language,
        tlp=queries.strictest(rows),
    )


def _lines(rows: list[Agreement], more: Any) -> Any:
    lines: list[Any] = [format_lazy("- {sentence}", sentence=row.sentence) for row in rows[:MOST]]
    if len(rows) > MOST:
        words = _("… and {count} more, on the page behind the link.")
        lines.append(format_lazy(words, count=len(rows) - MOST))
    lines += [more] if more else []
    return format_lazy("{}" + "\n{}" * (len(lines) - 1), *lines)


def _kept_back(count: int) -> Any:
    words = _("Not in this mail, because your organisation keeps it to itself: {count}.")
    return format_lazy(words, count=count) if count else ""
