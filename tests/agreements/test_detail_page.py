"""The page of one agreement: its parts, what it offers to whom, why it stands where it stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.agreements.actions import (
    Tried,
    add_agreement,
    add_proof,
    confirm_agreements,
    confirm_in_meeting,
    edit_agreement,
    end_agreement,
)
from koppelvlak.agreements.covenants import terminate
from koppelvlak.agreements.explaining import WORDS, explained
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.lifecycle import AGREED, ENDED, PROPOSED
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Maturity, Occasion, Outcome, Side
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Enter, Lay, Put, gains, signatory, warning
from tests.conftest import Assume
from tests.reading import errors, links, main, read
from tests.world import TODAY, World

CHANGE, AGREE, CONFIRM, PROVE, END = "Change", "Agreed upon", "Confirm", "Record how it went", "End"
STEPS = {CHANGE, AGREE, CONFIRM, PROVE, END}
OFFERED = {
    PROPOSED: {CHANGE, AGREE, END},
    AGREED: {CHANGE, CONFIRM, PROVE, END},
    ENDED: set(),
}


def offered(enter: Enter, row: Agreement, name: str) -> set[str]:
    return set(links(main(enter(name), row.get_absolute_url()))) & STEPS


@pytest.mark.parametrize("state", OFFERED)
def test_a_page_offers_what_its_state_allows(
    enter: Enter, put: Put, assume: Assume, state: str
) -> None:
    row = put()
    assume(row, state=state)
    assert offered(enter, row, "noor") == OFFERED[state]


WHO = {"joost": {CHANGE, CONFIRM, PROVE, END}, "bram": {CHANGE, PROVE, END}, "roos": set()}


@pytest.mark.parametrize("name", WHO)
def test_a_page_offers_what_its_reader_may(enter: Enter, put: Put, name: str) -> None:
    assert offered(enter, put(), name) == WHO[name]


def test_what_is_no_agreement_is_not_confirmed(enter: Enter, put: Put) -> None:
    assert CONFIRM not in offered(enter, put(kind="note"), "joost")


def test_it_tells_all_its_parts(enter: Enter, put: Put, world: World) -> None:
    row = put(
        key="A7", quantity="3 liter", contact_text="Wachtdienst", channel="telefoon",
        fallback="noodnet", escalation="directeur", way_of_working="Draaiboek",
        way_link="https://voorbeeld.invalid/", rhythm_months=12, phase="warm", area="Salland",
        basis="law", basis_text="artikel 48", valid_from=TODAY, valid_to=date(2030, 1, 1),
        status="vastgesteld", source="lijst", source_text="blad 2", basic=True,
        sectors=(world.sector,),
    )  # fmt: skip
    told = read(enter("roos"), row.get_absolute_url())
    for words in (
        "How much 3 liter", "Contact point Wachtdienst", "Channel telefoon",
        "If that fails noodnet", "If it is not done directeur", "every 12 months",
        "Phase during: warm phase", "Area Salland", "Rests on law artikel 48",
        "Valid until 1 January 2030", "State according to the source: vastgesteld",
        "blad 2", "Wording 1", "put down by VR IJsselland", "basic agreement",
        "https://voorbeeld.invalid/",
    ):  # fmt: skip
        assert words in told, words


def test_what_is_not_known_is_a_dash(enter: Enter, put: Put) -> None:
    told = read(enter("roos"), put(trigger="", within="", agreed_on=None).get_absolute_url())
    for words in (
        "On which sign –", "Within –", "How much –", "Contact point –", "Way of working –",
        "Area the whole network", "When it was agreed upon is not known.",
        "It was not tried in an exercise or an incident yet.",
    ):  # fmt: skip
        assert words in told, words


def test_a_contact_point_is_shown_to_who_may_see_it(enter: Enter, put: Put, world: World) -> None:
    row = put(contact_point=world.desk, tlp=Tlp.GREEN)
    assert "Wachtdienst crisis, Vitens" in read(enter("noor"), row.get_absolute_url())
    assert "named, and not shared with you" in read(enter("iris"), row.get_absolute_url())


def test_who_confirmed_stands_beside_each_party(
    enter: Enter, put: Put, world: World, network: Network
) -> None:
    row = put(parties=(Stated(Side.ACTING, text="gemeenten"), gains(world.water),
                       gains(world.region)))  # fmt: skip
    confirm_agreements(world.water, {row.uuid: 1}, by=signatory(world))
    confirm_in_meeting(network, {row.uuid: 2}, [world.region], by=world.actor("noor"))
    told = read(enter("roos"), row.get_absolute_url())
    assert "gemeenten acts no organisation here: cannot confirm" in told
    assert "Vitens benefits confirmed on 23 November 2026" in told
    assert "VR IJsselland benefits confirmed on 23 November 2026 (in the meeting)" in told
    edit_agreement(row, warning(world, parties=(gains(world.water),
                   Stated(Side.ACTING, text="gemeenten"))), by=world.actor("noor"))  # fmt: skip
    assert "earlier wording" in read(enter("roos"), row.get_absolute_url())


def test_what_was_tried_stands_there_the_last_first(enter: Enter, put: Put, world: World) -> None:
    row = put()
    for month, outcome in ((3, Outcome.NOT_KEPT), (9, Outcome.KEPT)):
        tried = Tried(date(2026, month, 1), Occasion.EXERCISE, f"Oefening {month}", outcome, "ok")
        add_proof(row, tried, by=world.actor("noor"))
    told = read(enter("roos"), row.get_absolute_url())
    first = told.index("it worked , 1 September 2026: exercise Oefening 9")
    assert first < told.index("it did not work , 1 March 2026: exercise Oefening 3")


def test_its_history_is_shown_when_asked(enter: Enter, put: Put, world: World) -> None:
    row = put()
    edit_agreement(row, warning(world, quantity="3"), by=world.actor("joost"))
    roos, url = enter("roos"), row.get_absolute_url()
    assert "change an agreement" not in read(roos, url)
    assert "change an agreement, Vitens" in read(roos, url, geschiedenis="1")
    assert "Joost" not in read(roos, url, geschiedenis="1")
    clear = put(tlp=Tlp.CLEAR)
    assert "Show what happened" not in read(enter("sanne"), clear.get_absolute_url())


def said(row: Agreement) -> list[str]:
    return [str(one) for one in explained(Agreement.objects.get(pk=row.pk))]


AGO = TODAY - timedelta(days=400)
STANDS: list[tuple[dict[str, Any], list[str]]] = [
    (
        {"trigger": ""},
        ["Not proven: it was never tried in an exercise or an incident.",
         "Not worked out: there is no sign on which it begins.",
         "Not worked out: no contact point is named.",
         "Not worked out: no way of working is described or linked."],
    ),
    (
        WORKED_OUT,
        ["Not proven: it was never tried in an exercise or an incident.",
         "Worked out: sign, contact point and way of working are there."],
    ),
    (
        {**WORKED_OUT, "rhythm_months": 12},
        ["Not proven: it returns, and was never carried out.",
         "Worked out: sign, contact point and way of working are there."],
    ),
    (
        {**WORKED_OUT, "agreed_on": AGO},
        ["Not confirmed for more than a year by Vitens: last on 19 October 2025.",
         "Not proven: it was never tried in an exercise or an incident.",
         "Worked out: sign, contact point and way of working are there."],
    ),
    (
        {**WORKED_OUT, "agreed_on": None},
        ["Never confirmed by Vitens.",
         "Not proven: it was never tried in an exercise or an incident.",
         "Worked out: sign, contact point and way of working are there."],
    ),
    (
        {"kind": "note"},
        ["It is no agreement between parties, so it does not count and is not confirmed."],
    ),
    ({"valid_to": date(2026, 11, 22)}, ["Its last day was 22 November 2026."]),
    ({"valid_from": date(2026, 12, 1)}, ["It begins on 1 December 2026."]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "words"), STANDS, ids=range(len(STANDS)))
def test_it_says_why_it_stands_where_it_stands(
    put: Put, changes: dict[str, Any], words: list[str]
) -> None:
    assert said(put(**changes)) == words


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(Why)


def test_a_proposal_and_an_end_say_so(world: World, network: Network) -> None:
    row = add_agreement(network, warning(world), by=world.actor("noor"), state=PROPOSED)
    assert said(row) == ["It is proposed and not agreed upon yet."]
    end_agreement(row, by=world.actor("noor"), on=TODAY, reason="Te duur.")
    assert said(row) == ["It ended on 23 November 2026: Te duur."]


def test_a_covenant_says_what_it_does(world: World, network: Network, lay: Lay) -> None:
    draft = lay(signed=None)
    row = add_agreement(network, warning(world, covenant=draft), by=world.actor("noor"))
    assert said(row) == [
        "The covenant it hangs under is not signed by everybody yet: Convenant drinkwater."
    ]
    terminate(draft, by=world.actor("noor"), on=TODAY, reason="ingetrokken")
    assert said(row) == [
        "The covenant it hangs under is not in force any more (23 November 2026): ingetrokken."
    ]


def url(step: str, row: Agreement) -> str:
    return reverse(f"agreements:{step}", args=[row.uuid])


@pytest.mark.parametrize("step", ["edit", "prove", "end"])
def test_a_form_is_for_who_may_and_knows_no_strangers(enter: Enter, put: Put, step: str) -> None:
    row = put()
    asked = {
        name: enter(name).get(url(step, row)).status_code for name in ("joost", "roos", "iris")
    }
    assert asked == {"joost": 200, "roos": 403, "iris": 404}


def test_a_proposal_is_agreed_upon_on_a_page(enter: Enter, world: World, network: Network) -> None:
    row = add_agreement(network, warning(world), by=world.actor("noor"), state=PROPOSED)
    joost = enter("joost")
    assert errors(joost.post(url("agree", row), {"on": "2099-01-01"})) == {
        "on": ["This day is still to come."]
    }
    assert joost.post(url("agree", row), {"on": "1-11-2026"})["Location"] == row.get_absolute_url()
    now = Agreement.objects.get(pk=row.pk)
    assert (now.state, now.agreed_on, now.maturity) == (AGREED, date(2026, 11, 1), Maturity.AGREED)
    assert joost.post(url("agree", row), {"on": "1-11-2026"}).status_code == 409


def test_a_proof_says_what_it_needs(enter: Enter, put: Put) -> None:
    answer = enter("joost").post(url("prove", put()), {"on": "gisteren", "outcome": "misschien"})
    assert set(errors(answer)) == {"on", "occasion", "name", "outcome"}
