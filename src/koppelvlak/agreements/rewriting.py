"""Letting an agreement say something else: what was agreed and confirmed was another sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from koppelvlak.agreements import assessing
from koppelvlak.agreements.giving import Given, keep_parties, keep_sets, reworded
from koppelvlak.agreements.lifecycle import AGREED
from koppelvlak.agreements.models import Agreement, Before, Confirmation, How
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can


def rewrite(row: Agreement, given: Given, by: Actor) -> str:
    """Let an agreement have these parts, inside a door; say in a word what its parties hear of.

    Who writes another sentence confirms that for its own organisation; all others do so anew.
    """
    other, model = reworded(row, given), given.is_model and not row.is_model
    before, parties = None, set[int]()
    if other or model:
        before = Before(row.sentence, row.tlp, asked=row.can_be_confirmed)
        parties = _parties(row)
    if other:
        row.wording, row.reworded_on = row.wording + 1, by.on
    for name, value in given.plain().items():
        setattr(row, name, value)
    keep_parties(row, given)
    keep_sets(row, given)
    if before is not None:
        # Whoever was a party is told once: that it left, or that nobody is bound any more.
        left, freed = (set(), parties) if model else (parties - _parties(row), set())
        row.before = replace(before, left=frozenset(left), freed=frozenset(freed))
    if other and row.state == AGREED and row.can_be_confirmed:
        _speak_for_own(row, by)
    assessing.settle(row, by.on)
    return "model" if model else "reworded" if other else ""


def make_model(row: Agreement, by: Actor) -> None:
    """Let networks make their own of an agreement, inside a door; it binds nobody by itself."""
    freed = frozenset(_parties(row))
    row.before = Before(row.sentence, row.tlp, asked=row.can_be_confirmed, freed=freed)
    row.is_model = True
    assessing.settle(row, by.on)


def speak(row: Agreement, organisation: Organisation, how: str, by: Actor) -> None:
    """Keep that an organisation said of an agreement, as it reads now, that it is right."""
    Confirmation.objects.update_or_create(
        agreement=row, organisation=organisation,
        defaults={"on": by.on, "how": how, "wording": row.wording, "by": by.person},
    )  # fmt: skip


def speak_for_own(rows: Sequence[Agreement], by: Actor) -> None:
    """Let who reworded these, many at a time, confirm them for its own organisation as well."""
    own = _confirming(by)
    if own is None:
        return
    tables = assessing.tables_for(rows)
    said = [
        Confirmation(
            agreement=row, organisation=own, on=by.on, how=How.SELF, wording=row.wording,
            by=by.person,
        )
        for row in rows
        if own.pk in assessing.by_organisation(assessing.heard(row, tables))
    ]  # fmt: skip
    Confirmation.objects.bulk_create(
        said, update_conflicts=True, unique_fields=["agreement", "organisation"],
        update_fields=["on", "how", "wording", "by"],
    )  # fmt: skip


def _speak_for_own(row: Agreement, by: Actor) -> None:
    own = _confirming(by)
    if own is not None and own.pk in _parties(row):
        speak(row, own, How.SELF, by)


def _confirming(by: Actor) -> Organisation | None:
    """Return the organisation for which this person may confirm."""
    own = Organisation.objects.filter(uuid=by.organisation).first() if by.organisation else None
    return own if own is not None and own.may(by, Can.CONFIRM_AGREEMENTS) else None


def _parties(row: Agreement) -> set[int]:
    heard = assessing.heard(row, assessing.tables_for([row]))
    return set(assessing.by_organisation(heard))
