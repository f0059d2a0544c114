"""Overlapping anchors become flat pieces of text, one after another.

HTML elements nest and labels do not: two may share words and neither hold the other. So a
passage is cut wherever a label starts or ends, and each piece knows the labels it belongs to.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefkit.spans import Span

LANES = 3  # strokes that fit under a line of text; 0 is the lane of the mentions


class Piece(NamedTuple):  # a brief has hundreds: these are made in half the time of a frozen dataclass
    """A run of text that begins and ends no label inside."""

    start: int
    end: int
    labels: tuple[str, ...]  # in the order given; none: plain text
    ends: tuple[str, ...]  # those of them that have no word after this piece

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def pieces(span: Span, labels: Sequence[tuple[str, Sequence[Span]]]) -> list[Piece]:
    """The span's text cut at every start and end of the labels' spans, which lie in it.

    The pieces are in order, none is empty, and together they are the span. The spans of one
    label may overlap each other: `occurrence: all` of "aa" in "aaa" does.
    """
    changes: list[tuple[int, int, int]] = []  # offset, number of the label, +1 or -1
    last: dict[int, int] = {}  # where the label has its last end
    for number, (_, spans) in enumerate(labels):
        for one in spans:
            changes += (one.start, number, 1), (one.end, number, -1)
            last[number] = max(last.get(number, 0), one.end)
    changes.sort()
    found: list[Piece] = []
    open_now: dict[int, int] = {}  # label → how many of its spans are open
    start = span.start
    for offset, number, change in changes:
        if offset > start:
            found.append(_piece(start, offset, open_now, labels, last))
            start = offset
        count = open_now.pop(number, 0) + change
        if count:
            open_now[number] = count
    if span.end > start:
        found.append(_piece(start, span.end, open_now, labels, last))
    return found


def _piece(
    start: int,
    end: int,
    open_now: dict[int, int],
    labels: Sequence[tuple[str, Sequence[Span]]],
    last: dict[int, int],
) -> Piece:
    if not open_now:
        return Piece(start, end, (), ())
    numbers = sorted(open_now)
    return Piece(
        start,
        end,
        tuple([labels[number][0] for number in numbers]),
        tuple([labels[number][0] for number in numbers if last[number] == end]),
    )


def lanes(labels: Iterable[tuple[str, Sequence[Span]]]) -> dict[str, int]:
    """The lane of each statement's stroke, 1 to LANES, which it keeps from end to end.

    Greedy interval colouring, the longest label first, so that the strokes nearest the words
    are the long ones. Where more than LANES overlap, the shortest share the last.
    """
    by_length = sorted(labels, key=lambda label: -sum(len(span) for span in label[1]))
    taken: list[list[Span]] = [[] for _ in range(LANES)]
    found: dict[str, int] = {}
    for name, written in by_length:
        spans = written if len(written) == 1 else _apart(written)
        lane = next((n for n, held in enumerate(taken) if _is_free(held, spans)), LANES - 1)
        for span in spans:
            insort(taken[lane], span)
        found[name] = lane + 1
    return found


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The same places as spans that do not overlap, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _is_free(held: Sequence[Span], spans: Sequence[Span]) -> bool:
    """Whether none of the spans overlaps one that the lane holds.

    Those are sorted, and apart in every lane but the last, which takes what finds no other.
    """
    for span in spans:
        place = bisect_left(held, span)
        if place and held[place - 1].end > span.start:
            return False
        if place < len(held) and held[place].start < span.end:
            return False
    return True
