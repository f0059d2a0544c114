"""Words as the search compares them: without case, accents, harakat and the like.

The browser's script folds what a reader types in the same steps with the same tables, which the
index brings along (data/folding.json); tests/browser/test_search.py holds one against the other.
What is taken for a mark is listed there and not asked of Unicode's categories: in Indic scripts
those count vowels among the marks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from briefkit.data import read_json

LONGEST = 32  # code points; of longer words no more than this is looked at


@lru_cache(maxsize=1)
def tables() -> dict[str, str]:
    """The tables as the browser gets them; `letters` is "ßss æae …"."""
    found = read_json("folding.json")
    letters = " ".join([letter + plain for letter, plain in found["letters"].items()])
    return {name: found[name] for name in ("ignored", "joined", "unspaced")} | {"letters": letters}


class _Patterns:
    """The tables made ready; put together when a first text is read."""

    def __init__(self) -> None:
        found = tables()
        self.word = re.compile(rf"[\w{found['ignored']}{found['joined']}]+")
        self.ignored = re.compile(f"[{found['ignored']}]+")
        self.runs = re.compile(f"([{found['unspaced']}]+)")
        self.letters = str.maketrans({pair[0]: pair[1:] for pair in found["letters"].split(" ")})


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def fold(word: str) -> str:
    """The word without case and marks. "ß" is "ss", "Ł" is "l", "ى" is "ي", "①" is "1"."""
    if word.isascii():
        return word.lower()
    use = _patterns()
    plain = use.ignored.sub("", normalize("NFKD", normalize("NFKD", word).upper().lower()))
    return normalize("NFC", plain.translate(use.letters))  # Hangul in syllables and not in letters


def words(text: str) -> set[str]:
    """The folded words of the text; of scripts without spaces each two letters that stand together."""
    found = set(_patterns().word.findall(text.replace("_", " ").lower()))
    if text.isascii() and max(map(len, found), default=0) <= LONGEST:
        return found
    odd = [word for word in found if not word.isascii() or len(word) > LONGEST]
    found.difference_update(odd)
    for word in odd:
        found.update(tokens(word))
    return found


@lru_cache(maxsize=16384)  # the words of a language come again and again
def tokens(word: str) -> tuple[str, ...]:
    """What a run of letters and digits is found by: mostly one folded word.

    A run of a script without spaces gives each of its letters with the next one, and the last
    letter alone, so that a single letter finds all that begin with it.
    """
    if word.isascii():
        return (word.lower()[:LONGEST],)
    use, found = _patterns(), list[str]()
    for part in use.word.findall(fold(word)):
        for number, run in enumerate(use.runs.split(part)):
            if number % 2:
                found += [run[at : at + 2] for at in range(len(run))]
            elif run:
                found.append(run[:LONGEST])
    return tuple(found)
