"""The map of the places that a page names: where each is, and its name beside it.

Drawn over one shared base map (templates/assets/land.svg) of which a figure shows a part. Where
places stand so close that names are left over, a second, enlarged part is drawn below the first.
A name keeps its place beside its dot at every size of type, since it is set off in ems.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefkit.figures.equal_earth import HALF_HEIGHT, HALF_WIDTH, project
from briefkit.figures.labelling import Box, Labelling
from briefkit.figures.lettering import number, shortened, width
from briefkit.figures.map_extent import WIDTH, Spot, View, enlarged, joined, view_of

BETWEEN = 14  # from the first part to the enlarged one
SIZE = 13.0  # of the type, on a wide page; what CSS sets it to on narrow ones is in NARROW
NARROW = (17.0, 25.0)
DOT = 3.5  # half of a dot, with the air it needs
NAME_ROOM, JOINED_ROOM = 170.0, 250.0  # px at SIZE


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the page has it; its words are finished."""

    name: str
    href: str
    at: tuple[float, float] | None  # latitude and longitude in degrees; None: not on the map
    weight: int  # how often it is named: the greater, the sooner its name finds room
    is_area: bool  # a country or region: its name stands on it, without a dot
    coordinates: str  # "33.35° N, 43.78° E"; "" without
    mentions: str  # "2 mentions"


@dataclass(frozen=True, slots=True)
class Name:
    words: str
    href: str
    between: str  # what stands before it in a joined label: ", "


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot with the names of the places that share it, or the name of an area."""

    dot: str  # its path; "" for an area
    href: str  # of the first of its places
    words: str  # all the places, for a dot without a name; "" where the label says it
    names: tuple[Name, ...]  # of the label; () where there is no room
    more: str  # "and 3 more", behind them
    css_class: str  # of the label: where it stands from x and y, and whether in small print too
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the drawing's parts and what of the base map it shows."""

    y: int
    height: int
    land_x: str
    land_y: str
    land_width: str
    land_height: str
    window: str  # path of the frame round what the next part enlarges; "" without
    dots: str  # path of the dots whose names the next part has
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PlaceMap:
    width: int
    height: int
    label: str
    parts: tuple[Part, ...]
    rows: tuple[Place, ...]  # every place, also those that are not on the map
    without: int  # places without coordinates
    nameless: int  # places on the map whose names found no room


def place_map(places: Sequence[Place], label: str, more: Callable[[int], str]) -> PlaceMap | None:
    """The map, or None where no place has coordinates; `more(3)` says " and 3 more"."""
    spots = [
        Spot(*project(*place.at), place.is_area, (place,))
        for place in sorted(places, key=lambda one: (one.is_area, -one.weight))
        if place.at is not None
    ]
    if not spots:
        return None
    view = view_of(spots)
    parts = [_part(view, spots, 0, more)]
    if left_over := _nameless(parts[0], spots):
        detail = enlarged(view, spots, left_over)
        if detail:
            parts = _two_parts(view, detail, spots, more)
    named = sum(len(mark.names) for part in parts for mark in part.marks)
    height = parts[-1].y + parts[-1].height
    return PlaceMap(
        WIDTH, height, label, tuple(parts), tuple(places), len(places) - len(spots), len(spots) - named
    )


def _two_parts(
    view: View, detail: View, spots: Sequence[Spot[Place]], more: Callable[[int], str]
) -> list[Part]:
    inside = [spot for spot in spots if detail.holds(spot)]
    outside = [spot for spot in spots if not detail.holds(spot)]
    x, y = (detail.left - view.left) * view.scale, (detail.top - view.top) * view.scale
    factor = view.scale / detail.scale
    window = Box(x, y, x + WIDTH * factor, y + detail.height * factor)
    return [
        _part(view, outside, 0, more, window, inside),
        _part(detail, inside, view.height + BETWEEN, more),
    ]


# -- names and their dots --------------------------------------------------------------------------


def _nameless(part: Part, spots: Sequence[Spot[Place]]) -> set[Place]:
    """The places that no label of the part names."""
    named = {name.href for mark in part.marks for name in mark.names}
    return {place for spot in spots for place in spot.members if place.href not in named}


def _part(
    view: View,
    spots: Sequence[Spot[Place]],
    y: int,
    more: Callable[[int], str],
    window: Box | None = None,
    inside: Sequence[Spot[Place]] = (),
) -> Part:
    shown = joined(view, spots)
    nameless = [view.on(spot) for spot in joined(view, inside) if not spot.is_area]
    dots = [view.on(spot) for spot in shown if not spot.is_area]
    labelling = Labelling(WIDTH, view.height, (SIZE, *NARROW), [*dots, *nameless], DOT)
    if window:
        labelling.keep_free(window)
    marks = [_mark(view, spot, labelling, more) for spot in shown]
    return Part(
        y,
        view.height,
        number((-HALF_WIDTH - view.left) * view.scale),
        number((-HALF_HEIGHT - view.top) * view.scale),
        number(2 * HALF_WIDTH * view.scale),
        number(2 * HALF_HEIGHT * view.scale),
        _frame(window) if window else "",
        "".join(_dot(*at) for at in nameless),
        tuple(mark for mark in marks if mark),
    )


def _mark(view: View, spot: Spot[Place], labelling: Labelling, more: Callable[[int], str]) -> Mark | None:
    names, behind = _label(spot.members, more)
    words = "".join([name.between + name.words for name in names]) + behind
    x, y = view.on(spot)
    placed = labelling.place(x, y, width(words, SIZE) / SIZE, spot.is_area)
    if not placed and spot.is_area:
        return None
    return Mark(
        "" if spot.is_area else _dot(x, y),
        spot.members[0].href,
        "" if placed else ", ".join([place.name for place in spot.members[:8]]),
        tuple(names) if placed else (),
        behind if placed else "",
        f"{placed} A" if spot.is_area else placed,
        number(x),
        number(y),
    )


def _label(places: Sequence[Place], more: Callable[[int], str]) -> tuple[list[Name], str]:
    """As many names as one label takes, and how many it leaves out."""
    names: list[Name] = []
    room = NAME_ROOM if len(places) == 1 else JOINED_ROOM
    for place in places:
        words = shortened(place.name, SIZE, NAME_ROOM)
        room -= width(words, SIZE)
        if names and room < 0:
            break
        names.append(Name(words, place.href, ", " if names else ""))
    left_out = len(places) - len(names)
    return names, more(left_out) if left_out else ""


def _dot(x: float, y: float) -> str:
    return f"M{number(x)} {number(y)}h0"


def _frame(box: Box) -> str:
    return f"M{box.left:.0f} {box.top:.0f}H{box.right:.0f}V{box.bottom:.0f}H{box.left:.0f}z"
