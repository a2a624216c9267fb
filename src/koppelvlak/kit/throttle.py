"""So many times in so many seconds from one place; counted in the cache that processes share."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache


@dataclass(frozen=True)
class Limit:
    """How often something may be done within a number of seconds."""

    name: str
    most: int
    seconds: int

    def allows(self, origin: str) -> bool:
        """Count one more from this place; say whether that was not too often.

        The place is kept as a digest only: it can be a person's address.
        """
        place = sha256(origin.encode()).hexdigest()[:32]
        key = f"throttle:{self.name}:{place}"
        cache.add(key, 0, self.seconds)
        try:
            return int(cache.incr(key)) <= self.most
        except ValueError:
            # It ran out between the two: the count begins anew.
            return True
