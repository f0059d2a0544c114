"""The strokes, lines and ends of the argument map, as few paths as there are ways to draw one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefkit.brief import Relation

DASHED: frozenset[Relation] = frozenset({"assumes", "alternative_to"})

END = 5  # from a node to the middle of the mark in which a line ends
FAN = (0, -9, 9, -18, 18, -27, 27)  # where the ends of one relation after the other meet a node
CLASSES = ("l", "l d", "c", "t", "i", "s", "o", "f", "r", "b")  # lines lie under strokes, these under ends

# From the middle of the mark to where its line stops, against the line's way.
STOPS: dict[Relation, int] = {"leads_to": 3, "assumes": 3, "alternative_to": 4}
Point = tuple[int, int]


@dataclass(slots=True)
class Pen:
    """Collects what is drawn by how it is drawn; whole CSS pixels, from the upper left corner."""

    drawn: dict[str, list[str]] = field(default_factory=dict)

    def draw(self, css_class: str, path: str) -> None:
        self.drawn.setdefault(css_class, []).append(path)

    def stroke(self, kind: str, x: int, y: int, length: int) -> None:
        """The stroke of a kind, its middle at y: an implication's is double."""
        if kind == "i":
            self.draw(kind, f"M{x} {y - 1.5}h{length}m0 3h-{length}")
        else:
            self.draw(kind, f"M{x} {y}h{length}")

    def bracket(self, x: int, heights: Iterable[int], reach: int) -> None:
        """Closes the strokes that end at x on the right."""
        first, *between, last = heights
        self.draw(
            "l", f"M{x} {first}h{reach}V{last}h-{reach}" + "".join(f"M{x} {y}h{reach}" for y in between)
        )

    def line(self, relation: Relation, points: list[Point]) -> None:
        """A line through the points: straight where two are level or plumb, else curved."""
        (x, y), *rest = points
        path = [f"M{x} {y}"]
        for to_x, to_y in rest:
            if to_y == y:
                path.append(f"H{to_x}")
            elif to_x == x:
                path.append(f"V{to_y}")
            else:
                half = (to_x - x) // 2
                path.append(f"c{half} 0 {half} {to_y - y} {to_x - x} {to_y - y}")
            x, y = to_x, to_y
        self.draw("l d" if relation in DASHED else "l", "".join(path))

    def bow(self, relation: Relation, start: Point, end: Point, bulge: int) -> None:
        """A line between two statements of one column, to the right of both."""
        (x, y), (to_x, to_y) = start, end
        path = f"M{x} {y}c{bulge} 0 {bulge} {to_y - y} {to_x - x} {to_y - y}"
        self.draw("l d" if relation in DASHED else "l", path)

    def example(self, relation: Relation, x: int, y: int, length: int) -> None:
        """A level line with its end, as the key shows it."""
        self.line(relation, [(x, y), (self.end(relation, x + length - END, y), y)])

    def end(self, relation: Relation, x: int, y: int, way: int = 1) -> int:
        """The mark in which a line ends, its middle at (x, y), and the x where the line stops.

        `way` is 1 for a line that comes from the left, -1 from the right.
        """
        match relation:
            case "supports":  # a line of no length with round caps is a dot
                self.draw("o", f"M{x} {y}h0")
            case "leads_to":
                self.draw("f", f"M{x + 4 * way} {y}l{-8 * way}-3.5v7z")
            case "assumes":
                self.draw("r", f"M{x - 3} {y}a3 3 0 1 0 6 0 3 3 0 1 0-6 0")
            case "contradicts":
                self.draw("b", f"M{x} {y - 5}v10")
            case "alternative_to":
                self.draw("r", f"M{x - 4} {y}l4-4 4 4-4 4z")
            case "revises":
                self.draw("b", f"M{x - 3 * way} {y - 4}l{4 * way} 4 {-4 * way} 4")
        return x - STOPS.get(relation, 0) * way

    def paths(self) -> tuple[tuple[str, str], ...]:
        """Class and outline of each path, what lies below first."""
        return tuple((name, "".join(self.drawn[name])) for name in CLASSES if name in self.drawn)
