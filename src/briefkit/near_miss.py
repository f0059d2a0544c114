"""The words of a text that come closest to a quote that does not stand in it.

A near miss is help and never a pass: "not" dropped from a sentence of thirty words leaves it
97 parts in a hundred alike. So the help names the words that differ, each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from briefkit.anchoring import find_words
from briefkit.brief import Passage
from briefkit.diagnostics import Difference
from briefkit.spans import Span
from briefkit.word_diff import TYPOGRAPHY, WORDS, compare, in_words, listed

# Below this share of letters alike the closest words are another sentence: measured, unrelated
# text of the same language reaches 59 of 100.
LEAST = 70.0
LEFT_OUT, OTHER, ADDED = 0.4, 1.4, 1.5  # costs of a word that the quote lacks, has otherwise, has too much
ALIKE = 0.6  # share of letters from which two words are one, misspelt
MOST_PAIRS = 400_000  # of words that are compared, a second's work; in more the words found are near enough
MOST_NAMED = 4  # differences; of more the diff says enough
MARKS = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb"


@lru_cache(maxsize=16)  # the help asks for it, and then the fix
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
    wanted = [_folded(match[0]) for match in WORDS.finditer(quote)]
    if len(wanted) * len(words) > MOST_PAIRS:
        return _of_whole_words(words, Span(found.dest_start, found.dest_end))
    best = _best_run(wanted, [_folded(one.of(text)) for one in words])
    return Span(words[best.start].start, words[best.end - 1].end) if best else None


def _of_whole_words(words: Sequence[Span], place: Span) -> Span | None:
    touched = [word for word in words if word.overlaps(place)]
    return Span(touched[0].start, touched[-1].end) if touched else None


def _best_run(quote: Sequence[str], text: Sequence[str]) -> Span | None:
    """The run of the text's words that the quote becomes with the fewest changes, and the first such.

    Sellers' algorithm (J. Algorithms 1(4), 1980) on words: a row a word of the quote, a column a
    word of the text, the start of the text free. Each cell holds (cost, start of the run). A word
    left out is the cheapest change: were another in its place as cheap, a quote that lacks “not”
    before its last word would end with “not”.
    """
    row = [(0.0, column) for column in range(len(text) + 1)]
    for number, word in enumerate(quote, 1):
        above, row = row, [(ADDED * number, 0)]
        for column, other in enumerate(text, 1):
            row.append(
                min(
                    (above[column - 1][0] + _change(word, other), above[column - 1][1]),
                    (above[column][0] + ADDED, above[column][1]),
                    (row[column - 1][0] + LEFT_OUT, row[column - 1][1]),
                )
            )
    end = min(range(len(row)), key=lambda column: row[column][0])
    return Span(row[end][1], end) if row[end][1] < end else None


@lru_cache(maxsize=100_000)  # the passage's words come again with every quote, and with every key pressed
def _change(word: str, other: str) -> float:
    """What it costs to take one word for the other: a slip of the pen little, another word nearly most."""
    from rapidfuzz.fuzz import ratio

    alike = ratio(word, other) / 100
    return 2 * (1 - alike) if alike > ALIKE else OTHER


def _folded(text: str) -> str:
    return text.translate(TYPOGRAPHY).lower()


def help_for(quote: str, passage: Passage, others: Sequence[Passage]) -> tuple[str, Difference | None]:
    """What to do about words that do not stand in their passage, and how the closest differ from them.

    `others`: where else the words might stand.
    """
    if found := [other.id for other in others if find_words(other.text, quote)]:
        return f"the words stand in {', '.join(found[:3])}: move the label there", None
    if find_words(" ".join(one.text for one in sorted([passage, *others], key=lambda one: one.span)), quote):
        return "the words run on into another passage: quote each passage's part in a label of its own", None
    bare = quote.strip().strip(MARKS)
    if bare != quote.strip() and find_words(passage.text, bare):
        return f"the words stand in {passage.id} without the marks around them: take the marks away", None
    span = closest(passage.text, quote)
    if span is None:
        return f"no words of {passage.id} come near: copy them from the passage", None
    difference = compare(quote, span.of(passage.text), ("written", passage.id))
    said = in_words(difference)
    where = "; ".join(said) if len(said) <= MOST_NAMED else f"they differ in {len(said)} places"
    if difference.weights:
        sorts = listed([f"a {weight}" for weight in difference.weights])
        return f"read {passage.id} again before you mend it, since {sorts} may differ: {where}", difference
    return f"write the closest words of {passage.id}: {where}", difference
