"""The list and the page of an organisation: what they say, and to whom."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from koppelvlak.kit.access import Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations import page_parts
from koppelvlak.organisations.models import ContactPoint, Name, Organisation, Succession
from koppelvlak.organisations.page_parts import Part, Row
from tests.conftest import Guard
from tests.organisations.conftest import Enter
from tests.world import World

LIST = reverse("organisations:list")
# Every package adds its part to the page of an organisation; the bar for other pages is 12.
MOST_QUERIES = 12


def test_the_list_holds_everybody_who_takes_part(enter: Enter, world: World) -> None:
    page = enter("noor").get(LIST).content.decode()
    assert world.region.name in page
    assert world.water.get_absolute_url() in page


def test_guests_are_marked_in_words(enter: Enter, world: World) -> None:
    page = enter("noor").get(LIST, {"soort": "supervisor"}).content.decode()
    assert '<span class="chip wait">guest</span>' in page
    assert world.water.name not in page


def test_who_has_not_joined_is_shown_on_request(enter: Enter, world: World, guard: Guard) -> None:
    guard.watching = False
    Organisation.objects.filter(pk=world.stranger.pk).update(joined=False)
    guard.watching = True
    noor = enter("noor")
    assert world.stranger.get_absolute_url() not in noor.get(LIST).content.decode()
    page = noor.get(LIST, {"wie": "iedereen"}).content.decode()
    assert "has not joined yet</span>" in page


def test_one_sector_leaves_the_others_out(enter: Enter, world: World) -> None:
    page = enter("noor").get(LIST, {"sector": "drinking-water"}).content.decode()
    assert world.water.get_absolute_url() in page
    assert world.region.get_absolute_url() not in page


def test_nonsense_in_the_address_is_passed_over(enter: Enter, world: World) -> None:
    wild = {"soort": "\x00", "sector": "'", "sorteer": "password", "pagina": "9e99", "wie": "%"}
    page = enter("noor").get(LIST, wild)
    assert page.status_code == 200
    assert world.region.name in page.content.decode()


def test_an_empty_choice_says_what_to_do(enter: Enter, world: World) -> None:
    wanted = {"soort": "supervisor", "sector": "drinking-water"}
    assert "Show those too" in enter("noor").get(LIST, wanted).content.decode()


def test_the_list_can_be_taken_along(enter: Enter, world: World) -> None:
    answer = enter("noor").get(LIST, {"formaat": "csv", "sorteer": "-naam"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert lines[1] == "WML;WML;company;;takes part"


def test_the_page_tells_names_successors_and_sources(
    enter: Enter, world: World, guard: Guard
) -> None:
    guard.watching = False
    Name.objects.create(
        organisation=world.water, name="Vitens N.V.", short_name="Vitens",
        valid_from=date(2002, 5, 1), certainty="unverified", source="company-1",
    )  # fmt: skip
    Succession.objects.create(
        predecessor=world.stranger, successor=world.water, on=date(2030, 1, 1), source="law-1"
    )
    guard.watching = True
    page = enter("noor").get(world.water.get_absolute_url()).content.decode()
    for words in ("since 1 May 2002", "Took over from", "not verified", "company-1", "law-1"):
        assert words in page


def test_a_colleague_sees_how_it_is_reached(enter: Enter, world: World) -> None:
    page = enter("joost").get(world.water.get_absolute_url()).content.decode()
    assert 'href="tel:0880000001"' in page
    assert "never confirmed" in page
    assert str(Tlp.AMBER.label) in page


def test_someone_who_shares_no_network_sees_no_contact_point(enter: Enter, world: World) -> None:
    page = enter("iris").get(world.water.get_absolute_url()).content.decode()
    assert "0880000001" not in page
    assert "no contact point here that you may see" in page


def test_a_page_with_an_amber_number_is_amber_itself(enter: Enter, world: World) -> None:
    url = world.water.get_absolute_url()
    assert enter("joost").get(url).context["page_tlp"] == Tlp.AMBER
    assert enter("iris").get(url).context["page_tlp"] == Tlp.GREEN


def test_a_mail_address_is_a_link_and_a_talk_group_is_not(
    enter: Enter, world: World, guard: Guard
) -> None:
    guard.watching = False
    for channel, address in (("mail", "noc@voorbeeld.invalid"), ("radio", "BNL 3")):
        ContactPoint.objects.create(
            organisation=world.water, function=channel, channel=channel, address=address, hours="-"
        )
    guard.watching = True
    page = enter("joost").get(world.water.get_absolute_url()).content.decode()
    assert 'href="mailto:noc@voorbeeld.invalid"' in page
    assert ">BNL 3</span>" in page


def test_an_invented_number_is_marked(enter: Enter, world: World, guard: Guard) -> None:
    guard.watching = False
    ContactPoint.objects.filter(pk=world.desk.pk).update(fictional=True)
    guard.watching = True
    page = enter("joost").get(world.water.get_absolute_url()).content.decode()
    assert "invented, do not call" in page


def test_only_those_who_may_get_the_buttons(enter: Enter, world: World) -> None:
    url = world.water.get_absolute_url()
    edit = reverse("organisations:edit", args=[world.water.uuid])
    remove = reverse("organisations:remove_contact_point", args=[world.desk.uuid])
    assert edit in enter("wil").get(url).content.decode()
    joost = enter("joost").get(url).content.decode()
    assert edit not in joost
    assert remove not in joost
    assert reverse("organisations:edit_contact_point", args=[world.desk.uuid]) in joost


def test_an_unknown_organisation_is_not_found(enter: Enter) -> None:
    unknown = reverse("organisations:detail", args=[uuid4()])
    assert enter("noor").get(unknown).status_code == 404


def test_packages_above_add_their_part(
    enter: Enter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows(organisation: Organisation, actor: Actor) -> list[Row]:
        return [Row(f"{organisation.short_name} for {actor.name}", "/somewhere/", "words")]

    monkeypatch.setattr(page_parts, "_parts", {})
    page_parts.add(Part("test", "A part", rows, "Nothing."))
    page_parts.add(Part("other", "Another", lambda *_: [], "Nothing at all."))
    page = enter("noor").get(world.water.get_absolute_url()).content.decode()
    assert '<a href="/somewhere/">Vitens for Noor de Wit</a>' in page
    assert "Nothing at all." in page


def test_no_page_asks_too_much(
    enter: Enter, world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    wil = enter("wil")
    for url in (LIST, world.water.get_absolute_url()):
        with django_assert_max_num_queries(MOST_QUERIES):
            wil.get(url)
