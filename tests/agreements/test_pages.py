"""Pages of agreements: what they show to whom, in how many queries, and what makes no sense."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agreements.actions import Tried, add_proof
from koppelvlak.agreements.models import Occasion, Outcome
from koppelvlak.framework.models import Theme
from koppelvlak.kit.search.query import search
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Enter, Put, acts, gains
from tests.agreements.lists import load_facts
from tests.world import TODAY, World

LIST = reverse("agreements:list")
MOST = 12


def page(enter: Enter, name: str, url: str) -> str:
    answer = enter(name).get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_list_shows_sentences_basic_ones_first(enter: Enter, put: Put, world: World) -> None:
    put(action="belt …")
    put(action="mailt …", basic=True, sectors=(world.sector,))
    told = page(enter, "roos", LIST)
    assert told.index("mailt VR IJsselland") < told.index("belt VR IJsselland")
    assert "basic agreement" in told


def test_an_empty_list_says_so(enter: Enter, network: Network) -> None:
    assert "No agreement was found" in page(enter, "noor", LIST)


FILTERS = [
    ("soort=practice", "belt"),
    ("thema=5", "belt"),
    ("stand=worked-out", "belt"),
    ("tekst=belt", "belt"),
    ("tekst=BELT+uitval", "belt"),
]


@pytest.mark.parametrize(("asked", "shown"), FILTERS)
def test_filters(enter: Enter, put: Put, asked: str, shown: str) -> None:
    load_facts()
    five = Theme.objects.filter(number=5)
    put(action="belt …", kind="practice", themes=tuple(five), **WORKED_OUT)
    put(action="mailt …")
    told = page(enter, "joost", f"{LIST}?{asked}")
    assert f"{shown} VR IJsselland" in told
    assert "mailt VR IJsselland" not in told


def test_filter_by_party_and_by_place(enter: Enter, put: Put, world: World) -> None:
    put(action="belt …", parties=(acts(world.water), gains(world.region)))
    put(action="mailt …", parties=(acts(world.region), gains(world.stranger)))
    told = page(enter, "joost", f"{LIST}?partij={world.water.uuid}")
    assert "belt" in told
    assert "mailt" not in told
    assert "No agreement was found" in page(enter, "joost", f"{LIST}?netwerk=landelijk")


@pytest.mark.parametrize(
    "asked",
    ["thema=99", "soort=x", "partij=x", "netwerk=%00", "tekst=%00", "pagina=9e99", "stand=x"],
)
def test_what_makes_no_sense_is_passed_over(enter: Enter, put: Put, asked: str) -> None:
    put(action="belt …")
    assert "belt VR IJsselland" in page(enter, "joost", f"{LIST}?{asked}")


def test_what_ended_is_shown_only_when_asked_for(enter: Enter, put: Put) -> None:
    put(action="belt …", valid_to=TODAY.replace(year=2025))
    assert "belt" not in page(enter, "joost", LIST)
    told = page(enter, "joost", f"{LIST}?ook=beeindigd")
    assert "Niet van kracht, vertrouw hier niet op" in told


@pytest.mark.parametrize("name", ["noor", "roos"])
def test_the_page_explains_how_far_it_has_come(enter: Enter, put: Put, name: str) -> None:
    told = page(enter, name, put().get_absolute_url())
    assert "Not worked out: no contact point is named." in told
    assert "no notice of default" in told


def test_a_guest_sees_neither_maturity_nor_findings(enter: Enter, put: Put, world: World) -> None:
    row = put(tlp=Tlp.CLEAR, **WORKED_OUT)
    tried = Tried(TODAY, Occasion.INCIDENT, "Storing X", Outcome.NOT_KEPT, "niemand nam op")
    add_proof(row, tried, by=world.actor("noor"))
    for url in (row.get_absolute_url(), LIST, f"{LIST}?stand=worked-out"):
        told = page(enter, "sanne", url)
        assert "VR IJsselland" in told
        for secret in ("worked out", "niemand nam op", "Storing X", "not confirmed"):
            assert secret not in told, (url, secret)
    csv = enter("sanne").get(f"{LIST}?formaat=csv").content.decode()
    assert "worked out" not in csv
    search_page = enter("sanne").get(reverse("portal:search"), {"q": "uitval telefoon"})
    assert "worked out" not in search_page.content.decode()


def test_for_strangers_it_does_not_exist(enter: Enter, put: Put) -> None:
    assert enter("iris").get(put().get_absolute_url()).status_code == 404


def test_it_is_found_by_two_words(put: Put, world: World) -> None:
    row = put()
    for asked, name, found in (
        ("uitval telefoon", "joost", True),
        ("uitval telefoon", "iris", False),
    ):
        hits = [hit.url for hit in search(asked, actor=world.actor(name))]
        assert (row.get_absolute_url() in hits) is found


def test_two_organisations_and_what_they_owe_each_other(
    enter: Enter, put: Put, world: World
) -> None:
    put(action="belt …")
    put(action="mailt …", parties=(acts(world.region), gains(world.water)))
    put(action="zwaait naar …", parties=(acts(world.region), gains(world.stranger)))
    url = reverse("agreements:between", args=[world.water.uuid])
    told = page(enter, "noor", url)
    assert told.index("Vitens for VR IJsselland") < told.index("belt VR IJsselland")
    assert "mailt Vitens" in told
    assert "zwaait" not in told
    other = page(enter, "joost", f"{url}?en={world.stranger.uuid}")
    assert "Nothing that you may see." in other


def test_the_page_of_an_organisation_leads_there(enter: Enter, put: Put, world: World) -> None:
    put()
    told = page(enter, "noor", world.water.get_absolute_url())
    assert "1 agreement" in told
    assert reverse("agreements:between", args=[world.water.uuid]) in told


@pytest.mark.parametrize("many", [2, 12])
def test_queries_do_not_grow_with_rows(
    enter: Enter, put: Put, world: World, many: int, network: Network
) -> None:
    for number in range(many):
        row = put(key=f"K{number}", **WORKED_OUT)
    urls = [
        LIST, row.get_absolute_url(), reverse("agreements:confirm", args=[world.region.uuid]),
        reverse("agreements:between", args=[world.water.uuid]),
        reverse("agreements:in_meeting", args=[network.uuid]), reverse("agreements:covenants"),
    ]  # fmt: skip
    noor = enter("noor")
    for url in urls:
        with CaptureQueriesContext(connection) as queries:
            assert noor.get(url).status_code == 200
        assert len(queries) <= MOST, (url, len(queries))
