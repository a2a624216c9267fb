"""What may one ask about variants?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from koppelvlak.agreements import telling
from koppelvlak.agreements.giving import Given, check, given_of
from koppelvlak.agreements.models import Agreement, Covenant, named
from koppelvlak.framework.wording import Piece, difference
from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.errors import BadInputError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from koppelvlak.variants.comparing import SPREAD, Changed, compare
from koppelvlak.variants.models import CovenantVariant, Variant

SETS = ("themes", "sectors", "situations")
# What stays as the network has it when it takes a model over.
OWN = (
    "is_model", "key", "covenant", "contact_point", "contact_text", "channel", "fallback", "area",
    "way_of_working", "way_link", "tlp", "agreed_on", "valid_from", "valid_to", "status", "source",
    "source_text", "certainty",
)  # fmt: skip


@dataclass(frozen=True)
class Planned:
    """What would be made in one network; ``problem`` says why it cannot."""

    network: Network
    given: Given
    problem: Any = None


@dataclass(frozen=True)
class Line:
    """What one network said of a model; ``pieces`` lead from the model to its own sentence."""

    variant: Variant
    network: Network
    pieces: tuple[Piece, ...]
    differs: bool


def content(row: Agreement) -> dict[str, str]:
    """Return what a model gives to networks, by column, and its sentence."""
    cells = telling.cells(given_of(row))
    return {name: cells[name] for name in SPREAD} | {"sentence": row.bare_sentence}


def read_whole(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Return agreements that can be read from end to end, in few queries."""
    return rows.select_related(
        "network__sector", "network__anchor", "contact_point", "covenant"
    ).prefetch_related(named(), *SETS)


def whole(path: str) -> list[Any]:
    """Return how what has to come along to read an agreement from end to end does so."""
    return [Prefetch(path, read_whole(Agreement.objects.all()))]


def variant(uuid: UUID, *, actor: Actor, can: Can = Can.SEE_VARIANT) -> Variant:
    """Return one variant to which the actor may do this; raise UnseenError, RefusedError.

    Its page shows the agreement of the network: who keeps the model only reads the answers.
    """
    rows = Variant.objects.visible_to(actor).with_relations(actor).filter(uuid=uuid)
    rows = rows.filter(agreement__in=Agreement.objects.visible_to(actor))
    row = rows.first()
    if row is None:
        raise UnseenError
    require(can, row.related_to(actor), row.rights)
    both = read_whole(Agreement.objects.all()).in_bulk([row.model_id, row.agreement_id])
    row.model, row.agreement = both[row.model_id], both[row.agreement_id]
    return row


def changes(row: Variant) -> list[Changed]:
    """Return what the model says otherwise than when the network answered last."""
    return compare(row.taken, content(row.model))


def own_changes(row: Variant) -> list[Changed]:
    """Return in what the agreement of the network differs from the model as it is now."""
    return compare(content(row.model), content(row.agreement))


def answers(model: Agreement, *, actor: Actor) -> list[Line]:
    """Return what every network said of a model, side by side; who is silent as well.

    What a network wrote without saying that it deviates is its own: only that it differs is told.
    """
    rows = Variant.objects.visible_to(actor).filter(model=model).select_related("answered_for")
    found = rows.prefetch_related(*whole("agreement"))
    return [_line(row, model) for row in found]


def _line(row: Variant, model: Agreement) -> Line:
    row.model = model
    pieces = difference(model.bare_sentence, row.told) if row.told else []
    return Line(row, row.network, tuple(pieces), bool(own_changes(row)))


def networks_without(model: Agreement | Covenant, *, actor: Actor) -> QuerySet[Network]:
    """Return the standing networks of the sectors of a model that do not have it yet."""
    cycle = Network.lifecycle
    states = [state for state in cycle.states if cycle.allows(state, Can.ADD_AGREEMENT)]
    rows = Network.objects.visible_to(actor).filter(state__in=states)
    sectors = [one.pk for one in model.sectors.all()]
    of_sector = Q(sector__in=sectors) if sectors else Q()
    has: QuerySet[Any, Any] = (
        Variant.objects.filter(model=model).values("agreement__network")
        if isinstance(model, Agreement)
        else CovenantVariant.objects.filter(model=model).values("covenant__network")
    )
    return rows.filter(of_sector).exclude(pk__in=has).select_related("sector", "anchor")


def planned(model: Agreement, networks: Iterable[Network]) -> list[Planned]:
    """Return what would be made of a model in these networks."""
    given = replace(
        given_of(model), is_model=False, tlp=Tlp.AMBER, agreed_on=None, covenant=None, key="",
        status="", source="", source_text=str(model), certainty="",
    )  # fmt: skip
    return [_plan(given, network) for network in networks]


def _plan(given: Given, network: Network) -> Planned:
    try:
        check(given, network)
    except BadInputError as error:
        return Planned(
            network, given, next(text for all_ in error.errors.values() for text in all_)
        )
    return Planned(network, given)


def taken_over(model: Agreement, own: Agreement) -> Given:
    """Return the model as the network would have it: with its own contact point, ways and days."""
    before = given_of(own)
    return replace(given_of(model), **{name: getattr(before, name) for name in OWN})
