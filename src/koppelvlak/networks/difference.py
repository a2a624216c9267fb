"""A network as its area says it should be, beside the network as people keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

JOIN, LEAVE = "join", "leave"
# The evidence of a region that nothing leads to any more.
NOTHING_LEADS_HERE = "0" * 64


@dataclass(frozen=True, order=True)
class Difference:
    """A region that should join or leave; ``checksum`` is that of the evidence for it."""

    kind: str
    region: str
    checksum: str


def differences(
    reached: Mapping[str, str], beyond: Mapping[str, str], seated: Mapping[str, str | None]
) -> list[Difference]:
    """Return what the area asks of a network, in order of kind and region.

    ``reached`` and ``beyond`` give, by region code, the checksum of the evidence for regions that
    are surely reached and for those that are not surely reached (unverified, parcels). ``seated``
    names the regions that have or had a seat: None while they sit or are invited, else the
    checksum on which they declined or left: only other evidence asks for them again.
    """
    join = [
        Difference(JOIN, region, checksum)
        for region, checksum in reached.items()
        if region not in seated or seated[region] not in {None, checksum}
    ]
    leave = [
        Difference(LEAVE, region, beyond.get(region, NOTHING_LEADS_HERE))
        for region, gone in seated.items()
        if gone is None and region not in reached
    ]
    return sorted(join + leave)
