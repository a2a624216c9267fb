"""Giving a mandate: mandaat of government, volmacht of a company, to own people."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from koppelvlak import organisations
from koppelvlak.kit.errors import BadInputError, RefusedError
from koppelvlak.people.actions import give_mandate
from koppelvlak.people.models import Mandate, MandateKind
from koppelvlak.people.queries import PUBLIC_KINDS
from tests.people.conftest import Enter, mail_to
from tests.world import TODAY, World


def give(world: World, to: str, at: str, by: str, **changes: Any) -> Mandate:
    terms: Any = {"person": world.person(to), "what": "actieplannen", "valid_from": TODAY}
    return give_mandate(getattr(world, at), by=world.actor(by), **terms | changes)


@pytest.mark.parametrize(
    ("to", "at", "by", "kind"),
    [
        ("noor", "region", "bram", MandateKind.MANDAAT),
        ("joost", "water", "wil", MandateKind.VOLMACHT),
    ],
)
def test_the_kind_follows_the_organisation(
    world: World, to: str, at: str, by: str, kind: MandateKind
) -> None:
    assert give(world, to, at, by).kind == kind
    assert "actieplannen" in mail_to(f"{to}@voorbeeld.invalid").text


def test_the_kinds_of_government_are_kinds_that_exist() -> None:
    data = Path(organisations.__file__).parent / "data" / "kinds.csv"
    with data.open(newline="", encoding="utf-8") as file:
        kinds = {row["key"] for row in csv.DictReader(file)}
    assert kinds >= PUBLIC_KINDS


@pytest.mark.parametrize("name", ["noor", "wil", "petra"])
def test_others_may_not(world: World, name: str) -> None:
    with pytest.raises(RefusedError):
        give(world, "noor", "region", name)


def test_only_to_own_people(world: World) -> None:
    with pytest.raises(BadInputError):
        give(world, "joost", "region", "bram")


def test_the_days_stand_in_order(world: World) -> None:
    with pytest.raises(BadInputError):
        give(world, "noor", "region", "bram", valid_to=date(2026, 1, 1))


def test_the_form_gives_it_once(world: World, enter: Enter) -> None:
    url = reverse("people:give_mandate", args=[world.region.uuid])
    said = {"person": str(world.person("noor").uuid), "what": "alles", "valid_from": "2026-11-23"}
    said["token"] = "0b6ab5d0-2d4c-4f53-9d4e-0d5ac1a4a001"
    browser = enter("bram")
    assert browser.get(url).status_code == 200
    assert [browser.post(url, said).status_code for _ in range(2)] == [302, 302]
    assert Mandate.objects.count() == 1
