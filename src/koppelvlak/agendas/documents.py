"""An agenda, and how far networks are with it, to print, keep or take along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from koppelvlak.agendas.input_queries import ThemeSaid
from koppelvlak.agendas.models import Alignment, SectorAgenda
from koppelvlak.agendas.overview import Asking, Whole
from koppelvlak.agendas.progress_table import Overview, Sum, heads
from koppelvlak.agendas.spread import Spread
from koppelvlak.agreements.documents import candour
from koppelvlak.kit.documents.content import (
    Column,
    Document,
    Fact,
    Facts,
    Kind,
    Paragraph,
    Part,
    Section,
    Table,
    Value,
)
from koppelvlak.kit.tlp import Tlp

SPEARHEADS = (
    Column(gettext_lazy("Number"), Kind.NUMBER),
    Column(gettext_lazy("Theme"), width=1.6),
    Column(gettext_lazy("Spearhead"), width=3),
    Column(gettext_lazy("Why"), width=3),
    Column(gettext_lazy("Ready on"), Kind.DATE),
)
TO_MAKE = (
    Column(gettext_lazy("Spearhead"), Kind.NUMBER),
    Column(gettext_lazy("Agreement to make"), width=5),
    Column(gettext_lazy("Basic agreement"), width=1),
)
ALIGNED = (
    Column(gettext_lazy("With whom"), width=2),
    Column(gettext_lazy("By whom"), width=1.5),
    Column(gettext_lazy("Day"), Kind.DATE),
    Column(gettext_lazy("Document"), width=2),
    Column(gettext_lazy("Reservation"), width=3),
    Column(gettext_lazy("What was done with it"), width=3),
)
RANKED = (
    Column(gettext_lazy("Rank"), Kind.NUMBER),
    Column(gettext_lazy("Theme"), width=2),
    Column(gettext_lazy("Reason"), width=4),
)
SPREAD = (
    Column(gettext_lazy("Theme"), width=2),
    Column(gettext_lazy("How important"), Kind.NUMBER),
    Column(gettext_lazy("Half of the answers"), width=1),
    Column(gettext_lazy("How far now"), Kind.NUMBER),
    Column(gettext_lazy("Half of the answers"), width=1),
    Column(gettext_lazy("Answers"), Kind.NUMBER),
)


def agenda_document(shown: Whole, said: Sequence[ThemeSaid] = (), *, on: date) -> Document:
    """Return a version of an agenda: what it puts first, what it asks, and who aligned with it.

    ``said`` is what organisations and networks said of each theme together, where that was
    published.
    """
    agenda = shown.agenda
    return Document(
        name=f"agenda-{agenda.sector.key}-{agenda.number}",
        title=agenda.title,
        language=get_language() or "nl",
        tlp=agenda.tlp,
        as_of=on,
        lead=_("What the networks of a sector work on together, and which agreements that asks."),
        parts=[
            Facts(list(_facts(agenda))),
            *_note(agenda),
            *_said(said),
            *_priorities(shown),
            _spearheads(shown.spearheads),
            _to_make(shown.spearheads),
            _alignments(shown),
        ],
    )


def progress_document(agenda: SectorAgenda, shown: Overview, *, on: date) -> Document:
    """Return how far the networks are that somebody may see, with the same words as the page."""
    columns = [
        Column(_("Network"), width=2),
        *(Column(f"{one.position}. {one.theme.name}", width=2) for one in shown.spearheads),
    ]
    rows = [[str(line.network), *(cell.told for cell in line.cells)] for line in shown.lines]
    return Document(
        name=f"voortgang-{agenda.sector.key}-{agenda.number}",
        title=_("Progress of: %(agenda)s") % {"agenda": agenda.title},
        language=get_language() or "nl",
        tlp=Tlp.AMBER,
        as_of=on,
        parts=[
            _sums(shown.sums),
            Table(
                title=_("By network"),
                columns=columns,
                rows=rows,
                empty=_("There is no network here that you may see."),
            ),
            Section(_("How this is worked out"), [Paragraph(one) for one in (*HOW, candour())]),
        ],
        sources=[_("The answers of networks and their agreements, as far as one may see them")],
    )


HOW = (
    gettext_lazy(
        "A network that accepts a spearhead makes each agreement that it asks for. A network in"
        " which it is in place already points at agreements of its own."
    ),
    gettext_lazy(
        "How far it is follows from how far those agreements have come: the one that came least far"
        " counts. Nobody can type it in."
    ),
    gettext_lazy(
        "A network lags when it did not answer within 90 days, when not all is agreed upon a year"
        " after its answer, when an agreement was not confirmed for a year, or when it is not"
        " worked out on the day that the agenda gives."
    ),
)


def _facts(agenda: SectorAgenda) -> Iterator[Fact]:
    yield Fact(_("Sector"), agenda.sector.name)
    yield Fact(_("Version"), agenda.number, Kind.NUMBER)
    yield Fact(_("State"), capfirst(str(agenda.state_in_words)))
    if agenda.adopted_on:
        yield Fact(_("Adopted on"), agenda.adopted_on, Kind.DATE)
        yield Fact(_("Meeting"), agenda.adopted_meeting)
        yield Fact(_("Document"), agenda.adopted_document)
    if agenda.superseded_on:
        yield Fact(_("Superseded on"), agenda.superseded_on, Kind.DATE)


def _note(agenda: SectorAgenda) -> list[Part]:
    return [Paragraph(agenda.note)] if agenda.note else []


def _said(said: Sequence[ThemeSaid]) -> list[Part]:
    rows = [
        [str(one.theme), *_middle(one.said.importance), *_middle(one.said.present), _many(one)]
        for one in said
    ]
    title = _("What all said together, as the median")
    return [Table(title=title, columns=SPREAD, rows=rows)] if rows else []


def _middle(spread: Spread | None) -> tuple[Value, Value]:
    if spread is None:
        return (None, _("fewer than three answers"))
    return (spread.median, f"{number_format(spread.lower)}–{number_format(spread.upper)}")


def _many(one: ThemeSaid) -> Value:
    return one.said.importance.n if one.said.importance else None


def _priorities(shown: Whole) -> list[Part]:
    chosen = [one for one in shown.priorities if one.rank is not None]
    rows = [[one.rank, str(one.theme), one.reason] for one in chosen]
    return [Table(title=_("Priority of the themes"), columns=RANKED, rows=rows)] if rows else []


def _spearheads(rows: Sequence[Asking]) -> Table:
    every = [one.spearhead for one in rows]
    return Table(
        title=_("Spearheads"),
        columns=SPEARHEADS,
        rows=[[one.position, one.theme.name, one.wording, one.why, one.horizon] for one in every],
        empty=_("There are no spearheads yet."),
    )


def _to_make(rows: Sequence[Asking]) -> Table:
    lines: list[list[Value]] = [
        [one.spearhead.position, model.sentence, _("yes") if model.basic else ""]
        for one in rows
        for model in one.agreements
    ]
    empty = _("The spearheads ask for no agreements yet.")
    return Table(title=_("Agreements to make"), columns=TO_MAKE, rows=lines, empty=empty)


def _alignments(shown: Whole) -> Table:
    said = [one.row for one in shown.said if one.row is not None and one.counts]
    return Table(
        title=_("Aligned with"),
        columns=ALIGNED,
        rows=[[one.get_body_display(), one.by_whom, one.on, *_answered(one)] for one in said],
        empty=_("Nobody has aligned with it yet."),
    )


def _answered(one: Alignment) -> list[Value]:
    return [one.document, one.reservation, one.followed]


def _sums(rows: Sequence[Sum]) -> Table:
    columns = [
        Column(_("Spearhead"), width=3),
        *(Column(capfirst(str(word)), Kind.NUMBER) for _step, word in heads()),
        Column(_("Lags"), Kind.NUMBER),
    ]
    lines: list[list[Value]] = [
        [
            f"{one.spearhead} ({date_format(one.spearhead.horizon)})",
            *one.steps.values(),
            one.lags,
        ]
        for one in rows
    ]
    return Table(
        title=_("By spearhead"),
        columns=columns,
        rows=lines,
        empty=_("There is no network here that you may see."),
    )
