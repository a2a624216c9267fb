"""A JSON list of objects as lines of cells, so that it reads like any other table."""

from __future__ import annotations

import json
from typing import Any

from koppelvlak.kit.imports.table import MAX_LINES
from koppelvlak.kit.imports.told import FaultError
from koppelvlak.kit.text import clean

Lines = list[tuple[int, list[str]]]


def read(data: bytes) -> Lines:
    """Return the header with number 0, then each object with its own number; raise FaultError."""
    try:
        said: Any = json.loads(data.decode("utf-8-sig"))
    except UnicodeError as error:
        raise FaultError("encoding") from error
    except json.JSONDecodeError as error:
        raise FaultError("json", f"{error.lineno}:{error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise FaultError("endless") from error
    if isinstance(said, dict):
        said = next((value for value in said.values() if isinstance(value, list)), said)
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said) or not said:
        raise FaultError("no-objects")
    if len(said) > MAX_LINES:
        raise FaultError("objects")
    header = list(dict.fromkeys(key for one in said for key in one))
    rows = [(n, [_cell(one.get(key)) for key in header]) for n, one in enumerate(said, start=1)]
    return [(0, [clean(key) for key in header]), *rows]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(one) for one in value)
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
