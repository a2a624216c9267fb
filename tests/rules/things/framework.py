"""Versions of the role description, as guests may and may not see them, and what hangs there."""

from __future__ import annotations

from koppelvlak.framework.lifecycle import ADOPTED, CONSULTATION
from koppelvlak.framework.models import Answer, Comment, Mark, Party, RoleDescription, Task, Theme
from koppelvlak.kit.access import EVERY, NOTHING
from koppelvlak.kit.living import Living
from koppelvlak.registers.models import Register
from tests.rules.breakage import patched
from tests.world import TODAY, World


def things(world: World, known: dict[str, Living]) -> dict[str, Living]:
    """Return an adopted version and the next one in consultation, with all that hangs there."""
    theme = Theme.objects.create(
        number=1, name_nl="Netwerken", name_en="Networks", question_nl="Met wie?",
        question_en="With whom?", scope_nl="Samen.", scope_en="Together.",
    )  # fmt: skip
    adopted = RoleDescription.objects.create(
        number=1, started_on=TODAY, state=ADOPTED, adopted_on=TODAY,
        consulted_on=TODAY, consulted_until=TODAY,
    )  # fmt: skip
    asked = RoleDescription.objects.create(
        number=2, started_on=TODAY, state=CONSULTATION, predecessor=adopted,
        consulted_on=TODAY, consulted_until=TODAY.replace(year=TODAY.year + 1),
    )  # fmt: skip
    held, new = (_task(version, theme) for version in (adopted, asked))
    comment = Comment.objects.create(
        description=asked, task=new, organisation=world.region, text="Goed zo.", made_on=TODAY
    )
    guest = Comment.objects.create(
        description=asked, task=new, organisation=world.supervisor, text="Let op.", made_on=TODAY
    )
    mark = Mark.objects.create(
        organisation=world.region, line=held.line, task=held, answer=Answer.YES, on=TODAY
    )
    return {
        "register of the framework": Register.objects.get(key=Register.FRAMEWORK),
        "adopted role description": adopted,
        "role description in consultation": asked,
        "task that was adopted": held,
        "task in consultation": new,
        "comment of the region": comment,
        "comment of who became a guest": guest,
        "mark of the region": mark,
    }


def _task(version: RoleDescription, theme: Theme) -> Task:
    return Task.objects.create(
        description=version, theme=theme, party=Party.REGION, position=1, text_nl="Nodigt uit.",
        text_en="Invites.", source="Factsheet",
    )  # fmt: skip


SUBJECTS = {
    "framework": "role description in consultation",
    "framework:answer_comment": "comment of the region",
    "framework:comment": "task in consultation",
    "framework:drop_task": "task in consultation",
    "framework:edit_task": "task in consultation",
    "framework:mark": "the region",
    "framework:region": "the region",
    "framework:restore_task": "task in consultation",
    "framework:task": "task in consultation",
    "framework:undo_marks": "the region",
    "framework:withdraw_comment": "comment of the region",
}
HOLES = {"number": "1"}
BREAKAGES = {
    "guests read role descriptions before they are adopted": patched(RoleDescription, guest=EVERY),
    "guests read tasks before they are adopted": patched(Task, guest=EVERY),
    "guests read comments": patched(Comment, participant=EVERY),
    "guests see marks": patched(Mark, participant=EVERY),
    "nobody sees marks": patched(Mark, participant=NOTHING),
    "everybody takes comments back": patched(Comment, editor=EVERY),
    "everybody comments": patched(RoleDescription, worker=EVERY),
    "everybody writes tasks": patched(Task, national=EVERY),
}
