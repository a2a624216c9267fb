"""Pages stay with the person they were made for."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from koppelvlak.kit.requests import GetResponse


class PrivatePagesMiddleware:
    """Let no cache, shared or on disk, keep a page; a view for everybody says so itself.

    Static files are answered before this, and may be kept for ever: their names carry a digest.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
