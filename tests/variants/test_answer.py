"""Adopting and deviating: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.agreements.actions import agree, edit_agreement, end_agreement
from koppelvlak.agreements.assessing import reasons_of
from koppelvlak.agreements.giving import Stated, given_of
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Maturity, Side
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.kit.waiting import waiting
from koppelvlak.variants import queries
from koppelvlak.variants.actions import adopt, deviate
from koppelvlak.variants.models import Variant
from tests.aftermath import mails
from tests.variants.conftest import model_says, reword
from tests.world import TODAY, World


def fresh(row: Variant) -> Variant:
    return Variant.objects.get(pk=row.pk)


def own(world: World, row: Variant, **changes: str) -> Agreement:
    given = model_says(world, tlp="AMBER", **changes)
    return edit_agreement(row.agreement, given, by=world.actor("noor"))


def waits(world: World, name: str) -> list[str]:
    return [str(one.title) for one in waiting(world.actor(name)) if "model" in str(one.title)]


def test_adopting_answers_what_came(world: World, variant: Variant) -> None:
    row = adopt(variant, by=world.actor("noor"), read=1)
    assert (row.state, row.waits, row.answered_on) == ("adopted", False, TODAY)
    assert row.answered_for == world.region
    assert row.agreement.wording == 1


def test_a_changed_model_asks_again_and_is_taken_over(world: World, variant: Variant) -> None:
    own(world, variant, contact_text="Wachtdienst")
    adopt(variant, by=world.actor("noor"), read=1)
    reword(world, variant.model)
    assert fresh(variant).waits
    (changed,) = queries.changes(fresh(variant))
    assert (changed.column, changed.old, changed.new) == (
        "within", "binnen 30 minuten", "binnen 15 minuten",
    )  # fmt: skip
    row = adopt(fresh(variant), by=world.actor("noor"), read=2)
    agreement = fresh(row).agreement
    assert (agreement.within, agreement.within_minutes) == ("binnen 15 minuten", 15)
    # What is the network's own stays, and the sentence has to be confirmed anew.
    assert (agreement.contact_text, agreement.wording) == ("Wachtdienst", 2)
    assert not queries.changes(fresh(row))


def test_what_is_taken_over_is_confirmed_anew_by_who_acts(world: World, variant: Variant) -> None:
    adopt(variant, by=world.actor("noor"), read=1)
    agree(fresh(variant).agreement, by=world.actor("noor"), on=TODAY)
    parties = (Stated(Side.ACTING, organisation=world.water), *model_says(world).parties[1:])
    reword(world, variant.model, parties=parties)
    adopt(fresh(variant), by=world.actor("noor"), read=2)
    row = fresh(variant).agreement
    assert (row.maturity, reasons_of(row)[0].why) == (Maturity.STALE, Why.REWORDED)
    # Of the agreement of its own network alone: a model binds nobody by itself.
    assert mails() == [
        ("joost@voorbeeld.invalid", "[TLP:AMBER] Anders verwoord: een afspraak van Vitens")
    ]
    # The region took it over, and so confirmed it; the company did not.
    assert [one.organisation for one in row.confirmations.all()] == [world.region]


def test_the_same_words_taken_over_again_are_told_to_nobody(world: World, variant: Variant) -> None:
    adopt(variant, by=world.actor("noor"), read=1)
    agree(fresh(variant).agreement, by=world.actor("noor"), on=TODAY)
    adopt(fresh(variant), by=world.actor("noor"), read=1)
    assert mails() == []
    assert not fresh(variant).agreement.confirmations.exists()


def test_what_was_reworded_as_a_proposal_is_no_news_when_it_is_taken_over_again(
    world: World, variant: Variant
) -> None:
    """All on one day: the day alone does not tell that this was another sentence."""
    parties = (Stated(Side.ACTING, organisation=world.water), *model_says(world).parties[1:])
    reword(world, variant.model, parties=parties)
    adopt(fresh(variant), by=world.actor("noor"), read=2)
    agree(fresh(variant).agreement, by=world.actor("noor"), on=TODAY)
    adopt(fresh(variant), by=world.actor("noor"), read=2)
    assert mails() == []


def test_deviating_keeps_the_own_sentence_with_the_reason(world: World, variant: Variant) -> None:
    own(world, variant, within="binnen 1 uur")
    row = deviate(variant, "Wij bellen pas na meting.", by=world.actor("noor"), read=1)
    assert (row.state, row.reason, row.waits) == ("deviates", "Wij bellen pas na meting.", False)
    assert "binnen 1 uur" in row.told
    reword(world, variant.model)
    assert fresh(variant).waits
    again = adopt(fresh(variant), by=world.actor("noor"), read=2)
    assert (again.state, again.reason, again.told) == ("adopted", "", "")


def test_deviating_needs_a_reason(world: World, variant: Variant) -> None:
    with pytest.raises(BadInputError):
        deviate(variant, "", by=world.actor("noor"), read=1)
    assert fresh(variant).state == "asked"


@pytest.mark.parametrize("name", ["joost", "lezer", "roos", "anouk"])
def test_who_neither_coordinates_nor_acts_may_not(
    world: World, variant: Variant, name: str
) -> None:
    with pytest.raises(RefusedError):
        adopt(variant, by=world.actor(name), read=1)
    with pytest.raises(RefusedError):
        deviate(variant, "Anders.", by=world.actor(name), read=1)


@pytest.mark.parametrize("name", ["iris", "sanne", "petra"])
def test_for_others_it_does_not_exist(world: World, variant: Variant, name: str) -> None:
    with pytest.raises(UnseenError):
        adopt(variant, by=world.actor(name), read=1)


def test_another_wording_than_was_read_is_stale(world: World, variant: Variant) -> None:
    reword(world, variant.model)
    with pytest.raises(StaleError):
        adopt(variant, by=world.actor("noor"), read=1)
    with pytest.raises(StaleError):
        deviate(variant, "Anders.", by=world.actor("noor"), read=1)
    assert fresh(variant).state == "asked"


def test_what_ended_is_not_answered(world: World, variant: Variant) -> None:
    end_agreement(variant.agreement, by=world.actor("noor"), on=TODAY, reason="Vervallen")
    with pytest.raises(WrongStateError):
        adopt(variant, by=world.actor("noor"), read=1)
    assert not waits(world, "noor")


def test_it_waits_for_who_may_answer_until_they_do(world: World, variant: Variant) -> None:
    assert len(waits(world, "noor")) == 1
    assert not [*waits(world, "joost"), *waits(world, "anouk"), *waits(world, "iris")]
    adopt(variant, by=world.actor("noor"), read=1)
    assert not waits(world, "noor")
    reword(world, variant.model)
    assert waits(world, "noor") == ["A model agreement changed: waarschuwt … per telefoon"]


def test_the_owner_reads_the_answer_and_not_what_was_left_unsaid(
    world: World, variant: Variant
) -> None:
    own(world, variant, within="binnen 1 uur")
    (line,) = queries.answers(variant.model, actor=world.actor("anouk"))
    assert (line.differs, line.pieces) == (True, ())
    deviate(variant, "Meting eerst.", by=world.actor("noor"), read=1)
    (line,) = queries.answers(variant.model, actor=world.actor("anouk"))
    assert "binnen 1 uur" in line.variant.told
    assert {"30 minuten", "1 uur"} <= {piece.text for piece in line.pieces}


def test_who_keeps_the_model_does_not_open_the_agreement_of_a_network(
    world: World, variant: Variant
) -> None:
    with pytest.raises(UnseenError):
        queries.variant(variant.uuid, actor=world.actor("anouk"))
    assert queries.variant(variant.uuid, actor=world.actor("lezer")) == variant


def test_the_content_of_a_model_leaves_out_what_is_the_networks_own(
    world: World, variant: Variant
) -> None:
    given = queries.taken_over(variant.model, variant.agreement)
    assert (given.tlp, given.source_text) == ("AMBER", variant.agreement.source_text)
    assert given.parties == given_of(variant.model).parties
