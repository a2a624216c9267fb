"""The pages about people: who sees what, in how many queries, in both languages."""

from __future__ import annotations

from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from pytest_django import DjangoAssertNumQueries

from koppelvlak.people.actions import give_mandate
from koppelvlak.rights import Role
from tests.people.conftest import Enter, Hold, function_of
from tests.world import TODAY, World


def people_of(world: World, at: str) -> str:
    return reverse("people:of_organisation", args=[getattr(world, at).uuid])


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_own_details_say_who_acts_for_whom(world: World, enter: Enter) -> None:
    page = text(enter("noor"), reverse("people:profile"))
    for said in ("Noor de Wit", "VR IJsselland", "accounthouder vitaal", "noor@voorbeeld.invalid"):
        assert said in page


def test_own_details_lead_to_everything_one_may_do(world: World, enter: Enter) -> None:
    page = text(enter("noor"), reverse("people:profile"))
    names = ["people:edit", "people:ask_email", "mfa_index"]
    own = [
        reverse(f"people:{name}", args=[world.person("noor").uuid]) for name in ("export", "erase")
    ]
    assert all(url in page for url in [*map(reverse, names), *own])


@pytest.mark.parametrize(
    ("who", "status"),
    [("lezer", 200), ("bram", 200), ("petra", 200), ("joost", 404), ("sanne", 404), ("otto", 404)],
)
def test_a_person_is_seen_by_colleagues(world: World, enter: Enter, who: str, status: int) -> None:
    assert enter(who).get(world.person("noor").get_absolute_url()).status_code == status


def test_nobody_and_someone_unseen_answer_alike(world: World, enter: Enter) -> None:
    browser = enter("joost")
    answers = [
        browser.get(reverse("people:detail", args=[uuid])).status_code
        for uuid in (uuid4(), world.person("noor").uuid)
    ]
    assert answers == [404, 404]


def test_a_colleague_sees_functions_here_not_elsewhere(
    world: World, enter: Enter, hold: Hold
) -> None:
    hold("noor", "stranger", Role.READER, title="geheim bijbaantje")
    assert "geheim bijbaantje" not in text(enter("lezer"), world.person("noor").get_absolute_url())
    assert "geheim bijbaantje" in text(enter("noor"), reverse("people:profile"))


def test_only_a_manager_sees_who_has_no_second_factor(world: World, enter: Enter) -> None:
    TOTP.activate(world.person("bram"), "JBSWY3DPEHPK3PXP")
    with override("nl"):
        chip = gettext("No second factor yet")
    assert text(enter("bram"), people_of(world, "region")).count(chip) == 3
    assert chip not in text(enter("lezer"), people_of(world, "region"))


def test_a_manager_sees_what_to_do(world: World, enter: Enter) -> None:
    page = text(enter("bram"), people_of(world, "region"))
    for name in ("invite", "give_function", "give_mandate"):
        assert reverse(f"people:{name}", args=[world.region.uuid]) in page
    assert reverse("people:end_function", args=[function_of(world, "noor").uuid]) in page


@pytest.mark.parametrize("who", ["noor", "lezer"])
def test_others_do_not(world: World, enter: Enter, who: str) -> None:
    page = text(enter(who), people_of(world, "region"))
    assert "Bram Visser" in page
    assert "beeindigen" not in page
    assert "uitnodigen" not in page


def test_people_of_another_organisation_are_not_shown(world: World, enter: Enter) -> None:
    page = text(enter("joost"), people_of(world, "region"))
    assert "Bram Visser" not in page
    assert 'class="empty"' in page


def test_mandates_stand_with_the_people(world: World, enter: Enter) -> None:
    terms = {"person": world.person("noor"), "what": "actieplannen", "valid_from": TODAY}
    give_mandate(world.region, by=world.actor("bram"), **terms)  # type: ignore[arg-type]
    for who, shown in (("lezer", True), ("joost", False)):
        assert ("actieplannen" in text(enter(who), people_of(world, "region"))) is shown
    assert "actieplannen" in text(enter("noor"), reverse("people:profile"))


def test_the_list_comes_as_a_file(world: World, enter: Enter) -> None:
    answer = enter("bram").get(people_of(world, "region") + "?formaat=csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "Noor de Wit" in answer.content.decode()


@pytest.mark.parametrize("order", ["naam", "-functie", "vervanger", "\x00", "onzin"])
def test_any_order_will_do(world: World, enter: Enter, order: str) -> None:
    text(enter("bram"), f"{people_of(world, 'region')}?sorteer={order}&pagina=9e9")


def test_pages_stay_within_twelve_queries(
    world: World,
    enter: Enter,
    hold: Hold,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for name in ("joost", "wil", "sanne", "iris", "anouk"):
        hold(name, "region", Role.READER)
    browser = enter("bram")
    for url in (
        people_of(world, "region"),
        world.person("noor").get_absolute_url(),
        reverse("people:profile"),
    ):
        with django_assert_max_num_queries(12):
            browser.get(url)
