"""What a file of areas says before anything of it is believed; read inside the child process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MAX_FEATURES, MAX_CORNERS, MAX_FAULTS, MAX_WORDS = 5000, 1_000_000, 50, 200


class FaultError(Exception):
    """What is wrong, as a key for a sentence, and where or what exactly."""

    def __init__(self, what: str, about: object = "", number: int | None = None) -> None:
        super().__init__(what)
        self.what, self.about, self.number = what, str(about)[:MAX_WORDS], number


@dataclass
class Raw:
    """One feature: its number counted from 1, what it says, and its shape; or what is wrong."""

    number: int
    properties: dict[str, str]
    shape: Any = None
    fault: FaultError | None = None


@dataclass
class RawFile:
    """All features, the format, and the coordinate system that the file names ("" for none)."""

    form: str
    crs: str
    features: list[Raw] = field(default_factory=list)


def plain(properties: Any) -> dict[str, str]:
    """Return the properties that are words or numbers, as words."""
    if not isinstance(properties, dict):
        return {}
    return {
        str(key)[:MAX_WORDS]: str(value)[:MAX_WORDS]
        for key, value in list(properties.items())[:100]
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }


def require_moderate(features: int, corners: int) -> None:
    """Raise FaultError for more than anybody needs."""
    if features > MAX_FEATURES:
        raise FaultError("features", MAX_FEATURES)
    if corners > MAX_CORNERS:
        raise FaultError("corners", MAX_CORNERS, features)
