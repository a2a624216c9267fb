"""Which organisation people mean by a name; what is not found gets suggestions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from koppelvlak.agreements.columns import folded
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.models.party import plural
from koppelvlak.organisations.models import ContactPoint, Kind, Name, Organisation

EVERYBODY = {folded(word) for word in ("everybody", "iedereen", "alle deelnemers", "participants")}
EVERY = re.compile(r"(?:alle|elke|elk|iedere|all|every|each)\s+(?P<kind>.+)", re.IGNORECASE)
DUTCH = re.compile(r"alle|elke|elk|iedere", re.IGNORECASE)
# At these tables "regio" alone is the safety region.
SHORT = {"safety-region": ("regio", "regios", "region", "regions")}
CLOSE, MOST = 0.75, 3


@dataclass
class Directory:
    """All organisations by every name they have, read once for a whole list."""

    by_name: dict[str, Organisation] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def stated(self, text: str, side: str, line: int) -> tuple[Stated, ...]:
        """Return the party that a text means; several when commas part known names."""
        whole = self._one(text, side)
        if whole is not None:
            return (whole,)
        pieces = [self._one(piece.strip(), side) for piece in text.split(",")]
        if len(pieces) > 1 and all(pieces):
            return tuple(one for one in pieces if one)
        self.unknown[text].append(line)
        return (Stated(side, text=text[:160]),)

    def suggestions(self, text: str) -> list[str]:
        """Return names that look like this one, the closest first; of a rule, those of kinds."""
        every = EVERY.fullmatch(text)
        if every:
            kinds = get_close_matches(folded(every["kind"]), self.kinds, n=MOST, cutoff=CLOSE)
            language = "nl" if DUTCH.match(text) else "en"
            said = {"nl": "alle", "en": "all"}[language]
            return list(
                dict.fromkeys(f"{said} {plural(self.kinds[name], language)}" for name in kinds)
            )
        close = get_close_matches(folded(text), self.spelled, n=MOST, cutoff=CLOSE)
        return list(dict.fromkeys(self.spelled[name] for name in close))

    def _one(self, text: str, side: str) -> Stated | None:
        name = folded(text)
        if name in self.by_name:
            return Stated(side, organisation=self.by_name[name])
        if name in EVERYBODY:
            return Stated(side, everybody=True)
        every = EVERY.fullmatch(text)
        kind = self.kinds.get(folded(every["kind"])) if every else None
        return Stated(side, every_kind=kind) if kind else None


def directory() -> Directory:
    """Return every organisation by key, name, short name and former names; three queries.

    A name that two organisations have had belongs to the one that has it now.
    """
    found = Directory()
    found.kinds.update(_kinds())
    rows = {row.pk: row for row in Organisation.objects.select_related("kind").order_by("pk")}
    for row in rows.values():
        for name in (row.short_name, row.name, row.key):
            _add(found, name, row)
    for former in Name.objects.all():
        for name in (former.short_name, former.name):
            _add(found, name, rows[former.organisation_id])
    return found


def _kinds() -> dict[str, Kind]:
    """Return every kind by its names; what is a name goes before a short word for another."""
    kinds = list(Kind.objects.all())
    short = {word: one for one in kinds for word in SHORT.get(one.key, ())}
    named = {
        folded(name): one
        # The first one keeps a name that two have.
        for one in reversed(kinds)
        for name in (one.name_nl, one.name_en, one.plural_nl, one.plural_en)
    }
    return short | named


def point_called(text: str, parties: Iterable[Stated]) -> ContactPoint | None:
    """Return the contact point of one of these parties that has this function, if it is one."""
    owners = [one.organisation.pk for one in parties if one.organisation]
    if not text or not owners:
        return None
    found = ContactPoint.objects.filter(organisation__in=owners, function__iexact=text)[:2]
    return found[0] if len(found) == 1 else None


def _add(found: Directory, name: str, row: Organisation) -> None:
    key = folded(name)
    if key and key not in found.by_name:
        found.by_name[key] = row
        found.spelled[key] = name
