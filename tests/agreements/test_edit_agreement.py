"""Changing one (it works: ``test_change_agreement``): who may not, when not, what it leaves."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from koppelvlak.agreements.actions import add_agreement, edit_agreement
from koppelvlak.agreements.covenants import add_covenant
from koppelvlak.agreements.giving import MOST_BASIC, SUBSTANCE, Given, Stated, given_of
from koppelvlak.agreements.lifecycle import AGREED, ENDED, PROPOSED
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.agreements.conftest import (
    SEES,
    UNSEEN,
    WORKED_OUT,
    Lay,
    Put,
    acts,
    gains,
    paper,
    signatory,
    warning,
)  # fmt: skip
from tests.conftest import Assume
from tests.world import TODAY, World


def fresh(row: Agreement) -> Agreement:
    return Agreement.objects.get(pk=row.pk)


def change(row: Agreement, world: World, name: str = "noor", **changes: Any) -> Agreement:
    return edit_agreement(row, warning(world, **changes), by=world.actor(name))


@pytest.mark.parametrize("state", [PROPOSED, AGREED])
def test_it_stays_in_the_state_it_is_in(world: World, put: Put, assume: Assume, state: str) -> None:
    row = put()
    assume(row, state=state)
    assert change(row, world, quantity="3 liter").state == state


def test_what_ended_is_not_changed(world: World, put: Put, assume: Assume) -> None:
    row = put()
    assume(row, state=ENDED)
    told = refusal(WrongStateError, lambda: change(row, world, quantity="3 liter"))
    assert told == 'It is now "ended"; from there this cannot be done.'
    assert fresh(row).quantity == ""


def test_who_leads_or_acts_may(world: World, put: Put) -> None:
    row = put()
    for name in ("noor", "bram", "joost"):
        change(row, world, name, quantity=f"van {name}")
        assert fresh(row).quantity == f"van {name}"


def test_who_only_sees_it_may_not(world: World, put: Put) -> None:
    row = put()
    told = refused(RefusedError, SEES, lambda name: change(row, world, name, quantity="3"))
    (words,) = told
    assert words == (
        "To do this (change an agreement) you must be: boundary worker of a party that acts; who"
        " leads the network: its chair, its secretary, or the lead organisation; boundary worker of"
        " the organisation it belongs to; national editor."
    )
    assert fresh(row).version == 1


def test_a_signatory_of_who_acts_may_not(world: World, put: Put) -> None:
    row = put()
    refusal(RefusedError, lambda: edit_agreement(row, warning(world), by=signatory(world)))


def test_for_others_it_does_not_exist(world: World, put: Put) -> None:
    row = put()
    refused(UnseenError, UNSEEN, lambda name: change(row, world, name, quantity="3"))
    assert fresh(row).version == 1


def test_at_a_wider_class_others_see_it_and_may_not(world: World, put: Put) -> None:
    row = put(tlp=Tlp.GREEN)
    refused(RefusedError, ("iris", "anouk"), lambda name: change(row, world, name))
    refused(UnseenError, ("sanne", "petra", "otto"), lambda name: change(row, world, name))
    clear = put(tlp=Tlp.CLEAR)
    refusal(RefusedError, lambda: change(clear, world, "sanne"))


def test_what_nobody_else_sees_is_for_who_put_it_down(world: World, network: Network) -> None:
    own = warning(world, tlp=Tlp.AMBER_STRICT)
    row = add_agreement(network, own, by=world.actor("joost"))
    refusal(UnseenError, lambda: edit_agreement(row, own, by=world.actor("noor")))
    edit_agreement(row, replace(own, quantity="3 liter"), by=world.actor("joost"))
    assert fresh(row).quantity == "3 liter"


def test_a_national_one_is_the_editors(world: World) -> None:
    green = warning(world, tlp=Tlp.GREEN)
    row = add_agreement(None, green, by=world.actor("anouk"))
    edit_agreement(row, replace(green, quantity="3 liter"), by=world.actor("anouk"))
    assert fresh(row).quantity == "3 liter"
    refused(RefusedError, ("noor", "bram"), lambda name: change(row, world, name, tlp=Tlp.GREEN))


def test_an_acting_party_may_without_a_seat(world: World, put: Put) -> None:
    row = put(parties=(acts(world.stranger), gains(world.region)))
    parties = (acts(world.stranger), gains(world.region))
    change(row, world, "iris", parties=parties, quantity="3 liter")
    assert fresh(row).quantity == "3 liter"


def test_a_stale_version_changes_nothing(world: World, put: Put) -> None:
    row = put()
    change(row, world, quantity="eerst")
    told = refusal(
        StaleError,
        lambda: edit_agreement(
            row, warning(world, quantity="daarna"), by=world.actor("joost"), seen=1
        ),
    )
    assert told == "Your change was not saved. Compare both versions and save again."
    assert fresh(row).quantity == "eerst"


OTHER_WORDS: dict[str, Any] = {
    "kind": "practice", "language": "en", "manner": "together", "trigger": "bij brand",
    "action": "belt …", "within": "binnen 1 uur", "quantity": "3 liter",
}  # fmt: skip


def test_the_table_of_other_sentences_is_whole() -> None:
    assert set(OTHER_WORDS) == set(SUBSTANCE)


@pytest.mark.parametrize("name", OTHER_WORDS)
def test_each_of_these_is_another_sentence(world: World, put: Put, name: str) -> None:
    row = put()
    change(row, world, **{name: OTHER_WORDS[name]})
    assert (fresh(row).wording, fresh(row).reworded_on) == (2, TODAY)


SAME_WORDS: dict[str, Any] = {
    "key": "A1", "phase": "warm", "contact_text": "Wachtdienst", "channel": "telefoon",
    "fallback": "noodnet", "escalation": "directeur", "basis": "law", "basis_text": "artikel 48",
    "rhythm_months": 12, "area": "Salland", "way_of_working": "Draaiboek",
    "way_link": "https://voorbeeld.invalid/", "tlp": Tlp.GREEN, "agreed_on": None,
    "valid_from": TODAY, "valid_to": TODAY, "status": "vast", "source": "lijst",
    "source_text": "blad 2", "certainty": "sourced",
}  # fmt: skip
SAME = {
    "basic", "is_model", "covenant", "contact_point", "parties", "themes", "sectors", "situations",
}  # fmt: skip


def test_every_part_is_a_sentence_or_a_remark() -> None:
    parts = {field.name for field in fields(Given)}
    assert parts == set(OTHER_WORDS) | set(SAME_WORDS) | SAME


def test_all_remarks_together_leave_the_sentence(world: World, put: Put) -> None:
    row = put()
    change(row, world, **SAME_WORDS)
    now = fresh(row)
    assert (now.wording, now.reworded_on) == (1, None)
    assert {name: getattr(now, name) for name in SAME_WORDS} == SAME_WORDS


def test_sectors_and_a_contact_point_leave_it_too(world: World, put: Put) -> None:
    row = put()
    change(row, world, sectors=(world.sector,), contact_point=world.desk, basic=True)
    assert (fresh(row).wording, list(row.sectors.all())) == (1, [world.sector])
    assert (fresh(row).contact_point, fresh(row).basic) == (world.desk, True)


def test_parties_in_another_order_are_the_same_sentence(world: World, put: Put) -> None:
    row = put()
    change(row, world, parties=(gains(world.region), acts(world.water)))
    assert fresh(row).wording == 1


def test_the_other_way_round_is_another_sentence(world: World, put: Put) -> None:
    row = put()
    change(row, world, parties=(acts(world.region), gains(world.water)))
    assert fresh(row).wording == 2
    assert fresh(row).sentence.startswith("Bij een verwachte uitval langer dan 2 uur: VR IJ")


def test_a_rule_in_the_place_of_a_name_is_another_sentence(world: World, put: Put) -> None:
    row = put()
    everybody = Stated(Side.BENEFITING, everybody=True)
    change(row, world, parties=(acts(world.water), everybody))
    assert fresh(row).wording == 2
    assert "de deelnemers van het netwerk" in fresh(row).sentence


def test_back_to_the_first_words_counts_on(world: World, put: Put) -> None:
    row = put()
    change(row, world, quantity="3 liter")
    change(row, world)
    assert (fresh(row).wording, fresh(row).version) == (3, 3)


def test_given_again_as_it_stands_nothing_is_different(world: World, put: Put) -> None:
    row = put(sectors=(world.sector,), basic=True, key="A1", **WORKED_OUT)
    edit_agreement(row, given_of(row), by=world.actor("noor"))
    assert given_of(fresh(row)) == given_of(row)
    assert left().after == {"version": 2}


WRONG: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
    ({"parties": ()}, {"acting": ["Say who acts."]}),
    (
        {"valid_from": TODAY, "valid_to": TODAY - timedelta(days=1)},
        {"valid_to": ["This day is before the first day."]},
    ),
    (
        {"tlp": Tlp.RED},
        {"tlp": ["What only named persons may know cannot be an agreement between organisations."]},
    ),
]


@pytest.mark.parametrize(("changes", "errors"), WRONG, ids=["nobody", "days", "red"])
def test_what_cannot_be_changes_nothing(
    world: World, put: Put, changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    row = put()
    assert wrong(lambda: change(row, world, quantity="3 liter", **changes)) == errors
    assert (fresh(row).quantity, fresh(row).parties.count()) == ("", 2)


def test_who_only_benefits_does_not_act(world: World, put: Put) -> None:
    row = put()
    told = wrong(lambda: change(row, world, parties=(gains(world.region),)))
    assert told == {"acting": ["Say who acts."]}


def test_a_number_of_another_is_taken_and_ones_own_is_not(world: World, put: Put) -> None:
    put(key="A1")
    row = put(key="A2")
    taken = {"key": ["There is an agreement with this number already."]}
    assert wrong(lambda: change(row, world, key="A1")) == taken
    assert change(row, world, key="A2", quantity="3 liter").key == "A2"


def test_the_covenant_of_another_network_is_refused(
    world: World, put: Put, lay: Lay, assume: Assume
) -> None:
    other = lay()
    elsewhere = Network.objects.get()
    row = put(covenant=other)
    national = add_covenant(
        None, paper(world, kind="national", tlp=Tlp.GREEN), by=world.actor("anouk")
    )
    assert change(row, world, covenant=national).covenant == national
    own = add_agreement(None, warning(world, tlp=Tlp.GREEN), by=world.actor("anouk"))
    told = wrong(
        lambda: edit_agreement(
            own, warning(world, tlp=Tlp.GREEN, covenant=other), by=world.actor("anouk")
        )
    )
    assert told == {"covenant": ["This covenant belongs to another network."]}
    assert other.network == elsewhere


def test_the_thirteenth_basic_one_is_one_too_many(world: World, put: Put) -> None:
    sector = (world.sector,)
    rows = [put(basic=True, sectors=sector) for _number in range(MOST_BASIC)]
    row = put(sectors=sector)
    told = wrong(lambda: change(row, world, basic=True, sectors=sector))
    assert told == {
        "basic": ["There are 12 basic agreements for this sector already; that is the most."]
    }
    # One of the twelve stays one of the twelve.
    change(rows[0], world, basic=True, sectors=sector, quantity="3 liter")
    assert fresh(rows[0]).quantity == "3 liter"


def test_the_log_says_what_changed(world: World, put: Put) -> None:
    row = put()
    change(row, world, "joost", quantity="3 liter")
    told = left()
    assert (told.action, told.subject) == (Can.EDIT_AGREEMENT, row.uuid)
    assert (told.who, told.organisation) == ("Joost van Dam", "Vitens")
    assert told.before == {"quantity": "", "reworded_on": None, "version": 1, "wording": 1}
    assert told.after == {
        "quantity": "3 liter", "reworded_on": str(TODAY), "version": 2, "wording": 2,
    }  # fmt: skip
    assert told.rows == [("agreements.agreement", "reworded")]
    assert [to for to, _subject in mails()] == ["noor@voorbeeld.invalid"]
