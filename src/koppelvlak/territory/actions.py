"""What may be done in the territory."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.kit.search.index import reindex
from koppelvlak.organisations.loading import keep_organisations
from koppelvlak.organisations.models import Organisation, Succession
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from koppelvlak.territory.division import Change, Row
from koppelvlak.territory.division_import import Compared, compare
from koppelvlak.territory.drawing import keep, sheet_due
from koppelvlak.territory.facts import DECIDED, DECISION, as_organisation
from koppelvlak.territory.models import (
    DivisionChange,
    Municipality,
    MunicipalSuccession,
    Region,
    Source,
)

# Of the SHA-256 of a division file, enough to tell files apart.
DIGITS = 12


def draw_shapes(*, by: Actor) -> int:
    """Draw the map of the division of the actor's day; return how many shapes were drawn.

    Nothing happens when the facts are those the map was drawn from.
    """
    sheet = sheet_due(by.on)
    if sheet is None:
        return 0
    with change(register(Register.TERRITORY), Can.LOAD_FACTS, by=by):
        for shape in keep(sheet):
            mention(shape, "removed")
        for shape in sheet.drawn:
            mention(shape, "drawn")
    return len(sheet.drawn)


def propose_division(data: bytes, *, name: str, by: Actor) -> list[DivisionChange]:
    """Propose what a newer division file changes, for a person to decide; return what is new.

    What was proposed before is not proposed again, whatever became of it. Raises BadFileError with
    every problem and its line; then nothing is proposed.
    """
    compared = compare(data, name=name)
    if not _unknown(compared):
        return []
    with change(register(Register.TERRITORY), Can.PROPOSE_DIVISION, by=by):
        source = _source(compared, by)
        proposals = [_proposal(one, source) for one in _unknown(compared)]
        DivisionChange.objects.bulk_create(proposals)
        for proposal in proposals:
            mention(proposal)
    return proposals


def accept_division_change(
    proposal: DivisionChange, *, by: Actor, seen: int | None = None
) -> DivisionChange:
    """Let the division change on its day: rows end, rows begin, links follow; history stays.

    Raises WrongStateError when the division was changed otherwise since it was proposed.
    """
    with change(proposal, Can.ACCEPT_DIVISION_CHANGE, by=by, seen=seen) as row:
        planned = Change.from_data(row.change)
        for code in planned.ended:
            _end(code, planned.on)
        for begun in planned.rows:
            _begin(begun, row.source)
        for gone, heir in planned.successions:
            _succeed(gone, heir, row)
        row.decided_on = by.on
        # A municipality and its organisation are found by their new names at once.
        reindex("municipality", "organisation")
    return row


def decline_division_change(
    proposal: DivisionChange, *, reason: str, by: Actor, seen: int | None = None
) -> DivisionChange:
    """Leave the division as it is, and say why. Raises BadInputError without a reason."""
    with change(proposal, Can.DECLINE_DIVISION_CHANGE, by=by, seen=seen) as row:
        if not reason.strip():
            raise BadInputError(errors={"reason": [_("Say why this change is declined.")]})
        row.reason = reason
        row.decided_on = by.on
    return row


def _unknown(compared: Compared) -> list[Change]:
    known = set(DivisionChange.objects.values_list("checksum", flat=True))
    return [one for one in compared.changes if one.checksum() not in known]


def _source(compared: Compared, by: Actor) -> Source:
    """Return the file as a source, for the rows that it may lead to."""
    text = f"{compared.name} (SHA-256 {compared.digest[:DIGITS]}…)"
    source, made = Source.objects.get_or_create(
        key=f"{DECISION}{compared.digest[:DIGITS]}", defaults={"text": text, "dated": by.on}
    )
    if made:
        mention(source)
    return source


def _proposal(one: Change, source: Source) -> DivisionChange:
    return DivisionChange(
        kind=one.kind,
        title=one.title[:200],
        on=one.on,
        change=one.to_data(),
        checksum=one.checksum(),
        source=source,
        state=DivisionChange.lifecycle.start,
    )


def _end(code: str, on: date) -> Municipality:
    """End the row of a municipality; it must hold on that day and have begun before."""
    rows = Municipality.objects.select_for_update().filter(code=code).order_by("-valid_from")
    row = rows.first()
    if row is None or row.valid_to is not None or row.valid_from >= on:
        words = _("%(code)s was changed since this was proposed. Import the division again.")
        raise WrongStateError(words % {"code": code})
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    mention(row, "ended")
    return row


def _begin(begun: Row, source: Source | None) -> None:
    before = Municipality.objects.filter(code=begun.code).exists()
    if before:
        _end(begun.code, begun.valid_from)
    row = Municipality(
        code=begun.code,
        name=begun.name,
        region=Region.objects.get(code=begun.safety_region),
        province=begun.province,
        lon=begun.lon,
        lat=begun.lat,
        area_km2=begun.area_km2,
        population=begun.population,
        valid_from=begun.valid_from,
        certainty=DECIDED,
        source=source,
    )
    row.save(force_insert=True)
    mention(row)
    if not before:
        keep_organisations([as_organisation(row.code, row.name, row.source.key)])


def _succeed(gone: str, heir: str, proposal: DivisionChange) -> None:
    """Note who went up in whom: of the municipalities, and of them as organisations."""
    row = MunicipalSuccession.objects.create(
        predecessor=gone, successor=heir, on=proposal.on, source=proposal.source
    )
    mention(row)
    keys = (gone.lower(), heir.lower())
    known = {one.key: one for one in Organisation.objects.filter(key__in=keys)}
    if known.keys() == set(keys):
        taken, made = Succession.objects.get_or_create(
            predecessor=known[keys[0]], successor=known[keys[1]], defaults={"on": proposal.on}
        )
        mention(taken, "created" if made else "kept")
