"""One mapping of refusals to answers: a page, an htmx fragment, or problem details (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect, reselect, reswap, retarget

from koppelvlak.kit.errors import (
    AlreadyDoneError,
    BadInputError,
    RefusalError,
    RefusedError,
    UnseenError,
)
from koppelvlak.kit.requests import GetResponse

logger = logging.getLogger(__name__)


class TooLargeError(RefusalError):
    """More was sent than is taken."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    title = _("This is too large")


class BadRequestError(RefusalError):
    """The request itself makes no sense."""

    title = _("This request was not understood")


class ClashError(RefusalError):
    """Two people did the same at the same moment, and the database let one of them."""

    status = HTTPStatus.CONFLICT
    title = _("Somebody else changed this in the meantime")


class FullError(RefusalError):
    """The disk is full or the database is away: nothing was saved."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    title = _("Nothing can be saved now")


class MistakeError(RefusalError):
    """Our own mistake; the details stay in the log."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    title = _("Something went wrong on our side")


class RefusalMiddleware:
    """Turn every refusal that a view raises into an answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer what the view refused; leave real mistakes to handler500."""
        refusal = as_refusal(exception)
        if refusal is None:
            return None
        if isinstance(refusal, FullError | ClashError):
            logger.error("refused with %s", refusal.status, exc_info=exception)
        return answer(request, refusal)


# What Django and the database say in their own words; the first that fits counts.
TRANSLATED: tuple[tuple[type[Exception], Callable[[], RefusalError]], ...] = (
    (Http404, UnseenError),
    (PermissionDenied, RefusedError),
    (
        RequestDataTooBig,
        lambda: TooLargeError(_("Send less at once, or cut the file into parts.")),
    ),
    (SuspiciousOperation, BadRequestError),
    (
        OperationalError,
        lambda: FullError(_("Nothing was lost or half-saved. Try again in a few minutes.")),
    ),
    (IntegrityError, lambda: ClashError(_("Nothing was saved. Open the page again and look."))),
)


def as_refusal(exception: Exception) -> RefusalError | None:
    """Return the refusal that an exception amounts to, or None for a mistake of ours."""
    if isinstance(exception, RefusalError):
        return exception
    for kind, refusal in TRANSLATED:
        if isinstance(exception, kind):
            return refusal()
    return None


def answer(request: HttpRequest, refusal: RefusalError) -> HttpResponseBase:
    """Return the answer in the form the request wants."""
    if isinstance(refusal, AlreadyDoneError):
        url = f"{refusal.url}?{ALREADY}=1"
        # htmx would follow a redirect by itself, and leave the address of the form standing.
        return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)
    if wants_problem(request):
        return problem(request, refusal)
    context: dict[str, Any] = {"refusal": refusal, "request_id": getattr(request, "id", "")}
    # What is broken may be what the head of a page needs: then it is made without.
    place = None if refusal.status >= HTTPStatus.INTERNAL_SERVER_ERROR else request
    if not getattr(request, "htmx", False):
        page = render_to_string("refusal.html", context, place)
        return HttpResponse(page, status=refusal.status)
    text = render_to_string("refusal.html#body", context, place)
    part = HttpResponse(text, status=refusal.status)
    return reselect(retarget(reswap(part, "innerHTML"), "#main"), "#refusal")


ALREADY = "al-opgeslagen"


def wants_problem(request: HttpRequest) -> bool:
    """Say whether a program asks: it prefers JSON to HTML."""
    return request.path.startswith("/api/") or request.get_preferred_type(
        ["text/html", "application/problem+json", "application/json"]
    ) in {"application/problem+json", "application/json"}


def problem(request: HttpRequest, refusal: RefusalError) -> JsonResponse:
    """Return problem details, with all errors at once."""
    body: dict[str, Any] = {
        "status": int(refusal.status),
        "title": str(refusal.title),
        "detail": str(refusal.detail),
        "instance": getattr(request, "id", ""),
    }
    if isinstance(refusal, BadInputError):
        body["errors"] = [
            {"in": "body", "location": name, "detail": str(text)}
            for name, texts in refusal.errors.items()
            for text in texts
        ]
    return JsonResponse(body, status=refusal.status, content_type="application/problem+json")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer what Django itself found suspicious (handler400)."""
    return answer(request, as_refusal(exception) or BadRequestError())


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer what Django itself denied (handler403)."""
    return answer(request, as_refusal(exception) or RefusedError())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer an address that leads nowhere (handler404)."""
    return answer(request, UnseenError())


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer a mistake of ours (handler500) without leaning on anything that may be broken."""
    try:
        return answer(request, MistakeError(_("We have recorded it. Nothing was half-saved.")))
    except Exception:
        logger.exception("the error page itself failed")
        return HttpResponse("500", status=500, content_type="text/plain")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Answer a form whose token expired: what was typed can be sent again from the browser."""
    detail = _("Your page was open too long. Go back, copy what you typed, and load it again.")
    return answer(request, RefusedError(detail))
