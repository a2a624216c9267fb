"""Bringing contact points in step with a list: first what would change, then all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, StaleError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.actions import Reached, check_sharing
from koppelvlak.organisations.lifecycle import UNCONFIRMED
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.rights import Can


@dataclass(frozen=True)
class Wanted:
    """What a line of the list says; ``point`` is the contact point it names, if it names one."""

    number: int
    reached: Reached
    point: UUID | None = None


@dataclass(frozen=True)
class Step:
    """One contact point to add (no ``point``) or to change from the version that was read."""

    reached: Reached
    point: UUID | None = None
    version: int = 0


@dataclass(frozen=True)
class Difference:
    """One line beside what stands there now; ``now`` is None for a new one."""

    wanted: Wanted
    now: ContactPoint | None

    @property
    def same(self) -> bool:
        """Say whether nothing would change."""
        said = asdict(self.wanted.reached)
        return self.now is not None and not any(
            getattr(self.now, name) != value for name, value in _lasting(said)
        )

    @property
    def step(self) -> Step:
        """Return what has to be done for this line."""
        if self.now is None:
            return Step(self.wanted.reached)
        return Step(self.wanted.reached, self.now.uuid, self.now.version)


@dataclass(frozen=True)
class Plan:
    """What a list would change, and which contact points it does not name: those stay."""

    new: list[Difference]
    changed: list[Difference]
    same: list[Difference]
    absent: list[ContactPoint]

    @property
    def steps(self) -> list[Step]:
        """Return all that has to be done."""
        return [one.step for one in (*self.new, *self.changed)]


class WrongLinesError(BadInputError):
    """Lines that cannot be taken in: each with its number."""

    def __init__(self, lines: Sequence[tuple[int, object]]) -> None:
        super().__init__()
        self.lines = list(lines)


def plan(organisation: Organisation, wanted: Iterable[Wanted]) -> Plan:
    """Return what a list would change, without changing it.

    A line is about the contact point it names, or about the one with the same function and channel.
    Raises WrongLinesError: names of others, two lines about the same one, sharing without reason.
    """
    here = list(organisation.contact_points.order_by("function", "pk"))
    found: list[Difference] = []
    wrong: list[tuple[int, object]] = []
    lines: dict[object, int] = {}
    for one in wanted:
        now, problem = _about(one, here)
        key = now.pk if now else (one.reached.function.casefold(), one.reached.channel)
        problem = problem or _twice(key, lines) or _sharing(one, now)
        lines.setdefault(key, one.number)
        if problem:
            wrong.append((one.number, problem))
        found.append(Difference(one, now))
    if wrong:
        raise WrongLinesError(wrong)
    named = {one.now.pk for one in found if one.now}
    return Plan(
        new=[one for one in found if one.now is None],
        changed=[one for one in found if one.now is not None and not one.same],
        same=[one for one in found if one.same],
        absent=[row for row in here if row.pk not in named],
    )


def import_contact_points(
    organisation: Organisation, steps: Iterable[Step], *, by: Actor
) -> Organisation:
    """Add and change contact points as a list says: all of them, or none.

    Raises StaleError when one of them changed, or is gone, since the list was compared with it.
    """
    with change(organisation, Can.IMPORT_CONTACT_POINTS, by=by) as row:
        held = row.contact_points.select_for_update(of=("self",)).order_by("pk")
        here = {point.uuid: point for point in held}
        for step in steps:
            if step.point is None:
                check_sharing(step.reached, before=Tlp.AMBER)
                mention(row.contact_points.create(**asdict(step.reached)))
                continue
            point = here.get(step.point)
            if point is None or point.version != step.version:
                raise StaleError(point or row)
            _change(point, step.reached)
    return row


def _change(point: ContactPoint, reached: Reached) -> None:
    check_sharing(reached, before=Tlp(point.tlp))
    point.fictional = point.fictional and point.address == reached.address
    for name, value in _lasting(asdict(reached)):
        setattr(point, name, value)
    point.state = UNCONFIRMED
    point.version += 1
    point.save()
    mention(point, "changed")


def _lasting(said: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Return what a list says; a reason that it leaves out stays as it was."""
    return ((name, value) for name, value in said.items() if name != "sharing_reason" or value)


def _about(one: Wanted, here: list[ContactPoint]) -> tuple[ContactPoint | None, object]:
    if one.point is not None:
        now = next((row for row in here if row.uuid == one.point), None)
        return now, None if now else _("the reference names no contact point of this organisation")
    name, channel = one.reached.function.casefold(), one.reached.channel
    alike = [row for row in here if row.function.casefold() == name and row.channel == channel]
    if len(alike) > 1:
        return None, _("several contact points are called this; add the column with the reference")
    return (alike[0] if alike else None), None


def _twice(key: object, lines: dict[object, int]) -> object:
    if key not in lines:
        return None
    return _("line {first} is about the same contact point").format(first=lines[key])


def _sharing(one: Wanted, now: ContactPoint | None) -> object:
    try:
        check_sharing(one.reached, before=Tlp(now.tlp) if now else Tlp.AMBER)
    except BadInputError as error:
        return next(iter(error.errors.values()))[0]
    return None
