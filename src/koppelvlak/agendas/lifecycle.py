"""An agenda is written, aligned, adopted and one day replaced; a network answers what it asks."""

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.lifecycle import Lifecycle, Move, always
from koppelvlak.rights import Can

DRAFT, ALIGNING, IN_FORCE, SUPERSEDED = "draft", "aligning", "in-force", "superseded"
UNFINISHED = (DRAFT, ALIGNING)
DECIDED = (IN_FORCE, SUPERSEDED)

AGENDA = Lifecycle(
    {
        DRAFT: _("draft"),
        ALIGNING: _("being aligned"),
        IN_FORCE: _("in force"),
        SUPERSEDED: _("superseded"),
    },
    (
        Move(Can.INTRODUCE_AGENDA, (DRAFT,), (DRAFT,)),
        Move(Can.OPEN_INPUT, (DRAFT,), (DRAFT,)),
        Move(Can.PUBLISH_INPUT, (DRAFT,), (DRAFT,)),
        Move(Can.PRIORITISE, (DRAFT,), (DRAFT,)),
        Move(Can.ADD_SPEARHEAD, (DRAFT,), (DRAFT,)),
        Move(Can.ALIGN_AGENDA, (DRAFT,), (ALIGNING,)),
        Move(Can.REWRITE_AGENDA, (ALIGNING,), (DRAFT,)),
        Move(Can.RECORD_ALIGNMENT, (ALIGNING,), (ALIGNING,)),
        Move(Can.ADOPT_AGENDA, (ALIGNING,), (IN_FORCE,)),
        # A network that is formed later gets what the others got.
        Move(Can.GIVE_ASSIGNMENTS, (IN_FORCE,), (IN_FORCE,)),
        # Happens by itself, in the door through which the next one is adopted.
        Move(Can.SUPERSEDE_AGENDA, (IN_FORCE,), (SUPERSEDED,)),
    ),
)

STANDING, DROPPED = "standing", "dropped"

SPEARHEAD = Lifecycle(
    {STANDING: _("stands"), DROPPED: _("dropped")},
    (
        Move(Can.EDIT_SPEARHEAD, (STANDING,), (STANDING,)),
        Move(Can.DROP_SPEARHEAD, (STANDING,), (DROPPED,)),
        Move(Can.RESTORE_SPEARHEAD, (DROPPED,), (STANDING,)),
    ),
)

# What somebody gives is changed with its giver, through the door on that organisation or network.
INPUT = always()

OPEN, ACCEPTED, IN_PLACE, NOT_APPLICABLE = "open", "accepted", "in-place", "not-applicable"
ANSWERED = (ACCEPTED, IN_PLACE, NOT_APPLICABLE)

ASSIGNMENT = Lifecycle(
    {
        OPEN: _("not answered"),
        ACCEPTED: _("accepted"),
        IN_PLACE: _("already in place"),
        NOT_APPLICABLE: _("not applicable"),
    },
    (
        Move(Can.ACCEPT_ASSIGNMENT, (OPEN, *ANSWERED), (ACCEPTED,)),
        Move(Can.POINT_OUT_AGREEMENTS, (OPEN, *ANSWERED), (IN_PLACE,)),
        Move(Can.SET_ASSIGNMENT_ASIDE, (OPEN, *ANSWERED), (NOT_APPLICABLE,)),
        Move(Can.REOPEN_ASSIGNMENT, ANSWERED, (OPEN,)),
    ),
)
