"""Telling the parties that an agreement says something else, ended, or lost its covenant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements import assessing
from koppelvlak.agreements.assessing import Heard
from koppelvlak.agreements.lifecycle import AGREED
from koppelvlak.agreements.models import Agreement, Covenant
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.kit.tlp import Tlp
from koppelvlak.people.models import Function
from koppelvlak.rights import Can, Role

REWORDED = _(
    "{who} changed the wording of an agreement in which {organisation} is a party. It now"
    " says:\n\n{sentence}\n\nIs this what you agreed? Then confirm it. If not, take it up with"
    " {who}. Both start here:\n{url}"
)
# To whom it does not bind any more: the key of the mail, its subject and its text.
LEFT = (
    "left",
    _("No party any more: an agreement of {organisation}"),
    _(
        "{who} changed an agreement, and {organisation} is no party of it any more. It said:\n\n"
        "{sentence}\n\nIf this is not right, take it up with {who}."
    ),
)
FREED = (
    "model",
    _("Now a model: an agreement of {organisation}"),
    _(
        "{who} made a model of an agreement in which {organisation} was a party. By itself it"
        " binds nobody any more: networks make their own agreement of it. It said:\n\n{sentence}"
        "\n\nIf this is not right, take it up with {who}. You find it here:\n{url}"
    ),
)
ENDED = _(
    "{who} ended an agreement in which {organisation} is a party, on {day}: {reason}.\n\n"
    "{sentence}\n\n{url}"
)
TERMINATED = _(
    "{who} ended the covenant {covenant} on {day}: {reason}.\n\nThe agreements under it are not in"
    " force any more: do not rely on them. Those in which {organisation} is a party: {count}. See"
    " here:\n{url}"
)


def listen() -> None:
    """Register who is told what."""
    told(Can.EDIT_AGREEMENT, _reworded, about=Agreement)
    told(Can.ADOPT_MODEL, _reworded, about=Agreement)
    told(Can.SPREAD_AGREEMENT, _reworded, about=Agreement)
    told(Can.SPREAD_COVENANT, _reworded, about=Agreement)
    told(Can.END_AGREEMENT, _ended, about=Agreement)
    told(Can.TERMINATE_COVENANT, _terminated)


def workers(organisations: Iterable[int], by: Actor) -> Iterable[Function]:
    """Return the boundary workers of these organisations on this day."""
    return (
        Function.objects.filter(organisation__in=list(organisations), role=Role.BOUNDARY_WORKER)
        .filter(valid_from__lte=by.on, organisation__kind__guest=False)
        .exclude(valid_to__lt=by.on)
        .select_related("person", "organisation")
    )


def _reworded(row: Agreement, by: Actor) -> Iterable[Notice]:
    """Tell of another sentence, once; a proposal binds nobody yet, nor does what is over."""
    if row.state != AGREED or row.before is None or not row.in_force:
        return
    for function in workers(_parties(row, by), by):
        yield _notice(
            function,
            row,
            f"reworded-{row.uuid}-{row.wording}",
            _("Worded differently: an agreement of {organisation}"),
            _said(REWORDED, function, row, by),
        )
    yield from _unbound(row, row.before.left, LEFT, by)
    yield from _unbound(row, row.before.freed, FREED, by)


def _unbound(
    row: Agreement, keys: Iterable[int], words: tuple[str, Any, Any], by: Actor
) -> Iterable[Notice]:
    """Tell whom it does not bind any more; of what it was, for the rest is between the others."""
    before, (name, subject, text) = row.before, words
    if before is None or not (before.asked and _for_others(before.tlp)):
        return
    for function in workers(keys, by):
        if function.organisation.uuid == by.organisation:
            continue
        said = _said(text, function, row, by, sentence=before.sentence)
        notice = _notice(function, row, f"{name}-{row.uuid}-{row.wording}", subject, said)
        # What it was, went as far as it was allowed to then.
        yield replace(notice, tlp=before.tlp)


def _ended(row: Agreement, by: Actor) -> Iterable[Notice]:
    for function in workers(_parties(row, by), by):
        yield _notice(
            function,
            row,
            f"ended-{row.uuid}",
            _("Ended: an agreement of {organisation}"),
            _said(ENDED, function, row, by, **_end(row)),
        )


def _terminated(row: Covenant, by: Actor) -> Iterable[Notice]:
    """Tell who signed it, and the parties of what hangs under it; a draft binds nobody yet."""
    signed = {one.organisation_id for one in row.parties.all() if one.signed_on}
    if not signed or not _for_others(row.tlp):
        return
    counts: dict[int, int] = defaultdict(int, {one: 0 for one in signed if one})
    rows = list(assessing.with_facts(row.agreements.filter(state=AGREED)))
    tables = assessing.tables_for(rows)
    for agreement in rows:
        for key in _told(agreement, assessing.heard(agreement, tables)):
            counts[key] += 1
    listed = reverse("agreements:list")
    for function in workers(counts, by):
        if function.organisation.uuid == by.organisation:
            continue
        text = format_lazy(
            TERMINATED,
            who=_who(by),
            covenant=row.title,
            organisation=function.organisation.short_name,
            count=counts[function.organisation_id],
            url=f"{settings.BASE_URL}{listed}?partij={function.organisation.uuid}&ook=beeindigd",
            **_end(row),
        )
        subject = _("Ended: a covenant of {organisation}")
        yield _notice(function, row, f"terminated-{row.uuid}", subject, text)


def _parties(row: Agreement, by: Actor) -> set[int]:
    """Return who is told of an agreement: its parties, but the one that did it."""
    heard = assessing.heard(row, assessing.tables_for([row]))
    return _told(row, [one for one in heard if not _is(one, by)])


def _told(row: Agreement, heard: Iterable[Heard]) -> set[int]:
    """Return the parties that may read it; what counts as no agreement concerns nobody."""
    if not (row.can_be_confirmed and _for_others(row.tlp)):
        return set()
    return {one.organisation.pk for one in heard if one.organisation is not None}


def _is(one: Heard, by: Actor) -> bool:
    return one.organisation is not None and one.organisation.uuid == by.organisation


def _for_others(tlp: str) -> bool:
    return tlp in {Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER}


def _said(words: Any, function: Function, row: Agreement, by: Actor, **more: Any) -> Any:
    facts = {
        "who": _who(by),
        "organisation": function.organisation.short_name,
        "sentence": row.sentence,
        "url": f"{settings.BASE_URL}{row.get_absolute_url()}",
    }
    return format_lazy(words, **facts | more)


def _notice(
    function: Function, row: Agreement | Covenant, key: str, subject: Any, text: Any
) -> Notice:
    return Notice(
        to=function.person.email,
        subject=format_lazy(subject, organisation=function.organisation.short_name),
        text=text,
        key=f"{key}-{function.organisation.uuid}-{function.person.uuid}",
        person=function.person.uuid,
        language=function.person.language,
        tlp=row.tlp,
    )


def _who(by: Actor) -> str:
    return by.organisation_name or by.name


def _end(row: Agreement | Covenant) -> dict[str, Any]:
    day = lazy(date_format, str)(row.ended_on, "DATE_FORMAT") if row.ended_on else "–"
    return {"day": day, "reason": row.ended_reason.rstrip(" .")}
