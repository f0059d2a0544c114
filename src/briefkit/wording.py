"""The letters and class names by which the pages tell kinds apart, and how words are set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefkit.brief import Kind, Relation
from briefkit.interface import Interface

# Written from both ends these say one thing, and it is shown once.
MUTUAL: frozenset[Relation] = frozenset({"contradicts", "alternative_to"})
# Each built-in kind has a stroke and a colour of its own; the added ones share two more.
STROKES = {"claim": "c", "trend": "t", "implication": "i", "actor": "a", "place": "p"}


@dataclass(slots=True)
class Sign:
    """How a kind is shown: never by colour alone, but by a letter, a stroke and a word."""

    kind: str
    title: str
    letter: str
    stroke: str
    is_mention: bool
    noun: str  # the kind within a sentence
    plural: str  # the heading of several


def signs(kinds: Mapping[str, Kind], words: Interface) -> dict[str, Sign]:
    """The sign of every kind. Where two begin alike, the later one takes a second letter."""
    found: dict[str, Sign] = {}
    taken = set[str]()
    for name, kind in kinds.items():
        letter, title = words.letter(kind), words.title(kind)
        if letter in taken:
            letter += title[1:2].lower()
        taken.add(letter)
        is_mention = kind.base == "mention"
        stroke = STROKES.get(name, "m" if is_mention else "s")
        found[name] = Sign(
            name, title, letter, stroke, is_mention, words.noun(kind), words.plural_title(kind)
        )
    return found


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def bracketed(words: str, supplied: Any) -> str:
    """What the editor supplied stands in [brackets]."""
    return f"[{words}]" if supplied else words


def coordinates(at: tuple[float, float], words: Interface) -> str:
    """Like "43.7° N, 7.27° E"."""
    north, east = "S" if at[0] < 0 else "N", "W" if at[1] < 0 else "E"
    return (
        f"{abs(at[0]):g}°\N{NO-BREAK SPACE}{words.code('compass', north)}{words.comma}"
        f"{abs(at[1]):g}°\N{NO-BREAK SPACE}{words.code('compass', east)}"
    )
