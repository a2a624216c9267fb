"""A version of the role description to print, keep or take along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from koppelvlak.framework.models import RoleDescription, Task
from koppelvlak.framework.queries import ThemeTasks
from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.content import (
    Column,
    Document,
    Fact,
    Facts,
    Kind,
    Paragraph,
    Part,
    Section,
    Table,
)
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.tags import certainty_words

TASKS = (
    Column(gettext_lazy("Task"), width=0.6),
    Column(gettext_lazy("Whose task it is"), width=1.4),
    Column(gettext_lazy("What"), width=5),
    Column(gettext_lazy("Legal basis"), width=1.8),
    Column(gettext_lazy("Source and certainty"), width=2.6),
)


def role_document(version: RoleDescription, parts: Sequence[ThemeTasks], actor: Actor) -> Document:
    """Return a whole version: what it is, and per theme who does what."""
    return Document(
        name=f"rolbeschrijving-{version.number}",
        title=str(version),
        language=get_language() or "nl",
        tlp=Tlp.GREEN,
        as_of=actor.on,
        lead=_(
            "Who does what when vital services may fail: the tasks of the safety region, the"
            " companies and the state, per theme."
        ),
        parts=[Facts(list(_facts(version))), *_note(version), *map(_theme, parts)],
    )


def _facts(version: RoleDescription) -> Iterator[Fact]:
    yield Fact(_("State"), capfirst(str(version.state_in_words)))
    if version.consulted_on and version.consulted_until:
        span = f"{date_format(version.consulted_on)} – {date_format(version.consulted_until)}"
        yield Fact(_("Consultation"), span)
    if version.adopted_on:
        yield Fact(_("Adopted on"), version.adopted_on, Kind.DATE)
        yield Fact(_("Meeting"), version.adopted_meeting)
        yield Fact(_("Document"), version.adopted_document)
    if version.superseded_on:
        yield Fact(_("Superseded on"), version.superseded_on, Kind.DATE)


def _note(version: RoleDescription) -> list[Part]:
    return [Paragraph(version.note)] if version.note else []


def _theme(part: ThemeTasks) -> Section:
    tasks = [task for group in part.parties for task in group.tasks]
    table = Table(
        title=part.theme.question,
        columns=TASKS,
        rows=[_row(task) for task in tasks],
        empty=_("No task in this theme yet."),
    )
    return Section(str(part.theme), [Paragraph(part.theme.scope), table])


def _row(task: Task) -> list[str]:
    return [
        task.label,
        capfirst(str(task.get_party_display())),
        task.text,
        task.basis,
        f"{task.source} ({certainty_words(task.certainty)})",
    ]
