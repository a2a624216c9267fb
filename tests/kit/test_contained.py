"""The child process that reads foreign files: it gets little, may little, and ends in time."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import monotonic

import pytest

from koppelvlak.kit.imports import areas, contained
from koppelvlak.kit.imports.areas import read_areas
from koppelvlak.kit.imports.contained import MEMORY, BrokenOffError
from koppelvlak.kit.imports.contained import contained as run
from koppelvlak.kit.imports.table import BadFileError
from tests.kit.areas import IN_DEGREES, feature, geojson

LIMITED = "from koppelvlak.kit.imports.contained import limit_this_process as l; l()\n"


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file whose lines the child runs, beside our own package."""
    source = tmp_path / "src"
    source.mkdir()
    (source / "koppelvlak").symlink_to(contained.ROOT / "koppelvlak")
    monkeypatch.setattr(contained, "ROOT", source)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return source / "child.py"


def does(child: Path, lines: str) -> None:
    child.write_text(LIMITED + lines, encoding="utf-8")


def test_it_says_what_it_found(child: Path) -> None:
    does(child, "import json; print(json.dumps(open('given').read()[::-1]))")
    assert run("child", b"abc") == "cba"


def test_it_knows_nothing_of_our_environment(child: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOPPELVLAK_SECRET_KEY", "geheim")
    does(child, "import json, os; print(json.dumps(sorted(os.environ)))")
    assert not any("KOPPELVLAK" in name for name in run("child", b""))


@pytest.mark.parametrize(
    "lines",
    [
        f"x = bytearray({MEMORY})",
        "x = []\nwhile True: x.append('x' * 10_000_000)",
        "open('out', 'w').write('x' * 10)",
        "import os; os.abort()",
        "raise SystemExit(3)",
        "print('no json')",
        "print('{')",
    ],
)
def test_what_goes_wrong_there_stays_there(child: Path, tmp_path: Path, lines: str) -> None:
    does(child, lines)
    with pytest.raises(BrokenOffError):
        run("child", b"")
    assert list(tmp_path.glob("koppelvlak-*")) == []


def test_it_is_stopped_when_it_does_not_end(child: Path, tmp_path: Path) -> None:
    does(child, "while True: pass")
    began = monotonic()
    with pytest.raises(BrokenOffError):
        run("child", b"", seconds=1.0)
    assert monotonic() - began < 5
    assert list(tmp_path.glob("koppelvlak-*")) == []


def test_nobody_hears_more_than_a_sentence(child: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    does(child, "raise RuntimeError('binnenste')")
    monkeypatch.setattr(areas, "READER", "child")
    with pytest.raises(BadFileError) as caught:
        read_areas(geojson(feature(IN_DEGREES)), name="x.json")
    assert len(caught.value.problems) == 1
    assert "binnenste" not in caught.value.problems[0]
