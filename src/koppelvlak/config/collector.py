"""How often Python looks for garbage in circles while it answers pages."""

from __future__ import annotations

import gc

# What a page makes it lets go without any help. As Python comes, it looks now and then through all
# that Django and the loaded Netherlands keep, and whoever asks at that moment waits up to 100 ms
# longer (docs/decisions/0056).
YOUNG, MIDDLE, OLD = 50_000, 20, 100


def collect_less_often() -> None:
    """Let the collector of this process come by less often; it still comes."""
    gc.set_threshold(YOUNG, MIDDLE, OLD)
