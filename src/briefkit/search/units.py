"""What the search finds: passages as far as they are published, with the statements that rest on them.

A unit is a passage, or a part of a long one. Under `publish: quotes` it has the quoted words and
nothing else of the seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefkit.brief import Brief, Label, Passage, Statement
from briefkit.spans import Span, utf16_length

LONGEST = 3000  # code points of a unit; a longer passage is cut where it has white space
GAP = " … "  # between words that do not follow one another


@dataclass(frozen=True, slots=True)
class Found:
    """A statement with the places of its quote in the text of its unit, in code points."""

    label: Label
    body: Statement
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    passage: str
    text: str
    statements: tuple[Found, ...]

    def quotes(self) -> str:
        return "\n".join([span.of(self.text) for found in self.statements for span in found.spans])


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of the seed and where it begins in the unit's text."""

    span: Span
    at: int


def units(brief: Brief) -> Iterator[Unit]:
    by_passage: dict[str, list[Label]] = {}
    for label in brief.labels:
        by_passage.setdefault(label.passage, []).append(label)
    for passage in brief.passages:
        yield from _units(brief, passage, by_passage.get(passage.id, []))


def _units(brief: Brief, passage: Passage, labels: Sequence[Label]) -> Iterator[Unit]:
    statements = [(one, one.body) for one in labels if isinstance(one.body, Statement)]
    shown = [passage.span]
    if brief.publish != "full" and not any(label.shows_passage for label in labels):
        shown = list(_union(span for label in labels for span in label.anchors))
    parts = list(_parts(shown, brief.seed.text)) or [[]]
    for number, part in enumerate(parts):
        text, runs = _joined(part, brief.seed.text)
        here = [
            Found(label, body, tuple(_places(label.anchors, runs)))
            for label, body in statements
            if _belongs(label.anchors, part) or (number == 0 and not label.anchors)
        ]
        if text or here:
            yield Unit(passage.id, text, tuple(here))


def _union(spans: Iterable[Span]) -> Iterator[Span]:
    start = end = -1
    for span in sorted(spans, key=lambda span: span.start):
        if span.start > end:
            if end > start:
                yield Span(start, end)
            start, end = span.start, span.end
        end = max(end, span.end)
    if end > start:
        yield Span(start, end)


def _parts(shown: Iterable[Span], text: str) -> Iterator[list[Span]]:
    """The spans in lots of no more than LONGEST code points."""
    part, room = list[Span](), LONGEST
    for span in shown:
        start = span.start
        while span.end - start > room:
            end = _cut(text, start, room) if room > LONGEST // 2 else start
            if end > start:
                part.append(Span(start, end))
            yield part
            part, room, start = [], LONGEST, end
        part.append(Span(start, span.end))
        room -= span.end - start
    if part:
        yield part


def _cut(text: str, start: int, room: int) -> int:
    """Where to cut: behind the last white space there is, else in the midst of a word."""
    for end in range(start + room, start + room // 2, -1):
        if text[end - 1].isspace():
            return end
    return start + room


def _joined(spans: Sequence[Span], seed: str) -> tuple[str, list[_Run]]:
    text, runs = "", list[_Run]()
    for span in spans:
        text += GAP if runs and runs[-1].span.end < span.start else ""
        runs.append(_Run(span, len(text)))
        text += span.of(seed)
    return text, runs


def _belongs(anchors: Sequence[Span], part: Sequence[Span]) -> bool:
    """Whether the statement's first quoted word stands in this part of the passage."""
    return any(span.start <= anchors[0].start < span.end for span in part) if anchors else False


def _places(anchors: Iterable[Span], runs: Iterable[_Run]) -> Iterator[Span]:
    for anchor in anchors:
        for run in runs:
            start, end = max(anchor.start, run.span.start), min(anchor.end, run.span.end)
            if start < end:
                yield Span(start, end).moved(run.at - run.span.start)


def utf16_offsets(text: str, offsets: Sequence[int]) -> list[int]:
    """The offsets as a browser counts them."""
    return [utf16_length(text[:offset]) for offset in offsets]
