"""Forms as people meet them: clean text, one error summary, sent once, never over another's work.

A view shows and handles a form with ``run``; the page includes ``components/form.html``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypedDict, Unpack
from uuid import uuid4

from django import forms
from django.db.models import Model
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from koppelvlak.kit.errors import BadInputError, StaleError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.fields import (
    CleanCharField,
    CleanChoiceField,
    CleanEmailField,
    DateField,
    PhoneField,
)

__all__ = [
    "CleanCharField",
    "CleanChoiceField",
    "CleanEmailField",
    "DateField",
    "Form",
    "PhoneField",
    "Renderer",
    "run",
    "typed",
]


class Renderer(TemplatesSetting):
    """Our own form templates, for allauth's forms as well."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"


@dataclass(frozen=True)
class Compared:
    """One field in both versions: what stands there now, and what was typed."""

    label: Any
    now: str
    mine: str


class Form(forms.Form):
    """A form with a ``token`` (it has its effect once) and the ``version`` that was read."""

    # Browsers would refuse in their own words and language; our summary says it once.
    use_required_attribute = False

    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stale: StaleError | None = None
        self.theirs: tuple[Compared, ...] = ()
        self.fields["token"].initial = uuid4
        self.fields["version"].initial = version

    @property
    def seen(self) -> int | None:
        """Return the version the person had read; None for something new."""
        value: int | None = self.cleaned_data.get("version")
        return value

    def refuse(self, error: BadInputError) -> None:
        """Show what an action could not accept, at the fields it names."""
        for name, texts in error.errors.items():
            for text in texts:
                self.add_error(name if name in self.fields else None, text)
        if error.detail or not error.errors:
            self.add_error(None, error.detail or error.title)

    def compare(self, error: StaleError) -> None:
        """Show both versions, and let what was typed be saved over the newer one."""
        current = error.current
        again = QueryDict(mutable=True)
        again.update(self.data)
        again[self.add_prefix("version")] = str(current.version)
        self.data = again
        self.theirs = tuple(
            Compared(field.label, now, mine)
            for field in self.visible_fields()
            if (now := said(current, field.name)) is not None
            and now != (mine := words(field, self.cleaned_data.get(field.name)))
        )
        self.stale = error


def said(row: Any, name: str) -> str | None:
    """Return what a row says in one field, in words; None when it has no such field."""
    show = getattr(row, f"get_{name}_display", None)
    value = show() if show else getattr(row, name, None)
    return None if not hasattr(row, name) else _text(value)


def words(field: forms.BoundField, value: Any) -> str:
    """Return a typed value as the page shows it: a choice by its label."""
    choices = dict(getattr(field.field, "choices", ()))
    return _text(choices.get(value, value))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, an empty form included; None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


class Where(TypedDict):
    """The page of a form, and where its success leads (an address, or made from the result)."""

    template: str
    context: dict[str, Any]
    then: str | Model | Callable[[Any], Any]


def run(
    request: ActingRequest, form: Form, act: Callable[[dict[str, Any]], Any], **where: Unpack[Where]
) -> HttpResponse:
    """Show a form, or do what it asks by calling one action with the cleaned values.

    200 shown; 422 with what is wrong; 409 with both versions; otherwise on to ``then``. Any other
    refusal of the action is left to ``kit.refusals``.
    """
    if request.method != "POST":
        return _page(request, form, where, HTTPStatus.OK)
    if not form.is_valid():
        return _page(request, form, where, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        result = act(form.cleaned_data)
    except BadInputError as error:
        form.refuse(error)
        return _page(request, form, where, HTTPStatus.UNPROCESSABLE_ENTITY)
    except StaleError as error:
        form.compare(error)
        return _page(request, form, where, HTTPStatus.CONFLICT)
    then = where["then"]
    return go_to(request, resolve_url(then(result) if callable(then) else then))


def go_to(request: ActingRequest, url: str) -> HttpResponse:
    """Lead on to another page; a form that was sent in place leaves its address behind too."""
    return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)


def _page(request: ActingRequest, form: Form, where: Where, status: HTTPStatus) -> HttpResponse:
    return render(request, where["template"], {**where["context"], "form": form}, status=status)
