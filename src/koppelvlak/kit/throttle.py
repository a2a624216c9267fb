"""So many times in so many seconds from one place; counted in the cache that processes share."""

from __future__ import annotations

import time
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
        key, now = f"throttle:{self.name}:{place}", time.time()
        count, until = cache.get(key) or (0, 0.0)
        if until <= now:
            count, until = 0, now + self.seconds
        # Kept with its end: counting on must not make it last longer (``incr`` of a cache does).
        cache.set(key, (count + 1, until), self.seconds + 1)
        return bool(count < self.most)
