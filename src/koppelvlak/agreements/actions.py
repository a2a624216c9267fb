"""What one may do with agreements: put them down, change, agree, confirm, prove and end them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements import assessing
from koppelvlak.agreements.asking import settle_asks
from koppelvlak.agreements.giving import Given, check, keep_parties, keep_sets, may_put
from koppelvlak.agreements.lifecycle import AGREED
from koppelvlak.agreements.models import Agreement, How, Occasion, Proof
from koppelvlak.agreements.rewriting import rewrite, speak
from koppelvlak.door import change, mention, mention_all
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, WrongStateError
from koppelvlak.networks.forming import stirred
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can

__all__ = [
    "Given", "Tried", "add_agreement", "add_proof", "agree", "confirm_agreements",
    "confirm_in_meeting", "edit_agreement", "end_agreement", "reassess",
]  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """One trial as it is recorded."""

    on: date
    occasion: str
    name: str
    outcome: str
    finding: str = ""


def add_agreement(
    network: Network | None, given: Given, *, by: Actor, state: str = AGREED
) -> Agreement:
    """Put an agreement down: in a network, or without one for the whole country.

    Who does not coordinate the network may only put down what its own organisation does.
    """
    parent = register(Register.AGREEMENTS) if network is None else network
    can = Can.ADD_NATIONAL_AGREEMENT if network is None else Can.ADD_AGREEMENT
    with change(parent, can, by=by) as held:
        may_put(network, given, by)
        check(given, network)
        row = Agreement(network=network, owner=_own(by), state=state, **given.plain())
        row.save()
        keep_parties(row, given)
        keep_sets(row, given)
        assessing.settle(row, by.on)
        row.save()
        mention(row, show=True)
        if isinstance(held, Network):
            stirred(held, by.on)
    return row


def edit_agreement(
    agreement: Agreement, given: Given, *, by: Actor, seen: int | None = None
) -> Agreement:
    """Change an agreement; another sentence has to be confirmed and proven anew."""
    with change(agreement, Can.EDIT_AGREEMENT, by=by, seen=seen) as row:
        check(given, row.network, known=row)
        _may_be_model(row, given, by)
        if what := rewrite(row, given, by):
            mention(row, what)
    return row


def agree(agreement: Agreement, *, by: Actor, on: date, seen: int | None = None) -> Agreement:
    """Record that what was proposed was agreed upon, on a day that has come."""
    with change(agreement, Can.AGREE_AGREEMENT, by=by, seen=seen) as row:
        _not_ahead(on, by, "on")
        row.agreed_on, row.agreed_wording = on, row.wording
        assessing.settle(row, by.on)
    return row


def add_proof(agreement: Agreement, tried: Tried, *, by: Actor) -> Proof:
    """Record how it went; that is no notice of default and no admission of liability."""
    with change(agreement, Can.ADD_PROOF, by=by) as row:
        if row.is_model:
            raise WrongStateError(_("A model is not tried: what networks made of it is."))
        _not_ahead(tried.on, by, "on")
        if (tried.occasion == Occasion.DONE) != bool(row.rhythm_months):
            raise BadInputError(errors={"occasion": [_OCCASION[bool(row.rhythm_months)]]})
        proof = row.proofs.create(
            on=tried.on, occasion=tried.occasion, name=tried.name, outcome=tried.outcome,
            finding=tried.finding, recorded_on=by.on, recorded_for=_own(by),
        )  # fmt: skip
        assessing.settle(row, by.on)
        mention(proof)
    return proof


def end_agreement(
    agreement: Agreement, *, by: Actor, on: date, reason: str, seen: int | None = None
) -> Agreement:
    """End an agreement, with the reason that is shown wherever somebody might rely on it."""
    with change(agreement, Can.END_AGREEMENT, by=by, seen=seen) as row:
        _not_ahead(on, by, "on")
        if not reason:
            raise BadInputError(errors={"reason": [_("Say why it ended.")]})
        row.ended_on, row.ended_reason = on, reason
        assessing.settle(row, by.on)
        # The row in hand ended already; a proposal that is taken back bound nobody.
        if Agreement.objects.filter(pk=row.pk, state=AGREED).exists():
            mention(row, "ended")
    return row


def confirm_agreements(
    organisation: Organisation, seen: Mapping[UUID, int], *, by: Actor, how: str = How.SELF
) -> int:
    """Let an organisation say that these agreements are right; all of them, or none.

    ``seen`` gives the version that was read of each. Raises StaleError when one changed meanwhile.
    It answers the yearly question to the organisation, to whomever of it that was put.
    """
    with change(organisation, Can.CONFIRM_AGREEMENTS, by=by) as row:
        rows = _read(seen, by)
        tables = assessing.tables_for(rows)
        for agreement in rows:
            _speak(agreement, [row], how, by, tables)
        settle_asks(row, by)
        return len(rows)


def confirm_in_meeting(
    network: Network, seen: Mapping[UUID, int], present: list[Organisation], *, by: Actor
) -> int:
    """Record that those present at the meeting confirmed; return how many agreements that touched.

    It counts for every organisation present that is a party; each of them is told.
    """
    with change(network, Can.CONFIRM_IN_MEETING, by=by) as row:
        if not present:
            raise BadInputError(errors={"present": [_("Say who was at the meeting.")]})
        rows = [one for one in _read(seen, by) if one.network_id == row.pk]
        stirred(row, by.on)
        tables = assessing.tables_for(rows)
        return sum(_speak(one, present, How.MEETING, by, tables) for one in rows)


def reassess(*, by: Actor, anew: bool = False) -> int:
    """Work out how far every agreement has come; return how many changed.

    Only what time or facts changed is worked out again, unless ``anew``.
    """
    book = register(Register.AGREEMENTS)
    # Most nights nothing changed, and then the door stays shut; a refusal goes through it.
    if book.may(by, Can.ASSESS_AGREEMENTS) and not _assessed(by.on, anew=anew, held=False):
        return 0
    with change(book, Can.ASSESS_AGREEMENTS, by=by):
        changed = _assessed(by.on, anew=anew, held=True)
        assessing.store(changed)
        mention_all(changed, "assessed")
    return len(changed)


def _assessed(on: date, *, anew: bool, held: bool) -> list[Agreement]:
    batches = assessing.batches(held=held)
    return [one for rows in batches for one in assessing.assess(rows, today=on, anew=anew)]


def _read(seen: Mapping[UUID, int], by: Actor) -> list[Agreement]:
    """Return the agreements that were read, locked; stale when one is not what was read."""
    rows = Agreement.objects.visible_to(by).select_for_update(of=("self",)).order_by("pk")
    found = {row.uuid: row for row in assessing.with_facts(rows).filter(uuid__in=seen)}
    for uuid, version in seen.items():
        row = found.get(uuid)
        if row is None or row.version != version:
            raise StaleError(row)
    return list(found.values())


def _speak(
    row: Agreement, speaking: list[Organisation], how: str, by: Actor, tables: assessing.Tables
) -> bool:
    """Keep what these organisations say of an agreement; say whether any of them is a party."""
    if not row.can_be_confirmed or row.state != AGREED:
        words = _("{name} is not confirmed: it is no agreement in force.")
        raise BadInputError(format_lazy(words, name=str(row)))
    parties = assessing.by_organisation(assessing.heard(row, tables))
    mine = [one for one in speaking if one.pk in parties]
    if how != How.MEETING and not mine:
        raise RefusedError(_("Your organisation is no party of this agreement."))
    for one in mine:
        speak(row, one, how, by)
    if mine:
        assessing.settle(row, by.on, tables)
        row.version += 1
        row.save()
        mention(row, "confirmed")
    return bool(mine)


def _may_be_model(row: Agreement, given: Given, by: Actor) -> None:
    """Refuse who would take a real agreement away from its parties by making it a model."""
    if given.is_model and not row.is_model and not row.may(by, Can.SPREAD_AGREEMENT):
        raise BadInputError(errors={"is_model": [_("Only a national editor makes it a model.")]})


def _own(by: Actor) -> Organisation | None:
    return Organisation.objects.filter(uuid=by.organisation).first() if by.organisation else None


def _not_ahead(on: date, by: Actor, field: str) -> None:
    if on > by.on:
        raise BadInputError(errors={field: [_("This day is still to come.")]})


_OCCASION = {
    True: _("This agreement returns: record when it was carried out."),
    False: _("Choose an exercise or an incident: only what returns is carried out."),
}
