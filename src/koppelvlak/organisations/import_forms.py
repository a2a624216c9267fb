"""The file that somebody sends, and the list that was compared and waits for a yes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.imports.table import MAX_BYTES, MAX_PROBLEMS, BadFileError, Line, in_line
from koppelvlak.kit.text import clean
from koppelvlak.kit.ui.forms import CleanCharField, Form
from koppelvlak.organisations.actions import Reached
from koppelvlak.organisations.contact_lines import ContactLine, read_contact_lines, require_own
from koppelvlak.organisations.forms import ContactPointForm
from koppelvlak.organisations.importing import Plan, Step, Wanted, WrongLinesError, plan
from koppelvlak.organisations.models import Organisation

SALT = "koppelvlak.organisations.import"
# A list that was compared yesterday says nothing of what stands there now.
HOURS = 8
FIELDS = ("function", "channel", "address", "hours", "fallback", "tlp", "sharing_reason")


class UploadForm(Form):
    """The list itself."""

    file = forms.FileField(
        label=_("List"),
        help_text=_("An Excel file (.xlsx), CSV or vCard (.vcf), at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.vcf"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
            "missing": _("Choose a file."),
            "invalid": _("Choose a file."),
        },
    )


class AgreeForm(Form):
    """Only a button; ``plan`` is the sealed list that was shown."""

    plan = CleanCharField(widget=forms.HiddenInput, max_length=1_000_000)


def compared(file: UploadedFile[Any], organisation: Organisation) -> Plan:
    """Return what a file would change; raise BadFileError with every problem, by line."""
    name = clean(file.name or "")[-80:] or str(_("the list"))
    # Never more than is taken, whatever the file says of its length.
    lines = read_contact_lines(file.read(MAX_BYTES + 1), name=name)
    require_own(lines, organisation, name)
    wrong: list[tuple[int, object]] = []
    wanted = [one for line in lines if (one := _wanted(line, wrong)) is not None]
    try:
        found = plan(organisation, wanted)
    except WrongLinesError as error:
        wrong += error.lines
    if wrong:
        said = [in_line(number, str(words)) for number, words in sorted(wrong, key=_number)]
        raise BadFileError(name, said[:MAX_PROBLEMS])
    return found


def sealed(found: Plan, organisation: Organisation, by: Actor) -> str:
    """Return the steps of a plan so that nobody can change them between the two pages."""
    steps = [
        [str(one.point or ""), one.version, *(getattr(one.reached, name) for name in FIELDS)]
        for one in found.steps
    ]
    said = [str(organisation.uuid), str(by.person), steps]
    return signing.dumps(said, salt=SALT, compress=True)


def unsealed(text: str, organisation: Organisation, by: Actor) -> list[Step]:
    """Return the steps that were shown to this person; raise BadInputError for anything else."""
    try:
        place, person, steps = signing.loads(text, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        place, person, steps = "", "", []
    if place != str(organisation.uuid) or person != str(by.person) or not steps:
        raise BadInputError(_("This list was compared too long ago. Send the file once more."))
    return [
        Step(
            Reached(**dict(zip(FIELDS, said, strict=True))), UUID(point) if point else None, version
        )
        for point, version, *said in steps
    ]


def _wanted(line: Line[ContactLine], wrong: list[tuple[int, object]]) -> Wanted | None:
    form = ContactPointForm(line.row.fields)
    if not form.is_valid():
        wrong += [
            (line.number, f"{form.fields[name].label}: {text}")
            for name, texts in form.errors.items()
            for text in texts
        ]
        return None
    try:
        point = UUID(line.row.id) if line.row.id else None
    except ValueError:
        wrong.append((line.number, _("the reference is damaged; leave it empty for a new one")))
        return None
    reached = Reached(**{name: form.cleaned_data[name] for name in FIELDS})
    return Wanted(line.number, reached, point)


def _number(problem: tuple[int, object]) -> int:
    return problem[0]
