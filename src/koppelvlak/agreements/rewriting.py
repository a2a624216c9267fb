"""Letting an agreement say something else: what was agreed and confirmed was another sentence."""

from __future__ import annotations

from koppelvlak.agreements import assessing
from koppelvlak.agreements.giving import Given, keep_parties, keep_sets, reworded
from koppelvlak.agreements.lifecycle import AGREED
from koppelvlak.agreements.models import Agreement, Confirmation, How
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can


def rewrite(row: Agreement, given: Given, by: Actor) -> bool:
    """Let an agreement have these parts, inside a door; say whether it is another sentence.

    Who writes another sentence confirms that for its own organisation; all others do so anew.
    """
    other = reworded(row, given)
    if other:
        row.wording, row.reworded_on = row.wording + 1, by.on
    for name, value in given.plain().items():
        setattr(row, name, value)
    keep_parties(row, given)
    keep_sets(row, given)
    if other and row.state == AGREED and row.can_be_confirmed:
        _speak_for_own(row, by)
    assessing.settle(row, by.on)
    return other


def speak(row: Agreement, organisation: Organisation, how: str, by: Actor) -> None:
    """Keep that an organisation said of an agreement, as it reads now, that it is right."""
    Confirmation.objects.update_or_create(
        agreement=row, organisation=organisation,
        defaults={"on": by.on, "how": how, "wording": row.wording, "by": by.person},
    )  # fmt: skip


def _speak_for_own(row: Agreement, by: Actor) -> None:
    own = Organisation.objects.filter(uuid=by.organisation).first() if by.organisation else None
    if own is None or not own.may(by, Can.CONFIRM_AGREEMENTS):
        return
    if own.pk in assessing.by_organisation(assessing.heard(row, assessing.tables_for([row]))):
        speak(row, own, How.SELF, by)
