"""A model goes to all drinking-water networks; it changes; some adopt it, one deviates."""

from __future__ import annotations

import re
from typing import Any

from koppelvlak.agreements.models import Agreement
from koppelvlak.networks.lifecycle import ACTIVE
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.sectors.models import Sector
from koppelvlak.variants.models import Variant
from tests.conftest import Guard
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor

SAID = {
    "acting": "het drinkwaterbedrijf", "manner": "each", "action": "belt …", "kind": "agreed",
    "benefiting": "alle veiligheidsregio's", "within": "binnen 60 minuten", "tlp": "GREEN",
    "language": "nl", "agreed_on": "2026-11-20", "is_model": "on",
}  # fmt: skip
UNKNOWN = {"nl": "niet beantwoord", "en": "not answered"}
ADOPTED, DEVIATES = {"nl": "overgenomen", "en": "taken over"}, {"nl": "wijkt af", "en": "deviates"}
REASON = "Wij bellen na de eerste meting."


def all_networks(editor: Visitor) -> list[str]:
    """Return what the boxes on the page stand for; all of them are marked already."""
    html = editor.page.content.decode()
    return re.findall(r'name="networks"\s+value="([0-9a-f-]+)"\s+checked', html)


def answer(visitor: Visitor, row: Variant, step: str, **fields: Any) -> None:
    read = str(Agreement.objects.get(pk=row.model_id).wording)
    visitor.fill_in(f"{row.get_absolute_url()}{step}/", read=read, **fields)


def said(within: str) -> dict[str, Any]:
    water = Sector.objects.get(key="drinking-water")
    return SAID | {"within": within, "sectors": str(water.pk)}


def spread(editor: Visitor, language: str) -> Agreement:
    """Put a model down and propose it to every network, after a look at what would be made."""
    editor.fill_in("/afspraken/nieuw/landelijk/", **said("binnen 60 minuten"), state="agreed")
    model = Agreement.objects.get(action="belt …")
    page = f"/varianten/model/{model.uuid}/verspreiden/"
    chosen = all_networks(editor.open(page))
    assert len(chosen) > 2
    editor.open(page + "?" + "&".join(f"networks={one}" for one in chosen))
    assert not Variant.objects.exists()
    editor.send(page, version=model.version, networks=chosen)
    assert editor.reads(UNKNOWN[language])
    assert Variant.objects.filter(model=model).count() == len(chosen)
    return model


def test_a_model_is_spread_changed_adopted_and_deviated_from(
    arrive: Arrive, language: str, guard: Guard
) -> None:
    standing(guard)
    editor, worker = arrive("A. de Groot").speak(), arrive("N. de Wit").speak()
    model = spread(editor, language)
    first, second = Variant.objects.filter(agreement__network__lead__key="vr04").order_by("pk")
    assert worker.open("/").has_link(first.get_absolute_url())
    answer(worker, first, "overnemen")
    assert worker.reads(ADOPTED[language])

    editor.fill_in(f"/afspraken/{model.uuid}/bewerken/", **said("binnen 30 minuten"))
    assert worker.open(first.get_absolute_url()).reads("60", "30", UNKNOWN[language])
    answer(worker, first, "overnemen")
    assert Agreement.objects.get(pk=first.agreement_id).within == "binnen 30 minuten"
    answer(worker, second, "afwijken", reason=REASON)
    assert Agreement.objects.get(pk=second.agreement_id).within == "binnen 60 minuten"
    assert not worker.open("/").has_link(first.get_absolute_url())

    editor.open(f"/varianten/model/{model.uuid}/")
    assert editor.reads(ADOPTED[language], DEVIATES[language], REASON, UNKNOWN[language])


def standing(guard: Guard) -> None:
    """Let the region lead two of the networks, as if they had been formed: a first fact."""
    guard.watching = False
    rows = Network.objects.filter(sector__key="drinking-water").order_by("pk")[:2]
    lead = Organisation.objects.get(key="vr04")
    for one in rows:
        one.lead = lead
        one.state = ACTIVE
        one.save()
    guard.watching = True
