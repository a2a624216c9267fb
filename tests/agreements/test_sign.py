"""Recording a signature: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.covenants import Signing, renew, sign
from koppelvlak.agreements.lifecycle import (
    COVENANT,
    EXPIRED,
    EXPIRING,
    IN_FORCE,
    PARTLY,
    READY,
    RENEWED,
    REVIEW_DUE,
)
from koppelvlak.agreements.models import Agreement, Covenant, Maturity, Signatory
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.kit.waiting import waiting
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, wrong
from tests.agreements.conftest import SIGNED, UNSEEN, WORKED_OUT, Lay, signatory, warning
from tests.conftest import Assume
from tests.world import TODAY, World


@pytest.fixture
def ready(lay: Lay) -> Covenant:
    return lay(signed=None, state=READY)


def fresh(row: Covenant) -> Covenant:
    return Covenant.objects.get(pk=row.pk)


def key(row: Covenant, position: int = 0) -> int:
    return row.parties.all()[position].pk


def signed(row: Covenant) -> list[bool]:
    return [one.signed_on is not None for one in row.parties.all()]


def test_the_first_signature_makes_it_partly_signed(world: World, ready: Covenant) -> None:
    sign(ready, key(ready), by=world.actor("joost"), on=SIGNED)
    assert (fresh(ready).state, fresh(ready).signed_on) == (PARTLY, None)
    assert signed(ready) == [True, False]


def test_the_last_one_brings_it_in_force(world: World, ready: Covenant) -> None:
    sign(ready, key(ready, 1), by=world.actor("noor"), on=TODAY)
    sign(ready, key(ready), by=world.actor("joost"), on=SIGNED)
    assert (fresh(ready).state, fresh(ready).signed_on) == (IN_FORCE, TODAY)


@pytest.mark.parametrize(
    ("days", "state"), [(-1, EXPIRED), (0, EXPIRING), (100, EXPIRING), (400, IN_FORCE)]
)
def test_paper_can_be_older_than_its_signature_here(
    world: World, lay: Lay, days: int, state: str
) -> None:
    last = TODAY + timedelta(days=days)
    row = lay(
        parties=(Signing(world.water, signed_on=SIGNED), Signing(world.region)),
        valid_to=last, state=PARTLY,
    )  # fmt: skip
    sign(row, key(row, 1), by=world.actor("noor"), on=SIGNED)
    assert (fresh(row).state, fresh(row).ended_on) == (state, last if days < 0 else None)


def test_a_review_that_is_long_due_is_due_at_once(world: World, lay: Lay) -> None:
    parties = (Signing(world.water, signed_on=SIGNED), Signing(world.region))
    row = lay(parties=parties, review_months=6, state=PARTLY)
    assert sign(row, key(row, 1), by=world.actor("noor"), on=SIGNED).state == REVIEW_DUE


@pytest.mark.parametrize("name", ["noor", "bram", "joost"])
def test_a_party_or_who_leads_records_it(world: World, ready: Covenant, name: str) -> None:
    assert sign(ready, key(ready), by=world.actor(name), on=SIGNED).state == PARTLY


@pytest.mark.parametrize("name", ["roos", "lezer"])
def test_a_signatory_of_a_party_does_too(world: World, ready: Covenant, name: str) -> None:
    assert sign(ready, key(ready), by=signatory(world, name), on=SIGNED).state == PARTLY


@pytest.mark.parametrize("name", ["roos", "wil", "lezer"])
def test_who_only_reads_does_not(world: World, ready: Covenant, name: str) -> None:
    told = refusal(RefusedError, lambda: sign(ready, key(ready), by=world.actor(name), on=SIGNED))
    assert told.startswith("To do this (record that a party signed a covenant) you must be:")
    assert signed(ready) == [False, False]


@pytest.mark.parametrize("name", UNSEEN)
def test_for_others_it_does_not_exist(world: World, ready: Covenant, name: str) -> None:
    refusal(UnseenError, lambda: sign(ready, key(ready), by=world.actor(name), on=SIGNED))
    assert signed(ready) == [False, False]


NOT_NOW = [state for state in COVENANT.states if state not in (READY, PARTLY)]


@pytest.mark.parametrize("state", NOT_NOW)
def test_only_what_is_ready_is_signed(world: World, lay: Lay, state: str) -> None:
    row = lay(signed=None, state=state)
    told = refusal(WrongStateError, lambda: sign(row, key(row), by=world.actor("noor"), on=SIGNED))
    assert told == f'It is now "{COVENANT.states[state]}"; from there this cannot be done.'
    assert signed(row) == [False, False]


GONE = "This party signed already, or is no party any more."


def test_nobody_signs_twice(world: World, ready: Covenant) -> None:
    sign(ready, key(ready), by=world.actor("joost"), on=SIGNED)
    told = refusal(
        WrongStateError, lambda: sign(ready, key(ready), by=world.actor("noor"), on=TODAY)
    )
    assert told == GONE
    assert ready.parties.all()[0].signed_on == SIGNED


def test_a_party_of_another_covenant_does_not_count(
    world: World, lay: Lay, ready: Covenant
) -> None:
    other = lay(signed=None, title="Ander", state=READY)
    told = refusal(
        WrongStateError, lambda: sign(ready, key(other), by=world.actor("noor"), on=SIGNED)
    )
    assert told == GONE
    assert signed(other) == [False, False]


def test_a_party_that_is_gone_does_not_count(world: World, ready: Covenant) -> None:
    last = Signatory.objects.order_by("-pk")[0].pk
    told = refusal(
        WrongStateError, lambda: sign(ready, last + 1, by=world.actor("noor"), on=SIGNED)
    )
    assert told == GONE


def test_nobody_signs_tomorrow(world: World, ready: Covenant) -> None:
    tomorrow = TODAY + timedelta(days=1)
    told = wrong(lambda: sign(ready, key(ready), by=world.actor("noor"), on=tomorrow))
    assert told == {"on": ["This day is still to come."]}
    assert (signed(ready), fresh(ready).version) == ([False, False], 1)


def test_today_is_early_enough(world: World, ready: Covenant) -> None:
    assert sign(ready, key(ready), by=world.actor("noor"), on=TODAY).state == PARTLY


def test_a_stale_version_signs_nothing(world: World, ready: Covenant) -> None:
    sign(ready, key(ready), by=world.actor("joost"), on=SIGNED, seen=1)
    refusal(
        StaleError, lambda: sign(ready, key(ready, 1), by=world.actor("noor"), on=SIGNED, seen=1)
    )
    assert signed(ready) == [True, False]


def test_the_log_names_the_signature(world: World, ready: Covenant) -> None:
    sign(ready, key(ready), by=world.actor("joost"), on=SIGNED)
    told = left()
    assert (told.action, told.who, told.organisation) == (
        Can.SIGN_COVENANT, "Joost van Dam", "Vitens",
    )  # fmt: skip
    assert told.after == {"state": PARTLY, "version": 2}
    assert told.rows == [("agreements.signatory", "signed")]
    assert mails() == []


def test_it_waits_no_more_when_everybody_signed(world: World, ready: Covenant) -> None:
    def asked() -> list[str]:
        said = [str(one.title) for one in waiting(world.actor("joost"))]
        return [words for words in said if words.startswith("Sign a covenant")]

    sign(ready, key(ready), by=world.actor("joost"), on=SIGNED)
    assert asked() == ["Sign a covenant: Convenant drinkwater"]
    sign(ready, key(ready, 1), by=world.actor("noor"), on=SIGNED)
    assert asked() == []


@pytest.fixture
def hanging(world: World, network: Network, ready: Covenant) -> Agreement:
    given = warning(world, covenant=ready, **WORKED_OUT)
    return add_agreement(network, given, by=world.actor("noor"))


def test_what_hangs_under_it_counts_from_the_last_signature_on(
    world: World, ready: Covenant, hanging: Agreement
) -> None:
    sign(ready, key(ready), by=world.actor("noor"), on=SIGNED)
    hanging.refresh_from_db()
    assert (hanging.maturity, hanging.version) == (Maturity.PROPOSED, 1)
    sign(ready, key(ready, 1), by=world.actor("noor"), on=SIGNED)
    hanging.refresh_from_db()
    assert (hanging.maturity, hanging.version) == (Maturity.WORKED_OUT, 2)
    assert left().rows[-1] == ("agreements.agreement", "assessed")


def test_the_successor_renews_what_it_follows(
    world: World, lay: Lay, network: Network, assume: Assume
) -> None:
    old, noor = lay(), world.actor("noor")
    below = add_agreement(network, warning(world, covenant=old), by=noor)
    new = renew(old, "Convenant 2027", by=noor)
    assume(new, state=READY)
    sign(new, key(new), by=noor, on=TODAY)
    assert fresh(old).state == IN_FORCE
    sign(new, key(new, 1), by=noor, on=TODAY)
    assert (fresh(old).state, fresh(old).ended_on) == (RENEWED, TODAY)
    assert Agreement.objects.get(pk=below.pk).covenant == new
    assert ("agreements.covenant", "renewed") in left().rows


def test_one_party_alone_cannot_sign(world: World, lay: Lay) -> None:
    """All others can have been taken out after it was offered."""
    row = lay(signed=None, parties=(Signing(world.water),), state=READY)
    one = row.parties.get()
    told = refusal(BadInputError, lambda: sign(row, one.pk, by=world.actor("noor"), on=TODAY))
    assert told == "A covenant has at least two parties."
    assert Covenant.objects.get(pk=row.pk).state == READY
