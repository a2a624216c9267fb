"""Gather the facts that count for maturity, and keep the outcome where it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db.models import QuerySet, prefetch_related_objects
from django.dispatch import Signal

from koppelvlak.agreements import maturity
from koppelvlak.agreements.at_table import seated, seated_anywhere
from koppelvlak.agreements.lifecycle import ENDED, PROPOSED
from koppelvlak.agreements.maturity import Confirmed, Facts, Reason, Result, Tried, Why
from koppelvlak.agreements.models import Agreement, Confirmation, Occasion, Party, Side, named
from koppelvlak.organisations.models import Organisation

FIELDS = ("maturity", "maturity_reasons", "maturity_checksum", "maturity_until")
NEEDED = ("confirmations", "proofs", "contact_point")
SIZE = 200
# No network has this key.
ANYWHERE = 0
# Sent with ``places`` (keys of networks, None: the whole country) when agreements there were stored
# many at a time; what is stored alone sends the signal of its model.
stored = Signal()
Tables: TypeAlias = Mapping[int, Sequence[Organisation]]
PROVING = {Occasion.EXERCISE, Occasion.INCIDENT}


@dataclass(frozen=True)
class Heard:
    """One party of an agreement, and when it last confirmed; ``organisation`` None: only a text.

    ``earlier_wording``: what it confirmed, or agreed upon, was another sentence than this one.
    """

    name: str
    side: str
    organisation: Organisation | None
    on: date | None = None
    how: str = ""
    earlier_wording: bool = False


def with_facts(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Return the agreements with all that counts, in a fixed number of queries."""
    return rows.select_related("covenant", "network__sector", "network__anchor").prefetch_related(
        named(), *NEEDED
    )


def tables_for(rows: Iterable[Agreement]) -> dict[int, list[Organisation]]:
    """Return who sits at the tables of the agreements that have a rule among their parties.

    Per network by its key; under ``ANYWHERE`` who sits at any of them, for the whole country.
    """
    ruled = [row for row in rows if not row.is_model and any(one.many for one in row.parties.all())]
    tables = seated({row.network_id: row.network for row in ruled if row.network}.values())
    if any(row.network_id is None for row in ruled):
        tables[ANYWHERE] = seated_anywhere()
    return tables


def heard(row: Agreement, tables: Tables) -> list[Heard]:
    """Return the parties, rules unfolded to the organisations they stand for today."""
    spoken = {one.organisation_id: one for one in row.confirmations.all()}
    found: list[Heard] = []
    seen: set[tuple[str, int]] = set()
    for party in row.parties.all():
        for organisation in _meant(party, row, tables):
            if (party.side, organisation.pk) in seen:
                continue
            seen.add((party.side, organisation.pk))
            said = spoken.get(organisation.pk)
            found.append(
                Heard(
                    organisation.short_name, party.side, organisation,
                    said.on if said else None, said.how if said else "",
                    _earlier(row, said),
                )
            )  # fmt: skip
        if party.text or (party.many and row.is_model):
            # Whom a rule of a model means is for each network to say.
            found.append(Heard(party.called(row.language), party.side, None))
    return found


def _earlier(row: Agreement, said: Confirmation | None) -> bool:
    if said is None:
        return row.agreed_on is not None and row.agreed_wording != row.wording
    return said.wording != row.wording


def facts_of(row: Agreement, tables: Tables) -> Facts:
    """Return all that counts for the maturity of one agreement."""
    acting = [one for one in heard(row, tables) if one.side == Side.ACTING]
    point = row.contact_point
    return Facts(
        counted=row.counts,
        pending=_pending(row),
        stopped=_stopped(row),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        since=row.agreed_on,
        reworded=row.reworded_on,
        other_words=row.agreed_wording != row.wording,
        trigger=bool(row.trigger),
        contact=bool(point or row.contact_text),
        way=bool(row.way_of_working or row.way_link),
        months=row.rhythm_months or 0,
        acting=tuple(
            Confirmed(one.name, None if one.earlier_wording else one.on) for one in acting
        ),
        contacts=(Confirmed(point.function, point.last_confirmed),) if point else (),
        trials=tuple(
            Tried(one.on, Result(one.outcome))
            for one in row.proofs.all()
            if one.occasion in PROVING
        ),
        done=tuple(one.on for one in row.proofs.all() if one.occasion == Occasion.DONE),
    )


