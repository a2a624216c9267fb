"""An agenda is written, sent, taken back for a reservation, aligned anew, adopted and revised.

Anouk edits nationally, Noor is a boundary worker of IJsselland, S. Mulder looks on as a supervisor.
"""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.agendas.lifecycle import IN_FORCE, SUPERSEDED
from koppelvlak.agendas.models import Body, SectorAgenda
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.kit.tlp import Tlp
from koppelvlak.sectors.models import Sector
from tests.conftest import Guard
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor
from tests.world import TODAY

LIST = "/agendas/"
EDITOR, WORKER, GUEST = "A. de Groot", "N. de Wit", "S. Mulder"
NONE = {"nl": "nog geen", "en": "none yet"}
EARLIER = {"nl": "over een eerdere tekst", "en": "of an earlier text"}
FROZEN = {
    "nl": "Deze versie is ter afstemming. Neem die terug om een speerpunt te wijzigen.",
    "en": "This version is being aligned. Take it back to change a spearhead.",
}
DECIDED = {"nl": "Vastgesteld door de stuurgroep", "en": "Adopted by the steering group"}
FOUND = {"nl": "waarschuwt", "en": "warns"}
SPEARHEAD: dict[str, Any] = {
    "theme": "5", "wording_nl": "Elk netwerk waarschuwt op tijd.",
    "wording_en": "Every network warns in time.", "why_nl": "Anders komt hulp te laat.",
    "why_en": "Help comes too late otherwise.", "horizon": "2028-06-01",
}  # fmt: skip
REWORDED = {
    "wording_nl": "Elk netwerk waarschuwt binnen een uur.",
    "wording_en": "Every network warns within an hour.",
}
RESERVATION, FOLLOWED = "Zeg binnen welke tijd.", "Gevolgd: binnen een uur."


@pytest.fixture
def model(cast: None, guard: Guard, today: None) -> Agreement:
    """Return a model agreement for drinking water, as a first fact."""
    guard.watching = False
    made = Agreement.objects.create(
        kind="agreed",
        action="waarschuwt …",
        tlp=Tlp.GREEN,
        state="agreed",
        key="M-9",
        basic=True,
        is_model=True,
    )
    made.sectors.add(Sector.objects.get(key="drinking-water"))
    made.parties.create(side=Side.ACTING, text="het drinkwaterbedrijf")
    guard.watching = True
    return made


def newest() -> SectorAgenda:
    return SectorAgenda.objects.order_by("-number")[0]


def page() -> str:
    return newest().get_absolute_url()


def written(editor: Visitor, model: Agreement) -> None:
    """Start a version for drinking water, with one spearhead, and send it."""
    editor.open(LIST).fill_in(editor.link("/agendas/nieuw/"), sector="drinking-water")
    editor.fill_in(f"{page()}speerpunten/nieuw/", agreements=[model.uuid], **SPEARHEAD)
    assert editor.reads("M-9") is False
    assert editor.reads(SPEARHEAD["why_nl" if editor.language == "nl" else "why_en"])
    editor.fill_in(editor.link(".*/afstemmen/"))


def aligned(editor: Visitor, **reservations: str) -> None:
    """Record what all three say of it."""
    for body in Body.values:
        said: dict[str, Any] = {"reservation": reservations.get(body, "")}
        told = said | {"body": body, "by_whom": "bestuur", "on": str(TODAY)}
        editor.open(page()).fill_in(editor.link(rf".*/afstemming/\?wie={body}"), **told)


def adopted(editor: Visitor, language: str, **followed: Any) -> None:
    """Record the decision of the steering group."""
    editor.open(page())
    editor.fill_in(
        editor.link(".*/vaststellen/"),
        adopted_on=str(TODAY),
        adopted_meeting="stuurgroep",
        adopted_document="besluit 4",
        **followed,
    )
    assert editor.reads(DECIDED[language], "besluit 4")


def test_a_reservation_changes_the_text(arrive: Arrive, language: str, model: Agreement) -> None:
    editor, guest = arrive(EDITOR), arrive(GUEST)
    assert editor.open(LIST).reads(NONE[language])
    written(editor, model)
    aligned(editor, nctv=RESERVATION)
    change = f"/agendas/speerpunten/{newest().spearheads.get().uuid}/bewerken/"
    sent: dict[str, Any] = SPEARHEAD | REWORDED | {"agreements": [model.uuid]}
    editor.fill_in(change, status=409, **sent)
    assert editor.reads(FROZEN[language])
    editor.open(page()).fill_in(editor.link(".*/terugnemen/"))
    assert editor.reads(EARLIER[language], RESERVATION)
    editor.fill_in(change, **sent)
    editor.open(page()).fill_in(editor.link(".*/afstemmen/"))
    aligned(editor, nctv=RESERVATION)
    guest.open(page(), status=404)
    adopted(editor, language, followed_nctv=FOLLOWED)
    words = REWORDED["wording_nl" if language == "nl" else "wording_en"]
    assert guest.open(page()).reads(words, RESERVATION, FOLLOWED)
    assert not guest.has_link(model.get_absolute_url())
    worker = arrive(WORKER).open(page())
    assert worker.reads(words)
    assert worker.has_link(model.get_absolute_url())
    assert worker.open(f"/zoeken/?q={FOUND[language]}").has_link(page())


def test_the_next_version_takes_its_place(arrive: Arrive, language: str, model: Agreement) -> None:
    editor, worker = arrive(EDITOR), arrive(WORKER)
    written(editor, model)
    aligned(editor)
    adopted(editor, language)
    first = page()
    there = editor.open(first).link(r"/agendas/nieuw/\?sector=.*")
    editor.fill_in(there, sector="drinking-water")
    assert editor.path == page() != first
    worker.open(f"{page()}speerpunten/nieuw/", status=403)
    editor.fill_in(editor.link(".*/afstemmen/"))
    aligned(editor)
    adopted(editor, language)
    assert [one.state for one in SectorAgenda.objects.order_by("number")] == [SUPERSEDED, IN_FORCE]
    assert worker.open(first).has_link(page())
    assert worker.open(f"/zoeken/?q={FOUND[language]}").has_link(page())
    assert not worker.has_link(first)
