"""The sheet of one network: what its page says to this person, to print, keep or take along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.content import (
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Kind,
    Paragraph,
    Part,
    Section,
    Table,
    strictest,
)
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.tags import phone
from koppelvlak.networks import tables
from koppelvlak.networks.atlas import coverage_map
from koppelvlak.networks.evidence import evidence
from koppelvlak.networks.lifecycle import CLOSED
from koppelvlak.networks.models import Member, Network
from koppelvlak.networks.tables import Chair
from koppelvlak.organisations.models import Channel, ContactPoint
from koppelvlak.territory.documents import figure_of
from koppelvlak.territory.models import Source

SEATS = (
    Column(gettext_lazy("Organisation"), width=3),
    Column(gettext_lazy("As what"), width=3),
    Column(gettext_lazy("State"), width=2),
    Column(gettext_lazy("Representative"), width=3),
    Column(gettext_lazy("Deputy"), width=2.6),
)
POINTS = (
    Column(gettext_lazy("Organisation"), width=3),
    Column(gettext_lazy("Function"), width=4),
    Column(gettext_lazy("Number or address"), width=4),
    Column(gettext_lazy("Hours"), width=1.6),
    Column(gettext_lazy("If that fails"), width=4),
    Column(gettext_lazy("Confirmed on"), Kind.DATE, width=2.4),
    Column(gettext_lazy("Sharing"), width=3.2),
)
REGIONS = (
    Column(gettext_lazy("Code")),
    Column(gettext_lazy("Safety region"), width=3),
    Column(gettext_lazy("How it is reached"), width=2),
    Column(gettext_lazy("Municipalities"), Kind.NUMBER),
    Column(gettext_lazy("Share"), Kind.SHARE),
    Column(gettext_lazy("People, at most"), Kind.NUMBER),
)


def network_sheet(actor: Actor, network: Network, members: Sequence[Member]) -> Document:
    """Return the sheet as this actor may see the network today; its class is the strictest part."""
    rows = tables.seats(actor, network) if not network.is_proposed else []
    chairs = tables.chairs(actor, network, members, rows)
    tlp = strictest([network.tlp, tables.page_class(chairs)])
    found = evidence(network, members)
    drawn = coverage_map(network, members)
    return Document(
        name=f"netwerk-{network.sector.key}-{network.key}",
        title=_("Network %(sector)s %(company)s")
        % {"sector": network.sector.name, "company": network.called},
        language=get_language() or "nl",
        tlp=tlp,
        as_of=actor.on,
        lead=_lead(network),
        parts=[
            Section(_("In short"), [_facts(actor, network, chairs)]),
            Section(_("At the table"), [_seats(network, chairs)]),
            Section(_("Contact points"), [_points(chairs)]),
            Section(_("Area"), [*([figure_of(drawn)] if drawn.drawn else []), _regions(members)]),
            *_derivation(network),
            *_history(network),
        ],
        sources=[*map(source_line, found.sources), *drawn.sources],
    )


def source_line(source: Source) -> str:
    """Return a source in words, with the day for which it speaks."""
    said = source.text or str(source)
    return f"{said} ({_day(source.dated)})" if source.dated else said


def _lead(network: Network) -> str:
    if network.is_proposed:
        return _("This network is a proposal. No one has confirmed it yet.")
    if network.lead and network.stands:
        return _("Led by %(lead)s, on behalf of the others.") % {"lead": network.lead.name}
    return ""


def _facts(actor: Actor, network: Network, chairs: Sequence[Chair]) -> Facts:
    """Return the key facts; who chairs it only to those who sit in it."""
    people = [Fact(str(label), str(one)) for label, one in tables.officers(actor, network)]
    return Facts(
        [
            Fact(_("Sector"), network.sector.name),
            Fact(_("State"), network.state_words),
            Fact(_("Lead"), network.lead.name if network.lead else _("nobody leads yet")),
            *people,
            *([Fact(_("Working area"), network.working_area)] if network.working_area else []),
            Fact(_("Organisations at the table"), len(chairs), Kind.NUMBER),
            *_empty(network, chairs),
            *_figures(network),
        ]
    )


def _empty(network: Network, chairs: Sequence[Chair]) -> Iterator[Fact]:
    """Yield how many chairs are empty; a network that ended has none."""
    if network.stands:
        yield Fact(_("Empty chairs"), sum(chair.empty for chair in chairs), Kind.NUMBER)
    elif network.is_proposed:
        yield Fact(_("Empty chairs"), _("nobody is invited yet"))


def _figures(network: Network) -> Iterator[Fact]:
    yield Fact(_("Safety regions in its area"), network.reached, Kind.NUMBER)  # type: ignore[attr-defined]
    if network.is_by_choice:
        yield Fact(_("Municipalities in these regions"), network.municipalities, Kind.NUMBER)
        yield Fact(_("People in these regions"), network.population_touched, Kind.NUMBER)
        return
    yield Fact(_("Municipalities, wholly or partly"), network.municipalities, Kind.NUMBER)
    yield Fact(
        _("People in municipalities it supplies wholly"), network.population_whole, Kind.NUMBER
    )
    yield Fact(
        _("People in all these municipalities, at most"),
        network.population_touched,
        Kind.NUMBER,
        note=_("A municipality that is supplied in part counts with all its people."),
    )
    if network.municipalities_unverified:
        yield Fact(
            _("Municipalities more, not verified"), network.municipalities_unverified, Kind.NUMBER
        )


def _seats(network: Network, chairs: Sequence[Chair]) -> Table:
    return Table(
        title=_("Who would be invited") if network.is_proposed else _("Who sits there"),
        columns=SEATS,
        rows=[
            (
                _called(chair),
                str(chair.words),
                str(chair.state_words),
                _representative(chair),
                str(chair.deputy or ""),
            )
            for chair in chairs
        ],
        note=_("Names are shown only as far as they are shared with you."),
        empty=_("This network is closed. Nobody sits at its table any more.")
        if network.state == CLOSED
        else _("Nobody sits here."),
    )


def _called(chair: Chair) -> str:
    name = chair.organisation.short_name
    return _("%(name)s (lead)") % {"name": name} if chair.leads else name


def _representative(chair: Chair) -> str:
    delegate = chair.seat.delegate if chair.seat else None
    if delegate:
        by = _("represented by %(partner)s") % {"partner": delegate.short_name}
        return f"{by}, {chair.person}" if chair.person else by
    if chair.person:
        return str(chair.person)
    if chair.named:
        return _("a representative is named")
    return _("empty chair") if chair.empty else ""


def _points(chairs: Sequence[Chair]) -> Table:
    points = [(chair, desk.point) for chair in chairs for desk in chair.desks]
    return Table(
        title=_("How they are reached"),
        columns=POINTS,
        rows=[
            (
                chair.organisation.short_name,
                _("%(function)s (invented, do not call)") % {"function": point.function}
                if point.fictional
                else point.function,
                _address(point),
                point.hours,
                point.fallback,
                point.last_confirmed or _("never confirmed"),
                str(Tlp(point.tlp).label),
            )
            for chair, point in points
        ],
        note=_("Contact points are shown only as far as they are shared with you."),
        empty=_("No contact point of these organisations is shared with you."),
    )


def _address(point: ContactPoint) -> str:
    address = phone(point.address) if point.channel == Channel.PHONE else point.address
    return f"{point.get_channel_display()}: {address}"


def _regions(members: Sequence[Member]) -> Table:
    return Table(
        title=_("Safety regions"),
        columns=REGIONS,
        rows=[
            (
                member.region.code,
                member.region.name,
                member.extent_words,
                member.municipalities,
                member.share,
                member.touched,
            )
            for member in members
        ],
        empty=_("No supply area leads to a region any more."),
    )


def _derivation(network: Network) -> Iterator[Part]:
    """Yield on what the area rests; what people chose rests on nothing else."""
    if network.derived_for is None:
        return
    how = _(
        "From the list of municipalities that the company supplies, and the safety region of each"
        " municipality. A region belongs to the network when at least one verified link of more"
        " than a few parcels leads to it."
    )
    facts = Facts(
        [
            Fact(_("As on"), network.derived_for, Kind.DATE),
            Fact(_("Derived"), network.derived_at, Kind.MOMENT),
            Fact(_("Input (SHA-256)"), network.input_checksum),
        ]
    )
    yield Section(_("How was this derived?"), [Paragraph(how), facts])


def _history(network: Network) -> Iterator[Part]:
    if network.is_proposed:
        return
    lines = []
    for chapter in network.chapters.select_related("lead"):
        line = f"{_day(chapter.begun)}: {chapter.state_words}"
        if chapter.lead:
            line += ", " + _("led by %(lead)s") % {"lead": chapter.lead.short_name}
        lines.append(line)
    if lines:
        yield Section(_("History"), [Bullets(lines)])


def _day(day: date) -> str:
    return str(date_format(day, "DATE_FORMAT", use_l10n=True))
