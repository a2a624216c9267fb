"""Pages about people: oneself, a colleague, and all who act for an organisation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from koppelvlak.kit.access import require
from koppelvlak.kit.errors import TooManyError, UnseenError
from koppelvlak.kit.requests import LANGUAGE_KEY, ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.people import actions, queries
from koppelvlak.people.forms import ConfirmForm, DetailsForm, EmailForm
from koppelvlak.people.linking import accounts
from koppelvlak.people.middleware import CHOSEN_KEY
from koppelvlak.people.models import Function, Person
from koppelvlak.people.notices import email_from
from koppelvlak.rights import Can

PROFILE = "people:profile"
COLUMNS = (
    Column("naam", _("Name"), lambda row: row.person.name, order="person__name"),
    Column("functie", _("Function"), lambda row: row.title, order="title"),
    Column("rol", _("Role"), lambda row: row.get_role_display(), order="role"),
    Column("vervanger", _("Deputy"), lambda row: row.deputy and row.deputy.name),
    Column("vanaf", _("From"), lambda row: row.valid_from, order="valid_from"),
)


def own(request: ActingRequest) -> Person:
    """Return the person who signed in, as the actor may see them."""
    return queries.person_seen(request.actor.person or UUID(int=0), request.actor)


def profile(request: ActingRequest) -> HttpResponse:
    """Show what is known of oneself, and what one may do."""
    person = own(request)
    return render(request, "people/profile.html", _held(request, person))


def no_function(request: ActingRequest) -> HttpResponse:
    """Say why someone without any current function sees nothing."""
    return render(request, "people/no_function.html")


def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show a colleague."""
    person = queries.person_seen(uuid, request.actor)
    return render(request, "people/detail.html", _held(request, person))


def _held(request: ActingRequest, person: Person) -> dict[str, Any]:
    actor = request.actor
    return {
        "person": person,
        "is_self": person.uuid == actor.person,
        "functions": queries.functions(actor).filter(person=person),
        "mandates": queries.mandates(actor).filter(person=person),
        "provider": settings.OIDC_NAME,
        "may_link": bool(settings.OIDC_ISSUER),
        "linked": accounts(person).exists(),
        "second_factor": queries.has_second_factor(person),
        "may_reset": bool(person.may(actor, Can.RESET_SECOND_FACTOR)),
        "page_tlp": Tlp.AMBER_STRICT,
    }


def edit(request: ActingRequest) -> HttpResponse:
    """Change one's own name and language."""
    person = own(request)
    said = {"name": person.name, "language": person.language}
    form = DetailsForm(typed(request), initial=said, version=person.version)

    def act(given: dict[str, Any]) -> Person:
        row = actions.edit_person(
            person,
            name=given["name"],
            language=given["language"],
            by=request.actor,
            seen=form.seen,
        )
        request.session[LANGUAGE_KEY] = row.language
        return row

    template = "people/edit.html"
    return run(request, form, act, template=template, context={"form": form}, then=PROFILE)


@reauthentication_required  # type: ignore[untyped-decorator]
def ask_email(request: ActingRequest) -> HttpResponse:
    """Ask for another address to sign in with, after showing that it is still you."""
    person = own(request)
    form = EmailForm(typed(request), version=person.version)

    def act(given: dict[str, Any]) -> None:
        # A mail to anybody, and the answer whether somebody signs in with an address.
        if not ratelimit.consume(request, action="manage_email", user=request.user):
            raise TooManyError(_("You asked this several times. Try again in an hour."))
        actions.ask_email(person, email=given["email"], by=request.actor, seen=form.seen)
        messages.success(request, _("A mail with a link was sent to the new address."))

    context = {"form": form, "person": person}
    return run(request, form, act, template="people/ask_email.html", context=context, then=PROFILE)


def confirm_email(request: ActingRequest, token: str) -> HttpResponse:
    """Sign in with the new address from now on; ``token`` was mailed to it."""
    person = own(request)
    email = email_from(token, person)
    form = ConfirmForm(typed(request))

    def act(_given: dict[str, Any]) -> None:
        actions.change_email(person, email=email, by=request.actor)

    context = {"form": form, "person": person, "email": email}
    template = "people/confirm_email.html"
    return run(request, form, act, template=template, context=context, then=PROFILE)


def reset_second_factor(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Let a manager remove the second factor of one of the people, after a confirmation."""
    person = queries.person_seen(uuid, request.actor)
    require(Can.RESET_SECOND_FACTOR, person.related_to(request.actor), person.rights)
    form = ConfirmForm(typed(request), version=person.version)

    def act(_given: dict[str, Any]) -> None:
        actions.reset_second_factor(person, by=request.actor, seen=form.seen)
        messages.success(request, _("The second factor was removed; all sessions ended."))

    context = {"form": form, "person": person}
    return run(request, form, act, template="people/reset.html", context=context, then=person)


def of_organisation(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show who acts for an organisation, as far as one may see."""
    actor = request.actor
    organisation = queries.organisation_seen(uuid, actor)
    rows = queries.functions(actor).filter(organisation=organisation)
    shown = listing(request, rows, COLUMNS, default="naam")
    if shown.wants_csv:
        return shown.csv(f"mensen-{organisation.key}", tlp=Tlp.AMBER_STRICT)
    found: list[Function] = list(shown.page)
    context = {
        "organisation": organisation,
        "listing": shown,
        "functions": found,
        "mandates": queries.mandates(actor).filter(organisation=organisation),
        "invitations": queries.invitations(actor).filter(organisation=organisation),
        "second_factors": queries.second_factors(row.person for row in found),
        "may_invite": bool(organisation.may(actor, Can.INVITE_PERSON)),
        "may_give": bool(organisation.may(actor, Can.GIVE_FUNCTION)),
        "today": actor.on,
        "page_tlp": Tlp.AMBER_STRICT,
    }
    return render(request, "people/of_organisation.html", context)


@require_POST
def switch(request: ActingRequest) -> HttpResponse:
    """Act for another of one's organisations from now on, and go back to where one was."""
    asked = request.POST.get("organisation", "")
    choices = {str(choice.uuid): choice for choice in request.acting_for}
    if asked not in choices:
        raise UnseenError
    request.session[CHOSEN_KEY] = asked
    messages.success(
        request, _("You now act on behalf of {name}.").format(name=choices[asked].short_name)
    )
    then = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(then, {request.get_host()}, request.is_secure())
    return redirect(then if safe else reverse("portal:home"))
