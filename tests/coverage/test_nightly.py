"""By night everything is counted anew: it says how much was wrong, and leaves what was right."""

from __future__ import annotations

from datetime import timedelta

from koppelvlak.coverage.counting import wrong
from koppelvlak.coverage.models import Tally
from koppelvlak.coverage.nightly import counted
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.due import run_due
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.agreements.conftest import Put
from tests.conftest import Guard
from tests.coverage.conftest import themes
from tests.world import TODAY

TOMORROW = TODAY + timedelta(days=1)


def spoil(guard: Guard, network: Network, **fields: object) -> None:
    guard.watching = False
    Tally.objects.filter(network=network, tlp=Tlp.AMBER).update(**fields)
    guard.watching = True


def test_where_all_is_right_nothing_is_written(put: Put) -> None:
    put(themes=themes(5))
    before = Event.objects.count()
    assert counted(TOMORROW) == {"coverage recounted": 0}
    assert Event.objects.count() == before


def test_what_was_wrong_is_right_again(put: Put, network: Network, guard: Guard) -> None:
    put(themes=themes(5))
    right = Tally.objects.get(network=network, tlp=Tlp.AMBER).counts
    spoil(guard, network, counts=[number + 1 for number in right])
    assert counted(TOMORROW) == {"coverage recounted": 1}
    assert Tally.objects.get(network=network, tlp=Tlp.AMBER).counts == right
    event = Event.objects.latest("number")
    assert (event.action, event.result) == (Can.ASSESS_AGREEMENTS, "done")
    assert counted(TOMORROW) == {"coverage recounted": 0}


def test_counts_that_are_gone_come_back(put: Put, network: Network, guard: Guard) -> None:
    put(themes=themes(5))
    guard.watching = False
    Tally.objects.filter(network=network).delete()
    guard.watching = True
    assert counted(TOMORROW) == {"coverage recounted": 1}
    assert wrong() == []


def test_the_work_of_the_night_counts_too(put: Put, network: Network, guard: Guard) -> None:
    put(themes=themes(5))
    spoil(guard, network, counts=[])
    assert run_due(TODAY)["coverage recounted"] == 1
