"""What networks answered, what answers it, and how far that is: asked with the actor in mind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.lifecycle import DECIDED, IN_FORCE
from koppelvlak.agendas.lifecycle import STANDING as STANDS
from koppelvlak.agendas.models import Assignment, SectorAgenda, ToMake
from koppelvlak.agendas.progress import Answer, Answering, Facts, Progress, progress
from koppelvlak.agreements.lifecycle import ENDED
from koppelvlak.agreements.maturity import Level
from koppelvlak.agreements.models import Agreement, named
from koppelvlak.agreements.models.sight import TABLE
from koppelvlak.agreements.queries import COUNTED, network_to
from koppelvlak.kit.access import NOTHING, Actor, require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.networks.lifecycle import STANDING as NETWORKS_THAT_STAND
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can, Rel
from koppelvlak.thing import everywhere
from koppelvlak.variants.models import OPEN, Variant


@dataclass(frozen=True)
class Followed:
    """One assignment and how far it is.

    ``asked`` has each model with what the network has of it; ``pointed`` what it pointed at, as
    far as the actor sees that.
    """

    assignment: Assignment
    progress: Progress
    asked: Sequence[tuple[Agreement, Variant | None]]
    pointed: Sequence[Agreement]


def may_follow(actor: Actor) -> bool:
    """Say whether the actor sees progress at all: participants do, guests never; no query."""
    rules = everywhere(actor)
    needed = SectorAgenda.rights.needed(Can.SEE_PROGRESS)
    return any(rules[name] != NOTHING for name in needed if name in rules)


def assignment_to(can: Can, uuid: UUID, *, actor: Actor) -> Assignment:
    """Return one assignment to which the actor may do this; raise UnseenError, RefusedError."""
    rows = Assignment.objects.visible_to(actor).with_relations(actor).filter(uuid=uuid)
    row = _related(rows).first()
    if row is None:
        raise UnseenError
    require(can, row.related_to(actor), row.rights)
    return row


def agenda_to_follow(uuid: UUID, *, actor: Actor) -> SectorAgenda:
    """Return an agenda that was adopted; raise UnseenError, RefusedError."""
    rows = SectorAgenda.objects.visible_to(actor).filter(uuid=uuid, state__in=DECIDED)
    row = rows.with_relations(actor).select_related("sector").first()
    if row is None or not may_follow(actor):
        raise UnseenError
    return row


def of_agenda(agenda: SectorAgenda, *, actor: Actor) -> list[Followed]:
    """Return the assignments of an agenda that the actor sees, network by network."""
    rows = Assignment.objects.visible_to(actor).filter(
        spearhead__agenda=agenda, network__state__in=NETWORKS_THAT_STAND
    )
    order = ("network__name", "network__anchor__name", "network", "spearhead__position", "pk")
    return followed(rows.filter(spearhead__state=STANDS).order_by(*order), actor=actor)


def of_network(uuid: UUID, *, actor: Actor) -> tuple[Network, list[Followed]]:
    """Return a network and what the agenda in force asks of it; raise UnseenError for others."""
    network = network_to(Can.SEE_NETWORK, uuid, actor=actor)
    if not sees_answers(network, actor):
        raise UnseenError
    return network, followed(standing(actor).filter(network=network), actor=actor)


def sees_answers(network: Network, actor: Actor) -> bool:
    """Say whether the actor sees what is asked of a network: its table and the editors do."""
    needed = Assignment.rights.needed(Can.SEE_ASSIGNMENT) - {Rel.SYSTEM}
    return bool(needed & network.related_to(actor))


def standing(actor: Actor) -> QuerySet[Assignment]:
    """Return the assignments of the agendas in force that the actor sees."""
    rows = Assignment.objects.visible_to(actor).with_relations(actor)
    return rows.filter(spearhead__state=STANDS, spearhead__agenda__state=IN_FORCE)


def followed(rows: QuerySet[Assignment], *, actor: Actor) -> list[Followed]:
    """Return how far these assignments are; six queries, however many there are."""
    seen = named_by(Agreement.objects.visible_to(actor)).filter(TABLE)
    found = list(
        _related(rows).prefetch_related(
            Prefetch("agreements", Agreement.objects.filter(TABLE), to_attr="all_pointed"),
            Prefetch("agreements", seen, to_attr="seen_pointed"),
        )
    )
    models = _models({one.spearhead_id for one in found})
    variants = _variants(models, {one.network_id for one in found})
    return [_followed(one, models[one.spearhead_id], variants, actor) for one in found]


def to_point_out(network: Network, *, actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements in force of a network that count and that its whole table sees."""
    rows = Agreement.objects.visible_to(actor).filter(TABLE, network=network, maturity__in=COUNTED)
    return named_by(rows)


def models_without(row: Assignment) -> list[Agreement]:
    """Return the models that a spearhead asks for and that its network has nothing of."""
    has = Variant.objects.filter(agreement__network=row.network).values_list("model", flat=True)
    rows = still_asked().filter(spearhead=row.spearhead).exclude(agreement__in=has)
    rows = rows.select_related("agreement").prefetch_related(named("agreement__parties"))
    return [one.agreement for one in rows]


def named_by(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Return agreements that can be told as a sentence."""
    return rows.prefetch_related(named())


def _related(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return rows.select_related(
        "spearhead__agenda__sector", "spearhead__theme", "network__sector", "network__anchor",
        "answered_for",
    )  # fmt: skip


def _models(spearheads: Iterable[int]) -> Mapping[int, list[Agreement]]:
    found: dict[int, list[Agreement]] = defaultdict(list)
    rows = still_asked().filter(spearhead__in=spearheads).select_related("agreement")
    for one in rows.prefetch_related(named("agreement__parties")):
        found[one.spearhead_id].append(one.agreement)
    return found


def still_asked() -> QuerySet[ToMake]:
    """Return what is asked: a model that ended, or that not all may read any more, is of nobody."""
    return ToMake.objects.filter(agreement__tlp__in=OPEN).exclude(agreement__state=ENDED)


def _variants(
    models: Mapping[int, list[Agreement]], networks: Iterable[int]
) -> Mapping[tuple[int, int | None], Variant]:
    keys = {one.pk for rows in models.values() for one in rows}
    rows = Variant.objects.filter(model__in=keys, agreement__network__in=networks)
    # What the table of the network does not see tells nobody how far it is.
    rows = rows.filter(agreement__in=Agreement.objects.filter(TABLE)).order_by("-pk")
    return {
        (one.model_id, one.agreement.network_id): one for one in rows.select_related("agreement")
    }


def _followed(
    row: Assignment,
    models: Sequence[Agreement],
    variants: Mapping[tuple[int, int | None], Variant],
    actor: Actor,
) -> Followed:
    asked = [(one, variants.get((one.pk, row.network_id))) for one in models]
    told: Any = row
    seen = {one.pk for one in told.seen_pointed}
    facts = Facts(
        answer=Answer(row.state),
        asked=tuple(Answering(str(model), _level(own)) for model, own in asked),
        pointed=tuple(
            Answering(str(one if one.pk in seen else HIDDEN), Level(one.maturity))
            for one in told.all_pointed
        ),
        given_on=row.given_on,
        answered_on=row.answered_on,
        horizon=row.spearhead.horizon,
    )
    return Followed(row, progress(facts, today=actor.on), asked, told.seen_pointed)


def _level(own: Variant | None) -> Level | None:
    return Level(own.agreement.maturity) if own else None


# Somebody who reads how far a network is does not read its agreements with that.
HIDDEN = _("an agreement of the network")