def assess(
    rows: Sequence[Agreement], *, today: date, anew: bool = False, tables: Tables | None = None
) -> list[Agreement]:
    """Set how far each has come, where facts or time changed it; return those, not saved yet.

    ``anew`` works every one out again, whatever its checksum says. ``tables``: when it is known
    already who sits there.
    """
    tables = tables_for(rows) if tables is None else tables
    changed = []
    for row in rows:
        facts = facts_of(row, tables)
        checksum = maturity.checksum(facts)
        holds = row.maturity_until is not None and today <= row.maturity_until
        if not anew and holds and row.maturity_checksum == checksum:
            continue
        if _keep(row, maturity.maturity(facts, today=today), checksum):
            changed.append(row)
    return changed


def settle(row: Agreement, today: date, tables: Tables | None = None) -> None:
    """Set how far this agreement has come, inside the door that changes it; its caller saves it."""
    getattr(row, "_prefetched_objects_cache", {}).clear()
    prefetch_related_objects([row], named(), *NEEDED)
    assess([row], today=today, anew=True, tables=tables)


def store(rows: Sequence[Agreement], touched: Iterable[Agreement] = ()) -> None:
    """Save how far these have come, and tell where: with those that changed otherwise."""
    Agreement.objects.bulk_update(rows, FIELDS, batch_size=SIZE)
    places = {row.network_id for row in (*rows, *touched)}
    if places:
        stored.send(Agreement, places=places)


def batches(size: int = 500, *, held: bool) -> Iterator[list[Agreement]]:
    """Yield all agreements with all that counts, some at a time; ``held`` for the transaction."""
    last, every = 0, Agreement.objects.all()
    if held:
        every = every.select_for_update(of=("self",))
    while True:
        rows = every.filter(pk__gt=last)
        batch = list(with_facts(rows.order_by("pk"))[:size])
        if not batch:
            return
        yield batch
        last = batch[-1].pk


def reasons_of(row: Agreement) -> list[Reason]:
    """Return the kept explanation as the engine gave it."""
    return [_reason(said) for said in row.maturity_reasons]


def _keep(row: Agreement, outcome: maturity.Maturity, checksum: str) -> bool:
    before = tuple(getattr(row, name) for name in FIELDS)
    row.maturity = outcome.level.value
    row.maturity_reasons = [
        {"why": one.why.value, "name": one.name, "on": one.on.isoformat() if one.on else ""}
        for one in outcome.reasons
    ]
    row.maturity_checksum, row.maturity_until = checksum, outcome.until
    return before != tuple(getattr(row, name) for name in FIELDS)


def _reason(said: dict[str, Any]) -> Reason:
    on = date.fromisoformat(said["on"]) if said["on"] else None
    return Reason(Why(said["why"]), said["name"], on)


def _meant(party: Party, row: Agreement, tables: Tables) -> Iterable[Organisation]:
    if party.organisation is not None:
        return (party.organisation,)
    if not party.many:
        return ()
    here = tables.get(row.network_id or ANYWHERE, ())
    return [one for one in here if party.everybody or one.kind_id == party.every_kind_id]


def _pending(row: Agreement) -> Reason | None:
    if row.state == PROPOSED:
        return Reason(Why.PROPOSED)
    if row.covenant is not None and not row.covenant.runs:
        return Reason(Why.COVENANT_UNSIGNED, row.covenant.title)
    return None


def _stopped(row: Agreement) -> Reason | None:
    if row.state == ENDED:
        return Reason(Why.ENDED, row.ended_reason, row.ended_on)
    covenant = row.covenant
    if covenant is not None and covenant.is_over:
        why = covenant.ended_reason or covenant.title
        return Reason(Why.COVENANT_ENDED, why, covenant.ended_on)
    return None


def by_organisation(parties: Iterable[Heard]) -> dict[int, list[Heard]]:
    """Return the parties that are organisations, per organisation."""
    found: dict[int, list[Heard]] = defaultdict(list)
    for one in parties:
        if one.organisation is not None:
            found[one.organisation.pk].append(one)
    return dict(found)
