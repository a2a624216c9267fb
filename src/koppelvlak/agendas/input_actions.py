"""What one may do about input: ask for it until a day, give it, and publish median and spread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.input_queries import Giver, given, organisation_asked
from koppelvlak.agendas.models import Importance, Input, Present, SectorAgenda
from koppelvlak.door import change, mention
from koppelvlak.framework.models import Theme
from koppelvlak.framework.queries import themes
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, StaleError, UnseenError, WrongStateError
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can


@dataclass(frozen=True)
class Answer:
    """What is said of one theme; without an importance nothing is, whatever the present state.

    ``seen`` is the version of the input that was read, or 0.
    """

    importance: int | None = None
    present: int | None = None
    remark: str = ""
    seen: int = 0


def open_input(
    agenda: SectorAgenda, until: date, *, by: Actor, seen: int | None = None
) -> SectorAgenda:
    """Ask organisations and networks of the sector for input until a day, or move that day."""
    with change(agenda, Can.OPEN_INPUT, by=by, seen=seen) as row:
        if row.published_on:
            raise WrongStateError(_("Median and spread of this input were published already."))
        if until <= by.on:
            raise BadInputError(errors={"until": [_("Choose a day after today.")]})
        row.input_from, row.input_until = row.input_from or by.on, until
    return row


def publish_input(agenda: SectorAgenda, *, by: Actor, seen: int | None = None) -> SectorAgenda:
    """Show median and spread to every participant; what each one said stays with its giver."""
    with change(agenda, Can.PUBLISH_INPUT, by=by, seen=seen) as row:
        until = row.input_until
        if until is None:
            raise WrongStateError(_("Nobody was asked for input for this agenda yet."))
        if by.on <= until:
            words = _("Input can be given until {day}. After that it can be published.")
            raise WrongStateError(format_lazy(words, day=date_format(until)))
        if row.published_on:
            raise WrongStateError(_("Median and spread of this input were published already."))
        row.published_on = by.on
    return row


def give_input(
    agenda: SectorAgenda, giver: Giver, answers: Mapping[int, Answer], *, by: Actor
) -> Giver:
    """Keep what an organisation or a network says of themes, by their number: all or nothing.

    What stood there already stays as it is; a theme without an importance loses what stood there.
    Raises StaleError when a colleague said something of the same theme meanwhile.
    """
    can = Can.GIVE_NETWORK_INPUT if isinstance(giver, Network) else Can.GIVE_INPUT
    with change(giver, can, by=by) as row:
        # Held, so that nothing is added to what is being published.
        asking = agenda.locked()
        _require_asked(asking, row, by)
        known = given(asking, row)
        every = {one.number: one for one in themes()}
        _require_sound(answers, every)
        for number, said in answers.items():
            _keep(known.get(number) or _new(asking, row, every[number]), said, by)
    return giver


def require_in_time(agenda: SectorAgenda, by: Actor) -> None:
    """Raise WrongStateError, in words, when no input is asked, or no longer."""
    if agenda.takes_input(by.on):
        return
    until = agenda.input_until
    if until is None or by.on <= until:
        raise WrongStateError(_("No input is asked for this agenda now."))
    words = _(
        "You could give input until {day}; that day has passed. This was not saved. Tell the"
        " national editor, who can choose a later day."
    )
    raise WrongStateError(format_lazy(words, day=date_format(until)))


def _require_asked(agenda: SectorAgenda, giver: Giver, by: Actor) -> None:
    """Refuse who does not know of the agenda, is not asked, or comes too late."""
    if not SectorAgenda.objects.visible_to(by).filter(pk=agenda.pk).exists():
        raise UnseenError
    if isinstance(giver, Network):
        asked = giver.sector_id == agenda.sector_id
    else:
        asked = organisation_asked(agenda, actor=by) == giver
    if not asked:
        raise WrongStateError(_("Only the organisations and networks of this sector are asked."))
    require_in_time(agenda, by)


def _require_sound(answers: Mapping[int, Answer], every: Mapping[int, Theme]) -> None:
    errors: dict[str, list[Any]] = {}
    for number, said in answers.items():
        errors |= {f"{name}_{number}": [why] for name, why in _wrong(said).items()}
        if number not in every:
            raise BadInputError(_("There is no such theme."))
    if errors:
        raise BadInputError(errors=errors)
    if not any(said.importance for said in answers.values()):
        raise BadInputError(_("Say of one theme at least how important it is."))


def _wrong(said: Answer) -> dict[str, Any]:
    """Return per field what cannot be kept."""
    if said.importance is None:
        why = _("Choose an importance with this remark.")
        return {"importance": why} if said.remark else {}
    wrong = {}
    if said.importance not in Importance:
        wrong["importance"] = _("Choose one of the answers shown.")
    if said.present not in Present:
        wrong["present"] = _("Say of this theme how far you are.")
    return wrong


def _new(agenda: SectorAgenda, giver: Giver, theme: Theme) -> Input:
    row = Input(agenda=agenda, theme=theme, version=0)
    if isinstance(giver, Organisation):
        row.organisation = giver
    else:
        row.network = giver
    return row


def _keep(row: Input, said: Answer, by: Actor) -> None:
    """Let a row say this from now on; nothing happens when it did already."""
    new = row.pk is None
    told = (said.importance, said.present, said.remark)
    if new and said.importance is None:
        return
    if not new and told == (row.importance, row.present, row.remark):
        return
    if row.version != said.seen:
        raise StaleError(row)
    if said.importance is None or said.present is None:
        mention(row, "withdrawn")
        row.delete()
        return
    row.importance, row.present, row.remark = said.importance, said.present, said.remark
    row.on, row.version = by.on, row.version + 1
    row.save()
    mention(row, "created" if new else "changed")
