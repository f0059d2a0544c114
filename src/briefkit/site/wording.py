"""The words, letters and class names that the pages use for kinds, links, dates and counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefkit.brief import Kind, Relation
from briefkit.edtf import NotEdtf, in_words

FORWARDS: Mapping[Relation, str] = {
    "supports": "supports",
    "leads_to": "leads to",
    "contradicts": "contradicts",
    "assumes": "assumes",
    "alternative_to": "alternative to",
    "revises": "revises",
}
# How the same link reads from its other end.
BACKWARDS: Mapping[Relation, str] = {
    "supports": "supported by",
    "leads_to": "follows from",
    "contradicts": "contradicted by",
    "assumes": "assumed by",
    "alternative_to": "alternative to",
    "revises": "revised by",
}
# Written from both ends these say one thing, and it is shown once.
MUTUAL: frozenset[Relation] = frozenset({"contradicts", "alternative_to"})
# The NATO Admiralty code, AJP-2.1.
RELIABILITY: Mapping[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
RESULTS: Mapping[str, str] = {
    "happened": "Happened",
    "partly": "Happened in part",
    "did-not": "Did not happen",
    "unclear": "Unclear whether it happened",
}
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


def signs(kinds: Mapping[str, Kind]) -> dict[str, Sign]:
    """The sign of every kind. Where two begin alike, the later one takes a second letter."""
    found: dict[str, Sign] = {}
    taken = set[str]()
    for name, kind in kinds.items():
        letter = kind.title[:1].upper()
        if letter in taken:
            letter = kind.title[:1].upper() + name[1:2]
        taken.add(letter)
        is_mention = kind.base == "mention"
        stroke = STROKES.get(name, "m" if is_mention else "s")
        found[name] = Sign(name, kind.title, letter, stroke, is_mention)
    return found


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=1024)  # a brief and its lists say the same few dates many times
def date_in_words(date: str) -> str:
    """The EDTF text in English, or as it was written if it is none: that is said elsewhere."""
    try:
        return in_words(date)
    except NotEdtf:
        return date


def counted(number: int, noun: str) -> str:
    """Like "1 claim", "3 claims", "1,204 mentions"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def plural(title: str) -> str:
    return f"{title}s"


def counts_in_words(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(counted(number, kind) for kind, number in counts)


def enumerated(words: Iterable[str]) -> str:
    """Like "a", "a and b", "a, b and c"."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def bracketed(words: str, supplied: Any) -> str:
    """What the editor supplied stands in [brackets]."""
    return f"[{words}]" if supplied else words
