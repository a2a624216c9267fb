"""The lists of the territory: sorting, paging, files, languages, guests, and what they cost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from koppelvlak.kit.access import Actor
from koppelvlak.territory.actions import accept_division_change, decline_division_change
from koppelvlak.territory.lifecycle import OPEN
from koppelvlak.territory.models import DivisionChange, Municipality, Region, Source
from tests.conftest import Guard
from tests.territory.conftest import Enter
from tests.world import World

MUNICIPALITIES, SOURCES, CHANGES = "/gebied/gemeenten/", "/gebied/bronnen/", "/gebied/indeling/"
TOWN = f"{MUNICIPALITIES}GM0402/"
LISTS = [MUNICIPALITIES, SOURCES, CHANGES]
MOST_QUERIES = 12


def body(client: Client, url: str, status: int = 200) -> str:
    response: Any = client.get(url)
    assert response.status_code == status, url
    return " ".join(response.content.decode().split())


def cells(client: Client, url: str, name: str) -> list[Any]:
    response: Any = client.get(url)
    return [getattr(row, name) for row in response.context["listing"].page]


def lines(client: Client, url: str) -> list[str]:
    text: str = client.get(url).content.decode("utf-8-sig")
    return text.splitlines()


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(url)
    return len(asked)


def in_dutch(client: Client) -> Client:
    session = client.session
    session["language"] = "nl"
    session.save()
    return client


@pytest.fixture
def many(gooi: World, guard: Guard) -> World:
    """Return Gooi en Vechtstreek with sixty municipalities, sources and proposals more."""
    guard.watching = False
    home, source = Region.objects.get(code="VR14"), Source.objects.get(key="mun-1")
    numbers = range(60)
    Municipality.objects.bulk_create(
        Municipality(
            code=f"GM3{number:03}", name=f"Zomaarveen {number:02}", region=home, lon=5.1, lat=52.2,
            province="Noord-Holland", area_km2=1, population=number, certainty="invented",
            valid_from=date(2023, 1, 1), source=source,
        )
        for number in numbers
    )  # fmt: skip
    Source.objects.bulk_create(Source(key=f"z-{number:02}", text="Elders") for number in numbers)
    DivisionChange.objects.bulk_create(
        DivisionChange(
            kind="new", title=f"Zomaarveen {number:02}", on=date(2027, 1, 1 + number % 28),
            change={}, checksum=str(number), source=source, state=OPEN,
        )
        for number in numbers
    )  # fmt: skip
    guard.watching = True
    return gooi


@pytest.mark.parametrize(
    ("order", "attribute"),
    [
        ("naam", "name"),
        ("code", "code"),
        ("provincie", "province"),
        ("inwoners", "population"),
        ("oppervlakte", "area_km2"),
        ("sinds", "valid_from"),
    ],
)
def test_municipalities_sort_by_every_column(
    gooi: World, enter: Enter, order: str, attribute: str
) -> None:
    up = cells(enter("noor"), f"{MUNICIPALITIES}?sorteer={order}", attribute)
    down = cells(enter("noor"), f"{MUNICIPALITIES}?sorteer=-{order}", attribute)
    assert up == sorted(up)
    assert down == sorted(down, reverse=True)
    assert len(up) == len(down) == 6


@pytest.mark.parametrize(
    "nonsense", ["sorteer=password", "pagina=-1", "pagina=x", "sorteer=--naam"]
)
def test_nonsense_shows_the_first_page(gooi: World, enter: Enter, nonsense: str) -> None:
    plain = cells(enter("noor"), MUNICIPALITIES, "code")
    assert cells(enter("noor"), f"{MUNICIPALITIES}?{nonsense}", "code") == plain


@pytest.mark.parametrize(("page", "rows"), [(1, 50), (2, 16), (3, 50)])
def test_many_municipalities_come_in_pages(many: World, enter: Enter, page: int, rows: int) -> None:
    assert len(cells(enter("noor"), f"{MUNICIPALITIES}?pagina={page}", "code")) == rows


def test_no_municipality_is_on_two_pages(many: World, enter: Enter) -> None:
    noor = enter("noor")
    first, second = (cells(noor, f"{MUNICIPALITIES}?pagina={page}", "code") for page in (1, 2))
    assert not set(first) & set(second)
    assert len(first + second) == 66


def test_the_file_holds_what_does_not_fit_on_a_page(many: World, enter: Enter) -> None:
    assert len(lines(enter("noor"), f"{MUNICIPALITIES}?formaat=csv")) == 1 + 66 + 1


def test_the_file_holds_what_was_looked_for_in_that_order(many: World, enter: Enter) -> None:
    found = lines(enter("noor"), f"{MUNICIPALITIES}?formaat=csv&q=zomaarveen&sorteer=-inwoners")
    assert found[1].startswith("Zomaarveen 59;GM3059;")
    assert len(found) == 1 + 60 + 1


@pytest.mark.parametrize("url", LISTS)
def test_a_file_says_how_far_it_may_be_shared(gooi: World, enter: Enter, url: str) -> None:
    response = enter("noor").get(f"{url}?formaat=csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "-TLP-GREEN.csv" in response["Content-Disposition"]
    assert response.content.decode().splitlines()[-1] == "All participants (TLP:GREEN)"


@pytest.mark.parametrize(
    ("url", "head"),
    [
        (MUNICIPALITIES, "Gemeente;Code;Veiligheidsregio;"),
        (SOURCES, "Sleutel;Bron;"),
        (CHANGES, "Vanaf;Wat er verandert;Soort;"),
    ],
)
def test_the_head_of_a_file_speaks_dutch(gooi: World, enter: Enter, url: str, head: str) -> None:
    assert lines(in_dutch(enter("noor")), f"{url}?formaat=csv")[0].startswith(head)


@pytest.mark.parametrize("url", [*LISTS, TOWN])
def test_every_page_speaks_both_languages(gooi: World, enter: Enter, url: str) -> None:
    english, dutch = body(enter("noor"), url), body(in_dutch(enter("noor")), url)
    assert 'lang="en"' in english
    assert 'lang="nl"' in dutch
    assert "Municipalities" in english
    assert "Gemeenten" in dutch


@pytest.mark.parametrize("who", ["noor", "lezer", "joost", "iris", "sanne", "anouk"])
@pytest.mark.parametrize("url", [*LISTS, TOWN])
def test_participants_and_guests_see_the_territory(
    gooi: World, enter: Enter, url: str, who: str
) -> None:
    body(enter(who), url)


@pytest.mark.parametrize("url", [MUNICIPALITIES, SOURCES, TOWN])
def test_who_keeps_the_platform_sees_the_territory_too(gooi: World, enter: Enter, url: str) -> None:
    body(enter("petra"), url)


def test_who_keeps_the_platform_sees_no_proposals(
    merger: DivisionChange, gooi: World, enter: Enter
) -> None:
    assert merger.title not in body(enter("petra"), CHANGES)
    body(enter("petra"), merger.get_absolute_url(), 404)


def test_a_guest_reads_a_proposal_and_decides_nothing(
    merger: DivisionChange, gooi: World, enter: Enter
) -> None:
    sanne, url = enter("sanne"), merger.get_absolute_url()
    assert merger.title in body(sanne, url)
    for step in ("aannemen", "afwijzen"):
        assert f"{url}{step}/" not in body(sanne, url)
        body(sanne, f"{url}{step}/", 403)


@pytest.mark.parametrize("url", [*LISTS, TOWN])
def test_strangers_are_sent_to_sign_in(gooi: World, client: Client, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 302
    assert url in response["Location"]


def test_nothing_that_fits_is_said(gooi: World, enter: Enter) -> None:
    page = body(enter("noor"), f"{MUNICIPALITIES}?q=atlantis")
    assert "No municipality was found that fits this" in page


def test_a_municipality_without_links_says_so(many: World, enter: Enter) -> None:
    page = body(enter("noor"), f"{MUNICIPALITIES}GM3001/")
    assert "No supply link is known for this municipality on this day." in page


def test_before_facts_are_loaded_there_are_no_sources(world: World, enter: Enter) -> None:
    assert "No facts have been loaded yet." in body(enter("noor"), SOURCES)


def test_a_source_says_how_many_facts_rest_on_it(gooi: World, enter: Enter) -> None:
    noor = enter("noor")
    counts = dict(zip(*(cells(noor, SOURCES, name) for name in ("key", "carries")), strict=True))
    assert counts["mun-1"] == 0
    assert counts["drinking-water-1"] > 0
    assert cells(noor, f"{SOURCES}?sorteer=-feiten", "carries")[0] == max(counts.values())


def test_the_last_proposal_comes_first(many: World, enter: Enter) -> None:
    days = cells(enter("noor"), CHANGES, "on")
    assert days == sorted(days, reverse=True)
    assert len(days) == 50


def test_the_file_of_proposals_says_how_each_stands(
    merger: DivisionChange, gooi: World, enter: Enter
) -> None:
    decline_division_change(merger, reason="nee", by=gooi.actor("anouk"))
    (line,) = lines(enter("noor"), f"{CHANGES}?formaat=csv")[1:-1]
    assert line.startswith("2027-01-01;Wijdemeren → Hilversum;")
    assert line.endswith(";declined")


@pytest.mark.parametrize("url", [*LISTS, TOWN, f"{MUNICIPALITIES}?formaat=csv"])
def test_more_rows_cost_no_more_queries(
    merger: DivisionChange, enter: Enter, request: pytest.FixtureRequest, url: str
) -> None:
    noor = enter("noor")
    cost(noor, url)
    few = cost(noor, url)
    request.getfixturevalue("many")
    assert cost(noor, url) <= few <= MOST_QUERIES


def test_the_pages_of_a_proposal_cost_little(
    merger: DivisionChange, gooi: World, enter: Enter
) -> None:
    anouk, url = enter("anouk"), merger.get_absolute_url()
    for page in (url, f"{url}aannemen/", f"{url}afwijzen/"):
        assert cost(anouk, page) <= MOST_QUERIES, page


@pytest.mark.parametrize("on", ["2023-01-01", "2026-12-31", "2027-01-01", "2100-01-01"])
def test_a_municipality_of_a_day_costs_as_little(
    merger: DivisionChange, gooi: World, enter: Enter, on: str
) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    assert cost(enter("noor"), f"{TOWN}?op={on}") <= MOST_QUERIES


def test_a_decided_proposal_cannot_be_decided_again(
    merger: DivisionChange, gooi: World, enter: Enter, machine: Actor
) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    response = enter("anouk").post(
        f"{merger.get_absolute_url()}afwijzen/", {"version": 2, "reason": "toch niet"}
    )
    assert response.status_code == 409
    merger.refresh_from_db()
    assert merger.reason == ""
