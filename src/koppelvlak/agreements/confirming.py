"""Pages on which agreements are confirmed: by one organisation, or in a meeting for all present."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements import actions, queries
from koppelvlak.agreements.at_table import seated
from koppelvlak.agreements.models import Agreement
from koppelvlak.agreements.own_stand import Stand, stands
from koppelvlak.kit.access import require
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.organisations.forms import VersionsField
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can


class SentencesWidget(forms.CheckboxSelectMultiple):
    """A box for each agreement, and under it how that stands for who confirms."""

    template_name = "agreements/sentences.html"
    found: Mapping[str, Stand] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what is drawn of one agreement."""
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "stand": self.found[str(value)]}


class SentencesField(VersionsField):
    """Some of several agreements, each with the version that was read."""

    widget = SentencesWidget
    default_error_messages = {"required": _("Choose at least one agreement.")}  # noqa: RUF012


class ConfirmForm(Form):
    """Which agreements are right as they stand, per network."""

    agreements = SentencesField(label=_("These are right"))

    def __init__(self, *args: Any, found: Sequence[Stand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [one.agreement for one in found]
        field: Any = self.fields["agreements"]
        field.widget.found = {_answer(one.agreement): one for one in found}
        field.choices = [
            (str(place or _("The whole country")), [(_answer(one), one.sentence) for one in group])
            for place, group in groupby(rows, key=lambda row: row.network)
        ]
        field.initial = [_answer(one) for one in rows]


class MeetingForm(ConfirmForm):
    """The same, and who was present."""

    present = forms.ModelMultipleChoiceField(
        label=_("Present at the meeting"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        to_field_name="uuid",
    )
    field_order = ("present", "agreements")

    def __init__(self, *args: Any, table: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["present"]
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in table])


def confirm(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Let an organisation say of all its agreements that they are right."""
    actor = request.actor
    organisation = queries.organisation(uuid, actor=actor)
    require(Can.CONFIRM_AGREEMENTS, organisation.related_to(actor), organisation.rights)
    rows = queries.to_confirm(organisation, actor=actor)
    found = list(stands(rows, actor, organisation).values())
    form = ConfirmForm(typed(request), found=found)

    def act(given: dict[str, Any]) -> None:
        count = actions.confirm_agreements(organisation, given["agreements"], by=actor)
        messages.success(request, _("Confirmed: %(count)d.") % {"count": count})

    context = {
        "title": _("Are these agreements still right?"),
        "organisation": organisation,
        "lead": _(
            "All agreements in which your organisation is a party. Take away the mark where"
            " something is wrong; change that one afterwards."
        ),
        "submit": _("Yes, what is marked is right"),
        "rows": rows,
        "page_tlp": queries.strictest(rows),
    }
    return run(
        request, form, act, template="agreements/confirm.html", context=context,
        then="agreements:list",
    )  # fmt: skip


def in_meeting(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Record what was confirmed in the meeting, for everybody present."""
    actor = request.actor
    network = queries.network_to(Can.CONFIRM_IN_MEETING, uuid, actor=actor)
    rows = queries.of_network(network, actor=actor)
    found = list(stands(rows, actor).values())
    form = MeetingForm(typed(request), found=found, table=seated([network])[network.pk])

    def act(given: dict[str, Any]) -> None:
        present = list(given["present"])
        count = actions.confirm_in_meeting(network, given["agreements"], present, by=actor)
        messages.success(request, _("Confirmed: %(count)d.") % {"count": count})

    context = {
        "title": _("Confirmed in the meeting"),
        "network": network,
        "lead": _(
            "It counts for every organisation present that is a party. Each of them gets a mail"
            " that says so."
        ),
        "submit": _("Record what was confirmed"),
        "rows": rows,
        "page_tlp": queries.strictest(rows),
    }
    return run(
        request, form, act, template="agreements/confirm.html", context=context,
        then="agreements:list",
    )  # fmt: skip


def _answer(row: Agreement) -> str:
    return f"{row.uuid}:{row.version}"
