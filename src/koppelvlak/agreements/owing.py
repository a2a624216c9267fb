"""Who owes what to whom between any two organisations: on a page, and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from koppelvlak.agreements import queries
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.models import Agreement, Maturity
from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.content import Column, Document, Section, Table
from koppelvlak.organisations.models import Organisation


@dataclass(frozen=True)
class Way:
    """What one does for another, as far as the reader sees it; what is proposed apart."""

    by: Organisation
    to: Organisation
    owed: Sequence[Agreement]
    proposed: Sequence[Agreement]

    @property
    def title(self) -> str:
        """Return who does it for whom."""
        return _("%(one)s for %(other)s") % {
            "one": self.by.short_name, "other": self.to.short_name
        }  # fmt: skip


def ways(one: Organisation, other: Organisation, *, actor: Actor) -> list[Way]:
    """Return what one owes the other, and what the other owes the one.

    Who sees no states is not told either which ones are proposals: they stay with the rest.
    """
    apart = queries.sees_maturity(actor)
    found = queries.between(one, other, actor=actor)
    pairs = ((one, other), (other, one))
    return [_way(*pair, rows, apart=apart) for pair, rows in zip(pairs, found, strict=True)]


def _way(by: Organisation, to: Organisation, rows: list[Agreement], *, apart: bool) -> Way:
    waits = [row for row in rows if apart and _not_owed_yet(row)]
    return Way(by, to, [row for row in rows if row not in waits], waits)


def _not_owed_yet(row: Agreement) -> bool:
    return PROPOSED in {row.state, row.maturity} and row.maturity != Maturity.ENDED


def every(found: Sequence[Way]) -> list[Agreement]:
    """Return all agreements of both ways."""
    return [row for way in found for row in (*way.owed, *way.proposed)]


def title(found: Sequence[Way]) -> str:
    """Return what the page and the file are called; without ways two are still to be chosen."""
    if not found:
        return _("What any two organisations owe each other")
    names = {"one": found[0].by.short_name, "other": found[0].to.short_name}
    return _("What %(one)s and %(other)s owe each other") % names


def document(found: Sequence[Way], *, actor: Actor) -> Document:
    """Return both ways as a file; its class is that of the strictest agreement in it."""
    one, other = found[0].by, found[0].to
    return Document(
        name=f"tussen-{one.key}-en-{other.key}",
        title=title(found),
        language=get_language() or "nl",
        tlp=queries.strictest(every(found)),
        as_of=actor.on,
        parts=[_section(way, stand=queries.sees_maturity(actor)) for way in found],
        sources=[_("The agreements in Koppelvlak, as far as the person it was made for sees them")],
    )


def _section(way: Way, *, stand: bool) -> Section:
    tables = [_table(way.title, way.owed, stand=stand)]
    if way.proposed:
        called = _("%(title)s: proposed, not owed yet") % {"title": way.title}
        tables.append(_table(called, way.proposed, stand=stand))
    return Section(way.title, tables)


def _table(title: str, rows: Sequence[Agreement], *, stand: bool) -> Table:
    columns = [
        Column(_("Agreement"), width=6), Column(_("Kind"), width=1.5),
        Column(_("Network"), width=2.5), *([Column(_("State"), width=1.5)] if stand else []),
    ]  # fmt: skip
    return Table(
        title=title,
        columns=columns,
        rows=[_row(row, stand=stand) for row in rows],
        empty=_("Nothing that you may see."),
    )


def _row(row: Agreement, *, stand: bool) -> list[Any]:
    place = str(row.network) if row.network else _("the whole country")
    said = [row.sentence, row.get_kind_display(), place]
    return [*said, row.get_maturity_display()] if stand else said
