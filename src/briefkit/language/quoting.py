"""Quotes from a passage's own words: what is marked, and what may be written next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefkit.anchoring import SPACES, find_words
from briefkit.brief import Passage
from briefkit.language.desk import LabelNode
from briefkit.sentences import sentence_starts
from briefkit.spans import Span
from briefkit.word_diff import TYPOGRAPHY

CLAUSE = re.compile(r"[,;:–—](?=\s)|\s[–—-](?=\s)|[.!?…]+[\"'”’»)\]]*(?=\s|$)")
MOST_PLACES = 5  # of words that stand often, so many are offered with what follows them
CONTINUATIONS = 3  # ends of clauses offered behind the words typed


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a passage that a quote may hold, verbatim but for white space."""

    words: str
    span: Span  # in the passage's text
    occurrence: int | None  # which of them it is, where they stand more than once


def marked(label: LabelNode, passage: Passage) -> list[Span]:
    """The places of the seed that a label's quotes mark; of an ambiguous one the first."""
    mention = label.kind is not None and label.kind.base == "mention"
    found: list[Span] = []
    wanted = label.text("occurrence")
    for quote in label.quotes:
        places = find_words(passage.text, quote, mention)
        places = [one for one in places if not found or one.start >= found[-1].end]
        if wanted == "all" and len(label.quotes) == 1:
            found += places
        elif places:
            number = int(wanted) - 1 if wanted.isascii() and wanted.isdigit() else 0
            found.append(places[number] if 0 <= number < len(places) else places[0])
    return [one.moved(passage.span.start) for one in found]


def quotations(passage: Passage, typed: str, *, mention: bool) -> list[Quotation]:
    """What may follow the words typed; before any, the passage's sentences.

    Case and the shapes of quotation marks and dashes do not count in what is typed: what is offered
    are the passage's own.
    """
    text = passage.text
    spans = _continuations(text, typed) if typed.strip() else _sentences(text)
    return [quotation_of(text, span, mention) for span in dict.fromkeys(spans) if len(span)]


def quotation_of(text: str, span: Span, mention: bool) -> Quotation:
    """The words of a span as a quote, and which of their occurrences it is."""
    words = SPACES.sub(" ", span.of(text)).strip(" ")
    places = find_words(text, words, mention)
    number = next((at for at, one in enumerate(places, 1) if one.start == span.start), None)
    return Quotation(words, span, number if len(places) > 1 else None)


def _sentences(text: str) -> list[Span]:
    starts = [*sentence_starts(text), len(text)]
    return [_trimmed(text, Span(a, b)) for a, b in pairwise(starts)]


def _continuations(text: str, typed: str) -> Iterator[Span]:
    """From each place of the words typed on: to the ends of the next clauses and of the sentence."""
    begun = typed.lstrip()
    places = find_words(_folded(text), _folded(begun.rstrip()))
    starts = [*sentence_starts(text), len(text)]
    inner = [one for one in places if one.start == 0 or not text[one.start - 1].isalnum()]
    for place in (inner or places)[:MOST_PLACES]:
        end = next(start for start in starts if start > place.start)
        sentence = _trimmed(text, Span(place.start, end))
        word = re.compile(r"\w*").match(text, place.end)
        stops = [place.end if word is None else word.end()]
        stops += [_clause_end(text, found) for found in CLAUSE.finditer(text, place.end, sentence.end)][
            :CONTINUATIONS
        ]
        for stop in sorted({*stops, sentence.end}):
            if stop >= place.end:
                yield _trimmed(text, Span(place.start, stop))


def _clause_end(text: str, found: re.Match[str]) -> int:
    """Before the mark that ends a clause; behind the one that ends a sentence."""
    return found.end() if found[0][0] in ".!?…" else found.start()


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _folded(text: str) -> str:
    """The text as it is compared: each character in the place of its own."""
    return "".join(
        low if len(low := letter.lower()) == 1 else letter for letter in text.translate(TYPOGRAPHY)
    )
