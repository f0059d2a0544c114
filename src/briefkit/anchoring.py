"""Where a quote stands: TextQuoteSelector and passage give the places.

Nothing is guessed. A place is one where the exact words stand, save that any run of white
space matches any other; what only resembles them is `near_miss`'s, as help and never as a pass.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefkit.brief import Passage, TextQuoteSelector
from briefkit.spans import WHITE_SPACE, Span

SPACES = re.compile(f"[{WHITE_SPACE}]+")
# Scripts written without spaces between words (Unicode names of their letters begin so): there,
# the character before a name says nothing about whether a word begins.
UNSPACED = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "BOPOMOFO",
    "YI ",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
    "TIBETAN",
    "TAI ",
)


def find_quote(passage: Passage, quote: TextQuoteSelector) -> list[Span]:
    """Every place in the passage where the words stand, overlapping ones too, in order.

    Spans count from the start of the seed. `quote.occurrence` is not looked at.
    """
    return [
        place.moved(passage.span.start) for place in find_words(passage.text, quote.exact, quote.whole_words)
    ]


def find_words(text: str, words: str, whole_words: bool = False) -> list[Span]:
    """Every place in a text where the words stand, white-space runs equal; none for no words."""
    wanted = SPACES.sub(" ", words).strip(" ")
    if not wanted:
        return []
    folded, offsets = fold_spaces(text)
    places: list[Span] = []
    start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        place = Span(offsets[start], offsets[end - 1] + 1) if offsets else Span(start, end)
        if not whole_words or stands_alone(text, place):
            places.append(place)
        start = folded.find(wanted, start + 1)  # not from its end: overlapping places count
    return places


@lru_cache(maxsize=64)
def fold_spaces(text: str) -> tuple[str, list[int] | None]:
    """(the text with each white-space run as one space, where each character stood; None: nothing moved)."""
    folded = SPACES.sub(" ", text)
    if folded == text:
        return text, None
    offsets: list[int] = []
    position = 0
    for run in SPACES.finditer(text):
        offsets.extend(range(position, run.start() + 1))
        position = run.end()
    offsets.extend(range(position, len(text)))
    return folded, offsets


def stands_alone(text: str, place: Span) -> bool:
    """Whether the words are no part of a longer word, as "Iraq" is of "Iraqi"."""
    before = text[place.start - 1] if place.start else " "
    after = text[place.end] if place.end < len(text) else " "
    return not (_joins(before, text[place.start]) or _joins(text[place.end - 1], after))


def _joins(left: str, right: str) -> bool:
    if unicodedata.category(right)[0] == "M":
        return True  # a combining mark belongs to the letter before it, in every script
    return in_word(left) and in_word(right)


@lru_cache(maxsize=4096)
def in_word(character: str) -> bool:
    """Whether the character goes on a word of its neighbour; none does in scripts without spaces."""
    if character.isascii():
        return character.isalnum() or character == "_"
    if unicodedata.category(character)[0] not in "LMN":
        return False
    return not unicodedata.name(character, "").startswith(UNSPACED)
