"""Finished drawings, mirrored for pages that are read from right to left.

Where words stand is mirrored, and never the letters: the drawing has the class `rl`, by which its style
sheet gives it `direction: rtl`, so that a text begins at its right end, at the x that is mirrored here.
Density strips turn by their style alone; maps, ladders and shares stay as they are: a map has its own
right and left, and scales of per cent are printed from left to right in Arabic books too.
"""

from __future__ import annotations

import re
from dataclasses import replace

from briefkit.figures.argument_map import ArgumentMap, Text
from briefkit.figures.lettering import number
from briefkit.figures.over_time import CELL, OverTime, Panel
from briefkit.figures.timeline import NAMES, Timeline

LEFTWARDS = " rl"
COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")

# What the numbers of a path's commands are, in their order: x and y, or a swept arc's way round.
NUMBERS = {"M": "xy", "L": "xy", "H": "x", "V": "y", "C": "xyxyxy", "A": "rrrrwxy", "Z": ""}


def argument_map(drawing: ArgumentMap) -> ArgumentMap:
    """What a judgment rests on begins on the right, and the judgment stands on the left."""
    wide = int(drawing.width)
    return replace(
        drawing,
        css_class=drawing.css_class + LEFTWARDS,
        reference_x=f"-{drawing.reference_x}",  # counted from where the column's words begin
        columns=tuple(replace(one, x=str(wide - int(one.x))) for one in drawing.columns),
        paths=tuple((name, mirrored(path, wide)) for name, path in drawing.paths),
        key=tuple(Text(str(wide - int(one.x)), one.y, one.words) for one in drawing.key),
    )


def timeline(drawing: Timeline) -> Timeline:
    """Time runs to the left, and the names stand on the right of it."""
    wide = drawing.width
    names = wide - 2 * NAMES  # the style sheet moves them by NAMES to the right here as well
    return replace(
        drawing,
        css_class=drawing.css_class + LEFTWARDS,
        axis_at="xMin",
        name_x=str(names),
        dates_x=names - drawing.dates_x,
        grid=mirrored(drawing.grid, wide),
        gaps=mirrored(drawing.gaps, wide),
        breaks=mirrored(drawing.breaks, wide),
        source=mirrored(drawing.source, wide),
        ticks=tuple(replace(one, x=str(wide - int(one.x))) for one in drawing.ticks),
        letters=tuple(
            replace(one, x=" ".join(str(wide - int(x)) for x in one.x.split())) for one in drawing.letters
        ),
        rows=tuple(
            replace(
                row,
                bar=mirrored(row.bar, wide),
                tick=mirrored(row.tick, wide),
                thin=mirrored(row.thin, wide),
                open=mirrored(row.open, wide),
            )
            for row in drawing.rows
        ),
    )


def over_time(drawing: OverTime) -> OverTime:
    """The earliest bar is the first on the right, in its panel and among the panels."""
    return replace(
        drawing,
        css_class=drawing.css_class + LEFTWARDS,
        panels=tuple(_panel(one, drawing.width) for one in drawing.panels),
    )


def _panel(panel: Panel, whole: int) -> Panel:
    wide = panel.width
    return replace(
        panel,
        x=whole - wide - panel.x,
        axis=mirrored(panel.axis, wide),
        d=mirrored(panel.d, wide),
        bars=tuple(replace(bar, x=wide - bar.x - CELL, middle=wide - bar.middle) for bar in panel.bars),
        ticks=tuple(replace(tick, x=wide - tick.x) for tick in panel.ticks),
    )


# -- paths -----------------------------------------------------------------------------------------


def mirrored(path: str, width: int) -> str:
    """The path of a drawing of that width as a mirror shows it; of curves, cubic ones and arcs."""
    return COMMAND.sub(lambda found: _command(found[1], NUMBER.findall(found[2]), width), path)


def _command(letter: str, numbers: list[str], width: int) -> str:
    meanings = NUMBERS[letter.upper()]
    from_x = width if letter.isupper() else 0
    for at, written in enumerate(numbers):
        match meanings[at % len(meanings)]:
            case "x":
                numbers[at] = number(from_x - float(written))
            case "w":
                numbers[at] = str(1 - int(written))
    return letter + " ".join(numbers).replace(" -", "-")
