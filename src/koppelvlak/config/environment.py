"""Every setting an operator has: name, type, default and meaning. Read once, at start.

The reference in the documentation is made from this table, so what is not here does not exist.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Setting:
    """One environment variable; ``kind`` is str, int, bool or list (parted by commas)."""

    name: str
    kind: type
    default: Any
    help: str


SETTINGS = (
    Setting("KOPPELVLAK_DATA", str, "", "Folder for the database, mail and files; default: var/."),
    Setting(
        "DATABASE_URL",
        str,
        "",
        "sqlite:///file or postgres://user:password@host/name; default: SQLite in the data folder.",
    ),
    Setting("KOPPELVLAK_SECRET_KEY", str, "", "Secret of at least 50 characters; required."),
    Setting(
        "KOPPELVLAK_SECRET_KEY_FILE",
        str,
        "",
        "File that holds the secret, instead of the secret itself; others may not read it.",
    ),
    Setting("KOPPELVLAK_HOSTS", list, [], "Host names this installation answers to; required."),
    Setting(
        "KOPPELVLAK_MAIL_URL",
        str,
        "",
        "Where mail goes: smtp://, smtp+tls:// or smtp+ssl://user:password@host:port;"
        " without it mail is written to files in the data folder.",
    ),
    Setting(
        "KOPPELVLAK_MAIL_FROM", str, "", "Sender address of mail; required with a mail server."
    ),
    Setting("KOPPELVLAK_LANGUAGE", str, "nl", "Language before anyone has chosen: nl or en."),
    Setting("KOPPELVLAK_TLP_CEILING", str, "AMBER+STRICT", "Highest TLP class kept here."),
    Setting("KOPPELVLAK_MFA", str, "required", "Second factor: required or optional."),
    Setting(
        "KOPPELVLAK_OIDC_ISSUER",
        str,
        "",
        "Address of the identity provider (OpenID Connect), as it calls itself; empty: none.",
    ),
    Setting("KOPPELVLAK_OIDC_CLIENT_ID", str, "", "Name by which the provider knows Koppelvlak."),
    Setting("KOPPELVLAK_OIDC_CLIENT_SECRET", str, "", "Secret shared with the provider."),
    Setting(
        "KOPPELVLAK_OIDC_CLIENT_SECRET_FILE",
        str,
        "",
        "File that holds this secret, instead of the secret itself; others may not read it.",
    ),
    Setting(
        "KOPPELVLAK_OIDC_NAME", str, "SSO", "What people call the provider; stands on the button."
    ),
    Setting(
        "KOPPELVLAK_OIDC_AMR",
        list,
        [],
        "Values of amr with which the provider says that it asked a second factor, such as mfa;"
        " without them Koppelvlak asks its own.",
    ),
    Setting(
        "KOPPELVLAK_OIDC_ACR", list, [], "The same for values of acr; they are asked for as well."
    ),
    Setting(
        "KOPPELVLAK_OIDC_ORIGINS",
        list,
        [],
        "Further origins (https://host) that the provider passes on to while people sign in.",
    ),
    Setting("KOPPELVLAK_HTTPS", bool, True, "Served over HTTPS (secure cookies, HSTS)."),
    Setting(
        "KOPPELVLAK_PROXY", bool, False, "Behind a proxy that sets X-Forwarded-Proto and -For."
    ),
    Setting("KOPPELVLAK_SECURITY_CONTACT", str, "", "Address for security.txt; required."),
    Setting(
        "KOPPELVLAK_FEEDBACK",
        str,
        "",
        "Mail address on /toegankelijkheid/ for what does not work for someone.",
    ),
    Setting(
        "KOPPELVLAK_BACKUP_DAYS", int, 35, "Days that you keep backups; told to who is erased."
    ),
    Setting("KOPPELVLAK_BIND", str, "127.0.0.1", "IP address that ./run serve and demo listen on."),
    Setting("KOPPELVLAK_PORT", int, 8000, "Port that ./run serve and demo listen on."),
    Setting("KOPPELVLAK_WORKERS", int, 2, "Processes that ./run serve answers with."),
    Setting("KOPPELVLAK_DEMO", bool, False, "Fictional cast, one-click sign-in, loopback only."),
    Setting("KOPPELVLAK_DEBUG", bool, False, "Development only; refused outside the demo."),
)
YES, NO = {"1", "true", "yes", "on", "ja"}, {"0", "false", "no", "off", "nee"}


class UnsafeSettingError(Exception):
    """A setting with which this application refuses to start; the message names it."""


def read(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return every setting, cast to its type; raise UnsafeSettingError for what cannot be read.

    A variable that is empty counts as one that is not there.
    """
    return {setting.name: _cast(setting, environment.get(setting.name, "")) for setting in SETTINGS}


def _cast(setting: Setting, text: str) -> Any:
    text = text.strip()
    if not text:
        return setting.default
    if setting.kind is list:
        return [part.strip() for part in text.split(",") if part.strip()]
    if setting.kind is bool:
        return _truth(setting.name, text)
    try:
        return setting.kind(text)
    except ValueError:
        raise UnsafeSettingError(f"{setting.name}: {text!r} is not a number") from None


def _truth(name: str, text: str) -> bool:
    # Anything unclear would otherwise count as "no", and "no" switches HTTPS off.
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise UnsafeSettingError(f"{name}: write 1 or 0, not {text!r}")
