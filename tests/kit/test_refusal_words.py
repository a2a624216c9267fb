"""Every way of saying no: its status, its words in both languages, and what one can do now."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, OperationalError
from django.http import Http404
from django.template import TemplateDoesNotExist
from django.test import RequestFactory
from django.utils.translation import override

from koppelvlak.kit import errors, refusals
from koppelvlak.kit.ui.tags import NOW, next_step

ALL: dict[str, tuple[errors.RefusalError, int]] = {
    "plain": (errors.RefusalError("Not today."), 400),
    "unseen": (errors.UnseenError(), 404),
    "refused": (errors.RefusedError("You must be somebody else."), 403),
    "state": (errors.WrongStateError("It is closed."), 409),
    "stale": (errors.StaleError(None), 409),
    "bad": (errors.BadInputError("No."), 422),
    "done": (errors.AlreadyDoneError("/kaart/"), 409),
    "often": (errors.TooManyError(), 429),
    "large": (refusals.TooLargeError(), 413),
    "odd": (refusals.BadRequestError(), 400),
    "full": (refusals.FullError(), 503),
    "mistake": (refusals.MistakeError(), 500),
}
TOLD = {name: one for name, one in ALL.items() if name != "done"}


def asked(path: str = "/", accept: str = "text/html", **more: Any) -> Any:
    request: Any = RequestFactory().get(path, headers={"Accept": accept})
    request.id, request.htmx = "0123456789ab", more.get("htmx", False)
    return request


def said(refusal: errors.RefusalError, language: str, **how: Any) -> str:
    with override(language):
        answer: Any = refusals.answer(asked(**how), refusal)
        return str(answer.content.decode())


@pytest.mark.parametrize("name", ALL)
def test_each_has_its_status(name: str) -> None:
    refusal, status = ALL[name]
    assert refusal.status == status


@pytest.mark.parametrize("name", ALL)
def test_each_has_a_title_in_both_languages(name: str) -> None:
    titles = set()
    for language in ("nl", "en"):
        with override(language):
            titles.add(str(ALL[name][0].title))
    assert len(titles) == 2


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_part_of_a_page_carries_title_and_next_step(name: str, language: str) -> None:
    refusal = TOLD[name][0]
    part = said(refusal, language, htmx=True)
    with override(language):
        assert str(refusal.title) in part
        assert str(next_step(refusal)) in part
    assert "0123456789ab" in part


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_problem_details_are_in_the_language_asked(name: str, language: str) -> None:
    refusal, status = TOLD[name]
    told = json.loads(said(refusal, language, accept="application/problem+json"))
    with override(language):
        assert told["title"] == str(refusal.title)
        assert told["detail"] == str(refusal.detail)
    assert (told["status"], told["instance"]) == (status, "0123456789ab")


@pytest.mark.parametrize("name", ALL)
def test_for_each_status_there_is_something_to_do(name: str) -> None:
    assert ALL[name][1] in NOW


def test_every_refusal_of_the_house_stands_in_this_table() -> None:
    kinds = {type(refusal) for refusal, _status in ALL.values()}
    ours = {k for k in errors.RefusalError.__subclasses__() if k.__module__.endswith("errors")}
    assert ours <= kinds


@pytest.mark.parametrize(
    ("exception", "kind"),
    [
        (Http404("x"), errors.UnseenError),
        (PermissionDenied("x"), errors.RefusedError),
        (RequestDataTooBig("x"), refusals.TooLargeError),
        (SuspiciousOperation("x"), refusals.BadRequestError),
        (OperationalError("x"), refusals.FullError),
        (errors.TooManyError(), errors.TooManyError),
    ],
)
def test_what_others_raise_amounts_to_a_refusal(exception: Exception, kind: type) -> None:
    refusal = refusals.as_refusal(exception)
    assert type(refusal) is kind
    assert str(getattr(refusal, "detail", "")) != "x"


@pytest.mark.parametrize("mistake", [ValueError(), KeyError(), DatabaseError(), RuntimeError()])
def test_a_mistake_of_ours_is_no_refusal(mistake: Exception) -> None:
    assert refusals.as_refusal(mistake) is None


@pytest.mark.parametrize(
    ("path", "accept", "program"),
    [
        ("/", "text/html", False),
        ("/", "*/*", False),
        ("/", "application/json", True),
        ("/", "application/problem+json", True),
        ("/", "application/json, text/html;q=0.5", True),
        ("/", "text/html, application/json;q=0.9", False),
        ("/", "image/png", False),
        ("/api/", "text/html", True),
        ("/apiary/", "text/html", False),
    ],
)
def test_who_prefers_json_is_a_program(path: str, accept: str, *, program: bool) -> None:
    assert refusals.wants_problem(asked(path, accept)) is program


def test_a_program_hears_every_error_of_every_field() -> None:
    wrong = errors.BadInputError(errors={"naam": ["te kort", "te raar"], "uren": ["leeg"]})
    told = json.loads(said(wrong, "nl", accept="application/json"))["errors"]
    assert [(one["location"], one["detail"]) for one in told] == [
        ("naam", "te kort"),
        ("naam", "te raar"),
        ("uren", "leeg"),
    ]


def test_only_bad_input_lists_errors() -> None:
    assert "errors" not in json.loads(said(errors.RefusedError(), "nl", accept="application/json"))


def test_words_of_a_refusal_are_never_markup() -> None:
    page = said(errors.WrongStateError("<b>dicht</b>"), "nl", htmx=True)
    assert "&lt;b&gt;dicht&lt;/b&gt;" in page
    assert "<b>dicht" not in page


def test_who_sends_a_part_twice_is_led_on_as_well() -> None:
    answer = refusals.answer(asked(htmx=True), errors.AlreadyDoneError("/kaart/"))
    assert answer["HX-Redirect"] == "/kaart/?al-opgeslagen=1"


def test_even_when_the_error_page_fails_there_is_an_answer(monkeypatch: Any) -> None:
    def fail(*_args: object) -> None:
        raise TemplateDoesNotExist("refusal.html")

    monkeypatch.setattr(refusals, "render_to_string", fail)
    answer: Any = refusals.server_error(asked())
    assert (answer.status_code, answer.content) == (500, b"500")


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (refusals.bad_request, 400),
        (refusals.permission_denied, 403),
        (refusals.page_not_found, 404),
    ],
)
def test_what_django_raises_is_answered_like_the_rest(handler: Any, status: int) -> None:
    answer = handler(asked(accept="application/json"), ValueError("geheim"))
    assert answer.status_code == status
    assert b"geheim" not in answer.content
