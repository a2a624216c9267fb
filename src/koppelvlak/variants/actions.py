"""What one may do with variants: spread a model, take it over, or deviate from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements import assessing
from koppelvlak.agreements.giving import check, keep_parties, keep_sets
from koppelvlak.agreements.lifecycle import ENDED, PROPOSED
from koppelvlak.agreements.models import Agreement
from koppelvlak.agreements.rewriting import make_model, rewrite
from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, StaleError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.variants import queries
from koppelvlak.variants.models import OPEN, OfModel, Variant


def spread(
    model: Agreement, networks: Sequence[Network], *, by: Actor, seen: int | None = None
) -> list[Variant]:
    """Propose a model to networks, as an agreement of their own; in all of them, or in none."""
    with change(model, Can.SPREAD_AGREEMENT, by=by, seen=seen) as row:
        if Tlp(row.tlp) not in OPEN:
            raise BadInputError(_("Every participant has to be able to read a model: TLP:GREEN."))
        if not row.is_model:
            make_model(row, by)
            mention(row, "model")
        allowed = {one.pk for one in queries.networks_without(row, actor=by)}
        if not networks or any(one.pk not in allowed for one in networks):
            words = _("Choose networks that do not have this model yet.")
            raise BadInputError(errors={"networks": [words]})
        return [put(row, one, by) for one in queries.planned(row, networks)]


def adopt(variant: Variant, *, by: Actor, read: int, seen: int | None = None) -> Variant:
    """Let a network take over what the model says; ``read`` is the wording that was read.

    Contact point, way of working and days stay its own. Another sentence is confirmed anew.
    """
    with change(variant, Can.ADOPT_MODEL, by=by, seen=seen) as row:
        own = _own(row)
        given = queries.taken_over(held(row, read), own)
        check(given, own.network, known=own)
        rewrite(own, given, by)
        own.version += 1
        own.save()
        mention(own, "adopted")
        row.reason, row.told = "", ""
        answered(row, queries.content(row.model), by)
    return row


def deviate(
    variant: Variant, reason: str, *, by: Actor, read: int, seen: int | None = None
) -> Variant:
    """Let a network keep its own sentence beside the model, with the reason its owner reads."""
    with change(variant, Can.DEVIATE_FROM_MODEL, by=by, seen=seen) as row:
        if not reason:
            raise BadInputError(errors={"reason": [_("Say why your network deviates.")]})
        held(row, read)
        row.reason, row.told = reason, _own(row).sentence
        answered(row, queries.content(row.model), by)
    return row


def put(model: Agreement, one: queries.Planned, by: Actor) -> Variant:
    """Make what was planned of a model in one network; inside a door."""
    refuse(one.network, one.problem)
    if not model.is_model:
        _mark_elsewhere(model, by)
    # Nobody owns it but the network: who keeps the model does not see what the table adds to it.
    row = Agreement(network=one.network, state=PROPOSED, **one.given.plain())
    row.save()
    keep_parties(row, one.given)
    keep_sets(row, one.given)
    assessing.settle(row, by.on)
    row.save()
    mention(row)
    made = Variant.objects.create(
        model=model, agreement=row, wording=model.wording, taken=queries.content(model)
    )
    mention(made)
    return made


def _mark_elsewhere(model: Agreement, by: Actor) -> None:
    """Make it a model from the moment that a network has something of it, inside another door."""
    row = model.locked()
    if not row.is_model:
        make_model(row, by)
    row.version += 1
    row.save()
    mention(row, "model")
    model.is_model = True


def refuse(network: Network, problem: Any) -> None:
    """Refuse what cannot be made in a network, with the reason."""
    if problem:
        text = format_lazy("{network}: {problem}", network=str(network), problem=problem)
        raise BadInputError(errors={"networks": [text]})


def held(row: OfModel, read: int) -> Any:
    """Return the model, held as it is; stale when it says something else than was read."""
    model = row.model.locked()
    if model.wording != read:
        raise StaleError(row)
    row.model = model
    return model


def _own(row: Variant) -> Agreement:
    own = row.agreement.locked()
    if own.state == ENDED:
        raise WrongStateError(_("The agreement of this network has ended."))
    return own


def answered(row: OfModel, taken: dict[str, str], by: Actor) -> None:
    """Write down that the network answered what its model says now."""
    row.wording, row.taken = row.model.wording, taken
    row.answered_on = by.on
    row.answered_for = (
        Organisation.objects.filter(uuid=by.organisation).first() if by.organisation else None
    )
