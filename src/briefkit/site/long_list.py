"""A list that is long goes on page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from briefkit.addresses import ROWS_A_PAGE, link

T = TypeVar("T")


@dataclass(slots=True)
class TurnView:
    """The other pages of a list that is long."""

    number: int
    first: str
    previous: str
    next: str

    @property
    def needed(self) -> bool:
        return bool(self.first or self.next)


def turn(page: str, number: int, goes_on: bool, path: Callable[[int], str]) -> TurnView:
    return TurnView(
        number,
        link(page, path(1)) if number > 1 else "",
        link(page, path(number - 1)) if number > 1 else "",
        link(page, path(number + 1)) if goes_on else "",
    )


def in_parts(rows: Iterable[T], size: int = ROWS_A_PAGE) -> Iterator[tuple[int, list[T], bool]]:
    """(number of the page, its rows, whether another follows); one page even where there is no row."""
    remaining = iter(rows)
    part, number = list(islice(remaining, size)), 1
    while True:
        following = list(islice(remaining, size))
        yield number, part, bool(following)
        if not following:
            return
        part, number = following, number + 1


def page_of(row: int) -> int:
    """The number of the page on which a row stands; rows are counted from 0, pages from 1."""
    return row // ROWS_A_PAGE + 1
