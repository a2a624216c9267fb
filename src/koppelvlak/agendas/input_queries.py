"""What one may ask about input: who is asked, what was given, and what a form shows first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from django.db.models import Q, QuerySet

from koppelvlak.agendas.lifecycle import DRAFT
from koppelvlak.agendas.models import Input, SectorAgenda
from koppelvlak.agendas.prefilling import First, first
from koppelvlak.agendas.queries import agenda
from koppelvlak.agendas.spread import Said, together
from koppelvlak.agreements.at_table import seated
from koppelvlak.agreements.queries import network_to
from koppelvlak.coverage.matrix import COUNTED
from koppelvlak.coverage.models import Baseline
from koppelvlak.coverage.queries import counted, matrix
from koppelvlak.framework.models import Theme
from koppelvlak.kit.access import Actor, may
from koppelvlak.kit.errors import UnseenError
from koppelvlak.networks.lifecycle import PROPOSED, STANDING
from koppelvlak.networks.models import Network, tables_of
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector

Giver: TypeAlias = Organisation | Network


@dataclass(frozen=True)
class Share:
    """One giver, and what of it is known: its rows by number of a theme, in their order."""

    giver: Giver
    rows: Mapping[int, Input]

    @property
    def many(self) -> int:
        """Return of how many themes something was said."""
        return len(self.rows)

    @property
    def on(self) -> date | None:
        """Return when something was said last."""
        return max((row.on for row in self.rows.values()), default=None)

    @property
    def is_network(self) -> bool:
        """Say whether a network gives it."""
        return isinstance(self.giver, Network)


@dataclass(frozen=True)
class ThemeSaid:
    """A theme, what all said of it together, and its place among what presses most."""

    theme: Theme
    said: Said


def agenda_of_input(uuid: UUID, *, actor: Actor, can: Can = Can.SEE_SPREAD) -> SectorAgenda:
    """Return one version of which the actor may know what was asked; raise UnseenError."""
    row = agenda(uuid, actor=actor)
    if not may(can, row.related_to(actor), row.rights):
        raise UnseenError
    return row


def asked_now(sector: Sector, *, actor: Actor) -> SectorAgenda:
    """Return the version of a sector that is being written; raise UnseenError without one."""
    rows = SectorAgenda.objects.visible_to(actor).filter(sector=sector, state=DRAFT)
    row = rows.exclude(input_from=None).select_related("sector").first()
    if row is None:
        raise UnseenError
    return row


def network_asked(uuid: UUID, *, actor: Actor) -> tuple[SectorAgenda, Network]:
    """Return what a network is asked and the network; raise UnseenError, RefusedError."""
    row = network_to(Can.GIVE_NETWORK_INPUT, uuid, actor=actor)
    return asked_now(row.sector, actor=actor), row


def organisation_asked(of: SectorAgenda, *, actor: Actor) -> Organisation | None:
    """Return the own organisation when it is asked: it is of the sector, or at a table there."""
    if actor.organisation is None:
        return None
    rows = Organisation.objects.with_relations(actor).filter(uuid=actor.organisation)
    row = rows.filter(joined=True, kind__guest=False).first()
    if row is None:
        return None
    sits = tables_of(row.uuid).filter(sector=of.sector)
    return row if sits.exists() or row.sectors.contains(of.sector) else None


def networks_of(of: SectorAgenda) -> list[Network]:
    """Return the networks of the sector that are proposed or stand."""
    rows = Network.objects.filter(sector=of.sector, state__in=(PROPOSED, *STANDING))
    return list(rows.select_related("sector", "anchor"))


def organisations_of(of: SectorAgenda, networks: Iterable[Network]) -> list[Organisation]:
    """Return every organisation that is asked, by name: those of the sector and at its tables."""
    tables = {one.pk for table in seated(networks).values() for one in table}
    rows = Organisation.objects.filter(Q(sectors=of.sector) | Q(pk__in=tables))
    taking_part = rows.filter(joined=True, kind__guest=False)
    return list(taking_part.distinct().order_by("name"))


def led_in(sector: Sector, *, actor: Actor) -> list[Network]:
    """Return the networks of a sector for which this actor may give input."""
    rows = Network.objects.open_to(actor, Can.GIVE_NETWORK_INPUT).filter(state__in=STANDING)
    return list(rows.filter(sector=sector).select_related("sector", "anchor"))


def given(of: SectorAgenda, giver: Giver) -> dict[int, Input]:
    """Return what one giver said, by number of the theme; ask only for whom may see it."""
    return {row.theme.number: row for row in _of(of, giver).select_related("theme")}


def _of(of: SectorAgenda, giver: Giver) -> QuerySet[Input]:
    if isinstance(giver, Network):
        return of.inputs.filter(network=giver)
    return of.inputs.filter(organisation=giver)


def own_shares(of: SectorAgenda, *, actor: Actor) -> list[Share]:
    """Return for whom this actor may see or give input, and what was given; five queries."""
    givers: list[Giver] = [*led_in(of.sector, actor=actor)]
    own = organisation_asked(of, actor=actor)
    if own is not None:
        givers.insert(0, own)
    seen = Input.objects.visible_to(actor).filter(agenda=of).select_related("theme")
    return shares(givers, seen)


def shares(givers: Sequence[Giver], rows: Iterable[Input]) -> list[Share]:
    """Return these givers, each with its rows by number of the theme."""
    told: dict[tuple[int | None, int | None], dict[int, Input]] = {}
    for row in rows:
        told.setdefault((row.organisation_id, row.network_id), {})[row.theme.number] = row
    return [Share(one, told.get(_key(one), {})) for one in givers]


def _key(giver: Giver) -> tuple[int | None, int | None]:
    return (None, giver.pk) if isinstance(giver, Network) else (giver.pk, None)


def all_input(of: SectorAgenda, *, actor: Actor) -> QuerySet[Input]:
    """Return everything that was given; only editors see more than their own."""
    rows = Input.objects.visible_to(actor).filter(agenda=of)
    return rows.select_related("theme", "organisation", "network__sector", "network__anchor")


def said_together(of: SectorAgenda, themes: Sequence[Theme]) -> list[ThemeSaid]:
    """Return what all said of each theme together; whoever shows it sees to it that it may.

    The one place that reads input without asking who looks: only medians and spreads leave it,
    and of fewer than three answers nothing does.
    """
    pairs: dict[int, list[tuple[int, int]]] = {one.pk: [] for one in themes}
    told = of.inputs.order_by("pk").values_list("theme", "importance", "present")
    for theme, importance, present in told:
        pairs[theme].append((importance, present))
    return [ThemeSaid(one, together(pairs[one.pk])) for one in themes]


def published(of: SectorAgenda, themes: Sequence[Theme], *, actor: Actor) -> list[ThemeSaid]:
    """Return what all said together, once it was published, to who may see that; or nothing."""
    sees = may(Can.SEE_SPREAD, of.related_to(actor), of.rights)
    return said_together(of, themes) if sees and of.published_on else []


def shown_first(of: SectorAgenda, giver: Giver, *, actor: Actor) -> dict[int, First]:
    """Return per theme what a form shows first of the present state; only what the actor sees."""
    tables = [giver.pk] if isinstance(giver, Network) else _tables(of, giver)
    said = matrix(counted(actor), [tables], basic=False)
    rows = Baseline.objects.visible_to(actor).filter(network__in=tables)
    answers = list(rows.values_list("answers", flat=True))
    return {
        number: first(
            COUNTED[word] if (word := int(said.word[0][number])) >= 0 else "",
            int(said.total[0][number]),
            [one.get(str(number), {}).get("level", "") for one in answers],
        )
        for number in range(1, said.word.shape[1])
    }


def _tables(of: SectorAgenda, giver: Organisation) -> list[int]:
    return list(tables_of(giver.uuid).filter(sector=of.sector).values_list("pk", flat=True))
