"""Changing a covenant that nobody signed: it works, who may not, when not, what it leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from koppelvlak.agreements.covenants import Signing, add_covenant, edit_covenant, renew
from koppelvlak.agreements.lifecycle import (
    DRAFT,
    EXPIRED,
    EXPIRING,
    IN_FORCE,
    NEGOTIATING,
    PARTLY,
    READY,
    RENEWED,
    REVIEW_DUE,
    TERMINATED,
)
from koppelvlak.agreements.models import Agreement, Covenant, CovenantKind, Maturity
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, wrong
from tests.agreements.conftest import (
    SEES,
    SIGNED,
    UNSEEN,
    WORKED_OUT,
    Lay,
    Put,
    paper,
    signatory,
)
from tests.conftest import Assume
from tests.world import TODAY, World


def fresh(row: Covenant) -> Covenant:
    return Covenant.objects.get(pk=row.pk)


@pytest.fixture
def draft(lay: Lay) -> Covenant:
    return lay(signed=None)


def test_the_paper_is_written_anew(world: World, draft: Covenant) -> None:
    better = paper(world, None, title="Beter", scope_in="levering", review_months=12)
    edit_covenant(draft, better, by=world.actor("noor"))
    now = fresh(draft)
    assert (now.title, now.scope_in, now.review_months) == ("Beter", "levering", 12)
    assert (now.state, now.version) == (DRAFT, 2)


def test_what_is_left_out_is_emptied(world: World, lay: Lay) -> None:
    row = lay(signed=None, notice="schriftelijk", sectors=(world.sector,))
    edit_covenant(row, paper(world, None), by=world.actor("noor"))
    assert (fresh(row).notice, list(row.sectors.all())) == ("", [])


def test_parties_are_those_of_the_new_paper(world: World, draft: Covenant) -> None:
    parties = (Signing(world.region), Signing(text="Gemeente Ommen"))
    edit_covenant(draft, paper(world, parties=parties), by=world.actor("noor"))
    assert [one.name for one in draft.parties.all()] == [
        "Veiligheidsregio IJsselland", "Gemeente Ommen",
    ]  # fmt: skip


@pytest.mark.parametrize("state", [DRAFT, NEGOTIATING, READY])
def test_until_somebody_signed_it_stays_where_it_is(world: World, lay: Lay, state: str) -> None:
    row = lay(signed=None, state=state)
    assert edit_covenant(row, paper(world, None), by=world.actor("noor")).state == state


def test_who_signed_on_paper_is_written_down_with_the_text(world: World, draft: Covenant) -> None:
    half = (Signing(world.water, signed_on=SIGNED), Signing(world.region))
    edit_covenant(draft, paper(world, parties=half), by=world.actor("noor"))
    assert (fresh(draft).state, fresh(draft).signed_on) == (PARTLY, None)
    told = refusal(
        WrongStateError, lambda: edit_covenant(draft, paper(world, None), by=world.actor("noor"))
    )
    assert told == 'It is now "partly signed"; from there this cannot be done.'


@pytest.mark.parametrize(
    ("last", "state"), [(None, IN_FORCE), (TODAY - timedelta(days=1), EXPIRED)]
)
def test_what_everybody_signed_on_paper_is_in_force_or_over(
    world: World, draft: Covenant, last: date | None, state: str
) -> None:
    edit_covenant(draft, paper(world, valid_to=last), by=world.actor("noor"))
    assert (fresh(draft).state, fresh(draft).signed_on, fresh(draft).ended_on) == (
        state, SIGNED, last,
    )  # fmt: skip


def test_a_successor_that_everybody_signed_on_paper_takes_over(
    world: World, lay: Lay, put: Put
) -> None:
    before = lay()
    row = put(covenant=before, **WORKED_OUT)
    successor = renew(before, "Convenant 2027", by=world.actor("noor"))
    edit_covenant(successor, paper(world, TODAY, title="Convenant 2027"), by=world.actor("noor"))
    assert (fresh(before).state, fresh(before).ended_on) == (RENEWED, TODAY)
    moved = Agreement.objects.get(pk=row.pk)
    assert (moved.covenant, moved.maturity) == (successor, Maturity.WORKED_OUT)


def test_what_hangs_under_it_counts_from_then_on(world: World, draft: Covenant, put: Put) -> None:
    row = put(covenant=draft, **WORKED_OUT)
    assert row.maturity == Maturity.PROPOSED
    edit_covenant(draft, paper(world), by=world.actor("noor"))
    assert Agreement.objects.get(pk=row.pk).maturity == Maturity.WORKED_OUT


@pytest.mark.parametrize("state", [DRAFT, NEGOTIATING, READY])
def test_a_text_that_anybody_signed_stays_whatever_its_state(
    world: World, lay: Lay, state: str
) -> None:
    """As one that came in before a signature on paper counted."""
    half = (Signing(world.water, signed_on=SIGNED), Signing(world.region))
    row = lay(parties=half, state=state)
    other = paper(world, None, title="Anders")
    told = refusal(WrongStateError, lambda: edit_covenant(row, other, by=world.actor("noor")))
    assert told == "A party signed this text already, so it stays as it is."
    assert (fresh(row).title, fresh(row).version) == ("Convenant drinkwater", 1)
    assert [one.signed_on for one in row.parties.all()] == [SIGNED, None]


def test_nobody_signed_on_a_day_to_come(world: World, draft: Covenant) -> None:
    ahead = paper(world, TODAY + timedelta(days=1))
    told = wrong(lambda: edit_covenant(draft, ahead, by=world.actor("noor")))
    assert told == {"parties": ["The day of a signature is still to come."]}
    assert fresh(draft).state == DRAFT


CLOSED = {
    PARTLY: "partly signed", IN_FORCE: "in force", REVIEW_DUE: "due for review",
    EXPIRING: "about to expire", RENEWED: "renewed", EXPIRED: "expired", TERMINATED: "terminated",
}  # fmt: skip


@pytest.mark.parametrize(("state", "words"), CLOSED.items(), ids=CLOSED)
def test_what_is_signed_or_over_is_not_rewritten(
    world: World, lay: Lay, state: str, words: str
) -> None:
    row = lay(signed=None, state=state)
    other = paper(world, None, title="Anders")
    told = refusal(WrongStateError, lambda: edit_covenant(row, other, by=world.actor("noor")))
    assert told == f'It is now "{words}"; from there this cannot be done.'
    assert fresh(row).title == "Convenant drinkwater"


@pytest.mark.parametrize("name", ["noor", "bram"])
def test_who_leads_the_network_may(world: World, draft: Covenant, name: str) -> None:
    assert edit_covenant(draft, paper(world, None), by=world.actor(name)).version == 2


@pytest.mark.parametrize("name", ["joost", *SEES])
def test_who_only_sits_there_may_not(world: World, draft: Covenant, name: str) -> None:
    other = paper(world, None, title="Anders")
    told = refusal(RefusedError, lambda: edit_covenant(draft, other, by=world.actor(name)))
    assert told.startswith("To do this (change a covenant) you must be:")
    assert fresh(draft).title == "Convenant drinkwater"


def test_a_signatory_signs_and_does_not_write(world: World, draft: Covenant) -> None:
    refusal(RefusedError, lambda: edit_covenant(draft, paper(world, None), by=signatory(world)))


@pytest.mark.parametrize("name", UNSEEN)
def test_for_others_it_does_not_exist(world: World, draft: Covenant, name: str) -> None:
    told = refusal(
        UnseenError, lambda: edit_covenant(draft, paper(world, None), by=world.actor(name))
    )
    assert told == "Nothing was found here that you may see."


def test_who_put_it_down_keeps_it(world: World, draft: Covenant) -> None:
    own = add_covenant(draft.network, paper(world, None), by=world.actor("joost"))
    edit_covenant(own, paper(world, None, title="Van Vitens"), by=world.actor("joost"))
    assert fresh(own).title == "Van Vitens"


def test_a_national_one_is_the_editors(world: World) -> None:
    asked: dict[str, Any] = {"kind": CovenantKind.MODEL, "tlp": Tlp.GREEN}
    row = add_covenant(None, paper(world, None, **asked), by=world.actor("anouk"))
    edit_covenant(row, paper(world, None, title="Model 2", **asked), by=world.actor("anouk"))
    assert fresh(row).title == "Model 2"
    refusal(RefusedError, lambda: edit_covenant(row, paper(world, **asked), by=world.actor("noor")))


def test_a_stale_version_changes_nothing(world: World, draft: Covenant) -> None:
    edit_covenant(draft, paper(world, None, title="Eerst"), by=world.actor("noor"), seen=1)
    other = paper(world, None, title="Daarna")
    told = refusal(StaleError, lambda: edit_covenant(draft, other, by=world.actor("bram"), seen=1))
    assert told == "Your change was not saved. Compare both versions and save again."
    assert (fresh(draft).title, fresh(draft).version) == ("Eerst", 2)


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"tlp": Tlp.RED}, "tlp", "What only named persons may know"),
    ({"kind": CovenantKind.MODEL}, "kind", "Model and national covenants belong to no network."),
    (
        {"valid_from": TODAY, "valid_to": TODAY - timedelta(days=2)},
        "valid_to",
        "This day is before the first day.",
    ),
]


@pytest.mark.parametrize(
    ("changes", "field", "words"), WRONG, ids=[field for _c, field, _w in WRONG]
)
def test_what_cannot_be_changes_nothing(
    world: World, draft: Covenant, changes: dict[str, Any], field: str, words: str
) -> None:
    other = paper(world, None, title="Anders", **changes)
    told = wrong(lambda: edit_covenant(draft, other, by=world.actor("noor")))
    assert list(told) == [field]
    assert told[field][0].startswith(words)
    assert (fresh(draft).title, fresh(draft).version) == ("Convenant drinkwater", 1)


def test_the_log_says_what_changed_and_nothing_else(world: World, draft: Covenant) -> None:
    edit_covenant(draft, paper(world, None, title="Beter"), by=world.actor("noor"))
    told = left()
    assert (told.action, told.subject) == (Can.EDIT_COVENANT, draft.uuid)
    assert told.before == {"title": "Convenant drinkwater", "version": 1}
    assert told.after == {"title": "Beter", "version": 2}
    assert mails() == []


def test_a_draft_that_everybody_signed_before_that_counted_comes_into_force(
    world: World, lay: Lay, assume: Assume
) -> None:
    row = lay(state=DRAFT)
    assume(row, signed_on=None)
    edit_covenant(row, paper(world, source="archief"), by=world.actor("noor"))
    assert (fresh(row).state, fresh(row).signed_on) == (IN_FORCE, SIGNED)
    assert [one.signed_on for one in row.parties.all()] == [SIGNED, SIGNED]


def test_the_last_signature_can_be_added_to_what_the_others_signed(world: World, lay: Lay) -> None:
    half = (Signing(world.water, signed_on=SIGNED), Signing(world.region))
    row = lay(parties=half, state=DRAFT)
    edit_covenant(row, paper(world, parties=half), by=world.actor("noor"))
    assert fresh(row).state == PARTLY
    other = lay(parties=half, state=DRAFT)
    edit_covenant(other, paper(world), by=world.actor("noor"))
    assert fresh(other).state == IN_FORCE


LESS: list[dict[str, Any]] = [
    {"scope_in": "alles"},
    {"valid_to": TODAY},
    {"signed": None},
    {"signed": TODAY},
]


@pytest.mark.parametrize("changes", LESS, ids=str)
def test_what_was_signed_stays_to_the_letter(
    world: World, lay: Lay, changes: dict[str, Any]
) -> None:
    row = lay(state=DRAFT)
    other = paper(world, **{"signed": SIGNED} | changes)
    told = refusal(WrongStateError, lambda: edit_covenant(row, other, by=world.actor("noor")))
    assert told == "A party signed this text already, so it stays as it is."


def test_who_signed_is_not_left_out(world: World, lay: Lay) -> None:
    row = lay(state=DRAFT)
    others = (Signing(world.water, signed_on=SIGNED), Signing(world.stranger, signed_on=SIGNED))
    other = paper(world, parties=others)
    refusal(WrongStateError, lambda: edit_covenant(row, other, by=world.actor("noor")))


def test_one_party_alone_signs_nothing(world: World, draft: Covenant) -> None:
    """It would be in force at once."""
    alone = paper(world, parties=(Signing(world.water, signed_on=SIGNED),))
    told = wrong(lambda: edit_covenant(draft, alone, by=world.actor("noor")))
    assert told == {"parties": ["A covenant has at least two parties."]}
    assert fresh(draft).state == DRAFT
    told = wrong(lambda: add_covenant(draft.network, alone, by=world.actor("noor")))
    assert told == {"parties": ["A covenant has at least two parties."]}


def test_a_draft_begins_with_whom_one_knows(world: World, draft: Covenant) -> None:
    alone = paper(world, parties=(Signing(world.water),))
    assert edit_covenant(draft, alone, by=world.actor("noor")).state == DRAFT
