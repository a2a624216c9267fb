"""Asking an organisation once a year whether its agreements are right, and reminding it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements import asked
from koppelvlak.agreements.cover import compare, covering, spoken
from koppelvlak.agreements.models import ConfirmationAsk
from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import WrongStateError
from koppelvlak.kit.half_years import step
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person
from koppelvlak.rights import Can


def ask_agreements(organisation: Organisation, *, by: Actor) -> int:
    """Ask everybody who may confirm for an organisation; return how many, 0 when nothing is due.

    Raises WrongStateError when it was asked within the year. A question of a year ago that nobody
    answered goes: its link died long ago, and one question at a time is enough.
    """
    whom = asked.answerers(organisation, by.on)
    if not whom or not asked.comes_due(organisation, by.on):
        return 0
    with change(organisation, Can.ASK_AGREEMENTS, by=by) as row:
        if asked.asked_since(by.on).filter(organisation=row).exists():
            raise WrongStateError(_("This organisation was asked within the year already."))
        for old in asked.open_asks().filter(organisation=row):
            mention(old, "replaced")
            old.delete()
        covers = covering(asked.to_read(row))
        for person in whom:
            made = row.confirmation_asks.create(
                person=person, covers=covers, asked_on=by.on, sent_on=by.on
            )
            mention(made, "asked")
    return len(whom)


def remind_agreements(organisation: Organisation, *, by: Actor) -> int:
    """Mail those again who may still confirm, with what stands there now; return how many.

    What was confirmed in another way meanwhile, in a meeting, is asked no more.
    """
    if not _due(asked.open_asks(), organisation, by):
        return 0
    reminded = 0
    with change(organisation, Can.ASK_AGREEMENTS, by=by) as row:
        rows, whom = asked.to_read(row), asked.answerers(row, by.on)
        # Locked and read again: of two clocks that strike at once one sends the mail.
        for one in _due(asked.open_asks().select_for_update(of=("self",)), row, by):
            covers = covering(said for said in rows if not spoken(said, one))
            one.sent = step(one.asked_on, by.on)
            if not covers:
                one.answered_on = by.on
                mention(one, "settled")
            elif one.person in whom:
                one.covers, one.sent_on = covers, by.on
                mention(one, "reminded")
                reminded += 1
            one.save()
    return reminded


def settle_asks(organisation: Organisation, by: Actor) -> None:
    """End the questions that were answered by what was just confirmed; inside the door of that.

    Whoever answers answers for the organisation; what was left out stays asked.
    """
    asks = asked.open_asks().filter(organisation=organisation).select_for_update()
    found = list(asks)
    if not found:
        return
    rows, who = asked.to_read(organisation), Person.objects.filter(uuid=by.person).first()
    for one in found:
        if compare(one, rows).settled:
            one.answered_on, one.answered_by = by.on, who
            one.save()
            mention(one, "answered")


def _due(
    asks: QuerySet[ConfirmationAsk], organisation: Organisation, by: Actor
) -> list[ConfirmationAsk]:
    """Return the questions of which a mail is due that was not sent."""
    rows = asks.filter(organisation=organisation).select_related("person")
    return [one for one in rows if one.sent < step(one.asked_on, by.on)]
