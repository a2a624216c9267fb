"""What one may do with covenants: draw up, sign, review, renew, end, add annexes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements import assessing, files
from koppelvlak.agreements.giving import class_refused
from koppelvlak.agreements.lifecycle import EXPIRED, IN_FORCE, PARTLY, RENEWED, RUNNING
from koppelvlak.agreements.models import Agreement, Annex, Covenant, CovenantKind, Signatory
from koppelvlak.agreements.paper import SETS, Paper, Signing, reworded, stays_signed
from koppelvlak.agreements.term import Term, standing
from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can

FEWEST = 2
TOO_FEW = _("A covenant has at least two parties.")


def add_covenant(network: Network | None, paper: Paper, *, by: Actor) -> Covenant:
    """Put a covenant down as far as it was signed on paper: by everybody, then it is in force."""
    parent = register(Register.AGREEMENTS) if network is None else network
    can = Can.ADD_NATIONAL_COVENANT if network is None else Can.ADD_COVENANT
    with change(parent, can, by=by):
        _check(paper, network, by.on)
        own = Organisation.objects.filter(uuid=by.organisation).first() if by.organisation else None
        row = Covenant(network=network, owner=own, **paper.plain())
        _count_signatures(row, paper.parties, by.on)
        row.save()
        keep(row, paper)
        mention(row, show=True)
    return row


def edit_covenant(
    covenant: Covenant, paper: Paper, *, by: Actor, seen: int | None = None
) -> Covenant:
    """Change a covenant that nobody signed yet; who signed on paper is written down with it.

    What was signed while it was a draft stays, and counts from then on.
    """
    with change(covenant, Can.EDIT_COVENANT, by=by, seen=seen) as row:
        if not stays_signed(row, paper):
            raise WrongStateError(_("A party signed this text already, so it stays as it is."))
        _check(paper, row.network, by.on)
        row.wording += reworded(row, paper)
        for name, value in paper.plain().items():
            setattr(row, name, value)
        keep(row, paper)
        _count_signatures(row, paper.parties, by.on)
        if row.signed_on:
            _goes_before(row, by)
    return row


def negotiate(covenant: Covenant, *, by: Actor, seen: int | None = None) -> Covenant:
    """Take a draft to its parties, or take back what was offered to be signed."""
    with change(covenant, Can.NEGOTIATE_COVENANT, by=by, seen=seen) as row:
        pass
    return row


def offer(covenant: Covenant, *, by: Actor, seen: int | None = None) -> Covenant:
    """Offer the text to be signed; it has at least two parties."""
    with change(covenant, Can.OFFER_COVENANT, by=by, seen=seen) as row:
        _at_least_two(row)
    return row


def sign(
    covenant: Covenant, party: int, *, by: Actor, on: date, seen: int | None = None
) -> Covenant:
    """Record that a party signed, on paper, on a day; with the last one it is in force.

    What it succeeds is then renewed: the agreements under that move to this one.
    """
    with change(covenant, Can.SIGN_COVENANT, by=by, seen=seen) as row:
        signing = row.parties.select_for_update(of=("self",)).filter(pk=party).first()
        if signing is None or signing.signed_on is not None:
            raise WrongStateError(_("This party signed already, or is no party any more."))
        if on > by.on:
            raise BadInputError(errors={"on": [_("This day is still to come.")]})
        _at_least_two(row)
        signing.signed_on = on
        signing.save()
        mention(signing, "signed")
        _count_signatures(row, row.parties.all(), by.on)
        if row.signed_on:
            _goes_before(row, by)
    return row


def review(covenant: Covenant, outcome: str, *, by: Actor, seen: int | None = None) -> Covenant:
    """Record that the parties reviewed it and what they found; the text itself stays signed."""
    with change(covenant, Can.REVIEW_COVENANT, by=by, seen=seen) as row:
        if not outcome:
            raise BadInputError(errors={"outcome": [_("Say what the review led to.")]})
        row.reviewed_on, row.review_outcome = by.on, outcome
        row.state = standing(term_of(row), today=by.on).value
    return row


def renew(covenant: Covenant, title: str, *, by: Actor) -> Covenant:
    """Draw up the successor as a draft; until everybody signed it, this one stays in force."""
    with change(covenant, Can.RENEW_COVENANT, by=by) as row:
        if row.successors.exclude(state="terminated").exists():
            raise WrongStateError(_("A successor is being drawn up already."))
        copied = {
            "network_id", "owner_id", "kind", "scope_in", "scope_out", "notice", "review_months",
            "tlp",
        }  # fmt: skip
        new = Covenant(predecessor=row, title=title, **{n: getattr(row, n) for n in copied})
        new.save()
        for name in SETS:
            getattr(new, name).set(getattr(row, name).all())
        Signatory.objects.bulk_create(
            Signatory(
                covenant=new, organisation=one.organisation, text=one.text,
                representative=one.representative, function=one.function, position=one.position,
            )
            for one in row.parties.all()
        )  # fmt: skip
        mention(new, show=True)
    return new


def terminate(
    covenant: Covenant, *, by: Actor, on: date, reason: str, seen: int | None = None
) -> Covenant:
    """End a covenant; everything under it is not in force any more, everywhere, with the reason."""
    with change(covenant, Can.TERMINATE_COVENANT, by=by, seen=seen) as row:
        if not reason:
            raise BadInputError(errors={"reason": [_("Say why it ended.")]})
        if on > by.on:
            raise BadInputError(errors={"on": [_("This day is still to come.")]})
        row.ended_on, row.ended_reason = on, reason
        if by.organisation:
            row.ended_by = Organisation.objects.filter(uuid=by.organisation).first()
        _flip(row, row.agreements.all(), by)
    return row


def turn_covenants(*, by: Actor) -> int:
    """Let covenants come up for review, be about to expire, or expire; return how many turned."""
    turned = 0
    for covenant in Covenant.objects.filter(state__in=RUNNING).order_by("pk"):
        to = standing(term_of(covenant), today=by.on).value
        if to == covenant.state or not _later(covenant.state, to):
            continue
        with change(covenant, Can.TURN_COVENANT, by=by) as row:
            row.state = to
            if to == EXPIRED:
                row.ended_on = row.valid_to
                _flip(row, row.agreements.all(), by)
        turned += 1
    return turned


def add_annex(covenant: Covenant, name: str, data: bytes, *, by: Actor) -> Annex:
    """Hang a file under a covenant; what it is is read from its content, never from its name."""
    kept = files.accept(name, data)
    annex = Annex(
        covenant=covenant, name=kept.name, media_type=kept.media_type, size=len(kept.data),
        sha256=kept.sha256, added_on=by.on,
    )  # fmt: skip
    # The file is there before its row speaks of it; without the row nothing stays behind.
    path = files.store(annex.uuid, kept)
    try:
        with change(covenant, Can.ADD_ANNEX, by=by):
            annex.save()
            mention(annex)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return annex


def term_of(row: Covenant) -> Term:
    """Return the days that count for a covenant."""
    begun = row.reviewed_on or row.signed_on or row.valid_from
    return Term(row.valid_to, begun, row.review_months)


def _count_signatures(row: Covenant, parties: Iterable[Signing | Signatory], today: date) -> None:
    """Let the state follow from who signed: some of them, or all and then it is in force."""
    days = [one.signed_on for one in parties]
    signed = [day for day in days if day]
    if not signed:
        return
    row.state = PARTLY
    if len(signed) == len(days):
        row.signed_on = max(signed)
        row.state = standing(term_of(row), today=today).value
    if row.state == EXPIRED:
        row.ended_on = row.valid_to


def _goes_before(row: Covenant, by: Actor) -> None:
    """Let a covenant that everybody signed take the place of what it succeeds."""
    row.save()
    _take_over(row, by)
    _flip(row, row.agreements.all(), by)


def _take_over(row: Covenant, by: Actor) -> None:
    before = row.predecessor
    if before is None:
        return
    before = before.locked()
    before.state, before.ended_on, before.version = RENEWED, by.on, before.version + 1
    before.save()
    mention(before, "renewed")
    before.agreements.update(covenant=row)


def _flip(row: Covenant, hanging: Iterable[Agreement], by: Actor) -> None:
    """Work out anew how far the agreements under a covenant have come, now that it changed."""
    keys = [one.pk for one in hanging]
    rows = Agreement.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    agreements = list(assessing.with_facts(rows))
    for one in agreements:
        one.covenant = row
    changed = assessing.assess(agreements, today=by.on, anew=True)
    for one in changed:
        one.version += 1
        one.save()
        mention(one, "assessed")


def _at_least_two(row: Covenant) -> None:
    if row.parties.count() < FEWEST:
        raise BadInputError(TOO_FEW)


def _later(now: str, to: str) -> bool:
    order = [IN_FORCE, "review-due", "expiring", EXPIRED]
    return order.index(to) > order.index(now)


def _check(paper: Paper, network: Network | None, today: date) -> None:
    errors: dict[str, list[Any]] = {}
    if any(one.signed_on and one.signed_on > today for one in paper.parties):
        errors["parties"] = [_("The day of a signature is still to come.")]
    if len(paper.parties) < FEWEST and any(one.signed_on for one in paper.parties):
        # It would be in force at once, with nobody to hold to it.
        errors["parties"] = [TOO_FEW]
    wrong_class = class_refused(Tlp(paper.tlp))
    if wrong_class:
        errors["tlp"] = [wrong_class]
    if paper.valid_from and paper.valid_to and paper.valid_to < paper.valid_from:
        errors["valid_to"] = [_("This day is before the first day.")]
    if network is None and paper.kind == CovenantKind.REGIONAL:
        errors["kind"] = [_("A regional covenant belongs to a network.")]
    if network is not None and paper.kind != CovenantKind.REGIONAL:
        errors["kind"] = [_("Model and national covenants belong to no network.")]
    if errors:
        raise BadInputError(errors=errors)


def keep(row: Covenant, paper: Paper) -> None:
    """Let the covenant have these sectors, themes and parties; inside a door."""
    for name in SETS:
        getattr(row, name).set(getattr(paper, name))
    row.parties.all().delete()
    Signatory.objects.bulk_create(
        Signatory(
            covenant=row, organisation=one.organisation, text=one.text, position=number,
            representative=one.representative, function=one.function, signed_on=one.signed_on,
        )
        for number, one in enumerate(paper.parties)
    )  # fmt: skip


__all__ = [
    "Paper", "Signing", "add_annex", "add_covenant", "edit_covenant", "keep", "negotiate",
    "offer", "renew", "review", "sign", "term_of", "terminate", "turn_covenants",
]  # fmt: skip
