"""The command prepares what it needs and prints nothing but the networks."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.timezone import localdate

from koppelvlak import territory
from koppelvlak.jobs.readiness import note_ready
from koppelvlak.networks.models import Network

FACTS = Path(territory.__file__).parent / "data" / "supply_areas.csv"
Derive: TypeAlias = Callable[..., str]


@pytest.fixture
def derive(db: None) -> Derive:
    """Return the command on a database without any facts; what it printed."""

    def run(**options: Any) -> str:
        out = StringIO()
        call_command("derive", stdout=out, stderr=StringIO(), **options)
        return out.getvalue()

    return run


def test_the_facts_give_22_networks_also_on_a_fresh_installation(derive: Derive) -> None:
    printed = json.loads(derive(format="json"))
    with FACTS.open(encoding="utf-8", newline="") as file:
        implied = {(row["sector"], row["organisation"]) for row in csv.DictReader(file)}
    assert {(one["sector"], one["organisation"]) for one in printed} == implied
    assert len(printed) == Network.objects.count() == 22


def test_one_sector_only(derive: Derive) -> None:
    assert {one["sector"] for one in json.loads(derive(sector="gas", format="json"))} == {"gas"}


def test_a_sector_without_areas_has_no_networks(derive: Derive) -> None:
    assert json.loads(derive(sector="oil", format="json")) == []


def test_that_nothing_follows_is_said_beside_the_output(db: None) -> None:
    out, beside = StringIO(), StringIO()
    with translation.override("en"):
        call_command("derive", sector="oil", format="json", stdout=out, stderr=beside)
    assert json.loads(out.getvalue()) == []
    assert beside.getvalue().endswith("so no networks follow from them.\n")


def test_what_was_prepared_today_is_not_prepared_again(derive: Derive) -> None:
    first = derive(format="json")
    note_ready(localdate())
    beside, out = StringIO(), StringIO()
    call_command("derive", format="json", stdout=out, stderr=beside)
    assert (out.getvalue(), beside.getvalue()) == (first, "")


def test_another_day_is_printed_but_not_stored(derive: Derive) -> None:
    derive(format="csv")
    stored = set(Network.objects.values_list("uuid", "version", "derived_for"))
    derive(on="2040-01-01", format="csv")
    assert set(Network.objects.values_list("uuid", "version", "derived_for")) == stored


def test_a_second_time_prints_the_same(derive: Derive) -> None:
    assert derive() == derive()


def test_an_unknown_sector_is_refused_in_a_sentence(derive: Derive) -> None:
    with pytest.raises(CommandError, match="drinking-water") as refused:
        derive(sector="steam")
    assert refused.value.returncode == 2


@pytest.mark.parametrize("day", ["soon", "2027-02-30", "2027", "0000-01-01"])
def test_a_day_that_is_none_is_refused_in_a_sentence(derive: Derive, day: str) -> None:
    with pytest.raises(CommandError, match=day) as refused:
        derive(on=day)
    assert refused.value.returncode == 2
