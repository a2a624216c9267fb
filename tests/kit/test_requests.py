"""What every request gets: a number, a language, and a log line that a machine reads."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import get_language
from pytest_django import Settings

from koppelvlak.kit.requests import (
    LANGUAGE_KEY,
    JsonFormatter,
    LanguageMiddleware,
    RequestIdMiddleware,
)


def spoken(chosen: str | None, response: Any = None) -> tuple[str | None, Any]:
    """Return the language a view finds, and the answer, for what the session holds."""
    heard: list[str | None] = []

    def view(_request: HttpRequest) -> Any:
        heard.append(get_language())
        return response or HttpResponse("x")

    request: Any = RequestFactory().get("/", headers={"Accept-Language": "de, en"})
    request.session = {LANGUAGE_KEY: chosen} if chosen else {}
    answer = LanguageMiddleware(view)(request)
    return heard[0], answer


def line(level: int, message: str, *args: object, **more: Any) -> dict[str, Any]:
    record = logging.LogRecord("koppelvlak", level, "x.py", 1, message, args, None)
    vars(record).update(more)
    told: dict[str, Any] = json.loads(JsonFormatter().format(record))
    return told


def test_two_requests_have_two_numbers() -> None:
    gate = RequestIdMiddleware(lambda _request: HttpResponse())
    numbers = {gate(RequestFactory().get("/"))["X-Request-ID"] for _ in range(9)}
    assert len(numbers) == 9
    assert all(re.fullmatch(r"[0-9a-f]{12}", number) for number in numbers)


def test_a_number_that_was_sent_along_is_not_believed() -> None:
    gate = RequestIdMiddleware(lambda _request: HttpResponse())
    answer = gate(RequestFactory().get("/", headers={"X-Request-ID": "mijn eigen"}))
    assert answer["X-Request-ID"] != "mijn eigen"


@pytest.mark.parametrize(("chosen", "heard"), [(None, "nl"), ("nl", "nl"), ("en", "en")])
def test_the_session_says_the_language_a_browser_does_not(
    settings: Settings, chosen: str | None, heard: str
) -> None:
    settings.LANGUAGE_CODE = "nl"
    language, answer = spoken(chosen)
    assert language == heard
    assert answer["Content-Language"] == heard


def test_the_language_is_of_this_request_only() -> None:
    before = get_language()
    spoken("en")
    assert get_language() == before


def test_an_answer_that_says_its_own_language_keeps_it() -> None:
    answer = HttpResponse("x", headers={"Content-Language": "fy"})
    assert spoken("en", answer)[1]["Content-Language"] == "fy"


def test_a_stream_says_nothing_of_language() -> None:
    assert "Content-Language" not in spoken("en", StreamingHttpResponse([b"x"]))[1]


def test_a_log_line_is_one_object() -> None:
    told = line(logging.WARNING, "ge%s", "weigerd")
    assert (told["level"], told["logger"], told["message"]) == (
        "WARNING",
        "koppelvlak",
        "geweigerd",
    )
    assert "trace" not in told


def test_a_line_end_in_a_message_starts_no_line() -> None:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "een\ntwee \u2028 drie", (), None)
    assert len(JsonFormatter().format(record).split("\n")) == 1


def test_a_mistake_is_logged_with_where_it_happened() -> None:
    mistake = ZeroDivisionError("door nul")
    told = line(logging.ERROR, "fout", exc_info=(type(mistake), mistake, None))
    assert "ZeroDivisionError" in told["trace"]


def test_a_log_line_holds_nothing_that_was_typed() -> None:
    told = line(logging.ERROR, "fout", request="wachtwoord=geheim")
    assert "geheim" not in json.dumps(told)


@pytest.mark.parametrize(("sent", "spoken"), [("en", "en"), ("nl", "nl")])
def test_one_chooses_a_language(db: None, sent: str, spoken: str) -> None:
    client = Client(raise_request_exception=False)
    client.post("/taal/", {"language": sent})
    assert f'<html lang="{spoken}"' in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("sent", ["tlh", "", "nl; en", "../en"])
def test_a_language_nobody_speaks_here_changes_nothing(
    db: None, settings: Settings, sent: str
) -> None:
    settings.LANGUAGE_CODE = "nl"
    client = Client(raise_request_exception=False)
    client.post("/taal/", {"language": sent})
    assert '<html lang="nl"' in client.get(reverse("account_login")).content.decode()
