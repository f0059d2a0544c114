"""A text and its revision, passage by passage and word by word.

Words are equal only as they are written; quotation marks, dashes and white space aside, which
typing changes without meaning to. What has no equal is left without one: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefkit.brief import Passage
from briefkit.spans import Span
from briefkit.word_diff import TYPOGRAPHY, WORDS

ALIKE = 0.5  # the share of their words, in order, that two passages have in common at least
RUN = 4  # words in a row that must be equal before they are taken for the same ones elsewhere
# Pairs of passages that are compared at most, where none is equal: 400 with 400, some seconds.
MOST_COMPARED = 160_000


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, folded, and where each stands."""

    folded: tuple[str, ...]
    spans: tuple[Span, ...]
    passages: tuple[int, ...]  # of each, the number of its passage, from 0

    @staticmethod
    def of(passages: Sequence[Passage]) -> Words:
        found = [
            (match[0].translate(TYPOGRAPHY), Span(*match.span()).moved(passage.span.start), number)
            for number, passage in enumerate(passages)
            for match in WORDS.finditer(passage.text)
        ]
        return Words(*zip(*found, strict=True)) if found else Words((), (), ())


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of each passage and word."""

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    pairs: dict[int, int]  # number of an old passage → of the new one that took its place
    _words: tuple[Words, Words]
    _moved: dict[int, int] = field(repr=False)  # number of an old word → of the new one

    def home(self, passage: str) -> Passage | None:
        """The passage that took the place of an old one."""
        numbers = [number for number, one in enumerate(self.old) if one.id == passage]
        return self.new[self.pairs[numbers[0]]] if numbers and numbers[0] in self.pairs else None

    def fresh(self) -> tuple[Passage, ...]:
        """The new passages that took no other's place."""
        taken = set(self.pairs.values())
        return tuple(one for number, one in enumerate(self.new) if number not in taken)

    def place(self, span: Span) -> tuple[Passage, Span] | None:
        """Where the words of a span of the old text stand in the new one; None where it cannot be told.

        All of them, in a row, in one passage; and with them the word or the passage's end on one side,
        or what stands on both: a word alone may have many equals, and so has a full stop.
        """
        before, after = self._words
        inside = [number for number, one in enumerate(before.spans) if span.overlaps(one)]
        if not inside or any(number not in self._moved for number in inside):
            return None
        found = [self._moved[number] for number in inside]
        if found != list(range(found[0], found[0] + len(found))):
            return None
        passage = after.passages[found[0]]
        if after.passages[found[-1]] != passage:
            return None
        sides = self._beside(inside[0], found[0], -1), self._beside(inside[-1], found[-1], 1)
        if not any(sides) or not ("word" in sides or all(sides)):
            return None
        first, last = (after.spans[found[end]] for end in (0, -1))
        # A quote may begin or end inside a word: by as much as it did.
        start = first.start + max(0, span.start - before.spans[inside[0]].start)
        end = last.end - max(0, before.spans[inside[-1]].end - span.end)
        return self.new[passage], Span(start, end)

    def _beside(self, old: int, new: int, step: int) -> str:
        """What is equal beside two equal words: a word, a sign, or nothing. An edge is as good as a word."""
        edges = []
        for words, number in zip(self._words, (old, new), strict=True):
            beyond = not 0 <= number + step < len(words.spans)
            edges.append(beyond or words.passages[number + step] != words.passages[number])
        if any(edges):
            return "word" if all(edges) else ""
        if self._moved.get(old + step) != new + step:
            return ""
        return "word" if self._words[0].folded[old + step][0].isalnum() else "sign"


def align(old: tuple[Passage, ...], new: tuple[Passage, ...]) -> Alignment:
    """Passages first, equal ones before those that are alike; then the words of each pair, and the rest."""
    before, after = Words.of(old), Words.of(new)
    pairs = _pairs(_by_passage(before, len(old)), _by_passage(after, len(new)))
    moved: dict[int, int] = {}
    numbers = [_numbers(words) for words in (before, after)]
    for first, second in pairs.items():
        moved.update(_equal(before, after, numbers[0].get(first, []), numbers[1].get(second, []), 1))
    taken = set(moved.values())
    left = [number for number in range(len(before.spans)) if number not in moved]
    free = [number for number in range(len(after.spans)) if number not in taken]
    moved.update(_equal(before, after, left, free, RUN))
    return Alignment(old, new, pairs, (before, after), moved)


def _pairs(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> dict[int, int]:
    """Equal passages in order; equal ones that moved; then, among the rest, the most alike."""
    from rapidfuzz.distance import Indel

    pairs: dict[int, int] = {}
    for one in Indel.opcodes(old, new):
        if one.tag == "equal":
            pairs.update(
                zip(range(one.src_start, one.src_end), range(one.dest_start, one.dest_end), strict=True)
            )
    places: dict[tuple[str, ...], list[int]] = {}
    for number in _without(new, pairs.values()):
        places.setdefault(new[number], []).append(number)
    for number in _without(old, pairs):
        if others := places.get(old[number]):
            pairs[number] = others.pop(0)
    left, free = _without(old, pairs), _without(new, pairs.values())
    if len(left) * len(free) > MOST_COMPARED:
        return pairs
    scores = [
        (-score, abs(first - second), first, second)
        for first in left
        for second in free
        if (score := Indel.normalized_similarity(old[first], new[second], score_cutoff=ALIKE)) >= ALIKE
    ]
    for _, _, first, second in sorted(scores):
        if first not in pairs and second not in set(pairs.values()):
            pairs[first] = second
    return pairs


def _equal(
    before: Words, after: Words, old: Sequence[int], new: Sequence[int], least: int
) -> Iterator[tuple[int, int]]:
    """(old, new) of the words that are equal, where at least so many in a row are."""
    from rapidfuzz.distance import Indel

    for one in Indel.opcodes([before.folded[at] for at in old], [after.folded[at] for at in new]):
        if one.tag == "equal" and one.src_end - one.src_start >= least:
            yield from zip(old[one.src_start : one.src_end], new[one.dest_start : one.dest_end], strict=True)


def _numbers(words: Words) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, passage in enumerate(words.passages):
        found.setdefault(passage, []).append(number)
    return found


def _by_passage(words: Words, count: int) -> list[tuple[str, ...]]:
    numbers = _numbers(words)
    return [tuple(words.folded[at] for at in numbers.get(number, ())) for number in range(count)]


def _without(passages: Sequence[object], taken: object) -> list[int]:
    gone = set(taken)  # type: ignore[call-overload]
    return [number for number in range(len(passages)) if number not in gone]
