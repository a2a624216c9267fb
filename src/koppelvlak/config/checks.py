"""Unsafe settings refuse to start, each with its name and what to do."""

from __future__ import annotations

import ipaddress
from typing import Any

from koppelvlak.config.environment import UnsafeSettingError
from koppelvlak.kit.tlp import Tlp

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "testserver")
DEMO_DEFAULTS = {
    "KOPPELVLAK_SECRET_KEY": "demo only, never a secret: the demo listens on loopback alone",
    "KOPPELVLAK_HOSTS": list(LOOPBACK),
    "KOPPELVLAK_SECURITY_CONTACT": "mailto:security@koppelvlak.invalid",
}
SECRET_LENGTH = 50
SECRET_LETTERS = 10


def refuse_unsafe(env: dict[str, Any]) -> dict[str, Any]:
    """Return the settings, completed for the demo; raise UnsafeSettingError with the name."""
    if env["KOPPELVLAK_DEMO"]:
        env = {name: value or DEMO_DEFAULTS.get(name, value) for name, value in env.items()}
    for name, wrong, now in _rules(env):
        if wrong:
            raise UnsafeSettingError(f"{name}: {now}")
    return env


def _rules(env: dict[str, Any]) -> list[tuple[str, bool, str]]:
    demo, secret = env["KOPPELVLAK_DEMO"], env["KOPPELVLAK_SECRET_KEY"]
    return [
        ("KOPPELVLAK_SECRET_KEY", len(secret) < SECRET_LENGTH, "give at least 50 characters"),
        (
            "KOPPELVLAK_SECRET_KEY",
            not demo and (len(set(secret)) < SECRET_LETTERS or secret.startswith("demo only")),
            "this one can be guessed; make a random one",
        ),
        ("KOPPELVLAK_HOSTS", not env["KOPPELVLAK_HOSTS"], "name the hosts it answers to"),
        ("KOPPELVLAK_HOSTS", any("*" in host for host in env["KOPPELVLAK_HOSTS"]), "no wildcards"),
        (
            "KOPPELVLAK_DEMO",
            demo and not all(_loopback(host) for host in env["KOPPELVLAK_HOSTS"]),
            "the demo signs people in with one click, so it answers on loopback only",
        ),
        ("KOPPELVLAK_DEBUG", env["KOPPELVLAK_DEBUG"] and not demo, "only together with the demo"),
        (
            "KOPPELVLAK_HTTPS",
            not env["KOPPELVLAK_HTTPS"] and not demo,
            "only the demo may do without",
        ),
        (
            "KOPPELVLAK_MFA",
            env["KOPPELVLAK_MFA"] not in {"required", "optional"},
            "required or optional",
        ),
        ("KOPPELVLAK_LANGUAGE", env["KOPPELVLAK_LANGUAGE"] not in {"nl", "en"}, "nl or en"),
        ("KOPPELVLAK_TLP_CEILING", env["KOPPELVLAK_TLP_CEILING"] not in Tlp.values, "no TLP class"),
        (
            "KOPPELVLAK_SECURITY_CONTACT",
            not env["KOPPELVLAK_SECURITY_CONTACT"].startswith(("mailto:", "https://")),
            "give a mailto: or https:// address for security.txt",
        ),
        (
            "KOPPELVLAK_MAIL_FROM",
            bool(env["KOPPELVLAK_MAIL_URL"]) and "@" not in env["KOPPELVLAK_MAIL_FROM"],
            "name the sender of mail",
        ),
        (
            "DATABASE_URL",
            bool(env["DATABASE_URL"])
            and not env["DATABASE_URL"].startswith(("sqlite:///", "postgres://", "postgresql://")),
            "sqlite:/// or postgres://",
        ),
    ]


def _loopback(host: str) -> bool:
    if host in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
