"""What people fill in about an organisation and its contact points."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.text import clean
from koppelvlak.kit.ui.forms import (
    CleanCharField,
    CleanChoiceField,
    CleanEmailField,
    Form,
    PhoneField,
)
from koppelvlak.kit.ui.tags import phone
from koppelvlak.organisations.models import Channel, ContactPoint
from koppelvlak.organisations.queries import Desk, classes

# What each channel needs as address; a form of one field each, so that they refuse alike.
RADIO = RegexValidator(
    r"^[\w .\-/]{2,40}\Z", _("Give the name of a talk group, such as OVDG-1 or BNL 3.")
)
VERSION = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9]{1,9}")
NCV = RegexValidator(r"^\d{3,6}\Z", _("Give the number of the device: 3 to 6 digits."))
ADDRESS: dict[str, forms.CharField] = {
    Channel.PHONE: PhoneField(short=True),
    Channel.MAIL: CleanEmailField(max_length=120),
    Channel.NCV: CleanCharField(max_length=6, validators=[NCV]),
    Channel.RADIO: CleanCharField(max_length=40, validators=[RADIO]),
    Channel.OTHER: CleanCharField(max_length=120),
}


class WebsiteField(forms.URLField):
    """The address of a website, over https unless typed otherwise."""

    default_validators = [URLValidator(schemes=["http", "https"])]  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=200, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the address without what cannot be seen."""
        return super().to_python(clean(str(value or ""))) or ""


def _text(label: Any, limit: int) -> CleanCharField:
    return CleanCharField(label=label, max_length=limit, lines=True, required=False)


class AboutForm(Form):
    """What an organisation says of itself."""

    website = WebsiteField(label=_("Website"), required=False)
    role_nl = _text(_("What it does, in Dutch"), 500)
    role_en = _text(_("What it does, in English"), 500)
    reach_nl = _text(_("How far it reaches, in Dutch"), 500)
    reach_en = _text(_("How far it reaches, in English"), 500)
    note_nl = _text(_("What others should know, in Dutch"), 1000)
    note_en = _text(_("What others should know, in English"), 1000)


class ContactPointForm(Form):
    """How a function of an organisation is reached day and night."""

    function = CleanCharField(
        label=_("Function"),
        max_length=120,
        help_text=_("The function that answers, such as: crisis duty officer. No names of people."),
    )
    channel = CleanChoiceField(label=_("How to reach it"), choices=Channel.choices)
    address = CleanCharField(
        label=_("Number or address"),
        max_length=120,
        help_text=_("A telephone number, mail address, device number or talk group."),
    )
    hours = CleanCharField(
        label=_("When"), max_length=60, initial="24/7", help_text=_("Such as: 24/7.")
    )
    fallback = CleanCharField(
        label=_("If that fails"),
        max_length=200,
        required=False,
        help_text=_("What to do when nobody answers, or telephones do not work."),
    )
    tlp = CleanChoiceField(label=_("Who may see it"))
    sharing_reason = CleanCharField(
        label=_("Why more widely"),
        max_length=300,
        required=False,
        help_text=_("Needed only when more people may see it than before."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tlp"].choices = [(tlp.value, tlp.label) for tlp in classes()]  # type: ignore[attr-defined]

    def clean_address(self) -> str:
        """Return the address as its channel needs it."""
        field = ADDRESS.get(self.cleaned_data.get("channel", ""))
        address = self.cleaned_data["address"]
        return address if field is None else str(field.clean(address))


class ConfirmForm(Form):
    """Only a button."""


class VersionsField(forms.MultipleChoiceField):
    """Some of several rows, each with the version that was read (``uuid:version``).

    An older version than the one shown is no mistake of typing: the action calls it stale.
    """

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": _("Choose at least one contact point.")}  # noqa: RUF012

    def valid_value(self, value: str) -> bool:
        """Say whether this is an answer, of whatever version."""
        return VERSION.fullmatch(value) is not None

    def clean(self, value: Any) -> Any:
        """Return the version that was read of each row."""
        answers = (answer.partition(":") for answer in super().clean(value))
        return {UUID(uuid): int(version) for uuid, _colon, version in answers}


class ConfirmAllForm(Form):
    """Which contact points are right."""

    points = VersionsField(label=_("These are right"))

    def __init__(self, *args: Any, desks: list[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["points"]
        field.choices = [(_answer(d.point), _line(d.point)) for d in desks]  # type: ignore[attr-defined]
        field.initial = [_answer(desk.point) for desk in desks]


def _answer(point: ContactPoint) -> str:
    return f"{point.uuid}:{point.version}"


def _line(point: ContactPoint) -> str:
    address = phone(point.address)
    return f"{point.function}: {point.get_channel_display()} {address}, {point.hours}"
