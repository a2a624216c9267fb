"""A call is open, answered, to be repaired, brought higher, and closed by whoever called.

Once brought higher it stays so until it is closed: what is answered or repaired after that is told
by its day. Each thing is said once; ``actions`` refuses to say it again.
"""

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.lifecycle import Lifecycle, Move
from koppelvlak.rights import Can

OPEN, ANSWERED, REPAIR, ESCALATED = "open", "answered", "repair", "escalated"
CLOSED, WITHDRAWN = "closed", "withdrawn"
RUNNING = (OPEN, ANSWERED, REPAIR, ESCALATED)
OVER = (CLOSED, WITHDRAWN)

CALL = Lifecycle(
    {
        OPEN: _("waits for an answer"),
        ANSWERED: _("answered"),
        REPAIR: _("repair agreed"),
        ESCALATED: _("brought higher"),
        CLOSED: _("closed"),
        WITHDRAWN: _("withdrawn"),
    },
    (
        Move(Can.ANSWER_CALL, (OPEN,), (ANSWERED,)),
        Move(Can.ANSWER_CALL, (ESCALATED,), (ESCALATED,)),
        Move(Can.AGREE_REPAIR, (OPEN, ANSWERED), (REPAIR,)),
        Move(Can.AGREE_REPAIR, (ESCALATED,), (ESCALATED,)),
        Move(Can.RECORD_REPAIR, (REPAIR,), (REPAIR,)),
        Move(Can.RECORD_REPAIR, (ESCALATED,), (ESCALATED,)),
        Move(Can.ESCALATE_CALL, (OPEN, ANSWERED, REPAIR), (ESCALATED,)),
        Move(Can.CLOSE_CALL, (ANSWERED, REPAIR, ESCALATED), (CLOSED,)),
        Move(Can.WITHDRAW_CALL, (OPEN,), (WITHDRAWN,)),
        *(Move(Can.INVITE_TO_CALL, (state,), (state,)) for state in RUNNING),
        # Who no longer has to see it, need not see it when it is over either.
        *(Move(Can.UNINVITE_FROM_CALL, (state,), (state,)) for state in (*RUNNING, *OVER)),
    ),
)
