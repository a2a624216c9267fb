"""The colours of the map: every number is readable on every tone of every sector."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from koppelvlak.kit import ui
from koppelvlak.territory.atlas import PATTERNS, SHADES, TONES

STYLES = Path(ui.__file__).parent / "static" / "ui"
HUES = ("water", "power", "gas", "oil", "ict", "brand-2")
PALE = "color-mix(in srgb, var(--hue) 38%, #fff)"


def colours() -> dict[str, tuple[float, float, float]]:
    tokens = (STYLES / "tokens.css").read_text(encoding="utf-8")
    return {name: _rgb(value) for name, value in re.findall(r"--([\w-]+): #(\w{6});", tokens)}


def _rgb(value: str) -> tuple[float, float, float]:
    red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def fills() -> dict[str, tuple[int, int]]:
    """Return per tone how much of the hue it has, in per cent, and what it is mixed with."""
    css = (STYLES / "koppelvlak.css").read_text(encoding="utf-8").replace("var(--pale)", PALE)
    rule = r"((?:\.fill-[\w-]+,? ?)+){ fill: color-mix\(in srgb, var\(--hue\) (\d+)%, #(fff|000)\)"
    return {
        tone: (int(share), 255 if other == "fff" else 0)
        for names, share, other in re.findall(rule, css)
        for tone in re.findall(r"fill-([\w-]+)", names)
    }


def luminance(colour: tuple[float, ...]) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_tone_has_a_colour_or_a_pattern() -> None:
    wanted = {*TONES, *(f"shade-{n + 1}" for n in range(SHADES))}
    assert wanted - fills().keys() - PATTERNS.keys() == {"none"}


@pytest.mark.parametrize(("hue", "tone"), list(product(HUES, sorted(fills()))))
def test_a_number_is_readable_on_every_colour(hue: str, tone: str) -> None:
    share, other = fills()[tone]
    ground = tuple(part * share / 100 + other * (1 - share / 100) for part in colours()[hue])
    ink = (255, 255, 255) if other == 0 else colours()["ink"]
    assert contrast(ground, ink) >= 4.5


def test_the_pale_tone_is_the_one_measured_here() -> None:
    css = (STYLES / "koppelvlak.css").read_text(encoding="utf-8")
    assert f"--pale: {PALE};" in css
