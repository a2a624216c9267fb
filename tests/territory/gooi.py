"""A small piece of the real country: the facts of safety region Gooi en Vechtstreek."""

from __future__ import annotations

from pathlib import Path

from koppelvlak.territory import facts

HILVERSUM, WIJDEMEREN = "GM0402", "GM1696"
EXAMPLE = facts.FOLDER / "example_division.csv"


def only(region: str, folder: Path) -> tuple[Path, ...]:
    """Write the facts of one region to a folder; return the files as the loader wants them."""
    sources, regions, municipalities, links = facts.FILES
    towns = _lines(municipalities, f",{region},")
    codes = {line[:6] for line in towns[1:]}
    supplied = _lines(links, *(f",{code}," for code in sorted(codes)))
    return (
        sources,
        regions,
        _written(folder / municipalities.name, towns),
        _written(folder / links.name, supplied),
    )


def _lines(file: Path, *words: str) -> list[str]:
    header, *lines = file.read_text(encoding="utf-8").splitlines()
    return [header, *(line for line in lines if any(word in line for word in words))]


def _written(file: Path, lines: list[str]) -> Path:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
