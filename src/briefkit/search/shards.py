"""The files of the index: classic scripts, which is all that a page opened from disk can read.

Each hands one value to `briefkit.shard` under a key of its own, and carries the digest of its
content in its name. No file is larger than what one query can afford: three hundred kilobytes
are enough for the entry, five words and eight briefs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic_core import to_json

from briefkit.search.postings import Numbers, encode

FOLDER = "assets/search"
DIGEST = 12  # hex digits: with a hundred thousand files one chance in 60,000 that two are called alike
WORDS_A_SHARD = 8_000  # bytes
INLINE = 1_000  # bytes of places that stand beside their word; more have a file of their own
BEST = 4_096  # places told with what stands there; of the others only where they are
EVERYWHERE = 32_000  # bytes of the list of all places, enough for 10,000 briefs; a longer one is left out
TIERS = 4  # 3 a title or an entity's name, 2 a statement, 1 a quote, 0 a passage

File = tuple[str, bytes]


def shard(letter: str, key: str, value: object) -> tuple[File, str]:
    """The file that gives the page a value under a key, and the digest in its name."""
    content = b"briefkit.shard(%s,%s)\n" % (to_json(key), to_json(value))
    digest = hashlib.sha256(content).hexdigest()[:DIGEST]
    return (f"{FOLDER}/{letter}-{digest}.js", content), digest


@dataclass(frozen=True, slots=True)
class Places:
    """Where a word stands: the numbers of units, those of the highest tier first, as ASCII."""

    tiers: tuple[str, ...]
    is_complete: bool

    @property
    def size(self) -> int:
        return sum(map(len, self.tiers))


def places_of(numbers: Sequence[int], size: int) -> Places:
    """`numbers` are four times a unit below `size` plus a tier, ascending.

    Of more than BEST the best are told in their tiers, and in the last tier all there are, if that
    can be afforded.
    """
    tiers, room = list[str](), BEST
    for tier in range(TIERS - 1, -1, -1):
        here = [number >> 2 for number in numbers if number & 3 == tier][:room]
        tiers.append(encode(here, size))
        room -= len(here)
    is_complete = len(numbers) <= BEST
    if not is_complete:
        everywhere = encode([number >> 2 for number in numbers], size)
        if is_complete := len(everywhere) <= EVERYWHERE:
            tiers[-1] = everywhere
    return Places(tuple(tiers), is_complete)


class Dictionary:
    """The words with their places, in shards of a few kilobytes; `starts` tells which holds what."""

    def __init__(self, size: int) -> None:
        self._size = size  # units there are
        self.starts: list[str] = []  # first word, digest, first word, digest, …

    def files(self, words: Iterable[tuple[str, Sequence[int]]]) -> Iterator[File]:
        """`words` in the order of their code points, with their places as `places_of` takes them."""
        entries, length = list[str](), 0
        for word, numbers in words:
            places = places_of(numbers, self._size)
            told = ",".join(places.tiers).rstrip(",")
            if places.size > INLINE:
                file, digest = shard("p", f"p:{word}", places.tiers)
                yield file
                told = f"*{digest},{places.size}" + ("" if places.is_complete else ",")
            entry = f"{word}:{told}"
            added = len(entry.encode()) + 1
            if entries and length + added > WORDS_A_SHARD:
                yield self._shard(entries)
                entries, length = [], 0
            entries.append(entry)
            length += added
        if entries:
            yield self._shard(entries)

    def _shard(self, entries: Sequence[str]) -> File:
        first = entries[0].partition(":")[0]
        file, digest = shard("w", f"w:{first}", " ".join(entries))
        self.starts += [first, digest]
        return file


def placed(numbers: Numbers[int], place: Numbers[int]) -> list[int]:
    """Places in their final order, with their tiers, ascending."""
    return sorted([place[number >> 2] << 2 | number & 3 for number in numbers])
