"""The version that comes with Koppelvlak: honest about what it is, complete, and made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils.translation import override

from koppelvlak.door import system
from koppelvlak.framework.actions import edit_task
from koppelvlak.framework.facts import FILES, TASKS, THEMES
from koppelvlak.framework.lifecycle import DRAFT
from koppelvlak.framework.loading import load_framework
from koppelvlak.framework.models import Certainty, Party, RoleDescription, Task
from koppelvlak.framework.queries import standing_tasks
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from tests.framework.test_edit_task import worded
from tests.world import TODAY, World

MARK = "unverified"


def test_it_is_a_draft_and_says_so(shipped: RoleDescription) -> None:
    assert (shipped.state, shipped.shipped, shipped.adopted_on) == (DRAFT, True, None)
    with override("nl"):
        assert "niet vastgesteld" in shipped.note
    with override("en"):
        assert "not adopted" in shipped.note


def test_every_theme_has_tasks_of_the_region_and_of_others(shipped: RoleDescription) -> None:
    tasks = standing_tasks(shipped)
    assert {task.theme.number for task in tasks if task.party == Party.REGION} == set(range(1, 9))
    assert {task.theme.number for task in tasks if task.party != Party.REGION} == set(range(1, 9))


def test_every_task_has_two_languages_a_source_and_its_certainty(shipped: RoleDescription) -> None:
    for task in standing_tasks(shipped):
        assert task.text_nl.endswith("."), task.label
        assert task.text_en.endswith("."), task.label
        assert task.text_nl != task.text_en
        assert task.source, task.label
        # What the law asks names the law; what the makers propose is not verified.
        assert bool(task.basis) or task.certainty != Certainty.LEGAL, task.label
        assert task.certainty == MARK or not task.source.startswith("Voorstel"), task.label


def test_what_stands_in_the_law_says_that_an_older_text_was_read(shipped: RoleDescription) -> None:
    legal = [task for task in standing_tasks(shipped) if task.certainty == Certainty.LEGAL]
    assert legal
    assert all("oudere wettekst" in task.source for task in legal)


def test_places_count_on_within_a_theme(shipped: RoleDescription) -> None:
    for number in range(1, 9):
        places = [task.position for task in standing_tasks(shipped, number=number)]
        assert places == list(range(1, len(places) + 1))


def test_what_people_wrote_stays_when_newer_facts_are_loaded(
    shipped: RoleDescription, world: World, tmp_path: Path
) -> None:
    task = standing_tasks(shipped)[0]
    edit_task(task, worded(task, text_nl="Anders gezegd."), by=world.actor("anouk"))
    newer = tmp_path / "themes.csv"
    newer.write_text(THEMES.read_text("utf-8").replace("Alarmering", "Waarschuwen"), "utf-8")
    changed = load_framework(by=system(on=TODAY, origin="test"), files=(newer, TASKS))
    assert changed == 1
    assert RoleDescription.objects.count() == 1
    assert Task.objects.get(pk=task.pk).text_nl == "Anders gezegd."


@pytest.mark.parametrize(
    ("old", "new"), [(",region,", ",duke,"), (",legal\n", ",surely\n"), (",1,", ",9,")]
)
def test_a_task_of_what_is_not_known_is_refused_with_file_and_line(
    db: None, tmp_path: Path, old: str, new: str
) -> None:
    bad = tmp_path / "role_description.csv"
    bad.write_text(TASKS.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(BadFileError, match=r"role_description\.csv: line \d"):
        load_framework(by=system(on=TODAY, origin="test"), files=(FILES[0], bad))
    assert not RoleDescription.objects.exists()
    assert register(Register.FRAMEWORK).checksum == ""
