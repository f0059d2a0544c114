"""Where names stand on a map, so that none meets another, a dot, or the edge.

Greedy: whoever comes first takes the first free of some places round its dot, the best first
(Eduard Imhof, "Positioning names on maps", 1975: right before left, above before below). That is not
the most names that a map could hold, but it takes a fraction of a millisecond and always comes out alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

ASCENT, DESCENT, AIR = 0.82, 0.24, 0.12  # of a line of type, in ems; AIR between two labels
LANE = 24  # px: boxes are kept by the lanes they lie in, so that few are compared

# A position's name is the class of the label: from where the text runs, and its shift in ems. 62-map.css says
# the same; tests/figures/test_place_map.py holds one to the other.
START, MIDDLE, END = 0.0, -0.5, -1.0
POSITIONS = {
    "E": (START, 0.5, 0.32),
    "W": (END, -0.5, 0.32),
    "NE": (START, 0.35, -0.3),
    "SE": (START, 0.35, 0.95),
    "NW": (END, -0.35, -0.3),
    "SW": (END, -0.35, 0.95),
    "N": (MIDDLE, 0.0, -0.55),
    "S": (MIDDLE, 0.0, 1.25),
}
ON_AREAS = {"C": (MIDDLE, 0.0, 0.32), **{name: POSITIONS[name] for name in ("S", "N", *POSITIONS)}}
WIDE_ONLY = " o"  # the class of a label for which there is room on a wide page only


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


def label_box(x: float, y: float, position: tuple[float, float, float], ems: float, size: float) -> Box:
    """What a label covers that is `ems` wide and stands so from the point, in type of that size."""
    run, across, down = position
    left, baseline = x + (run * ems + across) * size, y + down * size
    return Box(left, baseline - ASCENT * size, left + ems * size, baseline + DESCENT * size)


class _Taken:
    """Boxes that are taken, kept by the lanes that they lie in."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._lanes: dict[int, list[Box]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        for lane in range(int(box.top // LANE), int(box.bottom // LANE) + 1):
            self._lanes.setdefault(lane, []).append(box)

    def is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        for lane in range(int(top // LANE), int(bottom // LANE) + 1):
            for other in self._lanes.get(lane, ()):
                if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                    return False
        return True


class Labelling:
    """The names of one map, placed one after another; earlier ones are never moved."""

    def __init__(
        self,
        width: float,
        height: float,
        sizes: Sequence[float],
        dots: Sequence[tuple[float, float]],
        reach: float,
    ) -> None:
        """`sizes` are those of the type in px, the wide page's first; `reach` is half a dot at that size."""
        self._width, self._height = width, height
        self._sizes = sizes
        self._taken = []
        for size in sizes:
            grown = reach * size / sizes[0]
            self._taken.append(_Taken(Box(x - grown, y - grown, x + grown, y + grown) for x, y in dots))

    def keep_free(self, box: Box) -> None:
        for taken in self._taken:
            taken.add(box)

    def place(self, x: float, y: float, ems: float, is_area: bool) -> str:
        """The classes of a label that is `ems` wide, at the point; "" where there is no room for it.

        A position that holds in every size of type goes before one that holds on a wide page only.
        """
        wide_only = ""
        for name, position in (ON_AREAS if is_area else POSITIONS).items():
            box = label_box(x, y, position, ems, self._sizes[0])
            if not self._is_free(0, box):
                continue
            larger = [label_box(x, y, position, ems, size) for size in self._sizes[1:]]
            if all(self._is_free(number, other) for number, other in enumerate(larger, 1)):
                self._take([box, *larger])
                return name
            wide_only = wide_only or name
        if wide_only:
            position = (ON_AREAS if is_area else POSITIONS)[wide_only]
            self._take([label_box(x, y, position, ems, self._sizes[0])])
            return wide_only + WIDE_ONLY
        return ""

    def _is_free(self, number: int, box: Box) -> bool:
        inside = box.left >= 0 and box.top >= 0 and box.right <= self._width and box.bottom <= self._height
        return inside and self._taken[number].is_free(box)

    def _take(self, boxes: Iterable[Box]) -> None:
        """Takes the label's boxes, from the wide page's size on, with the air round them."""
        for size, taken, (left, top, right, bottom) in zip(self._sizes, self._taken, boxes, strict=False):
            taken.add(Box(left - AIR * size, top, right + AIR * size, bottom))
