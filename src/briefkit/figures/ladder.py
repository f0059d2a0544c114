"""A ladder of likelihood as a drawing of its own, for readers of Markdown; a page sets it in HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.figures.lettering import number, shortened

WORDS_ROOM, SCALE_X, PER_CENT, RANGE_X = 190, 200, 3.2, 604  # pixels; PER_CENT of them for one of a hundred
LINE, HEAD, LETTER, BAND = 24, 22, 12, 6

# What the file needs beside the charts' own style: the pages draw no such ladder.
STYLE = ".ll .o{text-anchor:middle}.ll .f{fill:var(--accent)}.ll .g{fill:var(--mention)}"


@dataclass(frozen=True, slots=True)
class Term:
    words: str
    range: str  # "55–80 %"
    low: int  # per cent
    high: int
    is_used: bool  # on the page that the drawing belongs to


@dataclass(frozen=True, slots=True)
class Rung:
    words: str
    range: str
    y: int
    text_y: int
    x: str  # of the band
    length: str
    css_class: str


@dataclass(frozen=True, slots=True)
class Bound:
    per_cent: str
    x: str


@dataclass(frozen=True, slots=True)
class Ladder:
    label: str
    width: int
    height: int
    scale: str  # path of the bounds that run through all rungs
    tracks: str  # path of the lines from 0 to 100
    bounds: tuple[Bound, ...]
    rungs: tuple[Rung, ...]


def ladder(terms: Sequence[Term], label: str) -> Ladder | None:
    """The rungs from the least likely to the most, to scale; None for a ladder without any."""
    if not terms:
        return None
    height = HEAD + LINE * len(terms)
    bounds = sorted({0, 100, *[end for term in terms for end in (term.low, term.high)]})
    return Ladder(
        label,
        RANGE_X,
        height,
        "".join(f"M{_at(bound)} {HEAD}V{height}" for bound in bounds),
        "".join(f"M{_at(0)} {HEAD + LINE * n + LINE // 2}H{_at(100)}" for n in range(len(terms))),
        tuple(Bound(str(bound), _at(bound)) for bound in _apart(bounds)),
        tuple(_rung(term, HEAD + LINE * n) for n, term in enumerate(terms)),
    )


def _at(per_cent: int) -> str:
    return number(SCALE_X + per_cent * PER_CENT)


def _apart(bounds: Sequence[int]) -> list[int]:
    """The bounds whose numbers have room beside each other, both ends among them."""
    kept = [bounds[0]]
    for bound in bounds[1:-1]:
        if bound - kept[-1] >= 8 and bounds[-1] - bound >= 8:
            kept.append(bound)
    return [*kept, bounds[-1]]


def _rung(term: Term, top: int) -> Rung:
    middle = top + LINE // 2
    return Rung(
        shortened(term.words, LETTER, WORDS_ROOM),
        term.range,
        middle - BAND // 2,
        middle + 4,
        _at(term.low),
        number((term.high - term.low) * PER_CENT),
        "f" if term.is_used else "g",
    )
