"""What the editor fills in: what each form shows first, takes, refuses in place, and to whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.agendas.actions import Introduction, Ranked, drop_spearhead, introduce, prioritise
from koppelvlak.agendas.lifecycle import ALIGNING, DRAFT, IN_FORCE
from koppelvlak.agendas.models import Alignment, Priority, SectorAgenda, Spearhead
from koppelvlak.sectors.models import Sector
from tests.agendas.conftest import BODIES, HORIZON, Enter, On, Plan
from tests.conftest import Assume, Guard
from tests.reading import errors, main, read
from tests.world import TODAY, World

EMPTY = {"token": ""}
OF_AGENDA = ("introduce", "prioritise", "add_spearhead", "align", "rewrite", "record", "adopt")
OF_SPEARHEAD = ("edit_spearhead", "drop_spearhead", "restore_spearhead")


def url(name: str, *args: Any) -> str:
    return reverse(f"agendas:{name}", args=args)


def of(plan: Plan, name: str) -> str:
    """Return the address of a form, whether it is about the agenda or its first spearhead."""
    row = plan.agenda if name in OF_AGENDA else plan.spearhead(1)
    return url(name, row.uuid)


def spearhead(plan: Plan, **changes: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "theme": "5", "wording_nl": "Elk netwerk waarschuwt.", "wording_en": "All warn.",
        "why_nl": "Daarom.", "why_en": "So.", "horizon": HORIZON.isoformat(),
        "agreements": [str(plan.models["M-1"].uuid), str(plan.models["M-2"].uuid)],
    }  # fmt: skip
    return told | changes


@pytest.mark.parametrize("name", [*OF_AGENDA, *OF_SPEARHEAD])
def test_others_do_not_come_to_a_form(enter: Enter, on: On, plan: Plan, name: str) -> None:
    there = of(plan, name)
    told = {who: enter(who).get(there).status_code for who in ("noor", "joost", "sanne", "petra")}
    assert told == {"noor": 403, "joost": 403, "sanne": 404, "petra": 404}
    assert enter("noor").post(there, EMPTY).status_code == 403
    assert plan.now().version == 1


@pytest.mark.parametrize("name", [*OF_AGENDA, *OF_SPEARHEAD])
def test_a_form_stands_on_a_page_that_leads_back(
    enter: Enter, on: On, plan: Plan, name: str
) -> None:
    html = main(enter("anouk"), of(plan, name))
    assert "Back without saving" in html
    assert f'href="{plan.agenda.get_absolute_url()}' in html
    assert "<h1>" in html


def test_without_models_the_way_to_make_one_is_shown(
    enter: Enter, on: On, plan: Plan, assume: Assume
) -> None:
    there, way = url("add_spearhead", plan.agenda.uuid), reverse("agreements:add_national")
    assert way not in main(enter("anouk"), there)
    for row in plan.models.values():
        assume(row, is_model=False)
    html = main(enter("anouk"), there)
    assert "no model agreements yet" in html
    assert f'<a href="{way}">' in html


def test_one_chooses_for_which_sector_to_start(
    enter: Enter, on: On, world: World, guard: Guard
) -> None:
    guard.watching = False
    Sector.objects.create(key="power", name_nl="Stroom", name_en="Power", tone="power", position=9)
    guard.watching = True
    there, editor = url("start"), enter("anouk")
    assert editor.get(there, {"sector": "power"}).context["form"]["sector"].value() == "power"
    assert errors(editor.post(there, EMPTY)) == {"sector": ["This field is required."]}
    told = errors(editor.post(there, {"sector": "gas"}))
    assert told == {"sector": ["Choose one of the answers shown."]}
    answer = editor.post(there, {"sector": "power"})
    made = SectorAgenda.objects.get()
    assert (answer["Location"], made.sector.key) == (made.get_absolute_url(), "power")
    assert errors(editor.post(there, {"sector": "power"})) == {
        "sector": ["Choose one of the answers shown."]
    }
    assert enter("noor").get(there).status_code == 403
    assert enter("otto").get(there).status_code == 404


def test_an_introduction_shows_what_stands_and_compares(enter: Enter, on: On, plan: Plan) -> None:
    introduce(plan.now(), Introduction("Water", "Water", "Oud.", "Old."), by=plan.editor())
    there = of(plan, "introduce")
    form = enter("anouk").get(there).context["form"]
    assert (form["title_nl"].value(), form["note_en"].value()) == ("Water", "Old.")
    sent = {"title_nl": "Drinkwater", "note_nl": "Nieuw.", "version": "1"}
    answer = enter("anouk").post(there, sent)
    assert answer.status_code == 409
    assert "Old." in answer.content.decode()
    assert enter("anouk").post(there, sent | {"version": "2"}).status_code == 302
    now = plan.now()
    assert (now.title_nl, now.title_en, now.note_nl, now.note_en) == (
        "Drinkwater",
        "",
        "Nieuw.",
        "",
    )
    long = errors(enter("anouk").post(there, {"title_nl": "x" * 201}))
    assert long == {"title_nl": ["Use at most 200 characters; these are 201."]}


def test_ranks_are_shown_taken_and_refused_at_their_theme(enter: Enter, on: On, plan: Plan) -> None:
    prioritise(plan.now(), {5: Ranked(1, "Eerst.")}, by=plan.editor())
    there = of(plan, "prioritise")
    form = enter("anouk").get(there).context["form"]
    assert [form[f"rank_{n}"].value() for n in (1, 5)] == [None, "1"]
    assert form["reason_5"].value() == "Eerst."
    twice = errors(enter("anouk").post(there, {"rank_1": "2", "rank_5": "2"}))
    assert twice == {"rank_5": ["Another theme has this rank already."]}
    none = errors(enter("anouk").post(there, {"rank_1": "9"}))
    assert none == {"rank_1": ["Choose one of the answers shown."]}
    sent = {"rank_1": "1", "rank_5": "2", "reason_8": "Later."}
    assert enter("anouk").post(there, sent)["Location"] == plan.agenda.get_absolute_url()
    rows = Priority.objects.order_by("theme__number")
    assert list(rows.values_list("theme__number", "rank", "reason")) == [
        (1, 1, ""), (5, 2, ""), (8, None, "Later."),
    ]  # fmt: skip


def test_a_spearhead_is_added_and_leads_to_its_place(enter: Enter, on: On, plan: Plan) -> None:
    there = of(plan, "add_spearhead")
    html = main(enter("anouk"), there, thema="3")
    assert "M-1 · " in html
    assert "basic agreement" in html
    answer = enter("anouk").post(there, spearhead(plan))
    made = plan.spearhead(3)
    assert answer["Location"] == made.get_absolute_url()
    assert (made.theme.number, made.wording_en, made.why_nl) == (5, "All warn.", "Daarom.")
    assert set(made.agreements.all()) == set(plan.models.values())


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"theme": "9"}, "theme"),
    ({"wording_nl": ""}, "wording_nl"),
    ({"wording_nl": "x" * 501}, "wording_nl"),
    ({"why_nl": ""}, "why_nl"),
    ({"horizon": "ooit"}, "horizon"),
    ({"horizon": TODAY.isoformat()}, "horizon"),
    ({"agreements": ["x"]}, "agreements"),
    ({"agreements": ["00000000-0000-0000-0000-000000000000"]}, "agreements"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG, ids=range(len(WRONG)))
def test_a_spearhead_that_cannot_be_is_explained(
    enter: Enter, on: On, plan: Plan, changes: dict[str, Any], field: str
) -> None:
    answer = enter("anouk").post(of(plan, "add_spearhead"), spearhead(plan, **changes))
    assert list(errors(answer)) == [field]
    assert Spearhead.objects.count() == 2


def test_a_spearhead_is_changed_from_what_it_says(enter: Enter, on: On, plan: Plan) -> None:
    there = of(plan, "edit_spearhead")
    form = enter("anouk").get(there).context["form"]
    assert (form["theme"].value(), form["horizon"].value()) == (1, HORIZON)
    assert form["agreements"].value() == [plan.models["M-1"].uuid]
    sent = spearhead(plan, agreements=[], version="1")
    assert enter("anouk").post(there, sent).status_code == 302
    now = plan.spearhead(1)
    assert (now.wording_nl, now.agreements.count()) == ("Elk netwerk waarschuwt.", 0)
    answer = enter("anouk").post(there, sent | {"wording_nl": "Anders."})
    assert answer.status_code == 409
    assert plan.spearhead(1).wording_nl == "Elk netwerk waarschuwt."


def test_a_spearhead_is_dropped_and_put_back(enter: Enter, on: On, plan: Plan) -> None:
    answer = enter("anouk").post(of(plan, "drop_spearhead"), EMPTY)
    assert answer["Location"] == plan.agenda.get_absolute_url()
    assert not plan.spearhead(1).stands
    assert enter("anouk").post(of(plan, "drop_spearhead"), EMPTY).status_code == 409
    answer = enter("anouk").post(of(plan, "restore_spearhead"), EMPTY)
    assert answer["Location"] == plan.spearhead(1).get_absolute_url()
    assert plan.spearhead(1).stands


def test_it_is_sent_and_taken_back(enter: Enter, on: On, plan: Plan) -> None:
    editor = enter("anouk")
    assert editor.post(of(plan, "align"), EMPTY)["Location"] == plan.agenda.get_absolute_url()
    assert plan.now().state == ALIGNING
    assert editor.post(of(plan, "align"), EMPTY).status_code == 409
    assert editor.post(of(plan, "rewrite"), EMPTY).status_code == 302
    assert plan.now().state == DRAFT


def test_what_asks_for_nothing_is_refused_with_its_sentence(
    enter: Enter, on: On, plan: Plan
) -> None:
    for place in (1, 2):
        drop_spearhead(plan.spearhead(place), by=plan.editor())
    answer = enter("anouk").post(of(plan, "align"), EMPTY)
    assert answer.status_code == 409
    assert "There is no spearhead in this version yet." in answer.content.decode()


def test_an_alignment_is_recorded_and_shown_again(enter: Enter, on: On, sent: Plan) -> None:
    there, editor = of(sent, "record"), enter("anouk")
    assert set(errors(editor.post(there, EMPTY))) == {"body", "by_whom", "on"}
    told = {
        "body": "nctv", "by_whom": "directeur", "on": TODAY.isoformat(), "document": "brief 3",
        "reservation": "Niet voor eilanden.\nOok niet op zondag.",
    }  # fmt: skip
    late = (TODAY + timedelta(days=1)).isoformat()
    assert errors(editor.post(there, told | {"on": late})) == {"on": ["This day is still to come."]}
    assert editor.post(there, told).status_code == 302
    row = Alignment.objects.get()
    assert (row.body, row.by_whom, row.reservation) == ("nctv", "directeur", told["reservation"])
    form = editor.get(there, {"wie": "nctv"}).context["form"]
    assert [form[name].value() for name in ("body", "by_whom", "on")] == [
        "nctv",
        "directeur",
        TODAY,
    ]
    for asked, shown in (("sector", "sector"), ("gemeente", None), ("", None)):
        form = editor.get(there, {"wie": asked}).context["form"]
        assert (form["body"].value(), form["by_whom"].value()) == (shown, None)


def test_an_adoption_asks_what_was_done_with_each_reservation(
    enter: Enter, on: On, aligned: Plan
) -> None:
    there, editor = of(aligned, "adopt"), enter("anouk")
    form = editor.get(there).context["form"]
    assert [name for name in form.fields if name.startswith("followed_")] == ["followed_nctv"]
    assert form["followed_nctv"].help_text == "Niet voor eilanden."
    told = {
        "adopted_on": TODAY.isoformat(), "adopted_meeting": "stuurgroep",
        "adopted_document": "besluit 7",
    }  # fmt: skip
    assert set(errors(editor.post(there, EMPTY))) == {*told, "followed_nctv"}
    assert list(errors(editor.post(there, told))) == ["followed_nctv"]
    late = (TODAY + timedelta(days=1)).isoformat()
    answer = editor.post(there, told | {"adopted_on": late, "followed_nctv": "Later."})
    assert list(errors(answer)) == ["adopted_on"]
    assert editor.post(there, told | {"followed_nctv": "Later."}).status_code == 302
    assert (aligned.now().state, aligned.now().adopted_document) == (IN_FORCE, "besluit 7")
    assert Alignment.objects.get(body="nctv").followed == "Later."


def test_an_adoption_before_all_aligned_is_refused_with_who_is_silent(
    enter: Enter, on: On, sent: Plan
) -> None:
    sent.say(BODIES[0])
    told = {"adopted_on": TODAY.isoformat(), "adopted_meeting": "x", "adopted_document": "y"}
    answer = enter("anouk").post(of(sent, "adopt"), told)
    assert answer.status_code == 409
    assert "Not aligned with yet: NCTV, Veiligheidsberaad." in answer.content.decode()


def test_what_a_form_says_of_a_version_names_it(enter: Enter, on: On, plan: Plan) -> None:
    html = enter("anouk").get(of(plan, "add_spearhead")).content.decode()
    assert "Add a spearhead: Agenda Drinking water, version 1" in html
    assert "1. Everybody knows each other." in read(enter("anouk"), of(plan, "drop_spearhead"))
