"""Wherever a row points at a person, the export of that person has it; whoever adds one, adds both.

For each such field a row is put down that points at Noor; what is kept of her must then be more.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from koppelvlak.agreements.models import Agreement, Confirmation, ConfirmationAsk
from koppelvlak.networks.models import Network, Seat
from koppelvlak.people.export import kept_of
from koppelvlak.people.models import Function, Person
from koppelvlak.rounds.models import Ask, Round
from tests.people.conftest import Alter
from tests.world import TODAY, World

# Kept as parts of their own since the first export; test_export.py has one of each.
SHOWN_BEFORE = {
    ("Function", "person"), ("Function", "deputy"), ("Mandate", "person"),
    ("EmailAddress", "user"), ("Authenticator", "user"), ("SocialAccount", "user"),
}  # fmt: skip
# An invitation names who invited in words, in the part of whoever was invited.
NAMED_IN_WORDS = {("Invitation", "inviter")}
NEW = {
    ("Function", "confirmed_by"): "confirmed_functions",
    ("Ask", "person"): "rounds",
    ("ConfirmationAsk", "person"): "agreement_asks",
    ("ConfirmationAsk", "answered_by"): "agreement_asks",
    ("Network", "chair"): "offices",
    ("Network", "secretary"): "offices",
    ("Seat", "representative"): "seats",
    ("Seat", "deputy"): "seats",
}


def size(person: Person) -> dict[str, int]:
    return {part.key: len(part.rows) for part in kept_of(person)}


def network(world: World, alter: Alter, **changes: Any) -> Network:
    row = Network(
        sector=world.sector, anchor=world.water, derived_for=TODAY, input_checksum="0" * 64,
        derived_at=datetime(2026, 11, 23, tzinfo=UTC), **changes,
    )  # fmt: skip
    alter(row)
    return row


def put_down(world: World, alter: Alter, model: str, field: str) -> None:
    """Let a row of this kind point at Noor with this field."""
    noor: Any = {field: world.person("noor")}
    if model == "Function":
        row = Function.objects.get(person=world.person("lezer"))
        row.confirmed_by, row.last_confirmed = world.person("noor"), TODAY
        alter(row)
    elif model == "Ask":
        asked = Round(organisation=world.region, begin=date(2026, 10, 1), asked_on=TODAY)
        alter(asked)
        alter(Ask(round=asked, covers={}, sent_on=TODAY, **noor))
    elif model == "ConfirmationAsk":
        whom = {"person": world.person("lezer")} | noor
        days: Any = {"asked_on": TODAY, "sent_on": TODAY}
        alter(ConfirmationAsk(organisation=world.region, covers={}, **days, **whom))
    elif model == "Network":
        network(world, alter, **noor)
    else:
        place = network(world, alter)
        alter(Seat(network=place, organisation=world.region, invited_on=TODAY, **noor))


def test_every_field_that_points_at_a_person_is_known() -> None:
    found = {
        (relation.related_model.__name__, relation.field.name)
        for relation in Person._meta.related_objects
    }
    assert found == SHOWN_BEFORE | NAMED_IN_WORDS | set(NEW)


@pytest.mark.parametrize(("field", "part"), NEW.items(), ids=[".".join(one) for one in NEW])
def test_it_is_in_the_export(world: World, alter: Alter, field: tuple[str, str], part: str) -> None:
    before = size(world.person("noor"))
    put_down(world, alter, *field)
    after = size(world.person("noor"))
    assert {key: after[key] - count for key, count in before.items() if after[key] != count} == {
        part: 1
    }


def test_a_confirmation_of_an_agreement_is_in_it(world: World, alter: Alter) -> None:
    row = Agreement(action="waarschuwt de regio", kind="agreed")
    alter(row)
    alter(
        Confirmation(
            agreement=row, organisation=world.region, on=TODAY, how="own", wording=1,
            by=world.person("noor").uuid,
        )
    )  # fmt: skip
    assert size(world.person("noor"))["confirmed_agreements"] == 1
