"""What can be found: a thing as the index keeps it, and the kinds there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from koppelvlak.kit.access import Actor


@dataclass(frozen=True)
class Item:
    """One thing that can be found.

    ``key`` is its UUID or public code; ``hint`` tells things with one name apart; ``words`` are
    further texts by which it is known. Titles are Dutch, ``title_en`` only where English differs.
    """

    kind: str
    key: str
    title: str
    url: str
    title_en: str = ""
    hint: str = ""
    words: str = ""
    uuid: UUID | None = None


# All of a kind, none of it, or those whose ``uuid`` is in this queryset of UUIDs.
Sight: TypeAlias = "bool | QuerySet[Any, Any]"


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be found: where it comes from, and who may see which of it.

    ``items`` returns all of it; kinds stand in the order of ``position``.
    """

    name: str
    items: Callable[[], Iterable[Item]]
    visible: Callable[[Actor], Sight]
    label: Any
    position: int
