"""Words for what follows from laying areas over each other."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OUTCOMES = {
    "new": pgettext_lazy("supply link", "new link"),
    "changed": _("other coverage"),
    "gone": _("link ends"),
    "same": _("stays the same"),
    "kept": _("stays as known: too small to tell"),
}
COVERAGES = {
    "": "–",
    "whole": _("whole"),
    "part": _("part"),
    "parcels": _("a few parcels"),
    "unknown": _("unknown"),
    "sliver": _("a sliver"),
}
AGREES = {True: _("as the table"), False: _("differs")}
