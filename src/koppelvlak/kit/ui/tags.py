"""Template tags of every page; loaded everywhere without ``{% load %}``."""

from __future__ import annotations

import re
from typing import Any

import phonenumbers
from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.errors import RefusalError
from koppelvlak.kit.tlp import Tlp

register = template.Library()

# How sure a fact is, as the reference data codes it; the words that people read.
CERTAINTIES = {
    "confirmed-2-sources": _("confirmed by two sources"),
    "decided": _("accepted by a national editor"),
    "exact": _("exact"),
    "inferred": _("inferred"),
    "legal": _("laid down in law"),
    "operator-area": _("the operator says for which area"),
    "operator-site": _("said on the operator's site"),
    "news": _("reported in the news"),
    "one-source": _("from one source"),
    "partly sourced": _("partly from a source"),
    "province-default": _("the usual company of this province"),
    "sourced": _("from a source"),
    "unverified": _("not verified"),
    "unknown": _("unknown"),
}
ADDED = {
    "via-merger": _("carried over when municipalities merged"),
    "HV": _("area of regional high voltage"),
}
# A code, with a year and what is added to it; a remark in brackets is for who keeps the data.
CODE = re.compile(
    rf"({'|'.join(CERTAINTIES)})(?:-([0-9]{{4}}))?(?:-({'|'.join(ADDED)}))?(?: \(.*\))?"
)
NOW = {
    400: _("Go back and try again. If it happens again, tell us the number below."),
    403: _("Ask the organisation manager of your organisation, or go back."),
    404: _("Check the address. Perhaps it was moved, or it is not meant for your organisation."),
    409: _("Go back, load the page again and see what has changed."),
    413: _("Make it smaller, or send it in parts."),
    422: _("Go back, correct it and send it again."),
    429: _("Wait a few minutes and try again."),
    500: _("Try again later. If it happens again, tell us the number below."),
    503: _("Try again in a few minutes. What you typed is still on the page before this one."),
}
THIN_SPACE = "\u202f"
HOME_CODE = 31


@register.filter
def tlp_class(tlp: str) -> str:
    """Return the name in the stylesheet of a TLP class: ``amber-strict``."""
    return str(tlp).lower().replace("+", "-")


@register.filter
def tlp_words(tlp: str) -> Any:
    """Return a TLP class in words, with its name: ``All participants (TLP:GREEN)``."""
    return Tlp(tlp).label if tlp in Tlp.values else tlp


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    """Return a number with separators of the page's language; nothing for None."""
    if value is None:
        return ""
    return number_format(value, decimals, use_l10n=True, force_grouping=True)


@register.filter
def percent(share: float | None) -> str:
    """Return a share of 0 to 1 as a whole percentage; less than half a percent is not zero."""
    if share is None:
        return ""
    rounded = round(share * 100)
    if share > 0 and rounded == 0:
        return f"< 1{THIN_SPACE}%"
    if share < 1 and rounded == 100:  # noqa: PLR2004
        return f"> 99{THIN_SPACE}%"
    return f"{rounded}{THIN_SPACE}%"


@register.filter
def is_unverified(certainty: str) -> bool:
    """Say whether a fact must carry the mark "not verified"."""
    return certainty == "unverified"


@register.filter
def certainty_words(certainty: str) -> Any:
    """Return in words how sure a fact is; a code we do not know stands as it is."""
    found = CODE.fullmatch(str(certainty))
    if found is None:
        return str(certainty)
    base, year, added = found.groups()
    words = [CERTAINTIES[base], year, ADDED.get(added)]
    return ", ".join(str(word) for word in words if word)


@register.filter
def next_step(refusal: RefusalError) -> Any:
    """Return what someone can do now who met this refusal."""
    return NOW.get(int(refusal.status), NOW[400])


@register.filter
def first_input(field: Any) -> str:
    """Return the id of the first thing one can fill in of a form field, for a link to it."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def phone(number: str) -> str:
    """Return a telephone number as people write it; what is no number in E.164 stays as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    kind = phonenumbers.PhoneNumberFormat
    home = parsed.country_code == HOME_CODE
    return phonenumbers.format_number(parsed, kind.NATIONAL if home else kind.INTERNATIONAL)
