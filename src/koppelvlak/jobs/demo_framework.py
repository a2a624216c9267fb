"""A fictional history of the role description, so that its pages live in the demo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from koppelvlak.framework import actions, consulting, marking
from koppelvlak.framework.lifecycle import DRAFT, PARTLY, TAKEN_UP
from koppelvlak.framework.models import Answer, RoleDescription, Task
from koppelvlak.framework.overview import tasks_to_mark
from koppelvlak.framework.queries import standing_tasks
from koppelvlak.jobs.readiness import Say
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Role

ORIGIN = "command demo"
FICTION_NL = (
    "Fictief: voor deze demo doen we alsof de stuurgroep deze versie heeft vastgesteld. In"
    " werkelijkheid is het een ontwerp van de makers."
)
FICTION_EN = (
    "Fictional: for this demo we pretend that the steering group adopted this version. In reality"
    " it is a draft by the makers."
)
NEXT_NL = "Fictief: een volgende versie, om te laten zien hoe een consultatie gaat."
NEXT_EN = "Fictional: a next version, to show how a consultation goes."
# Who said what about which task of the first version, and what came of it: by place in theme.
FIRST = (
    ("vitens", "5.1", "Noem ook het 24/7-contactpunt van het bedrijf.", TAKEN_UP,
     "Goed punt. Het staat nu bij de taken van de bedrijven."),
    ("vr04", "1.2", "Eén gesprek per jaar is voor de regio genoeg.", PARTLY,
     "De wet zegt minstens één keer per jaar. Vaker mag, maar hoeft niet."),
)  # fmt: skip
SECOND = (
    ("liander", "7.1", "Wie stuurt de bijlage als afspraken tussentijds wijzigen?"),
    ("vr06", "5.2", "Wij doen dit al. Mogen wij ons draaiboek als voorbeeld delen?"),
    ("kpn", "6.4", "A national company cannot give this for each region apart."),
)
REWORDED = {
    "5.2": (
        "De veiligheidsregio waarschuwt binnen 30 minuten, ook bij twijfel.",
        "The safety region warns within 30 minutes, also when in doubt.",
    ),
    "7.1": (
        "De veiligheidsregio neemt afspraken met andere partijen op in het regionale crisisplan.",
        "The safety region puts agreements with other parties into the regional crisis plan.",
    ),
}
REMARKS = {
    Answer.YES: ("", "Staat in ons draaiboek."),
    Answer.PARTLY: ("Wel voor drinkwater, nog niet voor telecom.", ""),
    Answer.NO: ("Dit pakt een buurregio voor ons op.",),
}
SPREAD = (Answer.YES, Answer.YES, Answer.PARTLY, None, Answer.YES, Answer.NO, Answer.YES)
SILENT_EVERY = 6


def show_framework(*, on: date, say: Say) -> None:
    """Let the first version be adopted and the next one be in consultation; once."""
    first = RoleDescription.objects.filter(number=1, shipped=True, state=DRAFT).first()
    if first is None or RoleDescription.objects.count() > 1:
        return
    say("role description (fictional consultation)")
    people = {one.key: one for one in Organisation.objects.all()}
    _first(first, people, on - timedelta(days=75))
    _marks(people, on - timedelta(days=10))
    _second(people, on)


def _first(first: RoleDescription, people: Mapping[str, Organisation], day: date) -> None:
    editor = _editor(people, day)
    actions.introduce(first, FICTION_NL, FICTION_EN, by=editor)
    actions.open_consultation(first, day + timedelta(days=30), by=editor)
    tasks = _by_label(first)
    for key, label, text, outcome, answer in FIRST:
        said = consulting.comment(tasks[label], text, by=_worker(people[key], day))
        consulting.answer_comment(said, outcome, answer, by=editor)
    later = day + timedelta(days=45)
    adoption = actions.Adoption(later, "stuurgroep (fictief)", "besluitenlijst, punt 4 (fictief)")
    actions.adopt(first, adoption, by=_editor(people, later))


def _second(people: Mapping[str, Organisation], on: date) -> None:
    before = on - timedelta(days=12)
    editor = _editor(people, before)
    second = actions.start_version(by=editor)
    actions.introduce(second, NEXT_NL, NEXT_EN, by=editor)
    tasks = _by_label(second)
    for label, (dutch, english) in REWORDED.items():
        actions.edit_task(tasks[label], _reworded(tasks[label], dutch, english), by=editor)
    actions.open_consultation(second, on + timedelta(days=16), by=editor)
    for key, label, text in SECOND:
        consulting.comment(tasks[label], text, by=_worker(people[key], before))
    consulting.finish_comments(second, by=_worker(people["vr06"], before))


def _marks(people: Mapping[str, Organisation], day: date) -> None:
    """Let most regions say what they do; some have not come round to it."""
    tasks = tasks_to_mark()
    regions = sorted(key for key, one in people.items() if one.kind.key == "safety-region")
    for number, key in enumerate(regions):
        if number % SILENT_EVERY == SILENT_EVERY - 1:
            continue
        given = {
            task.uuid: marking.Given(answer, _remark(answer, number + place))
            for place, task in enumerate(tasks)
            if (answer := SPREAD[(number * 3 + place * 2) % len(SPREAD)]) is not None
        }
        marking.mark_tasks(people[key], given, by=_worker(people[key], day))


def _remark(answer: Answer, turn: int) -> str:
    return REMARKS[answer][turn % len(REMARKS[answer])] if turn % 4 == 0 else ""


def _reworded(task: Task, dutch: str, english: str) -> actions.Wording:
    kept = {name: getattr(task, name) for name in ("party", "basis", "source", "source_url")}
    return actions.Wording(
        theme=task.theme, text_nl=dutch, text_en=english, certainty=task.certainty, **kept
    )


def _by_label(version: RoleDescription) -> dict[str, Task]:
    return {task.label: task for task in standing_tasks(version)}


def _editor(people: Mapping[str, Organisation], on: date) -> Actor:
    return _acting(people["ministry-jenv"], Role.NATIONAL_EDITOR, on)


def _worker(place: Organisation, on: date) -> Actor:
    return _acting(place, Role.BOUNDARY_WORKER, on)


def _acting(place: Organisation, role: Role, on: date) -> Actor:
    """Return Koppelvlak in a role at an organisation, as the demo needs it on that day."""
    return Actor(
        name="Koppelvlak",
        on=on,
        organisation=place.uuid,
        organisation_name=place.short_name,
        roles=frozenset({role}),
        origin=ORIGIN,
    )
