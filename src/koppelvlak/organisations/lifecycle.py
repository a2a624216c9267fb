"""An organisation stands; a contact point is unconfirmed until its organisation confirms it."""

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.lifecycle import Lifecycle, Move, always
from koppelvlak.rights import Can

ORGANISATION = always(
    Can.EDIT_ORGANISATION,
    Can.ADD_CONTACT_POINT,
    Can.CONFIRM_CONTACT_POINTS,
    Can.IMPORT_CONTACT_POINTS,
    Can.ASK_ROUND,
    Can.TAKE_PART,
    Can.INVITE_PERSON,
    Can.GIVE_FUNCTION,
    Can.GIVE_MANDATE,
    Can.MARK_TASKS,
    Can.CONFIRM_AGREEMENTS,
    Can.GIVE_INPUT,
    Can.CALL_TO_ACCOUNT,
    Can.ASK_AGREEMENTS,
)

UNCONFIRMED, CONFIRMED = "unconfirmed", "confirmed"

CONTACT_POINT = Lifecycle(
    {UNCONFIRMED: _("not confirmed"), CONFIRMED: _("confirmed")},
    (
        Move(Can.EDIT_CONTACT_POINT, (UNCONFIRMED, CONFIRMED), (UNCONFIRMED,)),
        Move(Can.CONFIRM_CONTACT_POINT, (UNCONFIRMED, CONFIRMED), (CONFIRMED,)),
        Move(Can.REMOVE_CONTACT_POINT, (UNCONFIRMED, CONFIRMED), (UNCONFIRMED, CONFIRMED)),
    ),
)
