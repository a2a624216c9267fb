"""What a national editor writes: a version, its priorities, its spearheads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.lifecycle import IN_FORCE, STANDING, UNFINISHED
from koppelvlak.agendas.models import Priority, SectorAgenda, Spearhead, ToMake
from koppelvlak.agendas.queries import basic_of, models_for
from koppelvlak.agreements.giving import MOST_BASIC
from koppelvlak.agreements.models import Agreement
from koppelvlak.door import change, mention, mention_all
from koppelvlak.framework.models import Theme
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.kit.search.index import follow
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector

COPIED = ("line", "theme", "wording_nl", "wording_en", "why_nl", "why_en", "horizon")
PLAIN = ("wording_nl", "wording_en", "why_nl", "why_en", "horizon")
RANKS = range(1, 9)


@dataclass(frozen=True)
class Introduction:
    """What a version is called and what it is for; clean text."""

    title_nl: str = ""
    title_en: str = ""
    note_nl: str = ""
    note_en: str = ""


@dataclass(frozen=True)
class Wording:
    """A spearhead as an editor words it, with the model agreements that it asks for."""

    theme: Theme
    wording_nl: str
    why_nl: str
    horizon: date
    wording_en: str = ""
    why_en: str = ""
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True)
class Ranked:
    """How urgent a theme is, from 1; None: not chosen."""

    rank: int | None
    reason: str = ""


def start_version(sector: Sector, *, by: Actor) -> SectorAgenda:
    """Start the next version of a sector, with the spearheads that stand; one at a time."""
    with change(register(Register.AGENDAS), Can.START_AGENDA, by=by):
        versions = SectorAgenda.objects.filter(sector=sector)
        unfinished = versions.filter(state__in=UNFINISHED).first()
        if unfinished is not None:
            words = _("Version {number} is not finished. Adopt that one first, or write on in it.")
            raise WrongStateError(format_lazy(words, number=unfinished.number))
        before = versions.filter(state=IN_FORCE).first()
        last = versions.aggregate(last=Max("number"))["last"] or 0
        new = SectorAgenda(sector=sector, number=last + 1, predecessor=before, started_on=by.on)
        if before:
            new.title_nl, new.title_en = before.title_nl, before.title_en
        new.save()
        mention_all(_copied(before, new) if before else [])
        mention(new, show=True)
    return new


def introduce(
    agenda: SectorAgenda, said: Introduction, *, by: Actor, seen: int | None = None
) -> SectorAgenda:
    """Say what a version is called, what it is for and what it changes."""
    with change(agenda, Can.INTRODUCE_AGENDA, by=by, seen=seen) as row:
        row.title_nl, row.title_en = said.title_nl, said.title_en
        row.note_nl, row.note_en = said.note_nl, said.note_en
    return row


def prioritise(
    agenda: SectorAgenda, ranks: Mapping[int, Ranked], *, by: Actor, seen: int | None = None
) -> SectorAgenda:
    """Rank the themes, by their number; each rank is given once, with its reason."""
    with change(agenda, Can.PRIORITISE, by=by, seen=seen) as row:
        _check_ranks(ranks)
        row.priorities.all().delete()
        numbered = {one.number: one for one in Theme.objects.filter(number__in=ranks)}
        made = [
            Priority(agenda=row, theme=numbered[number], rank=one.rank, reason=one.reason)
            for number, one in sorted(ranks.items())
            if one.rank or one.reason
        ]
        mention_all(Priority.objects.bulk_create(made))
    return row


def add_spearhead(agenda: SectorAgenda, wording: Wording, *, by: Actor) -> Spearhead:
    """Add a spearhead at the end of a version."""
    with change(agenda, Can.ADD_SPEARHEAD, by=by) as row:
        _check(row, wording, by)
        last = row.spearheads.aggregate(last=Max("position"))["last"] or 0
        made = Spearhead(agenda=row, position=last + 1)
        _word(made, wording)
        made.save()
        _ask(made, wording)
        _require_few(row)
        mention(made, show=True)
    return made


def edit_spearhead(
    spearhead: Spearhead, wording: Wording, *, by: Actor, seen: int | None = None
) -> Spearhead:
    """Word a spearhead differently, or let it ask for other agreements."""
    with change(spearhead, Can.EDIT_SPEARHEAD, by=by, seen=seen) as row:
        agenda = _require_draft(row)
        _check(agenda, wording, by, known=row)
        _word(row, wording)
        row.save()
        _ask(row, wording)
        _require_few(agenda)
        follow(agenda)
    return row


def drop_spearhead(spearhead: Spearhead, *, by: Actor, seen: int | None = None) -> Spearhead:
    """Take a spearhead out of this version; it can be put back."""
    with change(spearhead, Can.DROP_SPEARHEAD, by=by, seen=seen) as row:
        agenda = _require_draft(row)
        row.save()
        follow(agenda)
    return row


def restore_spearhead(spearhead: Spearhead, *, by: Actor, seen: int | None = None) -> Spearhead:
    """Put a dropped spearhead back where it was."""
    with change(spearhead, Can.RESTORE_SPEARHEAD, by=by, seen=seen) as row:
        agenda = _require_draft(row)
        row.save()
        _require_few(agenda)
        follow(agenda)
    return row


def _copied(before: SectorAgenda, new: SectorAgenda) -> list[Spearhead]:
    """Copy the spearheads that stand, numbered anew, with what they ask for."""
    olds = list(before.spearheads.filter(state=STANDING).prefetch_related("to_make"))
    made = [
        Spearhead(
            agenda=new,
            position=place,
            state=STANDING,
            **{name: getattr(old, name) for name in COPIED},
        )
        for place, old in enumerate(olds, start=1)
    ]
    Spearhead.objects.bulk_create(made)
    ToMake.objects.bulk_create(
        [
            ToMake(spearhead=row, agreement_id=one.agreement_id)
            for row, old in zip(made, olds, strict=True)
            for one in old.to_make.all()
        ]
    )
    return made


def _word(row: Spearhead, wording: Wording) -> None:
    row.theme = wording.theme
    for name in PLAIN:
        setattr(row, name, getattr(wording, name))


def _ask(row: Spearhead, wording: Wording) -> None:
    """Let a spearhead ask for these agreements and for no other."""
    wanted = {one.pk for one in wording.agreements}
    row.to_make.exclude(agreement__in=wanted).delete()
    there = set(row.to_make.values_list("agreement", flat=True))
    made = [ToMake(spearhead=row, agreement_id=key) for key in sorted(wanted - there)]
    mention_all(ToMake.objects.bulk_create(made))


def _check(
    agenda: SectorAgenda, wording: Wording, by: Actor, known: Spearhead | None = None
) -> None:
    """Refuse a day that is over, and what is no model of the sector."""
    errors = {}
    moved = known is None or known.horizon != wording.horizon
    if moved and wording.horizon <= by.on:
        errors["horizon"] = [_("Choose a day after today.")]
    wanted = {one.pk for one in wording.agreements}
    if models_for(agenda.sector, by).filter(pk__in=wanted).count() < len(wanted):
        errors["agreements"] = [_("Choose model agreements of this sector that have not ended.")]
    if errors:
        raise BadInputError(errors=errors)


def _require_few(agenda: SectorAgenda) -> None:
    number = len(basic_of(agenda))
    if number > MOST_BASIC:
        words = _("These are {number} basic agreements; an agenda has at most {most}.")
        text = format_lazy(words, number=number, most=MOST_BASIC)
        raise BadInputError(errors={"agreements": [text]})


def _require_draft(spearhead: Spearhead) -> SectorAgenda:
    """Return the agenda of a spearhead while it is written."""
    agenda = spearhead.agenda
    if not agenda.is_written:
        raise WrongStateError(
            _("This version is adopted. Start a next version to change a spearhead.")
            if agenda.is_decided
            else _("This version is being aligned. Take it back to change a spearhead.")
        )
    return agenda


def _check_ranks(ranks: Mapping[int, Ranked]) -> None:
    errors = {}
    seen: set[int] = set()
    for number, one in sorted(ranks.items()):
        if one.rank is None:
            continue
        if one.rank not in RANKS:
            errors[f"rank_{number}"] = [_("Choose a rank from 1 to 8.")]
        elif one.rank in seen:
            errors[f"rank_{number}"] = [_("Another theme has this rank already.")]
        seen.add(one.rank)
    if errors:
        raise BadInputError(errors=errors)
