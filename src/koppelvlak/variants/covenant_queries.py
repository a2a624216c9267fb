"""What may one ask about model covenants in networks?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from koppelvlak.agreements.at_table import seated
from koppelvlak.agreements.lifecycle import ENDED
from koppelvlak.agreements.models import Agreement, Covenant, CovenantKind
from koppelvlak.agreements.paper import SETS, TEXT, Paper, Signing
from koppelvlak.agreements.queries import covenant
from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from koppelvlak.variants import queries
from koppelvlak.variants.comparing import COVENANT, Changed, compare
from koppelvlak.variants.models import OPEN, CovenantVariant, Variant


@dataclass(frozen=True)
class Planned:
    """What would be made in one network: a covenant, and the agreements that hang under it."""

    network: Network
    paper: Paper
    agreements: tuple[tuple[Agreement, queries.Planned], ...] = ()

    @property
    def problem(self) -> Any:
        """Return why it cannot be made, or nothing."""
        return next((one.problem for _model, one in self.agreements if one.problem), None)


@dataclass(frozen=True)
class Line:
    """What one network said of a model covenant; ``columns`` lead from the model to its own."""

    variant: CovenantVariant
    network: Network
    columns: tuple[Changed, ...]
    differs: bool


def model(uuid: UUID, *, actor: Actor) -> Covenant:
    """Return a model covenant that the actor may spread; raise UnseenError, RefusedError."""
    row = covenant(uuid, actor=actor, can=Can.SPREAD_COVENANT)
    if row.kind != CovenantKind.MODEL:
        raise UnseenError
    return row


def content(row: Covenant) -> dict[str, str]:
    """Return what a covenant says, by column, in Dutch as covenants are."""
    said = {name: str(getattr(row, name) or "") for name in TEXT}
    said["sectors"] = ", ".join(one.name_nl for one in row.sectors.all())
    said["themes"] = ", ".join(f"{one.number}. {one.name_nl}" for one in row.themes.all())
    return said


def paper_of(row: Covenant) -> Paper:
    """Return the text of a model as a network would have it: without parties and days."""
    said = {name: getattr(row, name) for name in TEXT}
    sets: dict[str, Any] = {name: tuple(getattr(row, name).all()) for name in SETS}
    return Paper(kind=CovenantKind.REGIONAL, tlp=Tlp.AMBER, **said, **sets)


def variant(uuid: UUID, *, actor: Actor, can: Can = Can.SEE_VARIANT) -> CovenantVariant:
    """Return one variant to which the actor may do this; raise UnseenError, RefusedError."""
    rows = CovenantVariant.objects.visible_to(actor).with_relations(actor).filter(uuid=uuid)
    rows = rows.filter(covenant__in=Covenant.objects.visible_to(actor))
    row = rows.first()
    if row is None:
        raise UnseenError
    require(can, row.related_to(actor), row.rights)
    both = _whole().in_bulk([row.model_id, row.covenant_id])
    row.model, row.covenant = both[row.model_id], both[row.covenant_id]
    return row


def changes(row: CovenantVariant) -> list[Changed]:
    """Return what the model says otherwise than when the network answered last."""
    return compare(row.taken, content(row.model), COVENANT)


def own_changes(row: CovenantVariant) -> list[Changed]:
    """Return in what the covenant of the network differs from the model as it is now."""
    return compare(content(row.model), content(row.covenant), COVENANT)


def answers(model: Covenant, *, actor: Actor) -> list[Line]:
    """Return what every network said of a model, side by side; who is silent as well."""
    rows = CovenantVariant.objects.visible_to(actor).filter(model=model)
    found = rows.select_related("answered_for").prefetch_related(Prefetch("covenant", _whole()))
    says = content(model)
    return [_line(row, model, says) for row in found]


def hanging(model: Covenant) -> QuerySet[Agreement]:
    """Return the model agreements under a model covenant, as far as everybody can read them."""
    rows = Agreement.objects.filter(covenant=model, network__isnull=True, tlp__in=OPEN)
    return queries.read_whole(rows.exclude(state=ENDED))


def planned(
    model: Covenant, networks: Iterable[Network], *, agreements: bool = False
) -> list[Planned]:
    """Return what would be made of a model in these networks: with those at each table."""
    every = list(networks)
    paper, tables = paper_of(model), seated(every)
    under = list(hanging(model)) if agreements and every else []
    has = set(
        Variant.objects.filter(model__in=under).values_list("model", "agreement__network")
        if under else ()
    )  # fmt: skip
    return [
        Planned(
            network,
            replace(paper, parties=tuple(Signing(organisation=one) for one in tables[network.pk])),
            tuple(
                (one, plan)
                for one in under
                if (one.pk, network.pk) not in has
                for plan in queries.planned(one, [network])
            ),
        )
        for network in every
    ]


def _whole() -> QuerySet[Covenant]:
    rows = Covenant.objects.select_related("network__sector", "network__anchor")
    return rows.prefetch_related(*SETS)


def _line(row: CovenantVariant, model: Covenant, says: dict[str, str]) -> Line:
    row.model = model
    told = compare(says, row.told, COVENANT) if row.told else []
    differs = compare(says, content(row.covenant), COVENANT)
    return Line(row, row.network, tuple(told), bool(differs))
