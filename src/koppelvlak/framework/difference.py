"""What changed between two versions of a role description: tasks that are new, gone, reworded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from koppelvlak.framework.wording import DELETED, INSERTED, SAME, Piece
from koppelvlak.framework.wording import difference as words

NEW, GONE, REWORDED, MOVED, UNCHANGED = "new", "gone", "reworded", "moved", "unchanged"


class Told(Protocol):
    """A task, as far as the comparison looks at it; ``line`` is the same in every version."""

    @property
    def line(self) -> Any: ...

    @property
    def text(self) -> str: ...

    @property
    def place(self) -> tuple[int, str]: ...


@dataclass(frozen=True)
class Change:
    """What became of one task: both rows (None where it does not stand) and the words."""

    kind: str
    old: Any
    new: Any
    pieces: tuple[Piece, ...]

    @property
    def task(self) -> Any:
        """Return the row that stands, or the one that stood."""
        return self.new or self.old


def difference(old: Iterable[Told], new: Iterable[Told]) -> list[Change]:
    """Return what became of every task, in the order of the new version; what is gone, last."""
    before: dict[Any, Told] = {task.line: task for task in old}
    after: Sequence[Told] = list(new)
    lines = {task.line for task in after}
    stayed = [_change(before.get(task.line), task) for task in after]
    gone = [
        Change(GONE, task, None, (Piece(DELETED, task.text),))
        for line, task in before.items()
        if line not in lines
    ]
    return [*stayed, *gone]


def _change(old: Told | None, new: Told) -> Change:
    if old is None:
        return Change(NEW, None, new, (Piece(INSERTED, new.text),))
    if old.text != new.text:
        return Change(REWORDED, old, new, tuple(words(old.text, new.text)))
    kind = UNCHANGED if old.place == new.place else MOVED
    return Change(kind, old, new, (Piece(SAME, new.text),))
