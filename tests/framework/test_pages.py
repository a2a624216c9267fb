"""The pages: what they show to whom, as a table, as a file, and with few queries."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as Word
from pytest_django import Settings

from koppelvlak.framework.consulting import answer_comment, comment, finish_comments
from koppelvlak.framework.lifecycle import TAKEN_UP
from koppelvlak.framework.marking import Given, mark_tasks
from koppelvlak.framework.models import Answer
from koppelvlak.kit.search.index import reindex
from koppelvlak.kit.waiting import waiting
from tests.framework.conftest import AFTER, UNTIL, Role
from tests.world import TODAY

MOST_QUERIES = 12
BACKEND = "koppelvlak.people.known.KnownBackend"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> Iterator[None]:
    settings.MFA_REQUIRED = False
    with time_machine.travel(f"{TODAY}T10:00:00+01:00"):
        yield


def page(role: Role, who: str, url: str, **query: str) -> Any:
    client = Client()
    client.force_login(role.world.person(who), BACKEND)
    return client.get(url, query)


def text(role: Role, who: str, name: str, *args: Any) -> str:
    return str(page(role, who, reverse(f"framework:{name}", args=args)).content.decode())


def say(role: Role, who: str, **answers: str) -> None:
    marks = {role.tasks[label[1:].replace("_", ".")].uuid: Given(a) for label, a in answers.items()}
    mark_tasks(role.world.region, marks, by=role.actor(who))


def test_marks_are_counted_and_shown_per_region(adopted: Role) -> None:
    say(adopted, "noor", t5_1=Answer.PARTLY)
    shown = text(adopted, "joost", "marks", 5)
    assert "VR IJsselland" in shown
    assert "0 doen dit, 1 deels" in shown or "0 do this, 1 partly" in shown


def test_marks_are_a_file_with_the_whole_task_at_the_head(adopted: Role) -> None:
    say(adopted, "noor", t5_1=Answer.NO)
    answer = page(adopted, "joost", reverse("framework:marks", args=[5]), formaat="csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert "5.1 " in lines[0]
    assert lines[1].startswith("Veiligheidsregio IJsselland;")
    assert "taken-per-regio-thema-5-TLP-GREEN.csv" in answer["Content-Disposition"]


def test_a_supervisor_sees_the_adopted_text_and_no_marks(adopted: Role) -> None:
    assert adopted.tasks["5.1"].text_nl in text(adopted, "sanne", "theme", 5)
    for name, args in (
        ("marks", [5]),
        ("region", [adopted.world.region.uuid]),
        ("comments", [adopted.version.uuid]),
    ):
        assert page(adopted, "sanne", reverse(f"framework:{name}", args=args)).status_code == 404
    assert "/regios/" not in text(adopted, "sanne", "theme", 5)


def test_before_the_adoption_a_supervisor_reads_why_there_is_nothing(role: Role) -> None:
    answer = page(role, "sanne", reverse("framework:role"))
    assert answer.status_code == 200
    assert role.tasks["5.1"].text_nl not in answer.content.decode()


def test_comments_without_an_answer_come_first(consulted: Role) -> None:
    first = comment(consulted.task("1.1"), "Beantwoord", by=consulted.actor("noor"))
    comment(consulted.task("5.1"), "Onbeantwoord", by=consulted.actor("joost"))
    answer_comment(first, TAKEN_UP, "Ja.", by=consulted.editor())
    shown = text(consulted, "anouk", "comments", consulted.version.uuid)
    assert shown.index("Onbeantwoord") < shown.index("Beantwoord")


@pytest.mark.parametrize("into", ["pdf", "word"])
def test_a_version_is_a_file(adopted: Role, into: str) -> None:
    url = reverse("framework:description", args=[adopted.version.uuid])
    answer = page(adopted, "sanne", url, formaat=into)
    assert answer.status_code == 200
    assert "rolbeschrijving-1" in answer["Content-Disposition"]
    if into == "pdf":
        assert answer.content.startswith(b"%PDF")
    else:
        cells = [c.text for t in Word(io.BytesIO(answer.content)).tables for c in t._cells]
        assert any(adopted.tasks["5.1"].text_nl in cell for cell in cells)


def test_pages_ask_few_questions(adopted: Role) -> None:
    say(adopted, "noor", t5_1=Answer.YES, t1_1=Answer.NO)
    addresses: dict[str, list[Any]] = {
        "role": [], "themes": [], "theme": [5], "marks": [5],
        "region": [adopted.world.region.uuid], "mark": [adopted.world.region.uuid, 5],
        "task": [adopted.tasks["5.1"].uuid], "comments": [adopted.version.uuid],
    }  # fmt: skip
    client = Client()
    client.force_login(adopted.world.person("noor"), BACKEND)
    for name, args in addresses.items():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(reverse(f"framework:{name}", args=args))
        assert answer.status_code == 200
        told = [query["sql"][:90] for query in asked.captured_queries]
        assert len(told) <= MOST_QUERIES, (name, told)


def test_a_consultation_waits_with_its_date_until_the_organisation_is_done(
    consulted: Role,
) -> None:
    item = next(w for w in waiting(consulted.actor("noor")) if w.due == UNTIL)
    assert item.url == consulted.version.get_absolute_url()
    finish_comments(consulted.now(), by=consulted.actor("noor"))
    assert not [w for w in waiting(consulted.actor("noor")) if w.due == UNTIL]
    assert [w for w in waiting(consulted.actor("joost")) if w.due == UNTIL]
    assert not [w for w in waiting(consulted.actor("joost", AFTER)) if w.due == UNTIL]


def test_the_editor_hears_of_comments_and_of_the_end(consulted: Role) -> None:
    said = comment(consulted.task("5.1"), "Hm.", by=consulted.actor("joost"))
    urls = [w.url for w in waiting(consulted.editor())]
    assert reverse("framework:comments", args=[consulted.version.uuid]) in urls
    answer_comment(said, TAKEN_UP, "Ja.", by=consulted.editor())
    after = consulted.editor(AFTER + timedelta(days=1))
    assert consulted.version.get_absolute_url() in [w.url for w in waiting(after)]


def test_a_region_hears_what_is_left_to_say(adopted: Role) -> None:
    there = reverse("framework:region", args=[adopted.world.region.uuid])
    assert there in [w.url for w in waiting(adopted.actor("noor"))]
    say(adopted, "noor", t5_1=Answer.YES, t1_1=Answer.YES)
    assert there not in [w.url for w in waiting(adopted.actor("noor"))]
    assert there not in [w.url for w in waiting(adopted.actor("joost"))]


@pytest.mark.parametrize(("who", "finds"), [("joost", True), ("sanne", False)])
def test_tasks_are_found_by_those_who_may_read_them(role: Role, who: str, *, finds: bool) -> None:
    reindex("task", "theme")
    found = page(role, who, reverse("portal:search"), q="waarschuwt").content.decode()
    assert (role.tasks["5.1"].get_absolute_url() in found) is finds
    assert (
        "/kader/themas/5/"
        in page(role, who, reverse("portal:search"), q="Thema 5").content.decode()
    )


def test_a_colleague_who_saved_first_is_compared(adopted: Role) -> None:
    say(adopted, "bram", t5_1=Answer.YES)
    client = Client()
    client.force_login(adopted.world.person("noor"), BACKEND)
    uuid = adopted.tasks["5.1"].uuid
    url = reverse("framework:mark", args=[adopted.world.region.uuid, 5])
    sent = {f"answer_{uuid}": "no", f"remark_{uuid}": "Nee.", f"seen_{uuid}": "0"}
    token = "7f0d3f5e-0b6c-4f0e-9d7c-0d6f3f5e0b6c"
    answer = client.post(url, {**sent, "token": token})
    assert answer.status_code == 409
    again = answer.context["form"].data
    assert again[f"seen_{uuid}"] == "1"
    assert "Nee." in answer.content.decode()
