"""Where two wordings differ, word by word, and which of the differences change what is said.

A number, a negation, a modal or a name in a sentence of thirty words is a hundredth of its letters
and all of its meaning: those differences are named for what they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from briefkit.data import Table, read_json
from briefkit.diagnostics import Difference, Run, Weight
from briefkit.likelihood import SCALES
from briefkit.spans import Span

TOKENS = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]|\s+")  # a number is one word
WORDS = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]")
WHOLE_WORDS = re.compile(r"\d+(?:[.,]\d+)*[^\W_]*|[^\W_]+(?:['’-][^\W_]+)*")
CONTRACTED = re.compile(r"n['’]t\Z", re.IGNORECASE)  # "doesn't"
SENTENCE_END = re.compile(r"(?:^|[.!?…:][\"'”’»)\]]*\s+)[\"'“‘«(\[•*–—-]*\s*\Z")

# What typing and word processors change without meaning to: quotation marks, dashes, spaces.
SINGLE, DOUBLE = "\u2018\u2019\u201a\u201b\u2032`\u00b4", "\u201c\u201d\u201e\u201f\u2033"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys(SINGLE, "'"), **dict.fromkeys(DOUBLE, '"'), **dict.fromkeys(DASHES, "-")}
)


def _read_words() -> dict[str, frozenset[str]]:
    """The tables of all languages at once, a text may hold several; a term of a ladder is a modal."""
    tables = {
        sort: frozenset(word for words in by_language.values() for word in words)
        for sort, by_language in read_json("weighty_words.json").items()
    }
    ladders = {word for scale in SCALES.values() for word in scale.by_words}
    return tables | {"modal": tables["modal"] | ladders}


WEIGHTY: Mapping[str, frozenset[str]] = Table(_read_words)


def compare(written: str, stands: str, titles: tuple[str, str]) -> Difference:
    """The word diff of what is written and what stands; `titles` say whose words each are, in a word.

    White space at the ends is left out and any other run of it is one space, as in a quote.
    """
    return Difference(titles, _runs(" ".join(written.split()), " ".join(stands.split())))


@lru_cache(maxsize=16)  # the help asks for it, and then the fix
def _runs(ours: str, theirs: str) -> tuple[Run, ...]:
    a, b = ([Span(*one.span()) for one in TOKENS.finditer(text)] for text in (ours, theirs))
    matcher = SequenceMatcher(
        None, [one.of(ours) for one in a], [one.of(theirs) for one in b], autojunk=len(a) + len(b) > 2000
    )
    heavy_ours, heavy_theirs = list(_weighty_words(ours)), list(_weighty_words(theirs))
    runs: list[Run] = []
    for tag, i, j, m, n in matcher.get_opcodes():
        left, right = _stretch(a, i, j, len(ours)), _stretch(b, m, n, len(theirs))
        weights: tuple[Weight, ...] = ()
        if tag != "equal" and not only_typography(left.of(ours), right.of(theirs)):
            weights = _weights(left, heavy_ours, right, heavy_theirs)
        runs.append(Run(left.of(ours), right.of(theirs), weights))
    return tuple(runs)


def only_typography(written: str, stands: str) -> bool:
    """Whether the two differ by the shape of quotation marks and dashes alone."""
    return written.translate(TYPOGRAPHY) == stands.translate(TYPOGRAPHY)


def in_words(difference: Difference) -> list[str]:
    """Each difference in a few words: “34” should be “43”."""
    changed = [run for run in difference.runs if not run.same]
    if changed and all(only_typography(run.written, run.stands) for run in changed):
        marks = dict.fromkeys(f"{_mark(run.written)} for {_mark(run.stands)}" for run in changed)
        return [f"the quote has {', '.join(marks)}"]
    return [_in_words(run) for run in changed]


def listed(words: Sequence[str]) -> str:
    """The words as a sentence lists them: a, b and c."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _in_words(run: Run) -> str:
    written, stands = (
        f"“{text.strip()}”" if text.strip() else "a space" for text in (run.written, run.stands)
    )
    if not run.written:
        return f"the quote lacks {stands}"
    if not run.stands:
        return f"the passage has no {written}" if run.written.strip() else "the quote has a space too many"
    return f"{written} should be {stands}"


def _mark(mark: str) -> str:
    """A mark and its name: the eye hardly tells them apart."""
    return f"{mark} ({unicodedata.name(mark, 'unnamed').lower()})" if len(mark) == 1 else mark


def _stretch(tokens: list[Span], first: int, end: int, length: int) -> Span:
    """The span of some tokens; where there are none, the place between their neighbours."""
    if first < end:
        return Span(tokens[first].start, tokens[end - 1].end)
    place = tokens[first].start if first < len(tokens) else length
    return Span(place, place)


def _weights(
    left: Span, ours: list[tuple[Span, Weight, str]], right: Span, theirs: list[tuple[Span, Weight, str]]
) -> tuple[Weight, ...]:
    """What sorts of weighty words the two stretches do not have in common."""
    here = {(sort, word) for span, sort, word in ours if span.overlaps(left)}
    there = {(sort, word) for span, sort, word in theirs if span.overlaps(right)}
    differing = {sort for sort, _ in here ^ there}
    return tuple(weight for weight in Weight if weight in differing)


def _weighty_words(text: str) -> Iterator[tuple[Span, Weight, str]]:
    """Every number, negation, modal and name of a text, with its place.

    A capital makes a name, but for the small words ("The") that a sentence may begin with; other
    first words cannot be told from names, and to name one too many costs nobody anything.
    """
    for found in WHOLE_WORDS.finditer(text):
        word, span = found[0], Span(*found.span())
        folded = word.casefold()
        if word[0].isdecimal() or folded in WEIGHTY["number"]:
            yield span, Weight.NUMBER, folded
        elif folded in WEIGHTY["negation"] or CONTRACTED.search(word):
            yield span, Weight.NEGATION, folded
        elif folded in WEIGHTY["modal"]:
            yield span, Weight.MODAL, folded
        elif _is_name(word, text, span.start):
            yield span, Weight.NAME, word


def _is_name(word: str, text: str, place: int) -> bool:
    if not any(part[0].isupper() for part in re.split("['’-]", word)):
        return False
    is_written_so_anyway = word.casefold() in WEIGHTY["small"] and not (len(word) > 1 and word.isupper())
    return not (is_written_so_anyway and SENTENCE_END.search(text, 0, place))
