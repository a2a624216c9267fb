from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

from koppelvlak.config import urls
from koppelvlak.kit import errors

REFUSALS: dict[str, tuple[Exception, int]] = {
    "unseen": (errors.UnseenError(), 404),
    "refused": (errors.RefusedError("You must be somebody else."), 403),
    "state": (errors.WrongStateError("It is closed."), 409),
    "bad": (errors.BadInputError("No.", {"name": ["Too short"]}), 422),
    "often": (errors.TooManyError(), 429),
    "lost": (Http404("secret"), 404),
    "denied": (PermissionDenied("secret"), 403),
    "big": (RequestDataTooBig("secret"), 413),
    "odd": (SuspiciousOperation("secret"), 400),
    "full": (OperationalError("secret"), 503),
    "clash": (IntegrityError("secret"), 409),
    "mistake": (ZeroDivisionError("secret"), 500),
}


@login_not_required
def refuse(request: HttpRequest, name: str) -> HttpResponse:
    raise REFUSALS[name][0]


handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [path("refuse/<str:name>/", refuse), path("", include(urls.urlpatterns))]


@pytest.fixture
def browser(settings: Settings, db: None) -> Client:
    """Return a browser on a site of which every page refuses."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def ask(browser: Client, name: str, **headers: str) -> Any:
    return browser.get(f"/refuse/{name}/", headers={"Accept": "text/html", **headers})


@pytest.mark.parametrize("name", REFUSALS)
def test_every_refusal_is_a_page_with_its_status(browser: Client, name: str) -> None:
    page = ask(browser, name)
    text = page.content.decode()
    assert page.status_code == REFUSALS[name][1]
    assert page["X-Request-ID"] in text
    assert 'href="/"' in text
    assert "secret" not in text


@pytest.mark.parametrize("name", REFUSALS)
def test_inside_a_page_only_the_part_is_sent(browser: Client, name: str) -> None:
    part = ask(browser, name, **{"HX-Request": "true"})
    assert part.status_code == REFUSALS[name][1]
    assert part["HX-Retarget"] == "#main"
    assert b'id="refusal"' in part.content
    assert b"<html" not in part.content


@pytest.mark.parametrize("name", REFUSALS)
def test_a_program_gets_problem_details(browser: Client, name: str) -> None:
    problem = ask(browser, name, Accept="application/json")
    assert problem["Content-Type"] == "application/problem+json"
    assert problem.json()["status"] == problem.status_code == REFUSALS[name][1]


def test_a_program_hears_all_that_is_wrong(browser: Client) -> None:
    (wrong,) = ask(browser, "bad", Accept="application/json").json()["errors"]
    assert (wrong["location"], wrong["detail"]) == ("name", "Too short")


def test_a_mistake_is_told_even_when_the_database_is_away(browser: Client) -> None:
    def away(*_call: object) -> None:
        raise OperationalError("secret")

    with connection.execute_wrapper(away):
        page = ask(browser, "mistake")
    assert page.status_code == 500
    assert b'id="refusal"' in page.content


def test_a_form_that_was_open_too_long_is_explained(browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/taal/", {"language": "en"}, headers={"Accept": "text/html"})
    assert page.status_code == 403
    assert b'id="refusal"' in page.content


def test_who_sends_a_form_twice_is_led_to_what_was_saved(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(REFUSALS, "again", (errors.AlreadyDoneError("/toegankelijkheid/"), 302))
    led = browser.get("/refuse/again/", follow=True)
    assert led.redirect_chain == [("/toegankelijkheid/?al-opgeslagen=1", 302)]
    assert b'class="note good"' in led.content
