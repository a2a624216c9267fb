"""A role description is drafted, consulted on, adopted, and one day replaced by the next."""

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.lifecycle import Lifecycle, Move, always
from koppelvlak.rights import Can

DRAFT, CONSULTATION, ADOPTED, SUPERSEDED = "draft", "consultation", "adopted", "superseded"
UNFINISHED = (DRAFT, CONSULTATION)
DECIDED = (ADOPTED, SUPERSEDED)

ROLE_DESCRIPTION = Lifecycle(
    {
        DRAFT: _("draft"),
        CONSULTATION: _("in consultation"),
        ADOPTED: _("adopted"),
        SUPERSEDED: _("superseded"),
    },
    (
        Move(Can.INTRODUCE_ROLE, (DRAFT,), (DRAFT,)),
        Move(Can.INTRODUCE_ROLE, (CONSULTATION,), (CONSULTATION,)),
        Move(Can.ADD_TASK, (DRAFT,), (DRAFT,)),
        Move(Can.ADD_TASK, (CONSULTATION,), (CONSULTATION,)),
        Move(Can.CONSULT_ON_ROLE, (DRAFT,), (CONSULTATION,)),
        Move(Can.MOVE_CONSULTATION, (CONSULTATION,), (CONSULTATION,)),
        Move(Can.COMMENT_ON_ROLE, (CONSULTATION,), (CONSULTATION,)),
        Move(Can.FINISH_COMMENTS, (CONSULTATION,), (CONSULTATION,)),
        Move(Can.ADOPT_ROLE, (CONSULTATION,), (ADOPTED,)),
        # Happens by itself, in the door through which the next one is adopted.
        Move(Can.SUPERSEDE_ROLE, (ADOPTED,), (SUPERSEDED,)),
    ),
)

STANDING, DROPPED = "standing", "dropped"

TASK = Lifecycle(
    {STANDING: _("stands"), DROPPED: _("dropped")},
    (
        Move(Can.EDIT_TASK, (STANDING,), (STANDING,)),
        Move(Can.DROP_TASK, (STANDING,), (DROPPED,)),
        Move(Can.RESTORE_TASK, (DROPPED,), (STANDING,)),
    ),
)

OPEN, TAKEN_UP, PARTLY, NOT_TAKEN_UP = "open", "taken-up", "partly", "not-taken-up"
WITHDRAWN = "withdrawn"
ANSWERED = (TAKEN_UP, PARTLY, NOT_TAKEN_UP)

COMMENT = Lifecycle(
    {
        OPEN: _("not answered yet"),
        TAKEN_UP: _("taken up"),
        PARTLY: _("partly taken up"),
        NOT_TAKEN_UP: _("not taken up"),
        WITHDRAWN: _("withdrawn"),
    },
    (
        Move(Can.ANSWER_COMMENT, (OPEN, *ANSWERED), ANSWERED),
        Move(Can.WITHDRAW_COMMENT, (OPEN,), (WITHDRAWN,)),
    ),
)

# A mark changes with its region, through the door on that organisation.
MARK = always()
