"""What can be wrong with a line of a list, in sentences."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

WORDS: dict[str, Callable[[], str]] = {
    "fact": lambda: _(
        "“%(cell)s”: a fact that is no agreement does not count. Leave it out, or choose to keep"
        " such lines as notes"
    ),
    "kind": lambda: _("this is no kind of agreement: %(cell)s"),
    "theme": lambda: _("themes are numbers from 1 to 8: %(cell)s"),
    "situation": lambda: _("there is no situation “%(cell)s”"),
    "covenant": lambda: _("there is no covenant “%(cell)s” here"),
    "nobody": lambda: _("say who acts"),
    "nothing": lambda: _("say what is done"),
    "day": lambda: _("this is not a day (write it as 2027-01-31): %(cell)s"),
    "order": lambda: _("the last day is before the first: %(cell)s"),
    "truth": lambda: _("this is not yes or no: %(cell)s"),
    "model": lambda: _(
        "a model is for the whole country, and stays one: networks make their own agreement of it"
    ),
    "months": lambda: _("this is not a number of months: %(cell)s"),
    "choice": lambda: _("this is none of the possible answers: %(cell)s"),
    "class": lambda: _("this class cannot be kept here: %(cell)s"),
    "address": lambda: _("this is not an address of a page: %(cell)s"),
    "formula": lambda: _("this is a formula or an error of a spreadsheet: %(cell)s"),
    "long": lambda: _("use at most %(cell)s characters"),
    "cells": lambda: _("there are more cells than the header has columns: %(cell)s"),
}
