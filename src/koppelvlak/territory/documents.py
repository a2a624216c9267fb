"""Maps on paper: the drawing of ``atlas`` that stands alone, with its colours and its legend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from koppelvlak.kit.documents.content import Figure
from koppelvlak.territory.atlas import (
    LEAD,
    NONE,
    PARCELS,
    PART,
    UNKNOWN,
    UNVERIFIED,
    WHOLE,
    Area,
    Key,
    Map,
)

# The colours of the sectors as in the stylesheet (tokens.css), and that of the house.
HUES: Mapping[str, str] = {
    "water": "#1d6fa5",
    "power": "#b7791f",
    "gas": "#5b6b2e",
    "oil": "#5c4033",
    "ict": "#6b3fa0",
}
HOUSE, INK, GREY, PAPER, BLACK = "#1d5c96", "#14213d", "#dfe4ec", "#ffffff", "#000000"
# How much of the hue each tone holds, and what it is mixed with.
MIXES: Mapping[str, tuple[float, str]] = {
    LEAD: (0.5, BLACK),
    "shade-5": (0.5, BLACK),
    WHOLE: (0.85, BLACK),
    "shade-4": (0.85, BLACK),
    "shade-3": (0.62, PAPER),
    "shade-2": (0.44, PAPER),
    PART: (0.38, PAPER),
    "shade-1": (0.26, PAPER),
}
DARK = {LEAD, WHOLE, "shade-4", "shade-5"}
SVG = "http://www.w3.org/2000/svg"
PATTERNED = (UNKNOWN, UNVERIFIED, PARCELS)
# The legend is drawn in hundredths of the width of the map, a line each.
LINES = 4.2


class Box(NamedTuple):
    """The part of the plane that is drawn."""

    x: float
    y: float
    wide: float
    high: float


def figure_of(map_: Map) -> Figure:
    """Return a map as it is printed; the facts in it must stand in a table beside it as well."""
    said = [f"{map_.title}."]
    if map_.schematic:
        said.append(_("Schematic map, not the real boundaries."))
    if map_.dated:
        day = date_format(map_.dated, "DATE_FORMAT", use_l10n=True)
        said.append(_("Division as it was on %(dated)s.") % {"dated": day})
    return Figure(svg=svg_of(map_), alt=f"{map_.title}. {map_.description}", caption=" ".join(said))


def svg_of(map_: Map) -> str:
    """Return the map as SVG that needs no stylesheet."""
    hue = HUES.get(map_.hue, HOUSE)
    box = Box(*map(float, map_.viewbox.split()))
    unit = box.wide / 100
    high = box.high + (len(map_.legend) + 1) * LINES * unit
    parts = [
        f'<svg xmlns="{SVG}" viewBox="{box.x:g} {box.y:g} {box.wide:g} {high:g}">',
        _patterns(hue, unit),
        *(_shape(area, hue, unit) for area in map_.areas if area.path),
        *(_number(area, unit) for area in map_.areas if area.path and area.number),
        *(_entry(key, place, hue, box) for place, key in enumerate(map_.legend)),
        "</svg>",
    ]
    return "\n".join(parts)


def mixed(hue: str, part: float, other: str) -> str:
    """Return two colours (``#rrggbb``) as one: so much of the first, the rest of the second."""
    pairs = zip(_channels(hue), _channels(other), strict=True)
    return "#" + "".join(f"{round(one * part + two * (1 - part)):02x}" for one, two in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _fill(tone: str, hue: str) -> str:
    if tone == NONE:
        return GREY
    return f"url(#{tone})" if tone in PATTERNED else mixed(hue, *MIXES[tone])


def _patterns(hue: str, unit: float) -> str:
    """Return the patterns of the page, as large beside the map as they are there."""
    pale, faint = mixed(hue, 0.38, PAPER), mixed(hue, 0.1, PAPER)
    scale = f'patternTransform="scale({unit / 8.6:.4g})" patternUnits="userSpaceOnUse"'
    ink = f'fill="none" stroke="{hue}" stroke-width="3"'
    square = 'width="16" height="16"'
    return f"""<defs>
<pattern id="{UNKNOWN}" {square} {scale}><rect {square} fill="{pale}"/>
<path d="M0,4H16M0,12H16" {ink}/></pattern>
<pattern id="{UNVERIFIED}" {square} {scale}><rect {square} fill="{faint}"/>
<path d="M-4,4L4,-4M0,16L16,0M12,20L20,12" {ink}/></pattern>
<pattern id="{PARCELS}" width="18" height="18" {scale}><rect width="18" height="18" fill="{faint}"/>
<circle cx="5" cy="5" r="3.2" fill="{hue}"/><circle cx="14" cy="14" r="3.2" fill="{hue}"/></pattern>
</defs>"""


def _shape(area: Area, hue: str, unit: float) -> str:
    edge = hue if area.mark.tone in PATTERNED else PAPER
    fill = _fill(area.mark.tone, hue)
    return (
        f'<path d="{area.path}" fill="{fill}" stroke="{edge}" stroke-width="{unit * 0.28:.3g}" '
        'stroke-linejoin="round"/>'
    )


def _number(area: Area, unit: float) -> str:
    dark = area.mark.tone in DARK
    ink = PAPER if dark else INK
    size = unit * 3.6
    rim = "" if dark else f'stroke="{PAPER}" stroke-width="{unit * 0.8:.3g}" paint-order="stroke"'
    y = float(area.y) + size * 0.36
    return (
        f'<text x="{area.x}" y="{y:g}" font-family="Open Sans" font-size="{size:.3g}" {rim} '
        f'font-weight="600" text-anchor="middle" fill="{ink}">{area.number}</text>'
    )


def _entry(key: Key, place: int, hue: str, box: Box) -> str:
    unit = box.wide / 100
    y = box.y + box.high + (place + 0.6) * LINES * unit
    size = unit * 2.8
    return (
        f'<rect x="{box.x + unit:g}" y="{y:g}" width="{size:g}" height="{size:g}" '
        f'fill="{_fill(key.tone, hue)}" stroke="{INK}" stroke-width="{unit * 0.12:.3g}"/>'
        f'<text x="{box.x + unit * 5.4:g}" y="{y + size * 0.82:g}" font-family="Open Sans" '
        f'font-size="{unit * 2.6:.3g}" fill="{INK}">{escape(str(key.words))}</text>'
    )
