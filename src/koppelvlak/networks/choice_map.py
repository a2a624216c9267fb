"""How a division would part the country: its units with figures, and the same as a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import dist, inf
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from koppelvlak.kit.access import Actor
from koppelvlak.networks.choosing import Unit
from koppelvlak.networks.models import Network
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.atlas import NONE, SHADES, Map, Mark, region_map
from koppelvlak.territory.models import Municipality, Shape

Place = tuple[float, float]


@dataclass(frozen=True)
class Part:
    """One unit of a division, with its people and the network that is there already."""

    unit: Unit
    people: int
    network: Network | None

    @property
    def certainties(self) -> list[str]:
        """Return how sure it is which regions belong to it."""
        return sorted(self.unit.certainties)


@dataclass(frozen=True)
class Parts:
    """The units of a division; ``left_out`` are regions of which it is not known where they go."""

    units: list[Part]
    left_out: list[str]


def parts(units: Sequence[Unit], actor: Actor) -> Parts:
    """Return the units with their figures of today; networks as far as one may see them."""
    holds = Q(valid_from__lte=actor.on) & (Q(valid_to=None) | Q(valid_to__gt=actor.on))
    towns = Municipality.objects.filter(holds).order_by("region__code")
    rows = towns.values_list("region__code", "region__name").annotate(people=Sum("population"))
    people = {code: (name, number) for code, name, number in rows}
    taken = [unit.taken.pk for unit in units if unit.taken]
    seen = Network.objects.visible_to(actor).select_related("sector", "anchor").in_bulk(taken)
    placed = {code for unit in units for code in unit.codes}
    return Parts(
        units=[
            Part(
                unit=unit,
                people=sum(people[code][1] for code in unit.codes if code in people),
                network=seen.get(unit.taken.pk) if unit.taken else None,
            )
            for unit in units
        ],
        left_out=[name for code, (name, _number) in people.items() if code not in placed],
    )


def unit_map(units: Sequence[Unit], sector: Sector, division: Any) -> Map:
    """Return the map of a division: regions of one unit in one tone, neighbours in others."""
    tones = _tones(units)
    names: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        names[tones[unit.key]].append(unit.name)
    return region_map(
        {code: Mark(tones[unit.key], unit.name) for unit in units for code in unit.codes},
        title=_("Networks of %(sector)s, %(division)s")
        % {"sector": sector.name, "division": division},
        description=_("Every safety region, with the area to which it would belong."),
        hue=sector.tone,
        legend={
            NONE: _("not known where it belongs"),
            **{tone: ", ".join(found) for tone, found in names.items()},
        },
    )


def _tones(units: Sequence[Unit]) -> dict[str, str]:
    """Give each unit one of the few tones, that of the units furthest away from it."""
    shapes = Shape.objects.filter(kind=Shape.REGION).values_list("code", "x", "y")
    at = {code: (x, y) for code, x, y in shapes}
    places = {unit.key: [at[code] for code in unit.codes if code in at] for unit in units}
    painted: dict[str, list[Place]] = {f"shade-{number}": [] for number in range(1, SHADES + 1)}
    tones = {}
    for unit in units:
        tone = max(painted, key=lambda one: _apart(places[unit.key], painted[one]))
        painted[tone] += places[unit.key]
        tones[unit.key] = tone
    return tones


def _apart(some: Iterable[Place], others: Iterable[Place]) -> float:
    return min((dist(one, other) for one, other in product(some, others)), default=inf)
