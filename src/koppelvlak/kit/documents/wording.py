"""Values as text, in the language of the document, and what every format says of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any, TypeGuard

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from koppelvlak.kit.documents.content import Document, Kind, Value
from koppelvlak.kit.text import clean
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.tags import number, percent


def plain(text: Any) -> str:
    """Return text that every format can hold: clean, lazy translations put into words."""
    return clean(str(text))


def written(value: Value, kind: Kind, decimals: int = 0) -> str:
    """Return a value as people read it: ``1.234``, ``12 %``, ``3 maart 2026``; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return date_format(local(value), "SHORT_DATETIME_FORMAT", use_l10n=True)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT", use_l10n=True)
    if kind.right and is_number(value):
        figure = float(value) if isinstance(value, Decimal) else value
        return percent(figure) if kind is Kind.SHARE else number(figure, decimals)
    return plain(value)


def is_number(value: Value) -> TypeGuard[int | float | Decimal]:
    """Say whether a value is to be written as a number; what is infinite or none at all is not."""
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def local(moment: datetime) -> datetime:
    """Return a moment on the clocks of the installation."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def as_of(document: Document) -> str:
    """Return for which day the document holds, as a sentence."""
    day = date_format(document.as_of, "DATE_FORMAT", use_l10n=True)
    return _("As it was on %(day)s") % {"day": day}


def tlp_name(tlp: Tlp) -> str:
    """Return a class as it stands in a file name: ``tlp-amber-strict``."""
    return f"tlp-{tlp.value.lower().replace('+', '-')}"
