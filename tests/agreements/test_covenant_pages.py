"""Pages of covenants in each state: what they show and offer, and their forms, right and wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.covenants import Signing, renew
from koppelvlak.agreements.lifecycle import (
    COVENANT,
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
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agreements.conftest import SIGNED, Enter, Lay, warning
from tests.reading import lines, links, main, read, table
from tests.world import TODAY, World

LIST = reverse("agreements:covenants")
SIGN, OFFER, TAKE = "Record a signature", "Offer it to be signed", "Take it to the parties"
CHANGE, REVIEW, RENEW, END = "Change", "Record a review", "Draw up the successor", "End"
STEPS = {SIGN, OFFER, TAKE, CHANGE, REVIEW, RENEW, END}
OFFERED = {
    DRAFT: {TAKE, CHANGE, END},
    NEGOTIATING: {OFFER, CHANGE, END},
    READY: {SIGN, TAKE, CHANGE, END},
    PARTLY: {SIGN, END},
    IN_FORCE: {REVIEW, RENEW, END},
    REVIEW_DUE: {REVIEW, RENEW, END},
    EXPIRING: {REVIEW, RENEW, END},
    RENEWED: set(),
    EXPIRED: {RENEW},
    TERMINATED: set(),
}


@pytest.mark.parametrize("state", COVENANT.states)
def test_a_page_offers_what_its_state_allows(enter: Enter, lay: Lay, state: str) -> None:
    row = lay(signed=None, state=state)
    assert set(links(main(enter("noor"), row.get_absolute_url()))) & STEPS == OFFERED[state]


def test_a_party_is_offered_what_a_party_does_and_a_reader_nothing(enter: Enter, lay: Lay) -> None:
    there = lay(signed=None, state=READY).get_absolute_url()
    assert set(links(main(enter("joost"), there))) & STEPS == {SIGN, END}
    assert not set(links(main(enter("roos"), there))) & STEPS


@pytest.mark.parametrize("state", COVENANT.states)
def test_its_state_stands_in_words(enter: Enter, lay: Lay, state: str) -> None:
    told = read(enter("roos"), lay(state=state).get_absolute_url())
    assert f"Convenant drinkwater {COVENANT.states[state]} This network only" in told
    over = "Not in force: do not rely on the agreements under it."
    assert (over in told) is (state in {RENEWED, EXPIRED, TERMINATED})


def test_it_tells_all_that_is_known(enter: Enter, world: World, lay: Lay) -> None:
    row = lay(
        parties=(Signing(world.water, "", "A. Bos", "directeur", SIGNED), Signing(text="Ommen")),
        scope_in="levering", scope_out="tarieven", signed_at="Zwolle", notice="schriftelijk",
        valid_to=date(2030, 1, 1), review_months=24, source="archief",
    )  # fmt: skip
    told = read(enter("roos"), row.get_absolute_url())
    for words in (
        "Vitens A. Bos, directeur signed on 15 January 2026", "Ommen not signed yet",
        "What it covers levering", "What stays outside tarieven", "Valid until 1 January 2030",
        "How it can be ended schriftelijk", "archief", "No annex yet.",
        "No agreement that you may see hangs under it.",
    ):  # fmt: skip
        assert words in told, words


def test_what_is_not_known_is_a_dash(enter: Enter, lay: Lay) -> None:
    told = read(enter("roos"), lay(signed=None, parties=()).get_absolute_url())
    for words in (
        "No party is named.", "Signed –", "Valid until indefinite", "How it can be ended –",
        "Next review –",
    ):  # fmt: skip
        assert words in told, words


def test_predecessor_and_successor_lead_to_each_other(enter: Enter, world: World, lay: Lay) -> None:
    old = lay()
    new = renew(old, "Convenant 2027", by=world.actor("noor"))
    assert links(main(enter("roos"), old.get_absolute_url()))["Convenant 2027"] == (
        new.get_absolute_url()
    )
    assert links(main(enter("roos"), new.get_absolute_url()))["Convenant drinkwater"] == (
        old.get_absolute_url()
    )


def test_what_hangs_under_it_is_shown_as_far_as_one_may_see(
    enter: Enter, world: World, network: Network, lay: Lay
) -> None:
    row = lay(tlp=Tlp.GREEN)
    add_agreement(network, warning(world, covenant=row), by=world.actor("noor"))
    assert "Vitens waarschuwt" in read(enter("roos"), row.get_absolute_url())
    told = read(enter("iris"), row.get_absolute_url())
    assert "No agreement that you may see hangs under it." in told


def test_who_does_not_see_it_gets_nothing(enter: Enter, lay: Lay) -> None:
    row = lay()
    asked = [enter(name).get(row.get_absolute_url()).status_code for name in ("iris", "sanne")]
    assert asked == [404, 404]


def test_the_list_is_a_table(enter: Enter, lay: Lay) -> None:
    lay(valid_to=date(2030, 1, 1))
    lay(signed=None, title="Ander convenant")
    head, first, second = table(main(enter("roos"), LIST))
    assert head == ["Title", "Kind", "Network", "Parties", "Signed", "Valid until", "State"]
    assert first == [
        "Ander convenant", "regional covenant", "Drinking water Oost",
        "Vitens, Veiligheidsregio IJsselland", "", "indefinite", "draft",
    ]  # fmt: skip
    assert second[4:] == ["15 January 2026", "1 January 2030", "in force"]


def test_an_empty_list_says_so(enter: Enter, network: Network) -> None:
    assert "There is no covenant here that you may see." in read(enter("roos"), LIST)


@pytest.mark.parametrize(
    ("asked", "first"), [("titel", "A"), ("-titel", "B"), ("tot", "B"), ("-tot", "A")]
)
def test_the_list_is_sorted(enter: Enter, lay: Lay, asked: str, first: str) -> None:
    lay(title="A", valid_to=date(2031, 1, 1))
    lay(title="B", valid_to=date(2030, 1, 1))
    assert table(main(enter("roos"), LIST, sorteer=asked))[1][0] == first


def test_the_list_is_a_file(enter: Enter, lay: Lay) -> None:
    lay()
    answer = enter("roos").get(LIST, {"formaat": "csv"})
    _head, row, last = lines(answer)
    assert row == [
        "Convenant drinkwater", "regional covenant", "Drinking water Oost",
        "Vitens, Veiligheidsregio IJsselland", "2026-01-15", "", "in force",
    ]  # fmt: skip
    assert last == ["This network only (TLP:AMBER)"]
    assert answer["Content-Disposition"] == 'attachment; filename="convenanten-TLP-AMBER.csv"'


def test_where_one_may_put_one_down(enter: Enter, network: Network) -> None:
    url = reverse("agreements:add_covenant")
    assert "Drinking water Oost" in read(enter("joost"), url)
    assert "There is no network in which you may put down" in read(enter("roos"), url)
    assert "For the whole country" in read(enter("anouk"), url)


def test_the_warning_of_an_expiry_stands_with_its_months(enter: Enter, lay: Lay) -> None:
    lay(valid_to=TODAY + timedelta(days=20))
    assert table(main(enter("roos"), LIST))[1][-1] == "about to expire"
