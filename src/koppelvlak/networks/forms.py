"""What people fill in about a network they lead, and about their own seat in one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.ui.forms import CleanCharField, DateField, Form
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person

AREA = _("Only where it differs from the map, such as: the municipalities east of the IJssel.")


class ChosenField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of a few rows; what was not offered is refused without repeating it, a UUID or not."""

    def to_python(self, value: Any) -> Any:
        """Return the row that was chosen."""
        try:
            return super().to_python(value)
        except ValidationError:
            words = self.error_messages["invalid_choice"]
            raise ValidationError(words, code="invalid_choice") from None


class OrganisationField(ChosenField):
    """One of a few organisations, by name."""

    default_error_messages = {  # noqa: RUF012
        "invalid_choice": _("Choose one of the organisations shown.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Organisation.objects.none(), to_field_name="uuid", **kwargs)

    def label_from_instance(self, obj: Organisation) -> str:
        """Return the short name, by which people know it."""
        return obj.short_name


class PeopleField(ChosenField):
    """One of a few people, by name; nobody is an answer."""

    default_error_messages = {"invalid_choice": _("Choose one of the people shown.")}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Person.objects.none(),
            to_field_name="uuid",
            required=False,
            empty_label=_("nobody yet"),
            **kwargs,
        )


class ReasonForm(Form):
    """Why."""

    reason = CleanCharField(label=_("Why"), max_length=500, lines=True)


class ArrangeForm(Form):
    """Who leads a network and how it works."""

    lead = OrganisationField(
        label=_("Lead"),
        help_text=_("The region or company that leads on behalf of the others."),
    )
    chair = PeopleField(label=_("Chair"))
    secretary = PeopleField(
        label=_("Secretary"), help_text=_("Keeps the list of agreements and actions in meetings.")
    )
    working_area = CleanCharField(
        label=_("Working area"), max_length=300, required=False, lines=True, help_text=AREA
    )
    need_to_know = forms.BooleanField(
        label=_("Need to know"),
        required=False,
        help_text=_("What is marked AMBER here is then for named representatives only."),
    )

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        people: QuerySet[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = organisations  # type: ignore[attr-defined]
        for name in ("chair", "secretary"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class InviteForm(Form):
    """Whom to invite."""

    organisation = OrganisationField(
        label=_("Organisation"),
        help_text=_(
            "Police, Defence, a municipality, a water board; a supervisor becomes a guest."
        ),
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class PlacesForm(Form):
    """Who speaks for the organisation in a network."""

    representative = PeopleField(label=_("Representative"))
    deputy = PeopleField(label=_("Deputy"), help_text=_("Stands in when the other cannot come."))
    working_area = CleanCharField(
        label=_("Working area"), max_length=300, required=False, lines=True, help_text=AREA
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("representative", "deputy"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class DelegateForm(PlacesForm):
    """Which lead partner speaks, and who is the contact person."""

    partner = OrganisationField(label=_("Lead partner"))
    field_order = ("partner", "representative", "deputy", "working_area")

    def __init__(self, *args: Any, partners: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]
        contact = self.fields["representative"]
        contact.label, contact.required = _("Contact person"), True
        words = _("Name a contact person: the lead partner must know whom to call.")
        contact.error_messages["required"] = words


class LeaveForm(ReasonForm):
    """Why one leaves, and who takes over."""

    heir = OrganisationField(
        label=_("Who takes over what you did for others"),
        required=False,
        empty_label=_("nobody"),
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heir"].queryset = organisations  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """On which day; an empty answer is today."""

    op = DateField(label=_("On"), required=False)
