"""The form of the baseline: one answer for each theme, what is refused, what stands there first."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from koppelvlak.coverage.actions import take_baseline
from koppelvlak.coverage.forms import LONGEST_REMARK, BaselineForm, filled
from koppelvlak.coverage.models import Answer, Baseline
from koppelvlak.framework.queries import themes as every_theme
from koppelvlak.networks.models import Network
from tests.coverage.conftest import ANSWERS, themes
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db
GOOD = {f"level_{number}": "informal" for number in range(1, 9)} | {"held_on": "23-11-2026"}


def form(**changes: str) -> BaselineForm:
    themes()
    sent = QueryDict(mutable=True)
    sent.update(GOOD | changes)
    return BaselineForm(sent, themes=every_theme())


def test_what_was_chosen_comes_out_per_theme() -> None:
    sent = form(level_5="proven", remark_5="  In mei \n geoefend ")
    assert sent.is_valid()
    assert sent.answers()[5][0] == "proven"
    assert sent.answers()[5][1].startswith("In mei")
    assert sent.answers()[1] == ("informal", "")
    assert set(sent.answers()) == set(range(1, 9))
    assert sent.cleaned_data["held_on"] == TODAY


@pytest.mark.parametrize("number", range(1, 9))
def test_each_theme_has_to_be_answered(number: int) -> None:
    sent = form(**{f"level_{number}": ""})
    assert not sent.is_valid()
    assert set(sent.errors) == {f"level_{number}"}


BAD: list[tuple[dict[str, str], str]] = [
    ({"level_3": "splendid"}, "level_3"),
    ({"level_3": "stale"}, "level_3"),
    ({"held_on": ""}, "held_on"),
    ({"held_on": "gisteren"}, "held_on"),
    ({"held_on": "31-02-2026"}, "held_on"),
    ({"remark_8": "x" * (LONGEST_REMARK + 1)}, "remark_8"),
    ({"version": "0"}, "version"),
    ({"version": "een"}, "version"),
]


@pytest.mark.parametrize(("changes", "field"), BAD)
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, str], field: str) -> None:
    sent = form(**changes)
    assert not sent.is_valid()
    assert set(sent.errors) == {field}


def test_a_remark_may_be_as_long_as_it_says() -> None:
    assert form(remark_8="x" * LONGEST_REMARK).is_valid()


def test_its_questions_are_the_themes_in_their_order() -> None:
    labels = [str(field.label) for field in form().visible_fields()]
    asked = [label for label in labels if label[:2] in {f"{number}." for number in range(1, 9)}]
    assert [label[0] for label in asked] == list("12345678")
    remarks = [label for label in labels if label.endswith(("theme 8", "thema 8"))]
    assert len(remarks) == 1


def test_one_may_choose_what_a_network_can_say_of_itself() -> None:
    field: Any = form().fields["level_1"]
    assert [value for value, _label in field.choices if value] == list(Answer.values)


def test_first_nothing_is_filled_in() -> None:
    assert filled(None) == {}


def test_what_was_said_stands_there_to_be_corrected(world: World, network: Network) -> None:
    answers = ANSWERS | {5: (Answer.PROVEN.value, "Vorig jaar geoefend.")}
    row = take_baseline(network, answers, held_on=TODAY, by=world.actor("noor"))
    said = filled(Baseline.objects.get(pk=row.pk))
    assert said["held_on"] == TODAY
    assert (said["level_5"], said["remark_5"]) == ("proven", "Vorig jaar geoefend.")
    assert (said["level_1"], said["remark_1"]) == ("informal", "")


def test_what_stands_there_is_good_to_send_again(world: World, network: Network) -> None:
    answers = ANSWERS | {5: (Answer.PROVEN.value, "Vorig jaar geoefend.")}
    themes()
    row = take_baseline(network, answers, held_on=TODAY, by=world.actor("noor"))
    again = form(**{name: str(value) for name, value in filled(row).items()})
    assert again.is_valid(), again.errors
    assert again.answers() == answers
