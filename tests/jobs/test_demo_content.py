"""What stands in the demo: networks, agreements and variants as people would have made them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from koppelvlak.agreements.lifecycle import AGREED, TERMINATED
from koppelvlak.agreements.lifecycle import PROPOSED as SUGGESTED
from koppelvlak.agreements.models import Agreement, Confirmation, Covenant, Maturity, Proof
from koppelvlak.coverage.counting import wrong
from koppelvlak.coverage.models import Baseline
from koppelvlak.framework.lifecycle import ADOPTED, CONSULTATION
from koppelvlak.framework.models import Comment, Mark, RoleDescription
from koppelvlak.jobs.agreeing import load_agreements
from koppelvlak.jobs.demo_framework import FICTION_NL, show_framework
from koppelvlak.jobs.demo_networks import CHOSEN, SILENT, load_networks
from koppelvlak.jobs.demo_variants import show_variants
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.audit.verify import verify
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import ACTIVE, FORMING, INVITED, PROPOSED, SITTING
from koppelvlak.networks.models import Network, Seat
from koppelvlak.people.models import Person
from koppelvlak.variants.lifecycle import ADOPTED as TAKEN_OVER
from koppelvlak.variants.lifecycle import ASKED, DEVIATES
from koppelvlak.variants.models import CovenantVariant, Variant
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def furnish(said: list[str]) -> None:
    for load in (show_framework, load_networks, load_agreements, show_variants):
        load(on=TODAY, say=said.append)


@pytest.fixture(scope="module")
def furnished(
    facts: list[str], cast: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[list[str]]:
    """Furnish the demo once for the tests of this module; give what was said meanwhile."""
    said: list[str] = []
    block = transaction.atomic()
    # As Django's TestCase does: what must be durable is tested elsewhere.
    block.__dict__["_from_testcase"] = True
    with django_db_blocker.unblock(), block:
        furnish(said)
        yield said
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def stands(furnished: list[str]) -> None:
    """Let every test find the demo furnished."""


def test_it_says_what_it_makes(furnished: list[str]) -> None:
    assert len(furnished) >= 4
    assert all(furnished)


def test_the_second_time_nothing_changes() -> None:
    before, said = Event.objects.count(), list[str]()
    furnish(said)
    assert (Event.objects.count(), said) == (before, [])


def test_all_of_it_went_through_the_door() -> None:
    report = verify()
    assert report.faults == []
    assert not Event.objects.exclude(result="done").exists()


def test_nobody_in_it_is_real() -> None:
    assert not Person.objects.filter(fictional=False).exists()
    everybody = Person.objects.values_list("email", flat=True)
    assert all(one.endswith("@voorbeeld.invalid") for one in everybody)
    assert all(one.endswith(".invalid") for one in Message.objects.values_list("to", flat=True))


def test_networks_stand_in_several_states() -> None:
    found = Counter(Network.objects.values_list("state", flat=True))
    assert found[ACTIVE] > found[FORMING] > 0
    assert found[PROPOSED] > 0
    names = {name for _sector, _division, name, _lead in CHOSEN}
    assert names <= set(Network.objects.values_list("name", flat=True))


def test_some_chairs_stay_empty() -> None:
    silent = Seat.objects.filter(organisation__key__in=SILENT)
    assert silent.exists()
    assert set(silent.values_list("state", flat=True)) == {INVITED}
    assert Seat.objects.filter(state=SITTING).count() > silent.count()


def test_an_active_network_has_somebody_in_the_chair() -> None:
    active = Network.objects.filter(state=ACTIVE)
    assert not active.filter(lead__isnull=True).exists()
    assert not active.filter(chair__isnull=True).exists()


def test_agreements_are_in_every_state_of_how_far_they_are() -> None:
    found = Counter(Agreement.objects.values_list("maturity", flat=True))
    needed = {Maturity.PROPOSED, Maturity.AGREED, Maturity.WORKED_OUT, Maturity.PROVEN,
              Maturity.ENDED, Maturity.UNCOUNTED}  # fmt: skip
    assert needed <= set(found), needed - set(found)
    assert Proof.objects.count() >= 6
    assert Confirmation.objects.exists()


def test_what_is_for_all_is_green_and_the_rest_stays_at_the_table() -> None:
    national = Agreement.objects.filter(network=None)
    assert set(national.values_list("tlp", flat=True)) <= {Tlp.CLEAR, Tlp.GREEN}
    at_table = Agreement.objects.filter(network__isnull=False, state=AGREED)
    assert set(at_table.values_list("tlp", flat=True)) == {Tlp.AMBER}


def test_every_agreement_reads_as_a_sentence() -> None:
    rows = Agreement.objects.prefetch_related("parties__organisation", "parties__every_kind")
    for row in rows:
        assert row.sentence.endswith(".")
        assert "None" not in row.sentence
        assert "{" not in row.sentence


def test_a_covenant_that_ended_shows_what_that_does() -> None:
    ended = Covenant.objects.get(state=TERMINATED)
    assert ended.ended_reason
    assert set(ended.agreements.values_list("maturity", flat=True)) == {Maturity.ENDED}


def test_what_is_counted_is_right() -> None:
    assert wrong() == []


def test_two_networks_said_where_they_began() -> None:
    rows = Baseline.objects.all()
    assert len(rows) == 2
    assert all(len(row.answers) == 8 and row.held_on <= TODAY for row in rows)


def test_a_model_is_taken_over_deviated_from_and_still_asked() -> None:
    for kind in (Variant, CovenantVariant):
        found = Counter(kind.objects.values_list("state", flat=True))
        assert found[TAKEN_OVER] >= 1
        assert found[DEVIATES] == 1
        assert found[ASKED] >= 1
    deviating = Variant.objects.get(state=DEVIATES)
    assert deviating.reason.startswith("Fictief")
    assert not deviating.waits


def test_a_model_that_changed_asks_again_who_answered_before() -> None:
    assert [row.state for row in Variant.objects.all() if row.waits and row.state != ASKED]


def test_what_a_model_made_is_a_proposal_until_the_table_agrees() -> None:
    made = Agreement.objects.filter(variant__isnull=False)
    assert set(made.values_list("state", flat=True)) == {SUGGESTED}


def test_a_role_description_is_adopted_and_the_next_is_in_consultation() -> None:
    first, second = RoleDescription.objects.order_by("number")
    assert (first.state, second.state) == (ADOPTED, CONSULTATION)
    assert first.note_nl == FICTION_NL
    assert first.adopted_on is not None
    assert first.adopted_on < TODAY
    assert second.consulted_until == TODAY + timedelta(days=16)
    assert Comment.objects.filter(description=second).count() == 3
    assert Comment.objects.filter(description=first).exclude(answer="").count() == 2


def test_most_regions_said_what_they_do_and_some_did_not() -> None:
    said = set(Mark.objects.values_list("organisation__key", flat=True))
    assert 15 <= len(said) < 25
    assert not Mark.objects.exclude(organisation__kind__key="safety-region").exists()
