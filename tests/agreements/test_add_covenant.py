"""Putting a covenant down: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from koppelvlak.agreements.covenants import Paper, Signing, add_covenant, sign
from koppelvlak.agreements.lifecycle import DRAFT, EXPIRED, IN_FORCE, PARTLY
from koppelvlak.agreements.models import Covenant, CovenantKind
from koppelvlak.framework.models import Theme
from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import CLOSED
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, wrong
from tests.agreements.conftest import SIGNED, paper
from tests.conftest import Assume, Guard
from tests.framework.conftest import make_themes
from tests.world import TODAY, World


@pytest.fixture
def five(db: None, guard: Guard) -> Theme:
    guard.watching = False
    made = make_themes()[5]
    guard.watching = True
    return made


def test_what_nobody_signed_yet_is_a_draft(world: World, network: Network) -> None:
    row = add_covenant(network, paper(world, None), by=world.actor("noor"))
    assert (row.state, row.signed_on, row.version) == (DRAFT, None, 1)
    assert (row.network, row.owner) == (network, world.region)


@pytest.mark.parametrize("days", [(SIGNED, None), (None, SIGNED)], ids=["first", "last"])
def test_what_some_signed_and_others_did_not_is_partly_signed(
    world: World, network: Network, days: tuple[date | None, date | None]
) -> None:
    parties = (Signing(world.water, signed_on=days[0]), Signing(world.region, signed_on=days[1]))
    row = add_covenant(network, paper(world, parties=parties), by=world.actor("noor"))
    kept = Covenant.objects.get(pk=row.pk)
    assert (kept.state, kept.signed_on, kept.ended_on) == (PARTLY, None, None)
    assert tuple(one.signed_on for one in kept.parties.all()) == days


def test_the_last_party_signs_what_came_in_partly_signed(world: World, network: Network) -> None:
    half = (Signing(world.water, signed_on=SIGNED), Signing(world.region))
    row = add_covenant(network, paper(world, parties=half), by=world.actor("noor"))
    sign(row, row.parties.all()[1].pk, by=world.actor("noor"), on=TODAY)
    kept = Covenant.objects.get(pk=row.pk)
    assert (kept.state, kept.signed_on) == (IN_FORCE, TODAY)


def test_nobody_signed_on_a_day_to_come(world: World, network: Network) -> None:
    ahead = (Signing(world.water, signed_on=TODAY + timedelta(days=1)), Signing(world.region))
    told = wrong(lambda: add_covenant(network, paper(world, parties=ahead), by=world.actor("noor")))
    assert told == {"parties": ["The day of a signature is still to come."]}
    assert not Covenant.objects.exists()


def test_the_last_signature_is_the_day_on_which_it_was_signed(
    world: World, network: Network
) -> None:
    later = SIGNED + timedelta(days=20)
    parties = (Signing(world.water, signed_on=later), Signing(world.region, signed_on=SIGNED))
    row = add_covenant(network, paper(world, parties=parties), by=world.actor("noor"))
    assert (row.state, row.signed_on) == (IN_FORCE, later)


def test_without_parties_it_is_a_draft(world: World, network: Network) -> None:
    row = add_covenant(network, Paper(title="Nog leeg"), by=world.actor("noor"))
    assert (row.state, row.parties.count()) == (DRAFT, 0)


def test_everything_that_the_paper_says_is_kept(
    world: World, network: Network, five: Theme
) -> None:
    said: dict[str, Any] = {
        "scope_in": "levering", "scope_out": "tarieven", "signed_at": "Zwolle",
        "valid_from": SIGNED, "valid_to": date(2030, 1, 1), "notice": "schriftelijk",
        "review_months": 24, "tlp": Tlp.GREEN, "source": "archief", "certainty": "sourced",
    }  # fmt: skip
    whole = paper(world, sectors=(world.sector,), themes=(five,), **said)
    row = Covenant.objects.get(pk=add_covenant(network, whole, by=world.actor("noor")).pk)
    assert {name: getattr(row, name) for name in said} == said
    assert (list(row.sectors.all()), list(row.themes.all())) == ([world.sector], [five])


def test_parties_stand_in_the_order_of_the_paper(world: World, network: Network) -> None:
    parties = (
        Signing(text="Gemeente Ommen", representative="A. Bos", function="burgemeester"),
        Signing(world.water),
        Signing(world.region),
    )
    row = add_covenant(network, paper(world, parties=parties), by=world.actor("noor"))
    assert [str(one) for one in row.parties.all()] == [
        "Gemeente Ommen", "Vitens", "Veiligheidsregio IJsselland",
    ]  # fmt: skip
    first = row.parties.all()[0]
    assert (first.representative, first.function) == ("A. Bos", "burgemeester")


def test_paper_that_ran_out_long_ago_comes_in_as_expired(world: World, network: Network) -> None:
    last = TODAY - timedelta(days=1)
    row = add_covenant(network, paper(world, valid_to=last), by=world.actor("noor"))
    assert (row.state, row.ended_on) == (EXPIRED, last)


@pytest.mark.parametrize("name", ["noor", "bram", "joost"])
def test_who_leads_or_sits_there_as_boundary_worker_may(
    world: World, network: Network, name: str
) -> None:
    actor = world.actor(name)
    assert add_covenant(network, paper(world), by=actor).owner == (
        world.water if name == "joost" else world.region
    )


@pytest.mark.parametrize("name", ["lezer", "roos", "wil", "iris", "sanne", "anouk"])
def test_who_may_not_is_told_who_may(world: World, network: Network, name: str) -> None:
    told = refusal(RefusedError, lambda: add_covenant(network, paper(world), by=world.actor(name)))
    assert told == (
        "To do this (add a covenant to a network) you must be: who leads the network: its chair,"
        " its secretary, or the lead organisation; boundary worker of an organisation that sits in"
        " the network."
    )
    assert not Covenant.objects.exists()


@pytest.mark.parametrize("name", ["petra", "otto"])
def test_who_sees_no_network_hears_of_none(world: World, network: Network, name: str) -> None:
    refusal(UnseenError, lambda: add_covenant(network, paper(world), by=world.actor(name)))
    assert not Covenant.objects.exists()


@pytest.mark.parametrize("kind", [CovenantKind.MODEL, CovenantKind.NATIONAL])
def test_a_national_editor_puts_down_what_holds_everywhere(world: World, kind: str) -> None:
    row = add_covenant(None, paper(world, kind=kind, tlp=Tlp.GREEN), by=world.actor("anouk"))
    assert (row.network, row.owner, row.kind) == (None, world.ministry, kind)
    assert left().action == Can.ADD_NATIONAL_COVENANT


@pytest.mark.parametrize("name", ["noor", "bram", "joost", "lezer", "iris"])
def test_nobody_else_does(world: World, name: str) -> None:
    national = paper(world, kind=CovenantKind.NATIONAL)
    told = refusal(RefusedError, lambda: add_covenant(None, national, by=world.actor(name)))
    assert told.endswith("you must be: national editor.")


def test_a_closed_network_takes_none(world: World, network: Network, assume: Assume) -> None:
    assume(network, state=CLOSED)
    with pytest.raises((RefusedError, WrongStateError)):
        add_covenant(network, paper(world), by=world.actor("noor"))
    assert not Covenant.objects.exists()


BELONGS = "Model and national covenants belong to no network."
NAMED = "What only named persons may know cannot be an agreement between organisations."
WRONG: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
    ({"tlp": Tlp.RED}, {"tlp": [NAMED]}),
    ({"kind": CovenantKind.NATIONAL}, {"kind": [BELONGS]}),
    ({"kind": CovenantKind.MODEL}, {"kind": [BELONGS]}),
    (
        {"valid_from": TODAY, "valid_to": TODAY - timedelta(days=1)},
        {"valid_to": ["This day is before the first day."]},
    ),
    (
        {"tlp": Tlp.RED, "kind": CovenantKind.MODEL},
        {"tlp": [NAMED], "kind": [BELONGS]},
    ),
]


@pytest.mark.parametrize(
    ("changes", "errors"), WRONG, ids=["red", "national", "model", "days", "two"]
)
def test_what_cannot_be_is_said_per_field(
    world: World, network: Network, changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    asked = paper(world, **changes)
    assert wrong(lambda: add_covenant(network, asked, by=world.actor("noor"))) == errors
    assert not Covenant.objects.exists()


def test_a_regional_one_needs_a_network(world: World) -> None:
    told = wrong(lambda: add_covenant(None, paper(world), by=world.actor("anouk")))
    assert told == {"kind": ["A regional covenant belongs to a network."]}


def test_one_day_is_a_term(world: World, network: Network) -> None:
    row = add_covenant(
        network, paper(world, valid_from=TODAY, valid_to=TODAY), by=world.actor("noor")
    )
    assert (row.valid_from, row.valid_to) == (TODAY, TODAY)


def test_what_is_above_the_ceiling_is_refused(
    world: World, network: Network, settings: Settings
) -> None:
    settings.TLP_CEILING = "GREEN"
    told = wrong(lambda: add_covenant(network, paper(world), by=world.actor("noor")))
    assert list(told) == ["tlp"]
    assert told["tlp"][0].startswith("This installation may not keep what is")


@pytest.fixture
def done(world: World, network: Network) -> Callable[[], Covenant]:
    return lambda: add_covenant(network, paper(world), by=world.actor("noor"))


def test_the_log_speaks_of_the_network_and_names_the_covenant(
    network: Network, done: Callable[[], Covenant]
) -> None:
    done()
    told = left()
    assert (told.action, told.result, told.subject) == (Can.ADD_COVENANT, "done", network.uuid)
    assert (told.who, told.organisation) == ("Noor de Wit", "VR IJsselland")
    assert told.rows == [("agreements.covenant", "created")]
    assert mails() == []


def test_the_network_moves_on_one_version(network: Network, done: Callable[[], Covenant]) -> None:
    done()
    assert Network.objects.get().version == network.version + 1
