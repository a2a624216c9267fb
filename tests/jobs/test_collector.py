"""The collector of the web server: it comes less often, it still comes, and only there."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from koppelvlak.config.collector import MIDDLE, OLD, YOUNG, collect_less_often
from tests.jobs.installation import PROJECT, Installation

THRESHOLD = "import gc, koppelvlak.config.{part}; print(*gc.get_threshold())"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Give the tests their own collector back."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_it_comes_less_often_than_python_would() -> None:
    # The tests themselves run as the web server does: a Python of its own tells how it begins.
    own = subprocess.check_output([sys.executable, "-c", "import gc; print(*gc.get_threshold())"])
    before = tuple(map(int, own.split()))
    gc.set_threshold(*before)
    collect_less_often()
    assert gc.get_threshold() == (YOUNG, MIDDLE, OLD)
    assert all(now > then for now, then in zip(gc.get_threshold(), before, strict=True) if then)


def test_it_still_comes() -> None:
    collect_less_often()
    seen: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    gc.callbacks.append(note)
    try:
        kept = [[number] for number in range(2 * YOUNG)]
    finally:
        gc.callbacks.remove(note)
    assert seen
    assert len(kept) == 2 * YOUNG
    assert gc.isenabled()


@pytest.mark.parametrize(("part", "calm"), [("wsgi", True), ("settings", False)])
def test_only_the_web_server_asks_for_it(house: Installation, *, part: str, calm: bool) -> None:
    run = subprocess.run(
        [sys.executable, "-c", THRESHOLD.format(part=part)],
        env=house.environment, cwd=PROJECT, text=True, capture_output=True, check=True,
    )  # fmt: skip
    assert (run.stdout.split() == [str(YOUNG), str(MIDDLE), str(OLD)]) is calm
