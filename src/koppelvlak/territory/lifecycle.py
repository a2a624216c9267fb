"""A proposed change of the division, or of the boundaries, is accepted or declined, once."""

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.lifecycle import Lifecycle, Move
from koppelvlak.rights import Can

OPEN, ACCEPTED, DECLINED = "open", "accepted", "declined"

DIVISION_CHANGE = Lifecycle(
    {OPEN: _("proposed"), ACCEPTED: _("accepted"), DECLINED: _("declined")},
    (
        Move(Can.ACCEPT_DIVISION_CHANGE, (OPEN,), (ACCEPTED,)),
        Move(Can.DECLINE_DIVISION_CHANGE, (OPEN,), (DECLINED,)),
    ),
)

AREA_IMPORT = Lifecycle(
    {OPEN: _("proposed"), ACCEPTED: _("accepted"), DECLINED: _("declined")},
    (
        Move(Can.ACCEPT_BOUNDARIES, (OPEN,), (ACCEPTED,)),
        Move(Can.ACCEPT_SUPPLY, (OPEN,), (ACCEPTED,)),
        Move(Can.DECLINE_AREAS, (OPEN,), (DECLINED,)),
    ),
)
