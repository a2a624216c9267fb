"""Read the whole chain and say where it does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from koppelvlak.kit.audit import guard
from koppelvlak.kit.audit.chain import Fault, Link, faults
from koppelvlak.kit.audit.models import Event, Head

CHUNK = 2_000


@dataclass
class Report:
    """What was read: how many events, where the chain ends, and every fault found."""

    count: int = 0
    head: str = ""
    faults: list[Fault] = field(default_factory=list)


def verify(*, noted: str = "") -> Report:
    """Read every event, one chunk at a time, and return the report.

    ``noted`` is a head that was written down elsewhere: if it is no longer in the chain, the end
    was cut off or everything was made again. Events that are added meanwhile are no fault.
    """
    report = Report()
    if not guard.stands():
        report.faults.append(Fault(0, "the database does not guard the events"))
    head = Head.objects.filter(pk=1).first()
    ends = {} if head is None or head.number == 0 else {head.hash: "the head"}
    ends |= {noted: "the noted head"} if noted else {}
    try:
        report.faults.extend(faults(_read(report, ends)))
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        report.faults.append(Fault(report.count + 1, f"cannot be read: {error}"))
    report.faults.extend(Fault(report.count, f"does not reach {end}") for end in ends.values())
    if head is None or (head.number == 0 and report.count):
        report.faults.append(Fault(report.count, "the head is gone"))
    return report


def _read(report: Report, ends: dict[str, str]) -> Iterator[Link]:
    for event in Event.objects.order_by("number").iterator(chunk_size=CHUNK):
        report.count, report.head = report.count + 1, event.hash
        ends.pop(event.hash, None)
        report.faults.extend(_copies(event))
        yield event.link()


def _copies(event: Event) -> Iterable[Fault]:
    if event.payload is None:
        if event.salt or event.actor:
            yield Fault(event.number, "was erased by half")
        return
    said = event.payload["actor"]
    if (said.get("person"), said.get("organisation")) != (
        str(event.actor or ""),
        str(event.organisation or ""),
    ):
        yield Fault(event.number, "is filed under somebody else")
