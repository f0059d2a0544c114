"""Which word stands where: gathered in memory in small lots, kept in the build's scratch database.

Memory holds one lot, however large the archive is; the database sorts and merges them.
"""

from __future__ import annotations

import sqlite3
from array import array
from base64 import b64encode
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from operator import sub

A_LOT = 200_000  # numbers held before they are put away: with their keys some 10 MB
LAST_OF_BYTE = 127
Numbers = array  # of unsigned 32-bit numbers


class Postings:
    """Key → numbers, in the order in which they were added."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._database, self._table = connection, table
        self._held: defaultdict[str, Numbers[int]] = defaultdict(partial(array, "I"))
        self._lots = self._count = 0
        connection.execute(
            f"create table {table} (key text, lot int, numbers blob, primary key (key, lot)) without rowid"
        )

    def add(self, keys: Collection[str], number: int) -> None:
        held = self._held
        for key in keys:
            held[key].append(number)
        self._count += len(keys)
        if self._count > A_LOT:
            self._put_away()

    def _put_away(self) -> None:
        lots = ((key, self._lots, numbers.tobytes()) for key, numbers in sorted(self._held.items()))
        self._database.executemany(f"insert into {self._table} values (?, ?, ?)", lots)
        self._held.clear()
        self._lots, self._count = self._lots + 1, 0

    def __iter__(self) -> Iterator[tuple[str, Numbers[int]]]:
        """Every key with its numbers, keys by code point."""
        self._put_away()
        before, numbers = "", array("I")
        for key, lot in self._database.execute(f"select key, numbers from {self._table} order by key, lot"):
            if key != before:
                if numbers:
                    yield before, numbers
                before, numbers = key, array("I")
            numbers.frombytes(lot)
        if numbers:
            yield before, numbers


def encode(numbers: Sequence[int], size: int) -> str:
    """A set of numbers below `size`, which come in ascending order, as ASCII.

    The distance from each to the next in bytes of seven bits, the lowest first, in base64; or,
    where that is shorter, "!" and a bit for each number below `size`.
    """
    if not numbers:
        return ""
    gaps = [numbers[0], *map(sub, numbers[1:], numbers)]
    if len(gaps) * 8 <= size:
        content = bytes(gaps) if max(gaps) <= LAST_OF_BYTE else _varints(gaps)
        if len(content) * 8 <= size:
            return b64encode(content).decode().rstrip("=")
    bits = bytearray((size + 7) // 8)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return "!" + b64encode(bits).decode().rstrip("=")


def _varints(numbers: Iterable[int]) -> bytes:
    content = bytearray()
    for number in numbers:
        while number > LAST_OF_BYTE:
            content.append(number & LAST_OF_BYTE | 128)
            number >>= 7
        content.append(number)
    return bytes(content)


def encode_numbers(numbers: Iterable[int]) -> str:
    """Numbers in any order, each in bytes of seven bits, in base64."""
    return b64encode(_varints(numbers)).decode().rstrip("=")
