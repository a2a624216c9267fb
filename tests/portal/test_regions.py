from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from koppelvlak.networks.models import Member, Network
from koppelvlak.territory.models import Region, Source
from tests.conftest import Guard
from tests.portal.conftest import Enter
from tests.world import World


@pytest.fixture
def region(world: World, guard: Guard) -> Region:
    """Return IJsselland, which Vitens surely reaches and another company perhaps."""
    guard.watching = False
    region = Region.objects.create(
        code="VR04",
        organisation=world.region,
        name="IJsselland",
        province="Overijssel",
        seat="Zwolle",
        source=Source.objects.create(key="test", text="test"),
    )
    for anchor, standing in ((world.water, "reached"), (world.stranger, "unverified")):
        network = Network.objects.create(
            sector=world.sector,
            anchor=anchor,
            derived_for=date(2026, 11, 23),
            derived_at=datetime(2026, 11, 23, tzinfo=UTC),
            input_checksum="0",
        )
        Member.objects.create(
            network=network,
            region=region,
            standing=standing,
            share=1.0,
            of_municipalities=11,
            of_area_km2=1.0,
            of_population=1,
            classes={},
        )
    guard.watching = True
    return region


@pytest.mark.parametrize("name", ["noor", "joost", "sanne"])
def test_regions_are_listed_with_what_surely_reaches_them(
    enter: Enter, region: Region, name: str
) -> None:
    page = enter(name).get(reverse("portal:regions"))
    (shown,) = page.context["listing"].page
    assert (shown, shown.networks) == (region, 1)


def test_the_list_can_be_taken_along(enter: Enter, region: Region) -> None:
    file = enter("noor").get(reverse("portal:regions"), {"formaat": "csv"})
    assert file["Content-Type"].startswith("text/csv")
    assert "VR04;IJsselland;Overijssel;Zwolle;1" in file.content.decode()


def test_before_anything_is_loaded_it_says_so(enter: Enter) -> None:
    assert b'class="empty"' in enter("noor").get(reverse("portal:regions")).content


def test_my_networks_are_those_that_surely_reach_my_region(enter: Enter, region: Region) -> None:
    page = enter("noor").get("/")
    assert [str(mine.network.anchor) for mine in page.context["networks"]] == ["Vitens"]
    assert region.get_absolute_url() in page.content.decode()


def test_a_company_sees_its_own_network(enter: Enter, region: Region) -> None:
    page = enter("iris").get("/")
    assert [str(mine.network.anchor) for mine in page.context["networks"]] == ["WML"]


def test_the_platform_manager_sees_no_content(enter: Enter, region: Region) -> None:
    assert not enter("petra").get("/").context["networks"]
