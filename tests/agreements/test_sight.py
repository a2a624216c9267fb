"""Who sees which agreement, by its class, and who never sees how far it has come."""

from __future__ import annotations

import pytest

from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.tlp import Tlp
from koppelvlak.rights import Can
from tests.agreements.conftest import Put, acts, gains
from tests.world import World

# Noor's region leads and put it down; Joost's company sits there; Iris sits elsewhere.
SEEN = {
    Tlp.CLEAR: {"noor", "lezer", "joost", "roos", "iris", "anouk", "sanne"},
    Tlp.GREEN: {"noor", "lezer", "joost", "roos", "iris", "anouk"},
    Tlp.AMBER: {"noor", "lezer", "joost", "roos"},
    Tlp.AMBER_STRICT: {"noor", "lezer"},
}
EVERYBODY = SEEN[Tlp.CLEAR] | {"petra", "otto"}


@pytest.mark.parametrize("tlp", SEEN)
def test_who_sees_it(world: World, put: Put, tlp: Tlp) -> None:
    row = put(tlp=tlp)
    found = {
        name for name in EVERYBODY
        if Agreement.objects.visible_to(world.actor(name)).filter(pk=row.pk).exists()
    }  # fmt: skip
    assert found == SEEN[tlp]


@pytest.mark.parametrize("tlp", SEEN)
def test_a_guest_never_sees_how_far_it_has_come(world: World, put: Put, tlp: Tlp) -> None:
    assert not put(tlp=tlp).may(world.actor("sanne"), Can.SEE_MATURITY)


def test_a_party_sees_it_without_a_seat(world: World, put: Put) -> None:
    put()
    named = put(parties=(acts(world.water), gains(world.stranger)))
    assert list(Agreement.objects.visible_to(world.actor("iris"))) == [named]


def test_nobody_sees_an_agreement_twice(world: World, put: Put) -> None:
    put(parties=(acts(world.water), gains(world.water), acts(world.region), gains(world.region)))
    assert Agreement.objects.visible_to(world.actor("joost")).count() == 1
