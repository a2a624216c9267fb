"""Networks are proposed, formed and kept by people; seats are offered; proposals are decided."""

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.lifecycle import Lifecycle, Move
from koppelvlak.rights import Can

PROPOSED, FORMING, ACTIVE, DORMANT = "proposed", "forming", "active", "dormant"
CLOSED, DECLINED = "closed", "declined"
STANDING = (FORMING, ACTIVE, DORMANT)


def _keeps(can: Can, *states: str) -> tuple[Move, ...]:
    """Return the moves that leave a network in the state it is in."""
    return tuple(Move(can, (state,), (state,)) for state in states)


NETWORK = Lifecycle(
    {
        PROPOSED: _("proposed"),
        FORMING: _("forming"),
        ACTIVE: _("active"),
        DORMANT: _("dormant"),
        CLOSED: _("closed"),
        DECLINED: _("declined"),
    },
    (
        Move(Can.FORM_NETWORK, (PROPOSED,), (FORMING,)),
        Move(Can.DECLINE_NETWORK, (PROPOSED,), (DECLINED,)),
        *_keeps(Can.ARRANGE_NETWORK, *STANDING),
        *_keeps(Can.INVITE_TO_NETWORK, *STANDING),
        *_keeps(Can.DECIDE_MEMBERS, *STANDING),
        *_keeps(Can.PROPOSE_SCALE, *STANDING),
        Move(Can.DECIDE_SCALE, STANDING, (CLOSED,)),
        *_keeps(Can.DECLINE_SCALE, *STANDING),
        Move(Can.ACTIVATE_NETWORK, (FORMING,), (ACTIVE,)),
        Move(Can.REST_NETWORK, (ACTIVE,), (DORMANT,)),
        Move(Can.WAKE_NETWORK, (DORMANT,), (ACTIVE,)),
        Move(Can.CLOSE_NETWORK, STANDING, (CLOSED,)),
        *_keeps(Can.ADD_AGREEMENT, PROPOSED, *STANDING),
        *_keeps(Can.ADD_COVENANT, PROPOSED, *STANDING),
        *_keeps(Can.IMPORT_AGREEMENTS, PROPOSED, *STANDING),
        *_keeps(Can.CONFIRM_IN_MEETING, *STANDING),
        *_keeps(Can.TAKE_BASELINE, *STANDING),
        *_keeps(Can.GIVE_NETWORK_INPUT, *STANDING),
    ),
)

INVITED, SITTING, DELEGATED, REFUSED, LEFT = "invited", "sitting", "delegated", "refused", "left"
TAKEN = (SITTING, DELEGATED)
PRESENT = (INVITED, *TAKEN)

SEAT = Lifecycle(
    {
        INVITED: _("invited"),
        SITTING: _("at the table"),
        DELEGATED: _("represented by a lead partner"),
        REFUSED: _("declined the invitation"),
        LEFT: _("left"),
    },
    (
        Move(Can.ACCEPT_SEAT, (INVITED, DELEGATED), (SITTING,)),
        Move(Can.DELEGATE_SEAT, (INVITED, SITTING), (DELEGATED,)),
        Move(Can.DECLINE_SEAT, (INVITED,), (REFUSED,)),
        Move(Can.INVITE_AGAIN, (REFUSED, LEFT), (INVITED,)),
        Move(Can.STAFF_SEAT, (SITTING,), (SITTING,)),
        Move(Can.STAFF_SEAT, (DELEGATED,), (DELEGATED,)),
        Move(Can.LEAVE_SEAT, PRESENT, (LEFT,)),
    ),
)

OPEN, ACCEPTED, TURNED_DOWN, OVERTAKEN = "open", "accepted", "declined", "overtaken"

# A proposal moves with its network, through the door on that network.
PROPOSAL = Lifecycle(
    {
        OPEN: _("open"),
        ACCEPTED: _("accepted"),
        TURNED_DOWN: _("declined"),
        OVERTAKEN: _("overtaken by newer facts"),
    },
    (),
    frozenset({ACCEPTED, TURNED_DOWN, OVERTAKEN}),
)
