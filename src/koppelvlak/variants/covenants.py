"""What one may do with model covenants: spread one, take it over, or deviate from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.covenants import keep
from koppelvlak.agreements.models import Covenant, CovenantKind
from koppelvlak.agreements.paper import SETS, TEXT, reworded
from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from koppelvlak.variants import actions, queries
from koppelvlak.variants.covenant_queries import Planned, content, paper_of, planned
from koppelvlak.variants.models import OPEN, CovenantVariant


def spread(
    model: Covenant,
    networks: Sequence[Network],
    *,
    by: Actor,
    agreements: bool = False,
    seen: int | None = None,
) -> list[CovenantVariant]:
    """Draft a model covenant in networks, as their own; in all of them, or in none.

    ``agreements``: the model agreements under it as well, where the network has them not yet.
    """
    with change(model, Can.SPREAD_COVENANT, by=by, seen=seen) as row:
        if row.kind != CovenantKind.MODEL:
            raise BadInputError(_("Only a model covenant is spread to networks."))
        if Tlp(row.tlp) not in OPEN:
            raise BadInputError(_("Every participant has to be able to read a model: TLP:GREEN."))
        allowed = {one.pk for one in queries.networks_without(row, actor=by)}
        if not networks or any(one.pk not in allowed for one in networks):
            words = _("Choose networks that do not have this model yet.")
            raise BadInputError(errors={"networks": [words]})
        return [_put(row, one, by) for one in planned(row, networks, agreements=agreements)]


def adopt(
    variant: CovenantVariant, *, by: Actor, read: int, seen: int | None = None
) -> CovenantVariant:
    """Let a network take over the text of the model; ``read`` is the wording that was read.

    Parties, signatures and days stay its own. A signed text stays as it is: its successor has it.
    """
    with change(variant, Can.ADOPT_MODEL, by=by, seen=seen) as row:
        paper = paper_of(actions.held(row, read))
        own = row.covenant = _unsigned(row)
        own.wording += reworded(own, paper)
        for name in TEXT:
            setattr(own, name, getattr(paper, name))
        for name in SETS:
            getattr(own, name).set(getattr(paper, name))
        own.version += 1
        own.save()
        mention(own, "adopted")
        row.reason, row.told = "", {}
        actions.answered(row, content(row.model), by)
    return row


def deviate(
    variant: CovenantVariant, reason: str, *, by: Actor, read: int, seen: int | None = None
) -> CovenantVariant:
    """Let a network keep its own text beside the model, with the reason its owner reads."""
    with change(variant, Can.DEVIATE_FROM_MODEL, by=by, seen=seen) as row:
        if not reason:
            raise BadInputError(errors={"reason": [_("Say why your network deviates.")]})
        actions.held(row, read)
        own = row.covenant.locked()
        if own.is_over:
            raise WrongStateError(_("The covenant of this network has ended."))
        row.reason, row.told = reason, content(own)
        actions.answered(row, content(row.model), by)
    return row


def _put(model: Covenant, one: Planned, by: Actor) -> CovenantVariant:
    actions.refuse(one.network, one.problem)
    # Nobody owns it but the network: who keeps the model does not see what the table adds to it.
    row = Covenant(network=one.network, **one.paper.plain())
    row.save()
    keep(row, one.paper)
    mention(row)
    made = CovenantVariant.objects.create(
        model=model, covenant=row, wording=model.wording, taken=content(model)
    )
    mention(made)
    for agreement, plan in one.agreements:
        actions.put(agreement, replace(plan, given=replace(plan.given, covenant=row)), by)
    return made


def _unsigned(row: CovenantVariant) -> Covenant:
    """Return what can be written in: the covenant of the network, or the successor drawn up."""
    own = row.covenant.locked()
    for one in [own, *own.successors.all()]:
        signed = one.parties.filter(signed_on__isnull=False)
        if one.lifecycle.allows(one.state, Can.EDIT_COVENANT) and not signed.exists():
            return one.locked()
    raise WrongStateError(
        _("This covenant is signed. Draw up its successor first, or deviate from the model.")
    )
