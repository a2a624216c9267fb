"""Whatever people type is clean: no form takes raw text."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

import koppelvlak
from koppelvlak.kit.text import is_clean
from koppelvlak.kit.ui.forms import Form

DIRTY = "a\u200b\x00\u202eb"


def ours() -> list[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(koppelvlak.__path__, "koppelvlak."):
        if module.name.endswith(("forms", "views", "sign_in", "search")):
            importlib.import_module(module.name)
    return sorted(set(below(forms.BaseForm)), key=lambda form: form.__qualname__)


def below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for one in form.__subclasses__():
        if one.__module__.startswith("koppelvlak."):
            yield one
        yield from below(one)


def raw(form: Any) -> set[str]:
    """Return the fields of a form that take text as it comes; passwords are used as typed."""
    return {
        name
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
        and not isinstance(field.widget, forms.PasswordInput)
        and not cleans(field)
    }


def cleans(field: forms.CharField) -> bool:
    try:
        return is_clean(str(field.to_python(DIRTY)))
    except ValidationError:
        return True


@pytest.mark.parametrize("form", ours(), ids=lambda form: form.__qualname__)
def test_text_is_cleaned(form: type[forms.BaseForm]) -> None:
    assert raw(form) == set()


def test_the_rule_finds_raw_text() -> None:
    class Raw(Form):
        name = forms.CharField(max_length=9)

    assert raw(Raw) == {"name"}
