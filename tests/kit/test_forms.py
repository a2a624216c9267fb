from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory

from koppelvlak.kit.errors import BadInputError, StaleError, WrongStateError
from koppelvlak.kit.ui import forms as ui


class Desk(ui.Form):
    name = ui.CleanCharField(label="Name", max_length=10, help_text="As on the door")
    note = ui.CleanCharField(label="Note", max_length=40, required=False, lines=True)
    kind = ui.CleanChoiceField(
        label="Kind", choices=[("day", "By day"), ("night", "By night")], widget=forms.RadioSelect
    )


@dataclass
class Row:
    name: str = "Theirs"
    note: str = "same"
    kind: str = "night"
    version: int = 7

    def get_kind_display(self) -> str:
        return {"day": "By day", "night": "By night"}[self.kind]


FILLED = {"name": "Mine", "note": "same", "kind": "day", "version": "3"}


def run(
    act: Callable[[dict[str, Any]], Any], data: dict[str, str] | None = None, *, htmx: bool = False
) -> HttpResponse:
    """Run a form by itself: its template is the page."""
    factory = RequestFactory()
    request: Any = factory.get("/") if data is None else factory.post("/", data)
    request.htmx = htmx
    form = Desk(data, version=3)
    return ui.run(
        request, form, act, template="ui/forms/form.html", context={}, then=lambda url: url or "/"
    )


def refuse(error: Exception) -> Callable[[dict[str, Any]], Any]:
    def act(_cleaned: dict[str, Any]) -> None:
        raise error

    return act


def never(_cleaned: dict[str, Any]) -> None:
    pytest.fail("the action was called")


def test_a_form_is_shown() -> None:
    page = run(never)
    assert page.status_code == 200
    assert b'name="version" value="3"' in page.content
    assert b"error-summary" not in page.content


def test_every_shown_form_has_its_own_token() -> None:
    tokens = {Desk()["token"].value() for _ in range(2)}
    assert len(tokens) == 2
    assert all(UUID(str(token)) for token in tokens)


def test_a_token_stays_while_the_form_is_corrected() -> None:
    page = run(never, {"token": "0f" * 16})
    assert b'value="' + b"0f" * 16 + b'"' in page.content


def test_success_leads_on() -> None:
    done = run(lambda cleaned: f"/{cleaned['name']}/", FILLED)
    assert (done.status_code, done["Location"]) == (302, "/Mine/")


def test_success_leads_on_inside_a_page_as_well() -> None:
    done = run(lambda _cleaned: "/done/", FILLED, htmx=True)
    assert (done.status_code, done["HX-Redirect"]) == (200, "/done/")


def test_bad_input_is_said_above_and_beside() -> None:
    page = run(never, FILLED | {"name": ""})
    text = page.content.decode()
    assert page.status_code == 422
    assert 'href="#id_name"' in text
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="id_name_helptext id_name_error"' in text


def test_the_summary_leads_to_the_first_of_several_answers() -> None:
    page = run(never, FILLED | {"kind": "dusk"})
    assert b'href="#id_kind_0"' in page.content
    assert b"dusk" not in page.content


def test_what_the_action_refuses_stands_at_its_field() -> None:
    page = run(refuse(BadInputError("Rejected", {"name": ["Taken"], "other": ["Strange"]})), FILLED)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Name: Taken" in text
    assert "Strange" in text
    assert "Rejected" in text


def test_a_refusal_without_words_still_says_something() -> None:
    page = run(refuse(BadInputError()), FILLED)
    assert page.content.decode().count("<li>") == 1


def test_a_stale_edit_shows_both_versions() -> None:
    page = run(refuse(StaleError(Row())), FILLED)
    _, name, kind = page.content.decode().split("<h3>")
    assert page.status_code == 409
    assert ["Name<" in name, "Theirs" in name, "Mine" in name] == [True, True, True]
    assert ["Kind<" in kind, "By night" in kind, "By day" in kind] == [True, True, True]


def test_after_a_stale_edit_the_newer_version_is_the_one_read() -> None:
    page = run(refuse(StaleError(Row())), FILLED)
    assert b'name="version" value="7"' in page.content
    assert b'value="Mine"' in page.content


def test_other_refusals_are_left_to_the_house() -> None:
    with pytest.raises(WrongStateError):
        run(refuse(WrongStateError("no")), FILLED)


def test_the_version_that_was_read_can_be_asked() -> None:
    form = Desk(FILLED)
    assert form.is_valid()
    assert form.seen == 3


def test_optional_is_said_in_words() -> None:
    labels = [part for part in str(Desk()).split("<label") if "id_note" in part]
    assert "<span>(" in labels[0]
