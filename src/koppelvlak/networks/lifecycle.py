"""A network is proposed by derivation; people take it further."""

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.lifecycle import Lifecycle

PROPOSED = "proposed"

NETWORK = Lifecycle({PROPOSED: _("proposed")}, ())
