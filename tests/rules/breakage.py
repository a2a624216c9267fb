"""Deliberate mistakes in the relations of a model, which the matrix must catch."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from django.db.models import Q

from koppelvlak.kit.access import Actor
from koppelvlak.kit.living import Living


def patched(model: type[Living], **rules: Q) -> Callable[[pytest.MonkeyPatch], None]:
    """Return what lets a model say these relations instead of its own."""

    def breakage(monkeypatch: pytest.MonkeyPatch) -> None:
        original = model.relations

        def broken(cls: type[Living], actor: Actor) -> Mapping[str, Q]:
            return {**original(actor), **rules}

        monkeypatch.setattr(model, "relations", classmethod(broken))

    return breakage
