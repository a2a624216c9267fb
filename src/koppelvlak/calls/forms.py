"""What people fill in who call to account, answer, repair, bring higher, close and invite."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.calls.checking import Given
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, DateField, Form
from koppelvlak.organisations.models import Organisation

LONGEST = 4000
SHARING = (
    (Tlp.AMBER, _("the two parties and whom they invite (TLP:AMBER)")),
    (Tlp.AMBER_STRICT, _("the two parties alone (TLP:AMBER+STRICT)")),
)


def _words(label: Any, help_text: Any = "") -> CleanCharField:
    return CleanCharField(label=label, max_length=LONGEST, lines=True, help_text=help_text)


def _one(label: Any) -> Any:
    return forms.ModelChoiceField(
        label=label, queryset=Organisation.objects.none(), to_field_name="uuid"
    )


class ChooseForm(Form):
    """A form with one organisation to choose among a few."""

    chosen = "organisation"

    def __init__(self, *args: Any, among: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.chosen].queryset = among  # type: ignore[attr-defined]


class StartForm(ChooseForm):
    """What happened, what is asked, and by when."""

    chosen = "called"

    called = _one(_("Whom do you call to account?"))
    happened_on = DateField(label=_("On which day did it happen?"))
    facts = _words(_("What happened, or did not?"), _("Facts, without names of persons."))
    asked = _words(_("What do you ask?"))
    answer_by = DateField(label=_("By which day do you ask for an answer?"))
    tlp = CleanChoiceField(label=_("Who may see it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ceiling = Tlp(settings.TLP_CEILING)
        within = [(tlp.value, words) for tlp, words in SHARING if tlp.within(ceiling)]
        self.fields["tlp"].choices = within  # type: ignore[attr-defined]

    def given(self) -> Given:
        """Return what was filled in."""
        names = ("called", "happened_on", "facts", "asked", "answer_by", "tlp")
        return Given(**{name: self.cleaned_data[name] for name in names})


class AnswerForm(Form):
    """The answer."""

    answer = _words(_("Your answer"))


class RepairForm(Form):
    """What is repaired, and by when."""

    repair = _words(_("What will you repair?"))
    repair_by = DateField(label=_("By which day?"))


class RepairedForm(Form):
    """When it was repaired."""

    repaired_on = DateField(label=_("On which day was it repaired?"))


class HigherForm(ChooseForm):
    """To which function it is brought, and why."""

    chosen = "escalated_at"

    escalated_to = CleanCharField(
        label=_("To which function?"),
        max_length=120,
        help_text=_("A function, not a name. Such as: director of operations."),
    )
    escalated_at = _one(_("At which of the two?"))
    escalation_reason = _words(_("Why?"))


class ClosingForm(Form):
    """A last word."""

    closing = _words(_("Your last word on it"))


class OrganisationForm(ChooseForm):
    """Which organisation reads along, or no longer does."""

    organisation = _one(_("Which organisation?"))
