"""The words of a text that come closest to a quote that does not stand in it.

A near miss is help and never a pass: "not" dropped from a sentence of thirty words leaves it
97 parts in a hundred alike. So the help names the words that differ, each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from briefkit.anchoring import SPACES, find_words
from briefkit.brief import Passage
from briefkit.spans import Span

# Below this share of letters alike the closest words are another sentence: measured, unrelated
# text of the same language reaches 59 of 100.
LEAST = 70.0
TOKENS = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]|\s+")  # a number is one word
WORDS = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]")
MARKS = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb"
# What typing and word processors change without meaning to: quotation marks, dashes, spaces.
SINGLE, DOUBLE = "\u2018\u2019\u201a\u201b\u2032`\u00b4", "\u201c\u201d\u201e\u201f\u2033"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys(SINGLE, "'"), **dict.fromkeys(DOUBLE, '"'), **dict.fromkeys(DASHES, "-")}
)


def closest(text: str, quote: str) -> Span | None:
    """The words of the text most like the quote, whole words; None where nothing is near."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # 25 ms, and only where a quote is wrong

    found = partial_ratio_alignment(_folded(quote), _folded(text), score_cutoff=LEAST)
    if found is None or not quote.strip():
        return None
    # The alignment is as long as the quote; where words are missing it is off by their length.
    around = len(quote) // 2 + 40
    window = Span(max(0, found.dest_start - around), min(len(text), found.dest_end + around))
    words = [Span(*match.span()) for match in WORDS.finditer(text, window.start, window.end)]
    best = _best_run(
        [_folded(match[0]) for match in WORDS.finditer(quote)], [_folded(one.of(text)) for one in words]
    )
    return Span(words[best.start].start, words[best.end - 1].end) if best else None


def _best_run(quote: Sequence[str], text: Sequence[str]) -> Span | None:
    """The run of the text's words that the quote becomes with the fewest changes, and the first such.

    Sellers' algorithm (J. Algorithms 1(4), 1980) on words: a row a word of the quote, a column a
    word of the text, the start of the text free. Each cell holds (cost, start of the run).
    """
    from rapidfuzz.fuzz import ratio

    row = [(0.0, column) for column in range(len(text) + 1)]
    for number, word in enumerate(quote, 1):
        above, row = row, [(float(number), 0)]
        for column, other in enumerate(text, 1):
            change = (
                0.0 if word == other else 1.0 - ratio(word, other) / 200
            )  # a word half alike is half a change
            row.append(
                min(
                    (above[column - 1][0] + change, above[column - 1][1]),
                    (above[column][0] + 1, above[column][1]),
                    (row[column - 1][0] + 1, row[column - 1][1]),
                )
            )
    end = min(range(len(row)), key=lambda column: row[column][0])
    return Span(row[end][1], end) if row[end][1] < end else None


def _folded(text: str) -> str:
    return text.translate(TYPOGRAPHY).lower()


def differences(quote: str, words: str) -> list[tuple[str, str]]:
    """(in the quote, in the text) for each run of words that differs; white space aside."""
    ours, theirs = _tokens(quote), _tokens(words)
    runs: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            runs.append((_joined(ours[a:b]), _joined(theirs[c:d])))
    return runs


def help_for(quote: str, passage: Passage, others: Sequence[Passage]) -> str:
    """What to do about words that do not stand in their passage. `others`: where else they might."""
    if found := [other.id for other in others if find_words(other.text, quote)]:
        return f"the words stand in {', '.join(found[:3])}: move the label there"
    if find_words(" ".join(one.text for one in sorted([passage, *others], key=lambda one: one.span)), quote):
        return "the words run on into another passage: quote each passage's part in a label of its own"
    bare = quote.strip().strip(MARKS)
    if bare != quote.strip() and find_words(passage.text, bare):
        return f"the words stand in {passage.id} without the marks around them: take the marks away"
    span = closest(passage.text, quote)
    if span is None:
        return f"no words of {passage.id} come near: copy them from the passage"
    words = SPACES.sub(" ", span.of(passage.text))
    return f"the closest words in {passage.id} are “{words}”{_named(differences(quote, words))}"


def _named(runs: Sequence[tuple[str, str]]) -> str:
    if not runs or len(runs) > 4:
        return ""
    if all(ours.translate(TYPOGRAPHY) == theirs.translate(TYPOGRAPHY) for ours, theirs in runs):
        marks = ", ".join(dict.fromkeys(f"{_mark(ours)} for {_mark(theirs)}" for ours, theirs in runs))
        return f": the quote has {marks}"
    parts = []
    for ours, theirs in runs:
        if not ours:
            parts.append(f"the quote lacks “{theirs}”")
        elif not theirs:
            parts.append(f"the passage has no “{ours}”")
        else:
            parts.append(f"“{ours}” should be “{theirs}”")
    return ": " + ", ".join(parts)


def _mark(mark: str) -> str:
    """A mark and its name: the eye hardly tells them apart."""
    return f"{mark} ({unicodedata.name(mark, 'unnamed').lower()})" if len(mark) == 1 else mark


def _tokens(text: str) -> list[str]:
    return [" " if token.isspace() else token for token in TOKENS.findall(text.strip())]


def _joined(tokens: Sequence[str]) -> str:
    return "".join(tokens).strip() or ("a space" if tokens else "")
