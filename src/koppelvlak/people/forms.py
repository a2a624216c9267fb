"""What people type about themselves and about those who act for their organisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.ui.forms import (
    CleanCharField,
    CleanChoiceField,
    CleanEmailField,
    DateField,
    Form,
)
from koppelvlak.people.handover import Choice
from koppelvlak.people.models import Person, RoleChoices

PERSON_SHOWN = _("Choose one of the people shown.")
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of a few people, by name."""

    default_error_messages = {"invalid_choice": PERSON_SHOWN}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Person.objects.none(), to_field_name="uuid", **kwargs)


class ConfirmForm(Form):
    """Only a button: what was asked is done when it is sent."""


class DetailsForm(Form):
    """Own details."""

    name = CleanCharField(label=_("Name"), max_length=120)
    language = CleanChoiceField(label=_("Language"), choices=LANGUAGES)


class EmailForm(Form):
    """The mail address one wants to sign in with."""

    email = CleanEmailField(label=_("New mail address"), max_length=254)


class AboutPersonForm(Form):
    """Something for one of the people of an organisation, from a day until a day."""

    person = PersonField(label=_("Person"))

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class FunctionForm(AboutPersonForm):
    """A function for one of one's own people."""

    role = CleanChoiceField(label=_("Role"))
    title = CleanCharField(
        label=_("Function"), max_length=120, help_text=_("Such as: business continuity manager.")
    )
    valid_from = DateField(label=_("From"))
    valid_to = DateField(label=_("Until and including"), required=False)

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)  # type: ignore[attr-defined]


class MandateForm(AboutPersonForm):
    """A mandate for one of one's own people."""

    what = CleanCharField(
        label=_("In what"),
        max_length=300,
        help_text=_("Such as: agreeing to action plans without a budget."),
    )
    valid_from = DateField(label=_("From"))
    valid_to = DateField(label=_("Until and including"), required=False)


class DeputyForm(Form):
    """Who stands in for the holder of a function."""

    deputy = PersonField(label=_("Deputy"), required=False, empty_label=_("Nobody"))

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = people  # type: ignore[attr-defined]


class EndFunctionForm(Form):
    """Who takes over what hangs on somebody: one question for each thing."""

    def __init__(self, *args: Any, choices: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [choice.holding.key for choice in choices]
        for choice in choices:
            self.fields[choice.holding.key] = forms.TypedChoiceField(
                label=choice.holding.title,
                required=False,
                choices=[("", _("Nobody")), *((str(one.uuid), one.name) for one in choice.people)],
                coerce={str(one.uuid): one for one in choice.people}.__getitem__,
                empty_value=None,
                help_text=format_lazy(_("If nobody: {what}"), what=choice.holding.nobody),
                error_messages={"invalid_choice": PERSON_SHOWN},
            )
        if self.keys:
            self.fields["reason"] = CleanCharField(
                label=_("Why nobody takes it over"),
                max_length=300,
                required=False,
                help_text=_("Needed only when something goes to nobody. The log keeps it."),
            )

    @property
    def over(self) -> dict[str, Person | None]:
        """Return who takes over what."""
        return {key: self.cleaned_data.get(key) for key in self.keys}

    @property
    def reason(self) -> str:
        """Return why something goes to nobody."""
        return str(self.cleaned_data.get("reason", ""))


class InviteForm(Form):
    """Whom one invites to act for the organisation."""

    email = CleanEmailField(label=_("Mail address"), max_length=254)
    name = CleanCharField(label=_("Name"), max_length=120)
    role = CleanChoiceField(label=_("Role"))
    title = CleanCharField(
        label=_("Function"), max_length=120, help_text=_("Such as: business continuity manager.")
    )

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)  # type: ignore[attr-defined]


class AcceptForm(Form):
    """What an invited person says of themselves; the address is that of the invitation."""

    name = CleanCharField(label=_("Your name"), max_length=120)
    language = CleanChoiceField(label=_("Language"), choices=LANGUAGES)
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )
    again = forms.CharField(
        label=_("The same password once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Check that both passwords are equal and good enough for this person."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        password = given.get("password")
        if password and given.get("again") and password != given["again"]:
            self.add_error("again", _("This is not the same password."))
        elif password:
            self._check(password, Person(email=self.email, name=given.get("name", "")))
        return given

    def _check(self, password: str, person: Person) -> None:
        try:
            validate_password(password, person)
        except ValidationError as error:
            self.add_error("password", error)


def role_choices(roles: Iterable[str]) -> list[tuple[str, Any]]:
    """Return these roles with their names, in the fixed order."""
    return [(value, label) for value, label in RoleChoices.choices if value in set(roles)]
