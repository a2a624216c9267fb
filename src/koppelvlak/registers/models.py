from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from koppelvlak.kit.access import Actor
from koppelvlak.registers.lifecycle import REGISTER
from koppelvlak.rights import Can
from koppelvlak.thing import Thing, everywhere


class Register(Thing):
    """A national book: the parent of what has no other parent, such as organisations."""

    FACTS, TERRITORY, NETWORKS, PEOPLE = "facts", "territory", "networks", "people"
    FRAMEWORK, AGREEMENTS, AGENDAS = "framework", "agreements", "agendas"

    lifecycle = REGISTER
    see: ClassVar = Can.SEE_REGISTER

    key = models.SlugField(unique=True)
    # What the last load or derivation was made from; equal input need not be done again.
    checksum = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.key

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Registers belong to nobody: only what the actor is counts."""
        return everywhere(actor)
