"""What a guest reads of an agenda with agreements that are hidden: no count that is not true."""

from __future__ import annotations

import pytest

from koppelvlak.agendas import overview
from koppelvlak.agendas.actions import drop_spearhead
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.tlp import Tlp
from tests.agendas.conftest import Enter, On, Plan
from tests.conftest import Guard
from tests.reading import read


@pytest.fixture
def opened(plan: Plan, guard: Guard) -> Plan:
    """Return the agenda in force; all that it asks for is for the whole world to read."""
    plan.carry()
    guard.watching = False
    Agreement.objects.update(tlp=Tlp.CLEAR)
    guard.watching = True
    return plan


def hide(key: str, guard: Guard) -> None:
    guard.watching = False
    Agreement.objects.filter(key=key).update(tlp=Tlp.GREEN)
    guard.watching = True


def told(enter: Enter, plan: Plan, name: str) -> str:
    return read(enter(name), plan.agenda.get_absolute_url())


def test_who_sees_everything_reads_how_many_are_basic(enter: Enter, on: On, opened: Plan) -> None:
    for name in ("noor", "sanne"):
        assert "1 basic agreement" in told(enter, opened, name)


@pytest.mark.parametrize("key", ["M-1", "M-2"])
def test_who_does_not_see_everything_reads_no_number(
    enter: Enter, on: On, opened: Plan, guard: Guard, key: str
) -> None:
    hide(key, guard)
    page = told(enter, opened, "sanne")
    # The mark beside an agreement itself stays.
    assert "1 basic agreement" not in page
    assert "Spearheads 1." in page
    assert "1 basic agreement" in told(enter, opened, "noor")


def test_a_version_is_complete_for_who_sees_all_it_asks(opened: Plan, guard: Guard) -> None:
    assert overview.whole(opened.now(), opened.actor("sanne")).complete
    hide("M-2", guard)
    assert not overview.whole(opened.now(), opened.actor("sanne")).complete
    assert overview.whole(opened.now(), opened.actor("noor")).complete


def test_what_only_a_dropped_spearhead_asks_hides_nothing(plan: Plan, guard: Guard) -> None:
    drop_spearhead(plan.spearhead(2), by=plan.editor())
    plan.carry()
    guard.watching = False
    Agreement.objects.filter(key="M-1").update(tlp=Tlp.CLEAR)
    guard.watching = True
    assert overview.whole(plan.now(), plan.actor("sanne")).complete
