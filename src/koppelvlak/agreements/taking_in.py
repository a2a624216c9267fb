"""Take a list of agreements in: all of it or none of it, through one door."""

from __future__ import annotations

from collections.abc import Sequence

from koppelvlak.agreements import assessing
from koppelvlak.agreements.giving import SETS, parties_for
from koppelvlak.agreements.importing import Options, Plan, Planned, plan
from koppelvlak.agreements.lifecycle import AGREED
from koppelvlak.agreements.models import CONFIRMABLE, Agreement, Party
from koppelvlak.agreements.rewriting import speak_for_own
from koppelvlak.door import change, mention_all
from koppelvlak.kit.access import Actor
from koppelvlak.kit.progress import Hear, over, within
from koppelvlak.kit.search.index import reindex
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can

SIZE = 500
# Of the work: to read a list, and to work out the maturity of what was saved.
READING, ASSESSING = (0.0, 0.3), (0.5, 0.95)
NEVER = {"key", "network", "owner", "state", "uuid", "version"}


def import_agreements(
    data: bytes,
    *,
    name: str,
    options: Options,
    by: Actor,
    hear: Hear | None = None,
) -> Plan:
    """Make and change what a list says; raise BadFileError, and then nothing happened.

    An agreement with the number of one that is there updates that one; equal lines change nothing.
    ``hear`` hears how far it is.
    """
    parent = options.network or register(Register.AGREEMENTS)
    can = Can.IMPORT_AGREEMENTS if options.network else Can.IMPORT_NATIONAL_AGREEMENTS
    with change(parent, can, by=by):
        found = plan(data, name=name, options=options, hear=within(hear, READING))
        rows = _make(found.made, options, by) + _change(found.changed, by)
        _speak(found.changed, by)
        for batch in over(_chunks(rows), within(hear, ASSESSING)):
            _assess(batch, by)
    if rows:
        reindex("agreement")
    return found


def _make(made: Sequence[Planned], options: Options, by: Actor) -> list[Agreement]:
    own = Organisation.objects.filter(uuid=by.organisation).first() if by.organisation else None
    rows = [
        Agreement(
            network=options.network, owner=own, state=AGREED, extra=one.extra, **one.given.plain()
        )
        for one in made
    ]
    Agreement.objects.bulk_create(rows, batch_size=SIZE)
    _hang(list(zip(rows, made, strict=True)))
    mention_all(rows)
    return rows


def _change(changed: Sequence[Planned], by: Actor) -> list[Agreement]:
    rows = []
    fields: set[str] = set()
    for one in changed:
        row, said = one.known, one.given.plain()
        if row is None:
            continue
        fields |= said.keys()
        for name, value in said.items():
            setattr(row, name, value)
        row.extra, row.version = one.extra, row.version + 1
        if one.reworded:
            row.wording, row.reworded_on = row.wording + 1, by.on
        rows.append(row)
    more = ["extra", "version", "wording", "reworded_on"]
    if rows:
        Agreement.objects.bulk_update(rows, [*sorted(fields - NEVER), *more], batch_size=SIZE)
        Party.objects.filter(agreement__in=[row.pk for row in rows]).delete()
        for name in SETS:
            through = getattr(Agreement, name).through
            through.objects.filter(agreement__in=[row.pk for row in rows]).delete()
        _hang(list(zip(rows, changed, strict=True)))
        mention_all(rows, "changed")
    return rows


def _hang(pairs: Sequence[tuple[Agreement, Planned]]) -> None:
    """Add parties and sets to rows that have none."""
    parties = [party for row, one in pairs for party in parties_for(row, one.given)]
    Party.objects.bulk_create(parties, batch_size=SIZE)
    for name in SETS:
        through = getattr(Agreement, name).through
        column = through._meta.get_field(name.removesuffix("s")).attname
        through.objects.bulk_create(
            (
                through(agreement_id=row.pk, **{column: other.pk})
                for row, one in pairs
                for other in getattr(one.given, name)
            ),
            batch_size=SIZE,
        )


def _speak(changed: Sequence[Planned], by: Actor) -> None:
    """Let who takes the list in confirm what it rewords, by the same rule as on the form."""
    reworded = [one.known for one in changed if one.known and one.reworded]
    for batch in _chunks(reworded):
        keys = [row.pk for row in batch]
        rows = Agreement.objects.filter(CONFIRMABLE, pk__in=keys, state=AGREED)
        speak_for_own(list(assessing.with_facts(rows)), by)


def _assess(batch: Sequence[Agreement], by: Actor) -> None:
    keys = [row.pk for row in batch]
    rows = list(assessing.with_facts(Agreement.objects.filter(pk__in=keys).order_by("pk")))
    changed = assessing.assess(rows, today=by.on, anew=True)
    assessing.store(changed, rows)


def _chunks(rows: Sequence[Agreement]) -> Sequence[Sequence[Agreement]]:
    return [rows[start : start + SIZE] for start in range(0, len(rows), SIZE)]
