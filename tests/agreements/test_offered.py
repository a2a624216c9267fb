"""What the form and the page of an agreement offer: no ended covenant, and no vain step."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.covenants import Signing, add_covenant, terminate
from koppelvlak.agreements.lifecycle import EXPIRED, RENEWED, TERMINATED
from koppelvlak.agreements.models import Agreement, Covenant
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agreements.conftest import SIGNED, Enter, Lay, Put, acts, gains, paper, warning
from tests.conftest import Assume
from tests.reading import links, main
from tests.world import TODAY, World


def offered(enter: Enter, url: str, name: str = "noor") -> list[str]:
    """Return the labels of the covenants that the form offers; the first one is none."""
    field: Any = enter(name).get(url).context["form"].fields["covenant"]
    return [str(label) for _value, label in field.choices][1:]


def adding(network: Network) -> str:
    return reverse("agreements:add_to", args=[network.uuid])


def editing(row: Agreement) -> str:
    return reverse("agreements:edit", args=[row.uuid])


def national(world: World, **changes: Any) -> Covenant:
    asked: dict[str, Any] = {"kind": "national", "tlp": Tlp.GREEN, **changes}
    return add_covenant(None, paper(world, **asked), by=world.actor("anouk"))


def test_a_label_tells_equal_titles_apart(
    enter: Enter, world: World, network: Network, lay: Lay
) -> None:
    lay(), national(world)
    half = (Signing(world.water, signed_on=SIGNED), Signing(world.region))
    lay(parties=half)
    assert sorted(offered(enter, adding(network))) == [
        "Convenant drinkwater (Drinking water Oost, in force)",
        "Convenant drinkwater (Drinking water Oost, partly signed)",
        "Convenant drinkwater (the whole country, in force)",
    ]


@pytest.mark.parametrize("state", [RENEWED, EXPIRED, TERMINATED])
def test_what_ended_is_not_offered(
    enter: Enter, network: Network, lay: Lay, put: Put, state: str
) -> None:
    lay(state=state)
    lay(title="Loopt nog")
    runs = ["Loopt nog (Drinking water Oost, in force)"]
    assert offered(enter, adding(network)) == runs
    assert offered(enter, editing(put())) == runs


def test_what_ended_is_refused_when_it_is_sent(
    enter: Enter, world: World, network: Network, lay: Lay
) -> None:
    ended = lay(state=TERMINATED)
    sent = {
        "action": "belt …", "acting": "Vitens", "kind": "agreed", "manner": "each", "tlp": "AMBER",
        "language": "nl", "state": "agreed", "covenant": str(ended.uuid),
    }  # fmt: skip
    answer = enter("noor").post(adding(network), sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["covenant"]


def test_who_changes_a_word_leaves_it_under_its_covenant(
    enter: Enter, world: World, lay: Lay, put: Put
) -> None:
    covenant = lay()
    row = put(covenant=covenant)
    terminate(covenant, by=world.actor("noor"), on=TODAY, reason="opgezegd")
    form: Any = enter("noor").get(editing(row)).context["form"]
    assert offered(enter, editing(row)) == [
        "Convenant drinkwater (Drinking water Oost, terminated)"
    ]
    sent = {name: form[name].value() for name in form.fields} | {"fallback": "noodnet"}
    sent = {name: value for name, value in sent.items() if value not in (None, "", [])}
    assert enter("noor").post(editing(row), sent).status_code == 302
    now = Agreement.objects.get(pk=row.pk)
    assert (now.covenant, now.fallback, now.in_force) == (covenant, "noodnet", False)


def test_who_acts_without_a_seat_leaves_it_there_too(
    enter: Enter, world: World, lay: Lay, put: Put
) -> None:
    covenant = lay()
    row = put(covenant=covenant, parties=(acts(world.stranger), gains(world.region)))
    assert offered(enter, editing(row), "iris") == [
        "Convenant drinkwater (Drinking water Oost, in force)"
    ]


def test_the_covenant_of_another_network_is_not_offered(
    enter: Enter, world: World, network: Network, lay: Lay
) -> None:
    lay()
    row = add_agreement(None, warning(world, tlp=Tlp.GREEN), by=world.actor("anouk"))
    national(world, title="Landelijk")
    assert offered(enter, editing(row), "anouk") == ["Landelijk (the whole country, in force)"]
    assert len(offered(enter, adding(network))) == 2


def steps(enter: Enter, row: Agreement, name: str = "joost") -> set[str]:
    return set(links(main(enter(name), row.get_absolute_url())))


VAIN = {"Confirm", "Record how it went"}


def test_what_is_in_force_is_confirmed_and_tried(enter: Enter, put: Put) -> None:
    assert steps(enter, put()) >= VAIN


def test_what_lost_its_covenant_is_neither(enter: Enter, world: World, lay: Lay, put: Put) -> None:
    covenant = lay()
    row = put(covenant=covenant)
    assert steps(enter, row) >= VAIN
    terminate(covenant, by=world.actor("noor"), on=TODAY, reason="opgezegd")
    assert not steps(enter, row) & VAIN
    # It can be hung under another one, or ended.
    assert steps(enter, row) >= {"Change", "End"}


def test_what_is_over_is_neither(enter: Enter, put: Put, assume: Assume) -> None:
    row = put(valid_to=TODAY - timedelta(days=1))
    assert not row.in_force
    assert not steps(enter, row) & VAIN
