"""The charts' macros, run as the pages run them, and what is read off a drawing."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree

from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from briefkit.figures.lettering import width

ROOT = Path(__file__).parents[2]
TEMPLATES = Environment(
    loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Names as they may come: long, from right to left, ideographs, emoji, markup.
NAMES = st.one_of(
    st.text(min_size=1, max_size=40),
    st.sampled_from(
        [
            "عبد الرحمن بن محمد آل سعود",
            "日本国外務省アジア大洋州局",
            "🚢🚢🚢",
            "<b>&amp;\"'",
            "W" * 300,
            "word " * 60,
        ]
    ),
).map(
    lambda name: re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "?", name)
)  # what XML can hold


def draw(name: str, view: object, macro: str = "figure", prefix: str = "") -> str:
    module: Any = TEMPLATES.get_template(f"figures/{name}.svg.j2").module
    return str(getattr(module, macro)(view, prefix))


def listing(name: str, view: object, macro: str = "table") -> str:
    """The same data in HTML."""
    module: Any = TEMPLATES.get_template(f"figures/{name}.svg.j2").module
    return str(getattr(module, macro)(view))


def parsed(markup: str) -> ElementTree.Element:
    """The tree of a drawing; raises where it is no XML."""
    return ElementTree.fromstring(markup)


View = TypeVar("View")


def there(view: View | None) -> View:
    """The view of a chart that has something to show."""
    assert view is not None
    return view


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def letters(words: str, x: float, baseline: float, size: float = 12, middle: bool = False) -> Box:
    """The box of a text: from its ascenders to its descenders."""
    length = width(words, size)
    left = x - length / 2 if middle else x
    return Box(left, baseline - 0.8 * size, left + length, baseline + 0.2 * size)


def collisions(boxes: list[Box]) -> list[tuple[Box, Box]]:
    return [(one, other) for n, one in enumerate(boxes) for other in boxes[:n] if one.meets(other)]
