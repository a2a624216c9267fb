"""A bar on the screen, and nothing where there is no screen."""

from __future__ import annotations

from io import StringIO

import pytest

from koppelvlak.jobs.bar import CLEAR, bar


class Screen(StringIO):
    """A stream that says of itself that somebody looks at it."""

    def isatty(self) -> bool:
        return True


def test_it_fills_on_one_line_and_is_wiped() -> None:
    screen = Screen()
    with bar(screen) as hear:
        hear(0.0)
        hear(0.5)
    assert screen.getvalue() == f"\r[{'.' * 40}]   0 %\r[{'#' * 20}{'.' * 20}]  50 %{CLEAR}"


def test_it_is_wiped_when_the_work_fails() -> None:
    screen = Screen()
    with pytest.raises(ZeroDivisionError), bar(screen):
        raise ZeroDivisionError
    assert screen.getvalue() == CLEAR


def test_a_file_gets_none_of_it() -> None:
    file = StringIO()
    with bar(file) as hear:
        hear(0.5)
    assert file.getvalue() == ""
