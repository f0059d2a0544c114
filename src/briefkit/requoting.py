"""The words that a quote was most likely to have, where that can be told.

Only slips are mended: marks and spaces that a program changed, a letter or two of a word, an
article. Whatever may turn the meaning round is the editor's to read again: a number, a negation, a
modal or a name that differs, and any word that the quote has and the passage has not. It holds for
languages whose words are in no table here, since nothing of a word is taken for a slip but letters
inside it: "kein" is not "ein", nor "immoral" "moral".
"""

from __future__ import annotations

from dataclasses import dataclass

from briefkit.anchoring import SPACES, find_words
from briefkit.diagnostics import Run
from briefkit.near_miss import MARKS, closest
from briefkit.word_diff import compare, only_typography

ARTICLES = frozenset(["a", "an", "the"])
SHORTEST = 4  # letters of a word in which one may be wrong
MOST_WRONG = 2  # letters of a word


@dataclass(frozen=True, slots=True)
class Meant:
    """Words of a passage, and whether they differ from the quote in marks and spaces alone."""

    words: str
    sure: bool


def requote(quote: str, text: str) -> Meant | None:
    """The words of the text that the quote was meant to be."""
    bare = quote.strip().strip(MARKS)
    if bare and bare != quote.strip() and find_words(text, bare):
        return Meant(bare, sure=True)
    span = closest(text, quote)
    if span is None:
        return None
    words = SPACES.sub(" ", span.of(text))
    difference = compare(quote, words, ("written", "meant"))
    changed = [run for run in difference.runs if not run.same]
    if all(_is_typography(run) for run in changed):
        return Meant(words, sure=True)
    if difference.weights or not all(_is_typography(run) or _is_slip(run) for run in changed):
        return None
    return Meant(words, sure=False)


def _is_typography(run: Run) -> bool:
    written, stands = (side.replace("…", "...").strip() for side in (run.written, run.stands))
    return only_typography(written, stands)


def _is_slip(run: Run) -> bool:
    """Whether the runs differ in an article, a mark between words, or letters inside one word."""
    ours, theirs = run.written.split(), run.stands.split()
    if not any(map(str.isalnum, run.written + run.stands)):
        return True
    if not ours or not theirs:
        return {word.casefold() for word in ours + theirs} <= ARTICLES
    return len(ours) == len(theirs) == 1 and _is_misspelt(ours[0], theirs[0])


def _is_misspelt(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # an exchange of two letters is one slip

    one, other = one.casefold(), other.casefold()
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST or one[0] != other[0]:
        return False
    return OSA.distance(one, other) <= MOST_WRONG
