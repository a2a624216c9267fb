"""What a network says of a model: not yet anything, that it takes it over, or that it deviates.

Whether it spoke of the wording that stands now is no state: ``Variant.wording`` tells.
"""

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.lifecycle import Lifecycle, Move
from koppelvlak.rights import Can

ASKED, ADOPTED, DEVIATES = "asked", "adopted", "deviates"
ALL = (ASKED, ADOPTED, DEVIATES)

VARIANT = Lifecycle(
    {ASKED: _("not answered"), ADOPTED: _("taken over"), DEVIATES: _("deviates")},
    (Move(Can.ADOPT_MODEL, ALL, (ADOPTED,)), Move(Can.DEVIATE_FROM_MODEL, ALL, (DEVIATES,))),
)
