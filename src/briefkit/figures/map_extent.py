"""How much of the base map a map shows, and where on it places stand.

A map shows all its places with a margin for their names. Where many of them are crowded into a small part,
that part is worth a map of its own, enlarged.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Generic, TypeVar

from briefkit.figures.equal_earth import HALF_HEIGHT, HALF_WIDTH

Member = TypeVar("Member")

WIDTH = 640  # px; the text column of a wide page takes 588 to 648
HEIGHTS = (200, 320)  # the least and the most of one part
MARGIN_X, MARGIN_Y = 64, 26  # round the outermost places, for their names

# Pixels for a thousandth of the globe's radius, which is 6.4 km.
EDGE = 8  # px between the edge of the earth and that of the drawing, so that no dot is cut
WHOLE = (WIDTH - 2 * EDGE) / (2 * HALF_WIDTH)  # the whole earth fills the width
REGION, CLOSEST = 0.5, 1.5  # round a single place; as near as the base map's coast is true
ENLARGED = 1.7  # by how much a second part must be larger, to be worth its room
DETAIL = 0.22  # of the first part's width: what the enlarged part is sought in

ONE_POINT = 4.5  # px: nearer than this, places share a dot


@dataclass(frozen=True, slots=True)
class Spot(Generic[Member]):
    """A dot or an area's middle on the base map, and the places it stands for."""

    x: float
    y: float
    is_area: bool
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The part of the base map that is shown: its upper left corner, and how large."""

    left: float
    top: float
    scale: float
    height: int

    def on(self, spot: Spot[Member]) -> tuple[float, float]:
        """Where it stands in the drawing, to a tenth of a pixel, as written: so labels are laid out by it."""
        return round((spot.x - self.left) * self.scale, 1), round((spot.y - self.top) * self.scale, 1)

    def holds(self, spot: Spot[Member]) -> bool:
        x, y = self.on(spot)
        return EDGE <= x <= WIDTH - EDGE and EDGE <= y <= self.height - EDGE


def view_of(spots: Sequence[Spot[Member]]) -> View:
    """All the spots, with a margin for their names, and never past the edge of the earth."""
    left, right = min(spot.x for spot in spots), max(spot.x for spot in spots)
    top, bottom = min(spot.y for spot in spots), max(spot.y for spot in spots)
    wide, high = max(right - left, 1e-9), max(bottom - top, 1e-9)
    least, most = HEIGHTS
    scale = min((WIDTH - 2 * MARGIN_X) / wide, (most - 2 * MARGIN_Y) / high)
    scale = max(WHOLE, min(scale, REGION if len(spots) == 1 else CLOSEST))
    height = round(min(max(high * scale + 2 * MARGIN_Y, WIDTH / 2 if scale > WHOLE else least), most))
    height = min(height, round(2 * HALF_HEIGHT * scale) + 2 * EDGE)
    return View(
        _within((left + right) / 2, WIDTH / scale, HALF_WIDTH + EDGE / scale),
        _within((top + bottom) / 2, height / scale, HALF_HEIGHT + EDGE / scale),
        scale,
        height,
    )


def _within(middle: float, extent: float, half: float) -> float:
    """Where the extent begins, its middle as near to the given one as the base map allows."""
    return max(-half, min(middle - extent / 2, half - extent))


def enlarged(view: View, spots: Sequence[Spot[Member]], left_over: Collection[Member]) -> View | None:
    """The part with the most members that are left over, if it gains enough by being enlarged."""
    wide, high = WIDTH / view.scale * DETAIL, view.height / view.scale * DETAIL * 1.4
    crowded = [spot for spot in spots if any(member in left_over for member in spot.members)]

    def near(one: Spot[Member], other: Spot[Member]) -> bool:
        return abs(one.x - other.x) < wide / 2 and abs(one.y - other.y) < high / 2

    middle = max(crowded, key=lambda one: sum(near(one, other) for other in crowded))
    detail = view_of([spot for spot in spots if near(middle, spot)])
    return detail if detail.scale > ENLARGED * view.scale else None


def joined(view: View, spots: Sequence[Spot[Member]]) -> list[Spot[Member]]:
    """The spots, those that would stand on one another as one."""
    found: list[list[Spot[Member]]] = []
    cells: dict[tuple[int, int], list[tuple[float, float, list[Spot[Member]]]]] = {}
    for spot in spots:
        x, y = view.on(spot)
        column, row = int(x // ONE_POINT), int(y // ONE_POINT)
        for key in [(column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]:
            near = [
                shared
                for other_x, other_y, shared in cells.get(key, ())
                if shared[0].is_area == spot.is_area and hypot(x - other_x, y - other_y) < ONE_POINT
            ]
            if near:
                near[0].append(spot)
                break
        else:
            found.append([spot])
            cells.setdefault((column, row), []).append((x, y, found[-1]))
    return [
        replace(shared[0], members=tuple(member for spot in shared for member in spot.members))
        for shared in found
    ]
