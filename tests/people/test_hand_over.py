"""Who leaves hands over: each thing to somebody or to nobody with a reason, in one act."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.notices.models import Message
from koppelvlak.people.actions import end_function, set_deputy
from koppelvlak.people.handover import HandOver, hanging
from koppelvlak.people.invitations import invite
from koppelvlak.people.lifecycle import ENDED, HELD, OPEN
from koppelvlak.people.models import Function, Invitation, Mandate
from koppelvlak.rights import Role
from tests.people.conftest import Alter, Enter, Hold, function_of
from tests.world import TODAY, World


@pytest.fixture
def mandate(world: World, alter: Alter) -> Mandate:
    """Return a mandate of Noor, who is deputy of Lotte as well."""
    alter(function_of(world, "lezer"), deputy=world.person("noor"))
    made = Mandate(
        person=world.person("noor"),
        organisation=world.region,
        kind="mandaat",
        what="actieplannen",
        valid_from=TODAY,
    )
    alter(made)
    return made


def keys(world: World, name: str = "noor") -> list[str]:
    return [choice.holding.key for choice in hanging(function_of(world, name), TODAY)]


def over(world: World, to: str | None, reason: str = "") -> HandOver:
    person = world.person(to) if to else None
    return HandOver(dict.fromkeys(keys(world), person), reason)


def end(world: World, given: HandOver | None, name: str = "noor") -> Function:
    return end_function(function_of(world, name), by=world.actor("bram"), over=given)


def test_what_hangs_on_somebody_is_shown_first(
    world: World, mandate: Mandate, enter: Enter
) -> None:
    url = reverse("people:end_function", args=[function_of(world, "noor").uuid])
    page = enter("bram").get(url).content.decode()
    assert "actieplannen" in page
    assert "Lotte Bos" in page
    assert function_of(world, "noor").state == HELD


def test_a_mandate_goes_to_another(world: World, mandate: Mandate) -> None:
    end(world, over(world, "bram"))
    mandate.refresh_from_db()
    new = Mandate.objects.get(person=world.person("bram"))
    assert (mandate.state, new.state) == (ENDED, HELD)
    assert (new.what, new.kind, new.valid_from) == ("actieplannen", "mandaat", TODAY)


def test_a_deputyship_goes_to_another(world: World, mandate: Mandate) -> None:
    end(world, over(world, "bram"))
    assert function_of(world, "lezer").deputy == world.person("bram")


def test_who_takes_over_is_told(world: World, mandate: Mandate) -> None:
    end(world, over(world, "bram"))
    assert "actieplannen" in Message.objects.get(to="bram@voorbeeld.invalid").text


def test_it_is_one_event(world: World, mandate: Mandate) -> None:
    before = Event.objects.count()
    end(world, over(world, "bram"))
    assert Event.objects.count() == before + 1
    event = Event.objects.latest("number")
    assert event.payload is not None
    assert [row["what"] for row in event.payload["rows"]] == [
        "ended", "handed over", "deputy handed over",
    ]  # fmt: skip


def test_nobody_needs_a_reason(world: World, mandate: Mandate) -> None:
    with pytest.raises(BadInputError) as caught:
        end(world, over(world, None))
    assert caught.value.errors.keys() == {"reason"}
    assert function_of(world, "noor").state == HELD


def test_the_reason_is_kept(world: World, mandate: Mandate) -> None:
    assert end(world, over(world, None, "Taak vervalt")).end_reason == "Taak vervalt"
    mandate.refresh_from_db()
    assert mandate.state == ENDED
    assert function_of(world, "lezer").deputy is None
    event = Event.objects.latest("number").payload
    assert event is not None
    assert event["after"]["end_reason"] == "Taak vervalt"


def test_nothing_is_left_out(world: World, mandate: Mandate) -> None:
    with pytest.raises(BadInputError) as caught:
        end(world, HandOver({}))
    assert set(caught.value.errors) == set(keys(world))


@pytest.mark.parametrize("name", ["joost", "noor"])
def test_only_a_colleague_takes_over(world: World, mandate: Mandate, name: str) -> None:
    with pytest.raises(BadInputError):
        end(world, over(world, name))
    assert function_of(world, "noor").state == HELD


def test_nobody_becomes_their_own_deputy(world: World, mandate: Mandate) -> None:
    with pytest.raises(BadInputError, match="own deputy"):
        end(world, over(world, "lezer"))
    mandate.refresh_from_db()
    assert mandate.state == HELD


def test_with_another_function_nothing_is_handed_over(
    world: World, mandate: Mandate, hold: Hold
) -> None:
    hold("noor", "region", Role.SIGNATORY)
    assert keys(world) == []
    end(world, HandOver({}))
    mandate.refresh_from_db()
    assert mandate.state == HELD


def test_an_invitation_gets_another_inviter(world: World, hold: Hold) -> None:
    hold("noor", "region", Role.MANAGER)
    terms: Any = {"email": "n@voorbeeld.invalid", "name": "Nina", "title": "adviseur"}
    invite(world.region, by=world.actor("bram"), role=Role.READER, **terms)
    function = function_of(world, "bram")
    [choice] = hanging(function, TODAY)
    assert [person.name for person in choice.people] == ["Noor de Wit"]
    given = HandOver({choice.holding.key: world.person("noor")})
    end_function(function, by=world.actor("bram"), over=given)
    invitation = Invitation.objects.get()
    assert (invitation.inviter, invitation.state) == (world.person("noor"), OPEN)
    assert invitation.invited_by == "Noor de Wit, VR IJsselland"


def test_the_page_does_it_in_one_form(world: World, mandate: Mandate, enter: Enter) -> None:
    function = function_of(world, "noor")
    url = reverse("people:end_function", args=[function.uuid])
    answers = dict.fromkeys(keys(world), str(world.person("bram").uuid))
    form = {**answers, "token": str(uuid4()), "version": function.version}
    assert enter("bram").post(url, form).status_code == 302
    assert Mandate.objects.get(person=world.person("bram")).state == HELD


def test_the_page_keeps_what_was_chosen_when_the_reason_lacks(
    world: World, mandate: Mandate, enter: Enter
) -> None:
    function = function_of(world, "noor")
    url = reverse("people:end_function", args=[function.uuid])
    first, second = keys(world)
    bram = str(world.person("bram").uuid)
    answer = enter("bram").post(url, {first: bram, second: "", "version": function.version})
    assert answer.status_code == 422
    assert f'<option value="{bram}" selected>' in answer.content.decode()


def test_what_came_to_hang_meanwhile_is_asked_as_well(
    world: World, mandate: Mandate, enter: Enter
) -> None:
    function = function_of(world, "noor")
    given = over(world, "bram")
    set_deputy(function_of(world, "bram"), deputy=world.person("noor"), by=world.actor("bram"))
    with pytest.raises(BadInputError, match=r"^$"):
        end_function(function, by=world.actor("bram"), over=given)


@pytest.mark.parametrize("value", ["x", "00000000-0000-4000-8000-000000000000", "\x00"])
def test_who_is_not_offered_is_refused(
    world: World, mandate: Mandate, enter: Enter, value: str
) -> None:
    function = function_of(world, "noor")
    url = reverse("people:end_function", args=[function.uuid])
    form = dict.fromkeys(keys(world), value)
    assert enter("bram").post(url, {**form, "reason": "r"}).status_code == 422
    assert function_of(world, "noor").state == HELD
