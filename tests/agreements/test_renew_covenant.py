"""Drawing up a successor: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import date

import pytest

from koppelvlak.agreements.covenants import Signing, renew, terminate
from koppelvlak.agreements.lifecycle import (
    COVENANT,
    DRAFT,
    EXPIRED,
    EXPIRING,
    IN_FORCE,
    REVIEW_DUE,
)
from koppelvlak.agreements.models import Covenant
from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal
from tests.agreements.conftest import SEES, SIGNED, UNSEEN, Lay, signatory
from tests.world import TODAY, World

NEXT = "Convenant 2027"
ABLE = (IN_FORCE, REVIEW_DUE, EXPIRING, EXPIRED)


def others(row: Covenant) -> list[Covenant]:
    return list(Covenant.objects.exclude(pk=row.pk))


def test_the_successor_is_a_draft_with_what_stays(world: World, lay: Lay) -> None:
    old = lay(
        scope_in="levering", scope_out="tarieven", notice="schriftelijk", review_months=24,
        tlp=Tlp.GREEN, sectors=(world.sector,), source="archief", valid_to=date(2030, 1, 1),
    )  # fmt: skip
    new = renew(old, NEXT, by=world.actor("noor"))
    new.refresh_from_db()
    assert (new.title, new.state, new.predecessor) == (NEXT, DRAFT, old)
    assert (new.scope_in, new.scope_out, new.notice) == ("levering", "tarieven", "schriftelijk")
    assert (new.review_months, new.tlp, new.kind) == (24, Tlp.GREEN, old.kind)
    assert (new.network, new.owner) == (old.network, old.owner)
    assert list(new.sectors.all()) == [world.sector]


def test_what_belongs_to_the_old_paper_stays_behind(world: World, lay: Lay) -> None:
    old = lay(valid_from=SIGNED, valid_to=date(2030, 1, 1), signed_at="Zwolle", source="archief")
    new = renew(old, NEXT, by=world.actor("noor"))
    new.refresh_from_db()
    assert (new.signed_on, new.valid_from, new.valid_to) == (None, None, None)
    assert (new.signed_at, new.source, new.reviewed_on) == ("", "", None)


def test_its_parties_are_the_same_and_none_has_signed(world: World, lay: Lay) -> None:
    first = Signing(world.water, "", "A. Bos", "directeur", SIGNED)
    second = Signing(text="Gemeente Ommen", signed_on=SIGNED)
    new = renew(lay(parties=(first, second)), NEXT, by=world.actor("noor"))
    told = [(p.name, p.representative, p.function, p.signed_on) for p in new.parties.all()]
    assert told == [
        ("Vitens", "A. Bos", "directeur", None), ("Gemeente Ommen", "", "", None),
    ]  # fmt: skip


@pytest.mark.parametrize("state", ABLE)
def test_the_old_one_stays_as_it_is(world: World, lay: Lay, state: str) -> None:
    old = lay(state=state)
    renew(old, NEXT, by=world.actor("noor"))
    assert Covenant.objects.get(pk=old.pk).state == state


@pytest.mark.parametrize("state", [one for one in COVENANT.states if one not in ABLE])
def test_what_never_ran_or_was_ended_has_no_successor(world: World, lay: Lay, state: str) -> None:
    old = lay(state=state)
    told = refusal(WrongStateError, lambda: renew(old, NEXT, by=world.actor("noor")))
    assert told == f'It is now "{COVENANT.states[state]}"; from there this cannot be done.'
    assert others(old) == []


@pytest.mark.parametrize("name", ["noor", "bram"])
def test_who_leads_the_network_may(world: World, lay: Lay, name: str) -> None:
    assert renew(lay(), NEXT, by=world.actor(name)).state == DRAFT


@pytest.mark.parametrize("name", ["joost", *SEES])
def test_who_only_sits_there_may_not(world: World, lay: Lay, name: str) -> None:
    old = lay()
    told = refusal(RefusedError, lambda: renew(old, NEXT, by=world.actor(name)))
    assert told.startswith("To do this (draw up the successor of a covenant) you must be:")
    assert others(old) == []


def test_a_signatory_may_not(world: World, lay: Lay) -> None:
    old = lay()
    refusal(RefusedError, lambda: renew(old, NEXT, by=signatory(world)))
    assert others(old) == []


@pytest.mark.parametrize("name", UNSEEN)
def test_for_others_it_does_not_exist(world: World, lay: Lay, name: str) -> None:
    old = lay()
    refusal(UnseenError, lambda: renew(old, NEXT, by=world.actor(name)))
    assert others(old) == []


def test_one_successor_at_a_time(world: World, lay: Lay) -> None:
    old, noor = lay(), world.actor("noor")
    first = renew(old, NEXT, by=noor)
    told = refusal(WrongStateError, lambda: renew(old, "Nog een", by=noor))
    assert told == "A successor is being drawn up already."
    assert others(old) == [first]


def test_after_one_that_came_to_nothing_there_is_room_again(world: World, lay: Lay) -> None:
    old, noor = lay(), world.actor("noor")
    terminate(renew(old, NEXT, by=noor), by=noor, on=TODAY, reason="niet doorgegaan")
    assert renew(old, "Tweede poging", by=noor).predecessor == old


def test_the_log_names_both(world: World, lay: Lay) -> None:
    old = lay()
    renew(old, NEXT, by=world.actor("noor"))
    told = left()
    assert (told.action, told.subject, told.thing) == (
        Can.RENEW_COVENANT, old.uuid, "Convenant drinkwater",
    )  # fmt: skip
    assert told.rows == [("agreements.covenant", "created")]
    assert told.after == {"version": 2}
    assert mails() == []
