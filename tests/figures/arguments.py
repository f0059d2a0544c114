"""Arguments to draw, and what is read off their maps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st
from tests.figures.charts import NAMES

from briefkit.figures.argument_extent import Link
from briefkit.figures.argument_list import ORDER, Node
from briefkit.figures.argument_map import ArgumentMap, Words, argument_map
from briefkit.figures.lettering import width

WORDS = Words(
    title="Argument map",
    kinds={"c": "claim", "t": "trend", "i": "implication", "s": "other"},
    ends={relation: f"ends {relation}" for relation in ORDER},
    back={relation: f"back {relation}" for relation in ORDER},
)


def node(name: str, kind: str = "c", judgment: int = 0, likelihood: str = "") -> Node:
    said = f"key judgment {judgment}" if judgment else ""
    return Node(name, kind, f"{kind.upper()}1 p7", f"#{name}", said, likelihood)


def drawn(nodes: list[Node], links: list[Link], judgments: tuple[int, ...] = ()) -> ArgumentMap:
    found = argument_map(nodes, links, judgments, WORDS)
    assert found
    return found


@st.composite
def arguments(draw: st.DrawFn) -> tuple[list[Node], list[Link], tuple[int, ...]]:
    """Any statements and links, circles among them, and some of the statements as judgments."""
    count = draw(st.integers(2, 30))
    judgments = draw(st.lists(st.integers(0, count - 1), unique=True, max_size=4))
    nodes = [
        Node(
            draw(NAMES),
            draw(st.sampled_from("ctis")),
            f"C{place} p{place * 31}",
            f"#n{place}",
            f"key judgment {judgments.index(place) + 1}" if place in judgments else "",
            draw(st.sampled_from(["", "[very likely]", "[محتمل]"])),
        )
        for place in range(count)
    ]
    places = st.integers(0, count - 1)
    links = draw(st.lists(st.builds(Link, places, places, st.sampled_from(ORDER)), max_size=50))
    return nodes, links, tuple(judgments)


def many(statements: int, links: int) -> tuple[list[Node], list[Link], tuple[int, ...]]:
    """A large argument, the same at every call, with five judgments."""
    chance = Random(statements)
    nodes = [
        node(f"n{place}", chance.choice("cctis"), place + 1 if place < 5 else 0)
        for place in range(statements)
    ]
    made = [
        Link(chance.randrange(statements), chance.randrange(statements), chance.choice(ORDER))
        for _ in range(links)
    ]
    return nodes, made, (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Area:
    """The room of words or of a stroke."""

    what: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def lettering(found: ArgumentMap) -> Iterator[Area]:
    """The room of all words of the map, with as much above the baseline as capitals take."""
    for column in found.columns:
        x = float(column.x)
        for view in column.nodes:
            size = 14.0 if view.strong else 13.0
            for line in view.lines:
                y = float(line.y)
                end = x + width(line.words, size, view.strong)
                yield Area(line.words, x, y - 0.75 * size, end, y + 3)
            right = x + float(found.reference_x)
            yield Area(view.reference, right - width(view.reference, 11.0), y - 8, right, y + 3)
            if view.beneath:
                y = float(view.beneath.y)
                yield Area(view.beneath.words, x, y - 8, x + width(view.beneath.words, 11.0), y + 3)
    for text in found.key:
        x, y = float(text.x), float(text.y)
        yield Area(text.words, x, y - 8, x + width(text.words, 11.0), y + 3)


def path(found: ArgumentMap, css_class: str) -> str:
    return dict(found.paths).get(css_class, "")


def columns(found: ArgumentMap) -> list[list[str]]:
    """The names in each column, from the left."""
    return [
        [" ".join(line.words for line in view.lines) for view in column.nodes] for column in found.columns
    ]


def level_lines(found: ArgumentMap) -> list[tuple[float, float, float]]:
    """Left, right and height of every level piece of a line."""
    pieces = []
    for css_class in ("l", "l d"):
        for line in re.findall(r"M[^M]+", path(found, css_class)):
            x = y = 0.0
            for command, written in re.findall(r"([MHVcvh])([^MHVcvh]*)", line):
                values = [float(value) for value in re.findall(r"-?[\d.]+", written)]
                match command:
                    case "M":
                        x, y = values
                    case "H" | "h":
                        to = values[0] if command == "H" else x + values[0]
                        pieces.append((min(x, to), max(x, to), y))
                        x = to
                    case "V":
                        y = values[0]
                    case "c":
                        x, y = x + values[4], y + values[5]
    return pieces
