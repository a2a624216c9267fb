"""How a reader in the child process says what it found, or what is wrong: one line of JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from koppelvlak.kit.imports.contained import FILE, limit_this_process


class FaultError(Exception):
    """What is wrong with a file, as a key for a sentence, and where or what exactly."""

    def __init__(self, what: str, about: object = "") -> None:
        super().__init__(what)
        self.what, self.about = what, str(about)[:200]


def tell(read: Callable[[bytes], Any]) -> None:
    """Read the file that was given, within limits, and say what is in it."""
    limit_this_process()
    said: dict[str, Any] = {}
    try:
        said["found"] = read(Path(FILE).read_bytes())
    except FaultError as fault:
        said["fault"] = [fault.what, fault.about]
    except (MemoryError, RecursionError):
        said["fault"] = ["bomb", ""]
    json.dump(said, sys.stdout)
