"""Addresses of a database and of a mail server, as Django wants to hear them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from koppelvlak.config.environment import UnsafeSettingError

# A read lock that waits, writers that queue from their first moment, and nothing lost on a crash.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    # What is deleted is overwritten, so that an erased name does not stay behind in the file.
    " PRAGMA secure_delete=ON;",
}
MAIL_SCHEMES: dict[str, dict[str, Any]] = {
    "smtp": {},
    "smtp+tls": {"EMAIL_USE_TLS": True},
    "smtp+ssl": {"EMAIL_USE_SSL": True},
}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def database(url: str, *, data: Path) -> dict[str, Any]:
    """Return the database of this address; without one, a SQLite file in the data folder."""
    if not url:
        return _sqlite(data / "koppelvlak.sqlite3", data)
    parts = _split("DATABASE_URL", url)
    if parts.scheme == "sqlite":
        return _sqlite(_file(parts), data)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(parts)
    raise UnsafeSettingError("DATABASE_URL: begin with sqlite:/// or postgres://")


def mail(url: str, *, data: Path) -> dict[str, Any]:
    """Return Django's settings of mail; without an address, mail goes to files."""
    backends = "django.core.mail.backends"
    if not url:
        return {
            "EMAIL_BACKEND": f"{backends}.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(data / "mail"),
        }
    parts = _split("KOPPELVLAK_MAIL_URL", url)
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname:
        raise UnsafeSettingError(
            "KOPPELVLAK_MAIL_URL: write smtp://, smtp+tls:// or smtp+ssl:// and a host"
        )
    if parts.scheme == "smtp" and parts.password and parts.hostname not in LOOPBACK:
        raise UnsafeSettingError(
            "KOPPELVLAK_MAIL_URL: the password would travel readable; use smtp+tls or smtp+ssl"
        )
    return {
        "EMAIL_BACKEND": f"{backends}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        **MAIL_SCHEMES[parts.scheme],
    }


def _split(name: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        # Nothing of the address is repeated: it can hold a password, and this goes to a log.
        raise UnsafeSettingError(
            f"{name}: this address cannot be read; inside a name or password write @ as %40,"
            " / as %2F and : as %3A, and let the port be a number"
        ) from None
    return parts


def _file(parts: SplitResult) -> Path:
    path = Path(unquote(parts.path.removeprefix("/")))
    if parts.netloc or path.name in {"", ".."}:
        raise UnsafeSettingError(
            "DATABASE_URL: write sqlite:///folder/file, or sqlite:////folder/file from the root"
        )
    return path


def _sqlite(path: Path, data: Path) -> dict[str, Any]:
    # Tests use a file as well, so that they run with the same journal and locks.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path.absolute()),
        "OPTIONS": SQLITE_OPTIONS,
        "TEST": {"NAME": str(data / "test.sqlite3")},
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query))
    # A host that is a folder is where the server has its socket; ``hostname`` would be lowercased.
    place = parts.netloc.rpartition("@")[2]
    host = unquote(place.partition(":")[0]) if place[:1] != "[" else parts.hostname or ""
    host = host or options.pop("host", "")
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise UnsafeSettingError("DATABASE_URL: name the database: postgres://user@host/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": parts.port or "",
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
