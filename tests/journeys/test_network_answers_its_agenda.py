"""An agenda comes to two networks by night; one answers all of it, and the editor sees how far."""

from __future__ import annotations

from datetime import date
from typing import Any

from koppelvlak.agendas.lifecycle import IN_FORCE
from koppelvlak.agendas.models import Assignment, SectorAgenda, Spearhead
from koppelvlak.agendas.nightly import assignments
from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.framework.models import Theme
from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Network
from koppelvlak.people.models import Person
from koppelvlak.people.queries import actor_in, standings
from koppelvlak.sectors.models import Sector
from tests.conftest import Guard
from tests.journeys.conftest import Arrive
from tests.journeys.test_model_becomes_variants import standing
from tests.journeys.visitor import Visitor
from tests.world import TODAY

OPEN = {"nl": "niet beantwoord", "en": "not answered"}
STEPS = {
    "nl": ("opgepakt", "afgesproken", "niet van toepassing"),
    "en": ("taken up", "agreed upon", "not applicable"),
}
REASON = "In dit gebied ligt geen ruwwaterleiding."


def in_force(guard: Guard) -> SectorAgenda:
    """Let the sector have an agenda in force with three spearheads, one with a model: facts."""
    guard.watching = False
    sector, theme = Sector.objects.get(key="drinking-water"), Theme.objects.get(number=5)
    agenda = SectorAgenda.objects.create(
        sector=sector, number=1, state=IN_FORCE, started_on=TODAY, adopted_on=TODAY
    )
    model = Agreement.objects.create(
        kind="agreed", action="belt …", tlp="GREEN", state="agreed", agreed_on=TODAY
    )
    model.parties.create(side=Side.ACTING, text="het drinkwaterbedrijf")
    for position in (1, 2, 3):
        row = Spearhead.objects.create(
            agenda=agenda, theme=theme, position=position, wording_nl=f"Speerpunt {position}.",
            why_nl="Omdat het beter kan.", horizon=date(2028, 1, 1),
        )  # fmt: skip
        if position == 1:
            row.agreements.add(model)
    guard.watching = True
    return agenda


def acting(name: str) -> Actor:
    """Return who somebody of the demo is when they act."""
    person = Person.objects.get(name=name, fictional=True)
    bare = Actor(name=person.name, on=TODAY, person=person.uuid)
    return actor_in(standings(person, TODAY), bare, None)[0]


def there_already(network: Network) -> Agreement:
    """Return an agreement that the network made before there was an agenda."""
    company = Stated(Side.ACTING, text="het drinkwaterbedrijf")
    given = Given(action="waarschuwt …", parties=(company,), agreed_on=TODAY)
    return add_agreement(network, given, by=acting("N. de Wit"))


def answer(visitor: Visitor, row: Assignment, step: str, **fields: Any) -> None:
    visitor.fill_in(f"/agendas/opdracht/{row.uuid}/{step}/", **fields)


def read_by_the_editor(editor: Visitor, agenda: SectorAgenda) -> Visitor:
    """Find out from the page of the agenda how far networks are."""
    editor.open(agenda.get_absolute_url())
    return editor.open(editor.link("/agendas/[0-9a-f-]+/voortgang/"))


def answer_all(worker: Visitor, network: Network) -> Assignment:
    """Give each spearhead another answer; return the one that was set aside."""
    first, second, third = Assignment.objects.filter(network=network)
    answer(worker, first, "aanvaarden")
    answer(worker, second, "geregeld", agreements=str(there_already(network).uuid))
    answer(worker, third, "niet-van-toepassing", reason=REASON)
    return third


def test_a_network_answers_and_the_editor_sees_how_far(
    arrive: Arrive, language: str, guard: Guard
) -> None:
    standing(guard)
    agenda = in_force(guard)
    editor, worker, guest = (arrive(n) for n in ("A. de Groot", "N. de Wit", "S. Mulder"))
    network = Network.objects.filter(lead__key="vr04", sector=agenda.sector).order_by("pk")[0]
    page = f"/agendas/netwerk/{network.uuid}/"
    assert not worker.open("/").has_link(page)

    assert assignments(TODAY)["assignments given"] == 3 * 2
    assert worker.open("/").has_link(page)
    assert worker.open(page).reads("Speerpunt 1.", "Speerpunt 3.", OPEN[language])

    aside = answer_all(worker, network)
    assert worker.reads(*STEPS[language], REASON)
    assert worker.has_link("/varianten/[0-9a-f-]+/")
    assert not worker.open("/").has_link(page)

    read_by_the_editor(editor, agenda)
    assert editor.reads("Speerpunt 1.", REASON, *STEPS[language])
    assert not editor.reads("waarschuwt")

    answer(worker, aside, "heropenen")
    assert worker.open("/").has_link(page)
    guest.open(page, status=404)
    guest.open(f"{agenda.get_absolute_url()}voortgang/", status=404)
