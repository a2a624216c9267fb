"""How far a command is, as a bar on the screen of who waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from koppelvlak.kit.progress import Hear

WIDTH = 40
CLEAR = "\r\x1b[K"


@contextmanager
def bar(screen: TextIO) -> Iterator[Hear]:
    """Draw on one line that is wiped at the end; a stream that is no screen stays as it was."""
    shown = screen.isatty()

    def draw(share: float) -> None:
        full = int(WIDTH * share)
        if shown:
            screen.write(f"\r[{'#' * full:.<{WIDTH}}] {int(100 * share):3} %")
            screen.flush()

    try:
        yield draw
    finally:
        if shown:
            screen.write(CLEAR)
            screen.flush()
