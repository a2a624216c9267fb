"""All networks of one safety region, to print, keep or take along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.content import (
    Column,
    Document,
    Fact,
    Facts,
    Kind,
    Paragraph,
    Section,
    Table,
    strictest,
)
from koppelvlak.kit.ui.tags import certainty_words
from koppelvlak.networks.models import Member, Network, Standing
from koppelvlak.networks.queries import sees_networks
from koppelvlak.networks.sheet import source_line
from koppelvlak.organisations.models import Organisation
from koppelvlak.territory.atlas import Map
from koppelvlak.territory.documents import figure_of
from koppelvlak.territory.models import Region

NETWORKS = (
    Column(gettext_lazy("Sector"), width=2.4),
    Column(gettext_lazy("Network of"), width=2.4),
    Column(gettext_lazy("State"), width=2),
    Column(gettext_lazy("Lead"), width=2.6),
    Column(gettext_lazy("How it is reached"), width=2),
    Column(gettext_lazy("Municipalities"), Kind.NUMBER, width=2.1),
    Column(gettext_lazy("Share"), Kind.SHARE, width=1.6),
    Column(gettext_lazy("People, at most"), Kind.NUMBER, width=2.1),
)
PLACES = (
    Column(gettext_lazy("Municipality"), width=1),
    Column(gettext_lazy("What applies"), width=2),
)


def region_sheet(
    actor: Actor, region: Region, rows: Sequence[Member], absent: Sequence[str], drawn: Map
) -> Document:
    """Return all networks of a region that this actor may see; ``absent`` says of whom is none."""
    return Document(
        name=f"netwerken-{region.code}",
        title=_("Networks of %(region)s") % {"region": region.organisation.name},
        language=get_language() or "nl",
        tlp=strictest([row.network.tlp for row in rows]),
        as_of=actor.on,
        lead=_(
            "The networks that this region is in: because the supply area of a company reaches it,"
            " or because people chose so."
        ),
        parts=[
            Section(_("In short"), [*_figures(actor, rows), *map(Paragraph, absent)]),
            Section(_("All networks of this region"), [_networks(rows)]),
            Section(_("Works with"), [_partners(region)]),
            Section(
                _("Who supplies where"),
                [*([figure_of(drawn)] if drawn.drawn else []), _places(drawn)],
            ),
        ],
        sources=[source_line(region.source), *drawn.sources],
    )


def _figures(actor: Actor, rows: Sequence[Member]) -> Iterator[Facts]:
    if not sees_networks(actor):
        return
    reached = [row for row in rows if row.standing == Standing.REACHED]
    companies = {row.network.anchor_id for row in reached if row.network.anchor_id}
    apart = len(rows) - len(reached)
    yield Facts(
        [
            Fact(_("Networks that surely reach this region"), len(reached), Kind.NUMBER),
            Fact(_("Companies"), len(companies), Kind.NUMBER),
            Fact(_("Not verified, or a few parcels only"), apart, Kind.NUMBER),
        ]
    )


def lead_of(network: Network) -> str:
    """Return who leads a network that people keep, or nothing."""
    return network.lead.short_name if network.lead and network.stands else ""


def _networks(rows: Sequence[Member]) -> Table:
    return Table(
        title=_("Networks"),
        columns=NETWORKS,
        rows=[
            (
                row.network.sector.name,
                row.network.called,
                row.network.state_words,
                lead_of(row.network),
                row.extent_words,
                row.municipalities,
                row.share,
                row.touched,
            )
            for row in rows
        ],
        note=_("A municipality that is supplied in part counts with all its people."),
        empty=_("No network that you may see reaches this region."),
    )


def _partners(region: Region) -> Facts:
    return Facts(
        [
            _partner(_("Control room"), region.control_room, region.control_room_certainty),
            _partner(_("Police unit"), region.police_unit, region.police_unit_certainty),
            Fact(_("Province"), region.province),
            Fact(_("Seat"), region.seat),
        ]
    )


def _partner(label: str, organisation: Organisation | None, certainty: str) -> Fact:
    if organisation is None:
        return Fact(label, _("unknown"))
    sure = _("How sure: %(certainty)s") % {"certainty": certainty_words(certainty)}
    return Fact(label, organisation.short_name, note=sure if certainty else "")


def _places(drawn: Map) -> Table:
    return Table(
        title=_("Municipalities"),
        columns=PLACES,
        rows=[(area.name, str(area.mark.words)) for area in drawn.areas],
        empty=_("unknown"),
    )
