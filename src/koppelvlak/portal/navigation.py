"""What stands around every page: one menu of a few questions, where one is, and for whom."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from koppelvlak import VERSION
from koppelvlak.kit.refusals import ALREADY
from koppelvlak.kit.tlp import Tlp
from koppelvlak.rights import CONTENT_ROLES, Role


@dataclass(frozen=True)
class Item:
    """One entry; ``current`` is ``page`` on the page itself and ``true`` on pages below it."""

    label: Any
    url: str
    current: str = ""


MENU = (
    (_("My work"), "portal:home"),
    (_("Networks"), "networks:list"),
    (_("Agreements"), "agreements:list"),
    (_("Regions"), "portal:regions"),
    (_("Organisations"), "organisations:list"),
)
SEEING = CONTENT_ROLES | {Role.PLATFORM_MANAGER}
FOR_ALL = {"portal:home", "organisations:list"}
PUBLIC_FOOT = (
    (_("Accessibility"), "portal:accessibility"),
    (_("Report a security problem"), "portal:security"),
)
CONTENT_FOOT = (
    (_("Themes and role description"), "framework:role"),
    (_("Agendas of sectors"), "agendas:list"),
    (_("Municipalities"), "territory:municipalities"),
)
FOOT = ((_("Explanation of words"), "portal:help"), *CONTENT_FOOT, *PUBLIC_FOOT)
OWN = (
    (_("My details"), "people:profile"),
    (_("Password and second factor"), "mfa_index"),
)
LOG = (_("Log"), "portal:log")


def menu(request: HttpRequest) -> dict[str, Any]:
    """Return what ``base.html`` needs on every page; costs no query."""
    known = getattr(request, "user", None) is not None and request.user.is_authenticated
    roles = request.actor.roles if known and hasattr(request, "actor") else frozenset()
    own = (*OWN, LOG) if roles & {Role.AUDITOR, Role.PLATFORM_MANAGER} else OWN
    # Who only reads the log has nothing to look for in networks and territory.
    shown = MENU if roles & SEEING else tuple(entry for entry in MENU if entry[1] in FOR_ALL)
    return {
        "menu": _items(shown, request.path) if known else [],
        "own_pages": _items(own, request.path) if known else [],
        # Links in the text of a page lead nobody to a page that they do not have.
        "has_content": bool(roles & SEEING),
        "takes_part": bool(roles & CONTENT_ROLES),
        "foot": _items(_foot(roles) if known else PUBLIC_FOOT, request.path),
        "search_url": address("portal:search"),
        "switch_url": address("people:switch"),
        "sign_out_url": address("account_logout"),
        "language_url": address("portal:language"),
        "other_languages": [
            (code, _own_name(code)) for code, _name in settings.LANGUAGES if code != get_language()
        ],
        "this_address": request.get_full_path() if request.method == "GET" else request.path,
        "already_saved": ALREADY in request.GET,
        # A page of another class says so in its own context.
        "page_tlp": Tlp.GREEN if known else Tlp.CLEAR,
        "version": VERSION,
    }


def _foot(roles: AbstractSet[str]) -> tuple[tuple[Any, str], ...]:
    return tuple(entry for entry in FOOT if roles & SEEING or entry not in CONTENT_FOOT)


def address(name: str) -> str:
    """Return the address of a page, or nothing in an installation without it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _items(entries: tuple[tuple[Any, str], ...], path: str) -> list[Item]:
    pages = [(label, url) for label, name in entries if (url := address(name))]
    return [Item(label, url, _current(url, path)) for label, url in pages]


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""


def _own_name(code: str) -> str:
    """Return a language's name in that language, for those who read no other."""
    return {"nl": "Nederlands", "en": "English"}[code]
