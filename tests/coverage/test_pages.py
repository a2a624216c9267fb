"""Pages of the coverage: what they show to whom, where they lead, and in how many queries."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.coverage.actions import take_baseline
from koppelvlak.coverage.bars import SOFT_HYPHEN, breakable
from koppelvlak.coverage.models import Answer, Baseline
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import PROPOSED
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, acts, gains
from tests.conftest import Guard
from tests.coverage.conftest import ANSWERS, Enter, Put, themes
from tests.world import TODAY, World

PAGE = reverse("coverage:matrix")
MOST = 12


def page(enter: Enter, name: str, url: str = PAGE) -> str:
    answer = enter(name).get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def links(told: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<td>.*?<a href="([^"]+)"', told)]


def taken(world: World, network: Network) -> Baseline:
    answers = ANSWERS | {5: (Answer.PROVEN, "Droge Kraan")}
    return take_baseline(network, answers, held_on=TODAY, by=world.actor("noor"))


def form(**changes: str) -> dict[str, str]:
    said = {f"level_{number}": "informal" for number in range(1, 9)}
    return said | {"held_on": str(TODAY)} | changes


def test_the_matrix_shows_words_numbers_and_patterns(enter: Enter, put: Put) -> None:
    put(themes=themes(5), **WORKED_OUT)
    told = page(enter, "joost")
    assert "worked out" in told
    assert "0 of 1 proven" in told
    assert 'fill="url(#m-worked-out)"' in told


@pytest.mark.parametrize("asked", ["", "?per=regio", "?per=bedrijf", "?sector=drinking-water",
                                   "?basis=ja"])  # fmt: skip
def test_a_cell_leads_to_as_many_sentences_as_it_counts(
    enter: Enter, put: Put, world: World, asked: str
) -> None:
    put(themes=themes(5, 6), action="belt …", basic=True, sectors=(world.sector,))
    put(themes=themes(5), action="mailt …")
    put(themes=themes(6), action="appt …", kind="recommendation")
    told = page(enter, "joost", PAGE + asked)
    found = [page(enter, "joost", url) for url in dict.fromkeys(links(told)) if "thema=" in url]
    assert found
    for one in found:
        assert one.count('<th scope="row">') == 1
        assert "belt VR IJsselland" in one


def test_an_empty_matrix_says_so(enter: Enter, network: Network) -> None:
    themes()
    # Who sits at a table sees that nothing is agreed there; who sits at none, nothing at all.
    assert "nothing agreed" in page(enter, "noor")
    assert "There is no agreement here that you may see." in page(enter, "anouk")


@pytest.mark.parametrize("name", ["sanne", "petra", "otto"])
def test_guests_and_others_find_nothing(
    enter: Enter, put: Put, network: Network, name: str
) -> None:
    put(themes=themes(5))
    client = enter(name)
    for url in (PAGE, f"{PAGE}?formaat=pdf", reverse("coverage:baseline", args=[network.uuid])):
        assert client.get(url).status_code == 404


def test_a_guest_cannot_ask_the_list_what_counts(enter: Enter, put: Put) -> None:
    put(tlp=Tlp.CLEAR, kind="recommendation", action="belt …")
    url = reverse("agreements:list")
    assert "belt VR IJsselland" in page(enter, "sanne", f"{url}?telt=ja")
    assert "belt VR IJsselland" not in page(enter, "joost", f"{url}?telt=ja")


@pytest.mark.parametrize("asked", ["?per=x", "?sector=%00", "?regio=x", "?basis=", "?per=regio&x"])
def test_what_makes_no_sense_is_passed_over(enter: Enter, put: Put, asked: str) -> None:
    put(themes=themes(5))
    assert "0 of 1 proven" in page(enter, "noor", PAGE + asked)


@pytest.mark.parametrize("ending", ["pdf", "excel"])
def test_it_is_a_file_too(enter: Enter, put: Put, ending: str) -> None:
    put(themes=themes(5))
    answer = enter("noor").get(f"{PAGE}?formaat={ending}")
    assert answer.status_code == 200
    assert "tlp-amber" in answer["Content-Disposition"]


def test_it_takes_few_queries_however_many_there_are(
    enter: Enter, put: Put, world: World, network: Network
) -> None:
    put(themes=themes(5))
    client, seen = enter("iris"), []
    put(themes=themes(5), parties=(acts(world.water), gains(world.stranger)))
    for _round in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(PAGE).status_code == 200
        seen.append(len(asked))
        put(themes=themes(6, 7), parties=(acts(world.water), gains(world.stranger)))
    assert seen[0] == seen[1] <= MOST


def test_the_network_page_tells_what_is_agreed(enter: Enter, put: Put, network: Network) -> None:
    put(themes=themes(5))
    told = page(enter, "noor", network.get_absolute_url())
    assert f"{reverse('agreements:list')}?netwerk={network.uuid}" in told
    assert reverse("agreements:in_meeting", args=[network.uuid]) in told
    assert reverse("coverage:baseline", args=[network.uuid]) in told


def test_a_guest_sees_there_only_the_way_to_the_agreements(
    enter: Enter, put: Put, world: World, network: Network
) -> None:
    put(themes=themes(5), tlp=Tlp.CLEAR)
    taken(world, network)
    told = page(enter, "sanne", network.get_absolute_url())
    assert f"{reverse('agreements:list')}?netwerk={network.uuid}" in told
    assert "proven" not in told
    assert "aseline" not in told


def test_the_network_page_shows_the_eight_themes_to_participants(
    enter: Enter, put: Put, network: Network
) -> None:
    put(themes=themes(5), **WORKED_OUT)
    told = page(enter, "noor", network.get_absolute_url())
    assert told.count('<th scope="row">') == 8
    assert "0 of 1 proven" in told
    (url,) = links(told)
    assert url.endswith(f"?netwerk={network.uuid}&thema=5&telt=ja")
    # What nobody outside may read is not counted for who sits elsewhere.
    elsewhere = page(enter, "iris", network.get_absolute_url())
    assert elsewhere.count('<th scope="row">') == 8
    assert "0 of 1 proven" not in elsewhere


@pytest.mark.parametrize(("name", "tlp"), [("noor", "AMBER"), ("iris", "GREEN")])
def test_the_network_page_is_of_the_class_of_what_it_counts(
    enter: Enter, put: Put, network: Network, name: str, tlp: str
) -> None:
    put(themes=themes(5), tlp=Tlp.AMBER)
    told = page(enter, name, network.get_absolute_url())
    assert f'<body class="tlp-{tlp.lower()}"' in told


def test_a_guest_sees_no_matrix_on_the_network_page(
    enter: Enter, put: Put, network: Network
) -> None:
    put(themes=themes(5), tlp=Tlp.CLEAR, **WORKED_OUT)
    told = page(enter, "sanne", network.get_absolute_url())
    assert 'class="matrix' not in told
    assert "worked out" not in told


def test_a_proposed_network_has_no_matrix_yet(enter: Enter, network: Network, guard: Guard) -> None:
    guard.watching = False
    Network.objects.filter(pk=network.pk).update(state=PROPOSED)
    assert 'class="matrix' not in page(enter, "noor", network.get_absolute_url())


def test_the_network_page_takes_few_queries_however_much_is_agreed(
    enter: Enter, put: Put, network: Network
) -> None:
    client, costs = enter("noor"), []
    for number in (5, 6):
        for action in range(3):
            put(themes=themes(number), action=f"belt … {number} {action}")
        with CaptureQueriesContext(connection) as asked:
            client.get(network.get_absolute_url())
        costs.append(len(asked))
    assert costs[1] <= costs[0] < MOST  # One more for a second factor.


def test_long_words_of_themes_may_break_in_the_head(enter: Enter, put: Put) -> None:
    put(themes=themes(5))
    client = enter("noor")
    session = client.session
    session["language"] = "nl"
    session.save()
    told = client.get(PAGE).content.decode()
    for word in ("Nood\u00advoorzieningen", "crisis\u00adcommunicatie", "Crisis\u00admanagement"):
        assert word in told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("7. Crisismanagement", "7. Crisis-management"),
        ("6. Informatie en crisiscommunicatie", "6. Informatie en crisis-communicatie"),
        ("3. Risicobeheersing", "3. Risico-beheersing"),
        ("2. Dreiging en risico vertalen", "2. Dreiging en risico vertalen"),
        ("6. crisis communication", "6. crisis communication"),
    ],
)
def test_soft_hyphens_stand_in_long_words_alone(text: str, shown: str) -> None:
    assert breakable(text).replace(SOFT_HYPHEN, "-") == shown


@pytest.mark.parametrize("url", [PAGE, "baseline"])
def test_what_the_patterns_mean_is_said_once(
    enter: Enter, put: Put, world: World, network: Network, url: str
) -> None:
    put(themes=themes(5))
    taken(world, network)
    where = url if url == PAGE else reverse("coverage:baseline", args=[network.uuid])
    told = page(enter, "noor", where)
    assert told.count('<ul class="legend">') == 1
    assert told.count('<pattern id="m-proven"') == 1
    levels = ["proven", "worked out", "agreed upon", "not confirmed"]
    legend = told[told.index('<ul class="legend">') :]
    assert [legend.index(level) for level in levels] == sorted(map(legend.index, levels))


def test_the_baseline_is_recorded_and_shown_beside_the_agreements(
    enter: Enter, put: Put, network: Network
) -> None:
    put(themes=themes(5), **WORKED_OUT)
    client, url = enter("noor"), reverse("coverage:fill_in", args=[network.uuid])
    assert client.get(url).status_code == 200
    answer = client.post(url, form(remark_5="Droge Kraan"))
    assert answer.status_code == 302
    told = page(enter, "joost", answer["Location"])
    assert "Droge Kraan" in told
    assert "informal" in told
    assert "0 of 1 proven" in told
    assert "Correct" not in told


def test_what_is_missing_is_said_at_its_theme(enter: Enter, network: Network) -> None:
    themes()
    url = reverse("coverage:fill_in", args=[network.uuid])
    answer = enter("noor").post(url, form(level_3=""))
    assert answer.status_code == 422
    assert not Baseline.objects.exists()


def test_who_comes_late_sees_both_versions(enter: Enter, world: World, network: Network) -> None:
    themes()
    url = reverse("coverage:fill_in", args=[network.uuid])
    taken(world, network)
    answer = enter("noor").post(url, form(version="9", level_5="nothing"))
    assert answer.status_code == 409
    assert "Droge Kraan" in answer.content.decode()
    assert enter("noor").post(url, form(version="1", level_5="nothing")).status_code == 302
    assert Baseline.objects.get().answers["5"]["level"] == "nothing"


@pytest.mark.parametrize(("name", "status"), [("joost", 403), ("iris", 403), ("sanne", 403)])
def test_who_may_not_record_it(enter: Enter, network: Network, name: str, status: int) -> None:
    themes()
    url = reverse("coverage:fill_in", args=[network.uuid])
    assert enter(name).get(url).status_code == status


def test_without_a_baseline_only_who_leads_is_asked_for_it(enter: Enter, network: Network) -> None:
    themes()
    url = reverse("coverage:baseline", args=[network.uuid])
    for name, asked in (("noor", True), ("joost", False)):
        told = page(enter, name, url)
        assert "has not recorded" in told
        assert (reverse("coverage:fill_in", args=[network.uuid]) in told) == asked
    assert enter("iris").get(url).status_code == 404
