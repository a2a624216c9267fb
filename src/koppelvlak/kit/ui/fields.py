"""Fields of forms: everything typed is clean before an action sees it."""

from __future__ import annotations

from datetime import date
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.text import clean

HOME = "NL"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


class CleanCharField(forms.CharField):
    """Text as people mean it (``kit.text``): NFC, nothing invisible, never longer than it fits."""

    def __init__(self, *, max_length: int, lines: bool = False, **kwargs: Any) -> None:
        if lines:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5}))
        super().__init__(max_length=max_length, strip=True, **kwargs)
        self.lines = lines

    def to_python(self, value: Any) -> str:
        """Return the cleaned text; a field of one line has no line ends."""
        text = clean(str(value)) if value not in self.empty_values else ""
        return text if self.lines else " ".join(text.split())

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out ``maxlength``: a browser would silently cut what someone pastes."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def run_validators(self, value: Any) -> None:
        """Say by how much a text is too long."""
        limit = self.max_length or len(value)
        if len(value) > limit:
            raise ValidationError(
                _("Use at most %(limit)d characters; these are %(length)d."),
                code="max_length",
                params={"limit": limit, "length": len(value)},
            )
        super().run_validators(value)


class CleanEmailField(CleanCharField):
    """A mail address, in lower case: people do not mean two addresses by two spellings."""

    widget = forms.EmailInput
    default_validators = [validate_email]  # noqa: RUF012

    def __init__(self, *, max_length: int = 254, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the address in lower case."""
        return super().to_python(value).lower()


class CleanChoiceField(forms.ChoiceField):
    """One of a few answers; a value that was not offered is refused without repeating it."""

    default_error_messages = {"invalid_choice": _("Choose one of the answers shown.")}  # noqa: RUF012


class DateField(forms.DateField):
    """A day between 2000 and 2100, as a browser's calendar gives it or as people type it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.DateInput(
                format="%Y-%m-%d",
                attrs={"type": "date", "min": str(FIRST_DAY), "max": str(LAST_DAY)},
            ),
        )
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Give a day, such as 23-11-2026.")

    def validate(self, value: Any) -> None:
        """Refuse days that can only be a slip of the keyboard."""
        super().validate(value)
        if value and not FIRST_DAY <= value <= LAST_DAY:
            raise ValidationError(_("Give a day between 2000 and 2100."), code="range")


class PhoneField(CleanCharField):
    """A telephone number, kept in its international form (E.164): ``+31880000001``.

    ``short`` also takes numbers that work inside the country only, such as 112 and 14 038; these
    stay as they are.
    """

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})

    def __init__(self, *, short: bool = False, max_length: int = 40, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.short = short

    def to_python(self, value: Any) -> str:
        """Return the number in E.164, or a short number in digits."""
        text = super().to_python(value)
        digits = text.replace(" ", "").replace("-", "")
        if not text or (self.short and digits.isascii() and digits.isdigit() and _short(digits)):
            return digits
        try:
            number = phonenumbers.parse(text, HOME)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or number.extension or not phonenumbers.is_possible_number(number):
            raise ValidationError(self._example(), code="invalid")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def _example(self) -> Any:
        examples = "088 000 00 01, +32 2 000 00 01" + (", 112" if self.short else "")
        return format_lazy(_("Give a telephone number, such as {examples}."), examples=examples)


def _short(digits: str) -> bool:
    return SHORTEST <= len(digits) <= LONGEST


# From 112 up to a number of a whole municipality, 14 0xxx.
SHORTEST, LONGEST = 3, 6
