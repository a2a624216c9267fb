"""Inviting: a random link by mail, kept as a digest, for two weeks."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError
from koppelvlak.people.invitations import invite
from koppelvlak.people.lifecycle import OPEN, WITHDRAWN
from koppelvlak.people.models import Invitation
from koppelvlak.people.queries import digest
from koppelvlak.rights import NATIONAL_ROLES, Role
from tests.people.conftest import Enter, mail_to
from tests.world import World

EMAIL = "nieuw@voorbeeld.invalid"


def asked(world: World, by: Actor, **changes: Any) -> Invitation:
    terms: Any = {"email": EMAIL, "name": "Nina", "role": Role.READER, "title": "adviseur"}
    return invite(world.region, by=by, **terms | changes)


def test_the_link_in_the_mail_is_the_only_copy_of_the_token(world: World) -> None:
    row = asked(world, world.actor("bram"))
    token = re.search(r"/uitnodiging/([\w-]+)/", mail_to(EMAIL).text)
    assert token
    assert row.digest == digest(token[1])
    payload = Event.objects.get().payload
    assert token[1] not in str(payload)
    assert row.digest not in str(payload)


def test_it_holds_for_two_weeks(world: World) -> None:
    left = asked(world, world.actor("bram")).expires_at - timezone.now()
    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)


def test_the_mail_says_who_invites_for_what(world: World) -> None:
    asked(world, world.actor("bram"))
    text = mail_to(EMAIL).text
    for said in ("Bram Visser", "Veiligheidsregio IJsselland", "adviseur"):
        assert said in text


@pytest.mark.parametrize("name", ["noor", "wil", "otto", "anouk"])
def test_others_may_not(world: World, name: str) -> None:
    with pytest.raises(RefusedError):
        asked(world, world.actor(name))


@pytest.mark.parametrize("role", sorted(NATIONAL_ROLES))
def test_only_a_platform_manager_invites_for_a_national_role(world: World, role: Role) -> None:
    with pytest.raises(RefusedError, match="national"):
        asked(world, world.actor("bram"), role=role)
    assert asked(world, world.actor("petra"), role=role).role == role


def test_a_second_invitation_replaces_the_first(world: World) -> None:
    first = asked(world, world.actor("bram"))
    second = asked(world, world.actor("bram"), email="NIEUW@voorbeeld.invalid")
    first.refresh_from_db()
    assert (first.state, second.state) == (WITHDRAWN, OPEN)


def test_the_form_invites(world: World, enter: Enter) -> None:
    url = reverse("people:invite", args=[world.region.uuid])
    browser = enter("bram")
    assert browser.get(url).status_code == 200
    said = {"email": EMAIL, "name": "Nina", "role": "reader", "title": "adviseur"}
    assert browser.post(url, said | {"email": "geen adres"}).status_code == 422
    assert browser.post(url, said).status_code == 302
    people = browser.get(reverse("people:of_organisation", args=[world.region.uuid]))
    assert EMAIL in people.content.decode()


def test_others_do_not_see_the_form_or_the_invitation(world: World, enter: Enter) -> None:
    asked(world, world.actor("bram"))
    assert enter("noor").get(reverse("people:invite", args=[world.region.uuid])).status_code == 403
    people = enter("noor").get(reverse("people:of_organisation", args=[world.region.uuid]))
    assert EMAIL not in people.content.decode()
