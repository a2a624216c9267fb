"""A covenant is drawn up, signed, reviewed, renewed or ended; an agreement is proposed and kept.

How far an agreement has come (worked out, proven, stale) is no state: ``maturity`` works it out.
"""

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.lifecycle import Lifecycle, Move
from koppelvlak.rights import Can

DRAFT, NEGOTIATING, READY, PARTLY = "draft", "negotiating", "ready", "partly-signed"
IN_FORCE, REVIEW_DUE, EXPIRING = "in-force", "review-due", "expiring"
RENEWED, EXPIRED, TERMINATED = "renewed", "expired", "terminated"
UNSIGNED = (DRAFT, NEGOTIATING, READY, PARTLY)
RUNNING = (IN_FORCE, REVIEW_DUE, EXPIRING)
OVER = (RENEWED, EXPIRED, TERMINATED)


def _keeps(can: Can, *states: str) -> tuple[Move, ...]:
    """Return the moves that leave a thing in the state it is in."""
    return tuple(Move(can, (state,), (state,)) for state in states)


COVENANT = Lifecycle(
    {
        DRAFT: _("draft"),
        NEGOTIATING: _("being negotiated"),
        READY: _("ready to sign"),
        PARTLY: _("partly signed"),
        IN_FORCE: _("in force"),
        REVIEW_DUE: _("due for review"),
        EXPIRING: _("about to expire"),
        RENEWED: _("renewed"),
        EXPIRED: _("expired"),
        TERMINATED: _("terminated"),
    },
    (
        # Written down with the text: who signed it on paper; from then on the text stays.
        *(
            Move(Can.EDIT_COVENANT, (state,), (state, PARTLY, *RUNNING, EXPIRED))
            for state in (DRAFT, NEGOTIATING, READY)
        ),
        *_keeps(Can.ADD_ANNEX, *UNSIGNED, *RUNNING),
        Move(Can.NEGOTIATE_COVENANT, (DRAFT, READY), (NEGOTIATING,)),
        Move(Can.OFFER_COVENANT, (NEGOTIATING,), (READY,)),
        # The paper can be older than this application: it may be expired on the day it comes in.
        Move(Can.SIGN_COVENANT, (READY, PARTLY), (PARTLY, *RUNNING, EXPIRED)),
        Move(Can.REVIEW_COVENANT, RUNNING, (IN_FORCE, EXPIRING, EXPIRED)),
        Move(Can.RENEW_COVENANT, (IN_FORCE,), (IN_FORCE,)),
        Move(Can.RENEW_COVENANT, (REVIEW_DUE,), (REVIEW_DUE,)),
        Move(Can.RENEW_COVENANT, (EXPIRING,), (EXPIRING,)),
        Move(Can.RENEW_COVENANT, (EXPIRED,), (EXPIRED,)),
        Move(Can.TURN_COVENANT, (IN_FORCE,), (REVIEW_DUE, EXPIRING, EXPIRED)),
        Move(Can.TURN_COVENANT, (REVIEW_DUE,), (EXPIRING, EXPIRED)),
        Move(Can.TURN_COVENANT, (EXPIRING,), (EXPIRED,)),
        *_keeps(Can.SPREAD_COVENANT, *UNSIGNED, *RUNNING),
        Move(Can.TERMINATE_COVENANT, (*UNSIGNED, *RUNNING), (TERMINATED,)),
    ),
    # By the last signature under the covenant that takes its place.
    frozenset({RENEWED}),
)

PROPOSED, AGREED, ENDED = "proposed", "agreed", "ended"

AGREEMENT = Lifecycle(
    {PROPOSED: _("proposed"), AGREED: _("agreed"), ENDED: _("ended")},
    (
        *_keeps(Can.EDIT_AGREEMENT, PROPOSED, AGREED),
        Move(Can.AGREE_AGREEMENT, (PROPOSED,), (AGREED,)),
        *_keeps(Can.CONFIRM_AGREEMENT, AGREED),
        *_keeps(Can.ADD_PROOF, AGREED),
        *_keeps(Can.SPREAD_AGREEMENT, PROPOSED, AGREED),
        Move(Can.END_AGREEMENT, (PROPOSED, AGREED), (ENDED,)),
    ),
)
