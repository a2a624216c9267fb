"""The chain: each link hashes the one before and a salted digest of what was said. No database.

The digest stands in for the payload, so the payload and its salt can be erased (AVG) and the chain
still verifies; without the salt nobody can guess the payload back from the digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """One event as the chain sees it; ``plain`` are the fields that are never erased."""

    number: int
    plain: tuple[str, ...]
    digest: str
    previous: str
    hash: str
    payload: Mapping[str, Any] | None
    salt: str


@dataclass(frozen=True)
class Fault:
    """Where the chain is broken, and how it shows."""

    number: int
    what: str


def canonical(value: Any) -> bytes:
    """Return the one spelling of a JSON value: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest(payload: Mapping[str, Any], salt: str) -> str:
    """Return the salted SHA-256 of a payload, in hex."""
    return hashlib.sha256(salt.encode() + b"\x00" + canonical(payload)).hexdigest()


def link_hash(number: int, plain: Iterable[str], digested: str, previous: str) -> str:
    """Return the hash that the next link leans on, in hex."""
    said = canonical([number, *plain, digested])
    return hashlib.sha256(b"\x01" + previous.encode() + said).hexdigest()


def faults(links: Iterable[Link]) -> Iterable[Fault]:
    """Yield every place where the chain does not hold: gaps, changed links, changed payloads.

    Cutting off the end shows only against a head that was noted elsewhere (``verify --head``).
    """
    previous, expected = GENESIS, 1
    for link in links:
        if link.number != expected:
            yield Fault(link.number, f"expected number {expected}")
        if link.previous != previous:
            yield Fault(link.number, "does not follow the one before")
        if link.hash != link_hash(link.number, link.plain, link.digest, link.previous):
            yield Fault(link.number, "was changed")
        if link.payload is not None and link.digest != digest(link.payload, link.salt):
            yield Fault(link.number, "says something else than was recorded")
        previous, expected = link.hash, link.number + 1
