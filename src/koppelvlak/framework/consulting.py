"""What organisations say about a version in consultation, and what is done with it."""

from __future__ import annotations

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.framework.lifecycle import ANSWERED, CONSULTATION
from koppelvlak.framework.models import Comment, RoleDescription, Task
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, UnseenError, WrongStateError
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can


def comment(task: Task, text: str, *, by: Actor) -> Comment:
    """Say, on behalf of one's organisation, what is wrong or good about one task."""
    with change(task.description, Can.COMMENT_ON_ROLE, by=by) as row:
        require_in_time(row, by)
        about = row.tasks.filter(pk=task.pk).first()
        if about is None or not about.stands:
            raise WrongStateError(_("This task was dropped from this version."))
        made: Comment = row.comments.create(
            task=about, organisation=_own(by), text=text, made_on=by.on
        )
        mention(made, show=True)
    return made


def withdraw_comment(comment: Comment, *, by: Actor, seen: int | None = None) -> Comment:
    """Take back a comment that has no answer yet; everybody still reads that it was made."""
    with change(comment, Can.WITHDRAW_COMMENT, by=by, seen=seen) as row:
        _require_open(row.description)
    return row


def finish_comments(description: RoleDescription, *, by: Actor) -> RoleDescription:
    """Say that one's organisation is done, with or without comments; said twice is said once."""
    with change(description, Can.FINISH_COMMENTS, by=by) as row:
        require_in_time(row, by)
        said, new = row.reactions.get_or_create(organisation=_own(by), defaults={"on": by.on})
        if new:
            mention(said)
    return row


def answer_comment(
    comment: Comment, outcome: str, answer: str, *, by: Actor, seen: int | None = None
) -> Comment:
    """Say what is done with a comment, and why; a better answer may follow until adoption."""
    if outcome not in ANSWERED:
        raise BadInputError(errors={"outcome": [_("Choose one of the answers shown.")]})
    with change(comment, Can.ANSWER_COMMENT, by=by, seen=seen) as row:
        _require_open(row.description)
        row.state, row.answer, row.answered_on = outcome, answer, by.on
    return row


def _own(by: Actor) -> Organisation:
    own = Organisation.objects.filter(Q(uuid=by.organisation)).first()
    if own is None:
        raise UnseenError
    return own


def require_in_time(description: RoleDescription, by: Actor) -> None:
    """Raise WrongStateError, in words, when the last day for comments has passed."""
    until = description.consulted_until
    if until and not description.takes_comments(by.on):
        words = _(
            "You could comment until {day}; that day has passed. This was not saved. Tell the"
            " national editor, who can let the consultation run longer."
        )
        raise WrongStateError(format_lazy(words, day=date_format(until)))


def _require_open(description: RoleDescription) -> None:
    if description.state != CONSULTATION:
        raise WrongStateError(_("This consultation is closed: the version was adopted."))
