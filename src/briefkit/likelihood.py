"""The ladders of words for how likely something is.

The ladders are two: ICD 203's of the United States and the PHIA probability yardstick of the
United Kingdom, in data/likelihood.json. A term stands for a band of per cent and never for one
number; the gaps between the yardstick's bands are its own. The adverbs that take a term's place in
a sentence ("almost certainly", "probably") count among its synonyms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefkit.data import Table, read_json
from briefkit.spans import WHITE_SPACE, Span

CONFIDENCE_WORDS = re.compile(r"(?<!\w)(?ai:confiden(?:ce|t|tly))(?!\w)")


@dataclass(frozen=True, slots=True)
class Term:
    """A rung of a ladder: its words, and the band they stand for, in per cent, both ends included."""

    words: str
    synonyms: tuple[str, ...]  # those of the second column first
    low: int
    high: int


@dataclass(frozen=True)
class Scale:
    """A ladder, its terms from the least likely to the most."""

    name: str
    title: str
    language: str  # of its terms, BCP 47
    terms: tuple[Term, ...]
    source: str
    second_column: frozenset[str] = frozenset()  # in ICD 203's table, the row below

    @cached_property
    def by_words(self) -> Mapping[str, Term]:
        return {words: term for term in self.terms for words in (term.words, *term.synonyms)}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the ladder's words: the longest first, whole, and also across a line's end."""
        longest_first = sorted(self.by_words, key=len, reverse=True)
        choices = "|".join(re.escape(words).replace(r"\ ", f"[{WHITE_SPACE}]+") for words in longest_first)
        # "a": else the Turkish letters without and with a dot would pass for an i here, and not below.
        return re.compile(rf"(?<!\w)(?ai:{choices})(?!\w)")

    def may_stand_in(self, language: str | None) -> bool:
        """Whether its words can be those of a text in the language (BCP 47); None if nobody says which."""
        return language is None or language.lower().partition("-")[0] == self.language

    def term(self, words: str) -> Term | None:
        """The term that the words are or are a synonym of; case and white space do not count."""
        return self.by_words.get(_folded(words))

    def column(self, words: str) -> int | None:
        """1 or 2: the column of ICD 203's table that the words stand in; None where they are no term.

        A scale with no second column has all its words in the first.
        """
        if self.term(words) is None:
            return None
        return 2 if _folded(words) in self.second_column else 1


def ladder_words_in(text: str, scale: Scale) -> list[tuple[Span, Term]]:
    """Where terms of the scale and their synonyms stand in the text, as whole words, in order.

    "very likely" is one find, and "unlikely" does not hold "likely". What the words are about is
    not known here: a remote village is found, too.
    """
    return [
        (Span(*found.span()), scale.by_words[_folded(found[0])]) for found in scale.pattern.finditer(text)
    ]


def mixes_columns(sentence: str, scale: Scale) -> bool:
    """Whether the sentence takes words from both columns, which ICD 203 advises against."""
    columns = {scale.column(span.of(sentence)) for span, _ in ladder_words_in(sentence, scale)}
    return len(columns) > 1


def mixes_confidence_and_likelihood(sentence: str, scale: Scale) -> bool:
    """Whether the sentence speaks of both, which ICD 203 forbids: how sure one is of a judgment is
    not how likely the thing judged is.
    """
    return bool(CONFIDENCE_WORDS.search(sentence)) and bool(ladder_words_in(sentence, scale))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _read_scales() -> dict[str, Scale]:
    return {name: _scale(name, form) for name, form in read_json("likelihood.json")["scales"].items()}


def _scale(name: str, form: dict[str, Any]) -> Scale:
    terms = tuple(_term(term) for term in form["terms"])
    second = frozenset(words for term in form["terms"] for words in term["second"])
    return Scale(name, form["title"], form["language"], terms, form["source"], second)


def _term(form: dict[str, Any]) -> Term:
    words, *adverbs = form["first"]
    return Term(words, (*form["second"], *adverbs), form["low"], form["high"])


SCALES: Mapping[str, Scale] = Table(_read_scales)
