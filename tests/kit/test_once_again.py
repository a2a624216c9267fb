"""A page whose thing is gone says "already done" to the form that made it go."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from koppelvlak.door import change
from koppelvlak.kit.errors import AlreadyDoneError
from koppelvlak.kit.once.claim import refuse_twice
from koppelvlak.kit.once.models import Submission
from koppelvlak.rights import Can
from tests.world import World


def confirm(world: World) -> None:
    by = world.actor("joost", token=uuid4())
    with change(world.desk, Can.CONFIRM_CONTACT_POINT, by=by):
        pass


def test_who_sends_it_again_is_led_to_what_was_done(world: World) -> None:
    confirm(world)
    sent = Submission.objects.get()
    with pytest.raises(AlreadyDoneError) as caught:
        refuse_twice(world.actor("joost", token=sent.token))
    assert caught.value.url == sent.url == world.desk.get_absolute_url()


def test_a_form_that_had_no_effect_is_let_through(world: World) -> None:
    confirm(world)
    refuse_twice(world.actor("joost", token=uuid4()))
    refuse_twice(world.actor("joost"))
    assert Submission.objects.count() == 1


def test_the_form_of_another_is_let_through(world: World) -> None:
    confirm(world)
    other = replace(world.actor("wil"), token=Submission.objects.get().token)
    refuse_twice(other)
    assert Submission.objects.get().person == world.person("joost").uuid
