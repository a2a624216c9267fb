"""What every request gets: a number to quote, a language, and log lines that a machine reads."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django_htmx.middleware import HtmxDetails

from koppelvlak.kit.access import Actor

GetResponse: TypeAlias = Callable[[HttpRequest], HttpResponseBase]
LANGUAGE_KEY = "language"


class RequestIdMiddleware:
    """Give each request a number that the page, the answer and the log all carry."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.id = uuid4().hex[:12]  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        return response


class LanguageMiddleware:
    """Speak the language chosen in this session, or the installation's: Dutch first.

    A browser's own preference does not count: half the Dutch officials' browsers are English.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = request.session.get(LANGUAGE_KEY, settings.LANGUAGE_CODE)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if isinstance(response, HttpResponse):
                response.headers.setdefault("Content-Language", language)
            return response


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message; no form data, no headers."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class ActingRequest(HttpRequest):
    """A request of someone who signed in: ``actor`` is who acts, and for whom.

    ``acting_for`` are the organisations to choose from, each with ``uuid`` and ``short_name``;
    who is ``half_signed_in`` has shown no second factor yet and acts for nobody.
    """

    id: str
    actor: Actor
    acting_for: list[Any]
    half_signed_in: bool
    htmx: HtmxDetails
