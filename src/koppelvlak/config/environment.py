"""Every setting an operator has: name, type, default and meaning. Read once, at start.

The reference in the documentation is made from this table, so what is not here does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import environ


@dataclass(frozen=True)
class Setting:
    """One environment variable; ``kind`` is a type that django-environ can cast to."""

    name: str
    kind: type
    default: Any
    help: str


SETTINGS = (
    Setting("KOPPELVLAK_DATA", str, "", "Folder for the database, mail and files; default: var/."),
    Setting("DATABASE_URL", str, "", "SQLite or PostgreSQL; default: SQLite in the data folder."),
    Setting("KOPPELVLAK_SECRET_KEY", str, "", "Secret of at least 50 characters; required."),
    Setting("KOPPELVLAK_HOSTS", list, [], "Host names this installation answers to; required."),
    Setting("KOPPELVLAK_MAIL_URL", str, "", "Where mail goes, such as smtp+tls://user:pass@host."),
    Setting(
        "KOPPELVLAK_MAIL_FROM", str, "", "Sender address of mail; required with a mail server."
    ),
    Setting("KOPPELVLAK_LANGUAGE", str, "nl", "Language before anyone has chosen: nl or en."),
    Setting("KOPPELVLAK_TLP_CEILING", str, "AMBER+STRICT", "Highest TLP class kept here."),
    Setting("KOPPELVLAK_MFA", str, "required", "Second factor: required or optional."),
    Setting("KOPPELVLAK_HTTPS", bool, True, "Served over HTTPS (secure cookies, HSTS)."),
    Setting(
        "KOPPELVLAK_PROXY", bool, False, "Behind a proxy that sets X-Forwarded-Proto and -For."
    ),
    Setting("KOPPELVLAK_SECURITY_CONTACT", str, "", "Address for security.txt; required."),
    Setting("KOPPELVLAK_DEMO", bool, False, "Fictional cast, one-click sign-in, loopback only."),
    Setting("KOPPELVLAK_DEBUG", bool, False, "Development only; refused outside the demo."),
)


class UnsafeSettingError(Exception):
    """A setting with which this application refuses to start; the message names it."""


def read() -> dict[str, Any]:
    """Return every setting, cast to its type; raise UnsafeSettingError for what cannot be read."""
    env = environ.Env()
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        try:
            values[setting.name] = env(setting.name, cast=setting.kind, default=setting.default)
        except ValueError as error:
            raise UnsafeSettingError(f"{setting.name} cannot be read: {error}") from error
    return values
