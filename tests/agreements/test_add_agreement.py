"""Putting an agreement down: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.giving import MOST_BASIC, Given, Stated
from koppelvlak.agreements.models import Agreement, AgreementKind, Maturity, Side
from koppelvlak.agreements.sentence import Kind
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import CLOSED
from koppelvlak.networks.models import Network
from tests.aftermath import wrong
from tests.agreements.conftest import WORKED_OUT, Put, acts, gains, warning
from tests.conftest import Assume, Guard
from tests.world import TODAY, World


def test_a_coordinator_puts_it_down_and_it_reads_as_a_sentence(world: World, put: Put) -> None:
    row = put()
    assert row.sentence == (
        "Bij een verwachte uitval langer dan 2 uur: Vitens waarschuwt VR IJsselland per telefoon,"
        " binnen 30 minuten."
    )
    assert (row.within_minutes, row.maturity, row.owner) == (30, Maturity.AGREED, world.region)


def test_what_is_worked_out_counts_as_worked_out_at_once(put: Put) -> None:
    assert put(**WORKED_OUT).maturity == Maturity.WORKED_OUT


def test_a_boundary_worker_puts_down_what_the_own_organisation_does(
    world: World, network: Network
) -> None:
    add_agreement(network, warning(world), by=world.actor("joost"))
    assert Agreement.objects.count() == 1


def test_but_not_what_another_does(world: World, network: Network) -> None:
    given = warning(world, parties=(acts(world.region), gains(world.water)))
    with pytest.raises(RefusedError, match="your own organisation"):
        add_agreement(network, given, by=world.actor("joost"))
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("name", ["roos", "iris", "sanne", "anouk"])
def test_others_may_not(world: World, network: Network, name: str) -> None:
    with pytest.raises(RefusedError):
        add_agreement(network, warning(world), by=world.actor(name))


def test_only_a_national_editor_puts_it_down_for_the_whole_country(world: World) -> None:
    given = warning(world, tlp=Tlp.GREEN)
    assert add_agreement(None, given, by=world.actor("anouk")).network is None
    with pytest.raises(RefusedError):
        add_agreement(None, given, by=world.actor("noor"))


def test_a_closed_network_takes_none(world: World, network: Network, guard: Guard) -> None:
    guard.watching = False
    Network.objects.update(state=CLOSED)
    guard.watching = True
    with pytest.raises((WrongStateError, RefusedError)):
        add_agreement(network, warning(world), by=world.actor("noor"))


def test_the_log_names_it(put: Put) -> None:
    row = put()
    payload = Event.objects.latest("number").payload
    assert payload is not None
    assert payload["rows"][-1] == {
        "kind": "agreements.agreement", "id": str(row.uuid), "what": "created",
    }  # fmt: skip


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"parties": ()}, "acting"),
    ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "valid_to"),
    ({"tlp": Tlp.RED}, "tlp"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG, ids=[field for _c, field in WRONG])
def test_what_cannot_be_is_refused_and_nothing_stays(
    put: Put, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        put(**changes)
    assert list(caught.value.errors) == [field]
    assert not Agreement.objects.exists()


def test_what_is_above_the_ceiling_is_refused(put: Put, settings: Settings) -> None:
    settings.TLP_CEILING = "GREEN"
    with pytest.raises(BadInputError) as caught:
        put()
    assert list(caught.value.errors) == ["tlp"]


def test_a_number_is_used_once_in_a_network(world: World, put: Put) -> None:
    put(key="A1")
    with pytest.raises(BadInputError) as caught:
        put(key="A1")
    assert list(caught.value.errors) == ["key"]
    add_agreement(None, warning(world, key="A1"), by=world.actor("anouk"))


def test_there_are_at_most_twelve_basic_agreements_per_sector(world: World, put: Put) -> None:
    for _number in range(MOST_BASIC):
        put(basic=True, sectors=(world.sector,))
    with pytest.raises(BadInputError) as caught:
        put(basic=True, sectors=(world.sector,))
    assert list(caught.value.errors) == ["basic"]
    put(basic=False, sectors=(world.sector,))


def test_a_party_named_twice_stands_once(world: World, put: Put) -> None:
    row = put(parties=(acts(world.water), acts(world.water), gains(world.region)))
    assert [one.side for one in row.parties.all()] == [Side.ACTING, Side.BENEFITING]


def test_nobody_can_type_in_how_far_it_has_come() -> None:
    computed = {"maturity", "maturity_reasons", "maturity_checksum", "maturity_until", "wording"}
    assert not computed & set(Given.__dataclass_fields__)
    assert all(not Agreement._meta.get_field(name).editable for name in computed)


def test_the_kinds_of_the_engine_are_those_people_choose_from() -> None:
    assert {kind.value for kind in Kind} == set(AgreementKind.values)


@pytest.mark.parametrize(
    "kind", [Kind.FRAMEWORK, Kind.NOTE, Kind.RECOMMENDATION, Kind.NOT_EXPECTED]
)
def test_what_is_no_agreement_counts_for_nothing(put: Put, kind: str) -> None:
    assert put(kind=kind, **WORKED_OUT).maturity == Maturity.UNCOUNTED


def test_a_rule_stays_a_rule_and_reads_as_one(world: World, put: Put) -> None:
    every = Stated(Side.ACTING, every_kind=world.region.kind)
    row = put(parties=(every, gains(world.water)), trigger="", within="")
    assert row.parties.get(side=Side.ACTING).organisation is None
    assert row.sentence.startswith("Elk van de safety-region van het netwerk waarschuwt Vitens")


@pytest.mark.parametrize(
    ("action", "called"),
    [
        ("belt …", "belt …"),
        ("oefent " * 20, " ".join(["oefent"] * 8) + " …"),
        ("x" * 100, "x" * 59 + "…"),
    ],
)
def test_without_a_number_it_is_called_by_what_is_done(action: str, called: str) -> None:
    assert str(Agreement(action=action)) == called
    assert str(Agreement(key="D01", action=action)) == "D01"


def test_an_agreement_is_something_that_happened_in_the_network(
    put: Put, network: Network, assume: Assume
) -> None:
    assume(network, stirred_on=TODAY - timedelta(days=300))
    put()
    assert Network.objects.get(pk=network.pk).stirred_on == TODAY


def test_basic_models_take_no_place_of_what_holds_for_the_country(world: World) -> None:
    said: dict[str, Any] = {"basic": True, "sectors": (world.sector,), "tlp": Tlp.GREEN}
    anouk = world.actor("anouk")
    for _number in range(MOST_BASIC):
        add_agreement(None, warning(world, is_model=True, **said), by=anouk)
    assert add_agreement(None, warning(world, **said), by=anouk).basic
    told = wrong(lambda: add_agreement(None, warning(world, is_model=True, **said), by=anouk))
    assert list(told) == ["basic"]
