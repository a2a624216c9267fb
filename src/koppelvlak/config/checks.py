"""Unsafe settings refuse to start, each with its name and what to do."""

from __future__ import annotations

import ipaddress
import stat
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from koppelvlak.config.environment import UnsafeSettingError
from koppelvlak.kit.tlp import Tlp

Rule: TypeAlias = tuple[str, bool, str]

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "testserver")
DEMO_DEFAULTS = {
    "KOPPELVLAK_SECRET_KEY": "demo only, never a secret: the demo listens on loopback alone",
    "KOPPELVLAK_HOSTS": list(LOOPBACK),
    "KOPPELVLAK_SECURITY_CONTACT": "mailto:security@koppelvlak.invalid",
}
SECRET_LENGTH = 50
SECRET_LETTERS = 10
LAST_PORT = 65_535
MOST_WORKERS = 64
LONGEST_NAME = 40


def refuse_unsafe(env: dict[str, Any]) -> dict[str, Any]:
    """Return the settings, completed for the demo; raise UnsafeSettingError with the name."""
    env = _with_secret(_with_secret(env, "KOPPELVLAK_OIDC_CLIENT_SECRET"), "KOPPELVLAK_SECRET_KEY")
    if env["KOPPELVLAK_DEMO"]:
        env = {name: value or DEMO_DEFAULTS.get(name, value) for name, value in env.items()}
    rules = [*_secret(env), *_reach(env), *_choices(env), *_mail(env), *_provider(env)]
    for name, wrong, now in rules:
        if wrong:
            raise UnsafeSettingError(f"{name}: {now}")
    return env


def origin(url: str) -> str:
    """Return scheme, host and port of an address: what a content security policy names."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _with_secret(env: dict[str, Any], secret: str) -> dict[str, Any]:
    """Return the settings with this secret from its file, when it is kept in one."""
    name = f"{secret}_FILE"
    if not env[name]:
        return env
    if env[secret]:
        raise UnsafeSettingError(f"{name}: give the secret or its file, not both")
    path = Path(env[name])
    try:
        text, mode = path.read_text(encoding="utf-8").strip(), path.stat().st_mode
    except (OSError, UnicodeDecodeError):
        raise UnsafeSettingError(f"{name}: this file cannot be read") from None
    if mode & (stat.S_IROTH | stat.S_IWOTH):
        raise UnsafeSettingError(f"{name}: everybody on this machine can read it; chmod o-rw")
    return env | {secret: text}


def _secret(env: dict[str, Any]) -> list[Rule]:
    secret, demo = env["KOPPELVLAK_SECRET_KEY"], env["KOPPELVLAK_DEMO"]
    guessable = len(set(secret)) < SECRET_LETTERS or secret.startswith(("demo only", "django-in"))
    return [
        ("KOPPELVLAK_SECRET_KEY", len(secret) < SECRET_LENGTH, "give at least 50 characters"),
        (
            "KOPPELVLAK_SECRET_KEY",
            guessable and not demo,
            "this one can be guessed; make a random one",
        ),
    ]


def _reach(env: dict[str, Any]) -> list[Rule]:
    demo, hosts, bind = env["KOPPELVLAK_DEMO"], env["KOPPELVLAK_HOSTS"], env["KOPPELVLAK_BIND"]
    alone = "the demo signs people in with one click, so it answers on loopback only"
    return [
        ("KOPPELVLAK_HOSTS", not hosts, "name the hosts it answers to"),
        ("KOPPELVLAK_HOSTS", any(_wild(host) for host in hosts), "no wildcards"),
        ("KOPPELVLAK_HOSTS", any("/" in host for host in hosts), "names only, without https://"),
        ("KOPPELVLAK_DEMO", demo and not all(_loopback(host) for host in hosts), alone),
        ("KOPPELVLAK_BIND", not _is_ip(bind), "give an IP address"),
        ("KOPPELVLAK_BIND", demo and not _loopback(bind), alone),
        ("KOPPELVLAK_PORT", not 0 < env["KOPPELVLAK_PORT"] <= LAST_PORT, "between 1 and 65535"),
        ("KOPPELVLAK_WORKERS", not 0 < env["KOPPELVLAK_WORKERS"] <= MOST_WORKERS, "from 1 to 64"),
        ("KOPPELVLAK_DEBUG", env["KOPPELVLAK_DEBUG"] and not demo, "only together with the demo"),
        (
            "KOPPELVLAK_HTTPS",
            not env["KOPPELVLAK_HTTPS"] and not demo,
            "only the demo may do without",
        ),
    ]


def _choices(env: dict[str, Any]) -> list[Rule]:
    factor = env["KOPPELVLAK_MFA"] in {"required", "optional"}
    contact = env["KOPPELVLAK_SECURITY_CONTACT"].startswith(("mailto:", "https://"))
    return [
        ("KOPPELVLAK_MFA", not factor, "required or optional"),
        ("KOPPELVLAK_LANGUAGE", env["KOPPELVLAK_LANGUAGE"] not in {"nl", "en"}, "nl or en"),
        ("KOPPELVLAK_TLP_CEILING", env["KOPPELVLAK_TLP_CEILING"] not in Tlp.values, "no TLP class"),
        (
            "KOPPELVLAK_SECURITY_CONTACT",
            not contact,
            "give a mailto: or https:// address for security.txt",
        ),
    ]


def _mail(env: dict[str, Any]) -> list[Rule]:
    url, sender = env["KOPPELVLAK_MAIL_URL"], env["KOPPELVLAK_MAIL_FROM"]
    return [
        ("KOPPELVLAK_MAIL_FROM", bool(url) and "@" not in sender, "name the sender of mail"),
        ("KOPPELVLAK_MAIL_FROM", not sender.isprintable(), "one line, please"),
    ]


def _provider(env: dict[str, Any]) -> list[Rule]:
    start = "KOPPELVLAK_OIDC_"
    issuer, name, origins = (env[f"{start}{one}"] for one in ("ISSUER", "NAME", "ORIGINS"))
    if not issuer:
        rest = ("CLIENT_ID", "CLIENT_SECRET", "AMR", "ACR", "ORIGINS")
        half = any(env[f"{start}{one}"] for one in rest)
        return [(f"{start}ISSUER", half, "name the issuer, or leave the other settings out too")]
    secret, demo = env[f"{start}CLIENT_SECRET"], env["KOPPELVLAK_DEMO"]
    unreadable = not (name.isprintable() and len(name) <= LONGEST_NAME)
    strange = any(not _is_origin(one, demo=demo) for one in origins)
    return [
        (f"{start}ISSUER", not _is_issuer(issuer, demo=demo), "give an https:// address, no more"),
        (f"{start}CLIENT_ID", not env[f"{start}CLIENT_ID"], "give the name of this client"),
        (f"{start}CLIENT_SECRET", not secret, "give the secret of this client, or its file"),
        (f"{start}NAME", unreadable, "one line of at most 40 characters"),
        (f"{start}ORIGINS", strange, "give origins such as https://login.example.org"),
    ]


def _is_issuer(url: str, *, demo: bool) -> bool:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and demo and _loopback(host))
    more = parts.query or parts.fragment or "@" in parts.netloc
    return bool(safe and host and url.isprintable() and not set(url) & set(" ;,*'") and not more)


def _is_origin(url: str, *, demo: bool) -> bool:
    return _is_issuer(url, demo=demo) and url == origin(url)


def _wild(host: str) -> bool:
    return "*" in host or host.startswith(".")


def _loopback(host: str) -> bool:
    if host in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
