"""A covenant on paper becomes sentences that parties hold each other to, and confirm."""

from __future__ import annotations

from typing import Any

from tests.journeys.conftest import Arrive

LINES = "/afspraken/nieuw/[0-9a-f-]{36}/"
AGREEMENT = "/afspraken/[0-9a-f-]{36}/"
SAID = "Bij een lek: Vitens belt VR IJsselland, binnen 15 minuten."
NOT_WORKED_OUT = {
    "nl": "Niet uitgewerkt: geen contactpunt genoemd.",
    "en": "Not worked out: no contact point is named.",
}
STAND = {"nl": "uitgewerkt", "en": "worked out"}
MATURED = {"nl": "Werkt het?", "en": "Does it work?"}


def test_it_is_put_down_worked_out_tried_and_found(arrive: Arrive, language: str) -> None:
    worker = arrive("J. van Dam").speak()
    worker.open("/afspraken/nieuw/")
    said: dict[str, Any] = {
        "trigger": "bij een lek", "acting": "Vitens", "manner": "each", "action": "belt …",
        "benefiting": "VR IJsselland", "within": "binnen 15 minuten", "kind": "agreed",
        "tlp": "AMBER", "language": "nl", "state": "agreed", "agreed_on": "2026-11-20",
    }  # fmt: skip
    worker.fill_in(worker.link(LINES), **said)
    page = worker.path
    assert worker.reads(SAID, MATURED[language], NOT_WORKED_OUT[language])
    worked_out = said | {"contact": "Wachtdienst drinkwater", "way_of_working": "Draaiboek 2"}
    worker.fill_in(f"{page}bewerken/", **worked_out)
    assert worker.reads(SAID, STAND[language])
    tried: dict[str, Any] = {
        "on": "2026-11-21",
        "occasion": "exercise",
        "name": "Lek",
        "outcome": "kept",
    }
    worker.fill_in(f"{page}beproefd/", **tried)
    assert worker.reads({"nl": "beproefd", "en": "proven"}[language])
    region = arrive("N. de Wit").speak()
    region.open("/zoeken/?q=lek+vitens")
    region.open(region.link(AGREEMENT))
    assert region.reads(SAID, {"nl": "gelukt", "en": "it worked"}[language])


def test_a_supervisor_never_sees_how_far_it_has_come(arrive: Arrive, language: str) -> None:
    guest = arrive("S. Mulder").speak()
    guest.open("/afspraken/")
    assert not guest.reads({"nl": "niet bevestigd", "en": "not confirmed"}[language])
