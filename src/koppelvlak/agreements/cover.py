"""What a mail said of agreements, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.models import Agreement, ConfirmationAsk

# What counts of an agreement beside its sentence. That another party confirmed it, or that it was
# tried, gives it a new version as well, and is no change of what was asked.
DETAILS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "contact": (_("contact point"), ("contact_point_id", "contact_text", "channel")),
    "fallback": (_("if that fails"), ("fallback", "escalation")),
    "way": (_("how it goes in practice"), ("way_of_working", "way_link")),
    "term": (_("from and until when"), ("valid_from", "valid_to")),
    "rhythm": (_("how often it returns"), ("rhythm_months",)),
    "area": (_("where it holds"), ("area",)),
    "basis": (_("on what it rests"), ("kind", "basis", "basis_text", "covenant_id")),
    "tlp": (_("who may see it"), ("tlp",)),
}
THEN = _("The mail said “{then}”, now it says “{now}”.")


@dataclass
class Standing:
    """What of a mail is still to be confirmed, and in words what changed since it was sent.

    ``gone`` is what ended or concerns the organisation no more: nobody can answer that.
    """

    rows: list[Agreement] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)

    @property
    def changes(self) -> list[Any]:
        """Return in words all that is other than in the mail."""
        return self.changed + self.gone

    @property
    def settled(self) -> bool:
        """Say whether the organisation has confirmed all that can be confirmed."""
        return not (self.rows or self.changed)

    @property
    def nothing(self) -> bool:
        """Say whether there is nothing left to confirm, nor to tell."""
        return self.settled and not self.gone


def covering(rows: Iterable[Agreement]) -> dict[str, Any]:
    """Return what a mail about these agreements says, as it is kept."""
    return {
        str(row.uuid): {
            "version": row.version,
            "wording": row.wording,
            "sentence": row.sentence,
            "details": details(row),
        }
        for row in rows
    }


def compare(ask: ConfirmationAsk, rows: Iterable[Agreement]) -> Standing:
    """Return how what can be confirmed now relates to what the mail to this person said.

    What the organisation confirmed since, as it reads now, is neither open nor changed.
    """
    found, left = Standing(), dict(ask.covers)
    for row in rows:
        told = left.pop(str(row.uuid), None)
        if told is None or spoken(row, ask):
            continue
        changed = None if row.version == told["version"] else _change(told, row)
        if changed is None:
            found.rows.append(row)
        else:
            found.changed.append(changed)
    words = _("“{sentence}” ended, or is no longer asked of your organisation.")
    found.gone = [
        format_lazy(words, sentence=sentence)
        for sentence in sorted(told["sentence"] for told in left.values())
    ]
    return found


def spoken(row: Agreement, ask: ConfirmationAsk) -> bool:
    """Say whether the organisation confirmed an agreement, as it reads now, since it was asked."""
    told = ask.covers.get(str(row.uuid))
    return (told is None or told["version"] != row.version) and any(
        said.organisation_id == ask.organisation_id
        and said.on >= ask.asked_on
        and said.wording == row.wording
        for said in row.confirmations.all()
    )


def _change(told: dict[str, Any], row: Agreement) -> Any:
    """Return in words what changed of one agreement; None when it says what the mail said."""
    if told["sentence"] != row.sentence:
        return format_lazy(THEN, then=told["sentence"], now=row.sentence)
    now = details(row)
    labels = [label for name, (label, _of) in DETAILS.items() if told["details"][name] != now[name]]
    if labels:
        names = format_lazy("{}" + ", {}" * (len(labels) - 1), *labels)
        words = _("“{sentence}”: changed since the mail: {names}.")
        return format_lazy(words, sentence=row.sentence, names=names)
    if told["wording"] != row.wording:
        # Whoever did it saw a reason to look again.
        return format_lazy(_("“{sentence}” was changed, and changed back."), sentence=row.sentence)
    return None


def details(row: Agreement) -> dict[str, str]:
    """Return a digest of each part: that it changed can be told, and nothing else is kept."""
    return {
        name: sha256(repr([str(getattr(row, one)) for one in of]).encode()).hexdigest()[:16]
        for name, (_label, of) in DETAILS.items()
    }
