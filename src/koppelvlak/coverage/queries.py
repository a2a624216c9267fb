"""What may one ask of the coverage? Only what the actor may see counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Q

from koppelvlak.agreements.at_table import seated
from koppelvlak.agreements.models import Agreement, Party
from koppelvlak.agreements.models.sight import NATIONAL, TABLE
from koppelvlak.agreements.queries import network_to
from koppelvlak.coverage.counting import LEVEL
from koppelvlak.coverage.matrix import SHAPE, Ints, Reading, gathered, read, tally
from koppelvlak.coverage.models import Baseline, Tally
from koppelvlak.kit.access import NOTHING, Actor, require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import PROPOSED, STANDING
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.rights import Can, Rel
from koppelvlak.thing import everywhere

REGION_KIND = "safety-region"
# These relations look at the network and the class of an agreement alone, so that a tally has them
# as well; being a party, or the owner, is asked of the agreements themselves.
BY_PLACE = (Rel.MEMBER, Rel.COORDINATOR, Rel.PARTICIPANT, Rel.NATIONAL)
ROW = ("pk", "network", "tlp", "maturity", "basic", "themes__number")


@dataclass(frozen=True)
class Counted:
    """Counts per place (key of a network, None: the whole country), and the strictest class."""

    places: Mapping[int | None, int]
    counts: Ints
    tlp: Tlp


@dataclass(frozen=True)
class Ground:
    """All that a matrix is made of: networks by key, who sits where, and the counts.

    ``own``: the standing networks at whose table the organisation of the actor sits.
    """

    networks: Mapping[int, Network]
    tables: Mapping[int, Sequence[Organisation]]
    counted: Counted
    own: AbstractSet[int] = frozenset()


def may_see(actor: Actor) -> bool:
    """Say whether the actor sees coverage at all: participants do, guests never; no query."""
    rules = everywhere(actor)
    needed = Register.rights.needed(Can.SEE_COVERAGE)
    return any(rules[name] != NOTHING for name in needed if name in rules)


def see(actor: Actor) -> None:
    """Raise UnseenError for who sees no coverage."""
    if not may_see(actor):
        raise UnseenError


def ground(actor: Actor) -> Ground:
    """Return what the actor may know of every network that is proposed or stands; six queries."""
    see(actor)
    rows = Network.objects.visible_to(actor).filter(state__in=(PROPOSED, *STANDING))
    networks = {one.pk: one for one in rows.select_related("sector", "anchor")}
    tables = seated(networks.values())
    # Nothing is agreed in what is a proposal yet.
    own = {
        pk
        for pk, table in tables.items()
        if networks[pk].stands and any(one.uuid == actor.organisation for one in table)
    }
    return Ground(networks, tables, counted(actor), own)


def counted(actor: Actor) -> Counted:
    """Return how many agreements the actor may see are how far, per place; two queries."""
    rules = Agreement.relations(actor)
    kept = list(Tally.objects.filter(_by_place(rules)).values_list("network", "tlp", "counts"))
    told = {one[:2] for one in kept}
    more = [one for one in _by_party(actor, rules) if one[1:3] not in told]
    keys = dict.fromkeys([*(one[0] for one in kept), *(one[1] for one in more)])
    places = {place: number for number, place in enumerate(keys)}
    counts = _tallied(more, places)
    if kept:
        numbers = np.array([one[2] for one in kept], dtype=np.int64).reshape(-1, *SHAPE)
        np.add.at(counts, [places[one[0]] for one in kept], numbers)
    return Counted(places, counts, _class(kept, more))


def counted_in(network: Network, actor: Actor) -> Counted:
    """Return the same of one network, from its agreements themselves; one query."""
    named = Party.objects.filter(
        Q(organisation__uuid=actor.organisation), agreement__network=network
    ).values("agreement")
    rules = Agreement.relations(actor)
    sight = _by_place(rules) | (Q(pk__in=named) & TABLE) | rules[Rel.COLLEAGUE]
    rows = list(Agreement.objects.filter(sight, network=network).order_by().values_list(*ROW))
    places: dict[int | None, int] = {network.pk: 0}
    return Counted(places, _tallied(rows, places), _class([], rows))


def matrix(found: Counted, groups: Sequence[Iterable[int | None]], *, basic: bool) -> Reading:
    """Read the counts of groups of places."""
    member = np.zeros((len(groups), len(found.places)), dtype=np.int64)
    for number, group in enumerate(groups):
        member[number, [found.places[one] for one in group if one in found.places]] = 1
    return read(gathered(found.counts, member), basic_only=basic)


def _by_place(rules: Mapping[str, Q]) -> Q:
    return reduce(or_, (rules[name] for name in BY_PLACE))


def _by_party(actor: Actor, rules: Mapping[str, Q]) -> Iterable[Any]:
    """Return the rows that the actor may see as a named party, or of the own organisation.

    A rule among the parties holds for who sits at the table, and who sits there sees all of that;
    but in an agreement for the whole country it holds for who sits elsewhere.
    """
    named = Party.objects.filter(Q(organisation__uuid=actor.organisation)).values("agreement")
    ruled = NATIONAL & rules[Rel.PARTY]
    keys = [
        Agreement.objects.filter(one).order_by().values("pk")
        for one in (Q(pk__in=named) & TABLE, ruled, rules[Rel.COLLEAGUE])
    ]
    # Questions that each follow an index; as one they would read every agreement.
    rows = Agreement.objects.filter(pk__in=keys[0].union(*keys[1:])).order_by()
    return rows.values_list(*ROW)


def _tallied(rows: Sequence[Any], places: Mapping[int | None, int]) -> Ints:
    masks: dict[int, int] = defaultdict(int)
    facts: dict[int, tuple[int, int, int]] = {}
    for pk, place, _tlp, level, basic, theme in rows:
        masks[pk] |= 1 << (theme - 1) if theme else 0
        facts[pk] = (places[place], LEVEL[level], int(basic))
    told = np.array(list(facts.values()), dtype=np.int64).reshape(-1, 3)
    about = np.array([masks[pk] for pk in facts], dtype=np.int64)
    return tally(told[:, 0], about, told[:, 1], told[:, 2], size=len(places))


def _class(kept: Sequence[Any], more: Sequence[Any]) -> Tlp:
    """Return the class of a page with these counts: that of the strictest agreement in them."""
    said = {Tlp(tlp) for _place, tlp, counts in kept if any(counts)}
    return max(said | {Tlp(one[2]) for one in more} | {Tlp.GREEN}, key=lambda tlp: tlp.rank)


def baseline(network: Network, *, actor: Actor) -> Baseline | None:
    """Return the baseline of a network, as far as there is one that the actor may see."""
    rows = Baseline.objects.visible_to(actor).with_relations(actor)
    found = rows.filter(network=network).first()
    if found is not None:
        found.network = network
    return found


def network_of(uuid: UUID, *, actor: Actor) -> tuple[Network, Baseline | None]:
    """Return a network with its baseline, if any, for who sits there; raise UnseenError."""
    network = network_to(Can.SEE_NETWORK, uuid, actor=actor)
    if not {Rel.MEMBER, Rel.COORDINATOR} & network.related_to(actor):
        raise UnseenError
    return network, baseline(network, actor=actor)


def baseline_to_fill(uuid: UUID, *, actor: Actor) -> tuple[Network, Baseline | None]:
    """Return what the form is about; raise UnseenError, RefusedError."""
    network = network_to(Can.SEE_NETWORK, uuid, actor=actor)
    found = baseline(network, actor=actor)
    if found is None:
        require(Can.TAKE_BASELINE, network.related_to(actor), network.rights)
    else:
        require(Can.CORRECT_BASELINE, found.related_to(actor), found.rights)
    return network, found
