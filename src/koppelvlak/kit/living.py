"""Things that change through the door, and know how people are related to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, Self, TypeAlias, TypeVar, cast
from uuid import uuid4

from django.db import models
from django.db.models import Q

from koppelvlak.kit.access import EVERY, NOTHING, Actor, Decision, Rights, may, reach
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.lifecycle import Lifecycle

Relate: TypeAlias = Callable[[Actor], Mapping[str, Q]]
RELATED = "related_"
Row_co = TypeVar("Row_co", bound="Living", covariant=True)


class LivingQuerySet(models.QuerySet[Row_co]):
    """Rows of a living thing, asked for with a person in the question."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows that this actor may see."""
        return self.open_to(actor, self.model.see)

    def open_to(self, actor: Actor, can: Any) -> Self:
        """Return the rows to which this actor may do this."""
        return self.filter(reach(can, self.model.all_relations(actor), self.model.rights))

    def with_relations(self, actor: Actor) -> Self:
        """Add to each row, in the same query, in which ways the actor is related to it."""
        return self.annotate(
            **{RELATED + name: rule for name, rule in self.model.all_relations(actor).items()}
        )


class Living(models.Model):
    """A thing with a version and a state that moves along a life cycle.

    A concrete class says its ``lifecycle``, the capability ``see`` without which it does not
    exist for someone, and its ``relations``. ``unsaid`` names fields that the audit leaves out.
    """

    lifecycle: ClassVar[Lifecycle]
    see: ClassVar[Any]
    rights: ClassVar[Rights]
    unsaid: ClassVar[frozenset[str]] = frozenset()
    # The field of a parent that is locked before this row is: whoever changes a parent with its
    # children, and whoever changes a child, then never wait for each other.
    above: ClassVar[str] = ""
    more_relations: ClassVar[dict[type[Living], list[Relate]]] = {}

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    state = models.CharField(max_length=20, editable=False)

    objects = LivingQuerySet.as_manager()

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Living.more_relations[cls] = []

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; what is new begins at the start of its life cycle."""
        self.state = self.state or self.lifecycle.start
        super().save(*args, **kwargs)

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Say, once, which rows stand in which relation to this actor."""
        raise NotImplementedError

    @classmethod
    def also_related(cls, relate: Relate) -> None:
        """Let a package higher up say a relation that only it can know (at start)."""
        Living.more_relations[cls].append(relate)

    @classmethod
    def all_relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Return all relations, those said by packages higher up included."""
        rules = dict(cls.relations(actor))
        for relate in Living.more_relations[cls]:
            for name, rule in relate(actor).items():
                rules[name] = rules[name] | rule if name in rules else rule
        return rules

    def related_to(self, actor: Actor, among: AbstractSet[str] | None = None) -> frozenset[str]:
        """Return the relations that hold for this thing, or those of them that are ``among``.

        One query at most: none when the row carries them, or when they rest on the actor alone.
        """
        carried = [name for name in vars(self) if name.startswith(RELATED)]
        if carried:
            return frozenset(name.removeprefix(RELATED) for name in carried if vars(self)[name])
        if self._state.adding:
            return frozenset()
        rules = type(self).all_relations(actor)
        asked = {
            name: rule
            for name, rule in rules.items()
            if rule not in (EVERY, NOTHING) and (among is None or name in among)
        }
        certain = frozenset(name for name, rule in rules.items() if rule == EVERY)
        return certain | self._holding(asked)

    def _holding(self, rules: Mapping[str, Q]) -> frozenset[str]:
        """Ask the database which of these rules this row keeps to."""
        if not rules:
            return frozenset()
        here = (
            type(self)
            .objects.filter(pk=self.pk)
            .annotate(**{RELATED + name: rule for name, rule in rules.items()})
        )
        found = here.order_by().values_list(*(RELATED + name for name in rules)).first()
        return frozenset(name for name, holds in zip(rules, found or (), strict=False) if holds)

    def may(self, actor: Actor, can: Any) -> Decision:
        """May this actor do this to this thing, and does its state allow it now?"""
        related = self.related_to(actor, self.rights.needed(can))
        decision = may(can, related, self.rights)
        if decision and not self.lifecycle.allows(self.state, can):
            return Decision(allowed=False)
        return decision

    def locked(self) -> Self:
        """Return the row as it is now, held until the transaction ends; gone is unseen.

        ``no_key``: a row that refers to this one can be added elsewhere meanwhile; without it two
        doors that each refer to the other's thing would wait for each other for ever.
        """
        if self.above:
            getattr(self, self.above).locked()
        held = type(self).objects.select_for_update(of=("self",), no_key=True)
        row = held.filter(pk=self.pk).first()
        if row is None:
            raise UnseenError
        return cast("Self", row)

    def said(self) -> dict[str, Any]:
        """Return what the audit tells of this row: every plain field, as text or number."""
        fields = (f for f in self._meta.concrete_fields if f.name not in self.unsaid | {"id"})
        return {f.name: _plain(f.value_from_object(self)) for f in fields}

    def get_absolute_url(self) -> str:
        """Return the page on which this thing is shown."""
        return "/"


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)
