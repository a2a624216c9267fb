"""On small cases the scale advice is exactly that of trying everything, 500 times over."""

from __future__ import annotations

from random import Random

import pytest

from koppelvlak.networks.scale import advise
from koppelvlak.networks.staffing import Limits, Net
from tests.engines.scale_oracle import best_tables

CASES, BATCH = 500, 50
REGIONS = [f"VR{number:02}" for number in range(1, 6)]
SECTORS = ["electricity", "gas", "water"]
GROUPS = [
    (),
    (frozenset({"electricity", "gas"}),),
    (frozenset(SECTORS),),
]


def networks(chance: Random) -> list[Net]:
    regions = REGIONS[: chance.randint(1, 5)]
    companies = ["Ans", "Bep", "Cor"][: chance.randint(1, 3)]
    every = [(sector, company) for sector in SECTORS for company in companies]
    return [
        Net(
            f"{sector} {company}",
            sector,
            frozenset(
                {company} if chance.random() < 0.9 else [*chance.sample(companies, 1), "Dik"]
            ),
            frozenset(chance.sample(regions, chance.randint(1, len(regions)))),
        )
        for sector, company in chance.sample(every, min(len(every), chance.randint(1, 5)))
    ]


def borders(chance: Random) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {region: set() for region in REGIONS}
    for place, one in enumerate(REGIONS):
        for other in REGIONS[place + 1 :]:
            if chance.random() < 0.5:
                found[one].add(other)
                found[other].add(one)
    return found


def limits(chance: Random) -> Limits:
    asked = chance.sample(REGIONS, chance.randint(1, 4)) if chance.random() < 0.4 else []
    return Limits(
        table=chance.randint(2, 8),
        region=chance.randint(1, 4),
        together=chance.choice(GROUPS),
        neighbours=chance.random() < 0.7,
        asked=frozenset(asked),
    )


@pytest.mark.parametrize("batch", range(CASES // BATCH))
def test_nothing_that_can_be_tried_is_better(batch: int) -> None:
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        chance = Random(seed)
        nets, near, wanted = networks(chance), borders(chance), limits(chance)
        advice = advise(nets, near, wanted)
        found = [(table.regions, table.networks, table.companies) for table in advice.tables]
        assert (advice.proven, found) == (True, best_tables(nets, near, wanted)), seed
