"""The page of a covenant tells from when it holds, and for which sectors and themes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.agreements.conftest import Enter, Lay, in_dutch
from tests.agreements.lists import load_facts
from tests.coverage.conftest import themes
from tests.reading import read
from tests.world import World

MOST = 12


@pytest.fixture(autouse=True)
def facts(world: World) -> None:
    load_facts()


def test_it_tells_from_when_it_holds(enter: Enter, lay: Lay) -> None:
    row = lay(valid_from=date(2026, 2, 1), valid_to=date(2030, 1, 1))
    told = read(enter("roos"), row.get_absolute_url())
    assert "Valid from 1 February 2026 Valid until 1 January 2030" in told


def test_it_tells_its_sectors_and_themes(enter: Enter, lay: Lay, world: World) -> None:
    five, six = themes(5, 6)
    row = lay(sectors=(world.sector,), themes=(five, six))
    told = read(enter("roos"), row.get_absolute_url())
    assert f"Sectors {world.sector} Themes {five}; {six} What it covers" in told


def test_in_dutch_as_well(enter: Enter, lay: Lay, world: World) -> None:
    row = lay(sectors=(world.sector,), themes=themes(5), valid_from=date(2026, 2, 1))
    told = read(in_dutch(enter("roos")), row.get_absolute_url())
    assert "Geldig vanaf 1 februari 2026" in told
    assert "Sectoren Drinkwater Thema’s 5" in told


def test_what_is_not_known_is_a_dash(enter: Enter, lay: Lay) -> None:
    told = read(enter("roos"), lay().get_absolute_url())
    assert "Sectors – Themes – What it covers –" in told
    assert "Valid from – Valid until indefinite" in told


def test_it_asks_no_more_queries_for_many(enter: Enter, lay: Lay, world: World) -> None:
    row = lay(sectors=(world.sector,), themes=themes(1, 2, 3, 4, 5, 6, 7, 8))
    client = enter("noor")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(row.get_absolute_url()).status_code == 200
    assert len(queries) <= MOST
