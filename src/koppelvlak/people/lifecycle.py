"""A person acts until erased, functions and mandates until ended; an invitation is used once."""

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.lifecycle import Lifecycle, Move
from koppelvlak.rights import Can

ACTIVE, ERASED = "active", "erased"

PERSON = Lifecycle(
    {ACTIVE: _("active"), ERASED: _("erased")},
    (
        Move(Can.EDIT_PERSON, (ACTIVE,), (ACTIVE,)),
        Move(Can.SET_PASSWORD, (ACTIVE,), (ACTIVE,)),
        Move(Can.ASK_EMAIL, (ACTIVE,), (ACTIVE,)),
        Move(Can.CHANGE_EMAIL, (ACTIVE,), (ACTIVE,)),
        Move(Can.RESET_SECOND_FACTOR, (ACTIVE,), (ACTIVE,)),
        Move(Can.LINK_ACCOUNT, (ACTIVE,), (ACTIVE,)),
        Move(Can.UNLINK_ACCOUNT, (ACTIVE,), (ACTIVE,)),
        Move(Can.EXPORT_PERSON, (ACTIVE,), (ACTIVE,)),
        Move(Can.ERASE_PERSON, (ACTIVE,), (ERASED,)),
    ),
)

HELD, ENDED = "held", "ended"

FUNCTION = Lifecycle(
    {HELD: _("held"), ENDED: _("ended")},
    (
        Move(Can.SET_DEPUTY, (HELD,), (HELD,)),
        Move(Can.END_FUNCTION, (HELD,), (ENDED,)),
    ),
)

MANDATE = Lifecycle(
    {HELD: _("held"), ENDED: _("ended")},
    (Move(Can.END_MANDATE, (HELD,), (ENDED,)),),
)

OPEN, ACCEPTED, WITHDRAWN = "open", "accepted", "withdrawn"

INVITATION = Lifecycle(
    {OPEN: _("open"), ACCEPTED: _("accepted"), WITHDRAWN: _("withdrawn")},
    (
        Move(Can.ACCEPT_INVITATION, (OPEN,), (ACCEPTED,)),
        Move(Can.WITHDRAW_INVITATION, (OPEN,), (WITHDRAWN,)),
    ),
)
