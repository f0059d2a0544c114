"""What can be folded: the head's parts, passages, labels, runs of comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefkit.language.desk import Desk
from briefkit.language.symbols import Symbol, outline


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that fold into the first of them, from 1, the last included."""

    first: int
    last: int
    comment: bool = False


def folds(desk: Desk) -> list[Fold]:
    """The folds of a file, by their first line."""
    document = desk.document
    found = {fold.first: fold for fold in _comments(desk)}

    def fold(symbols: list[Symbol] | tuple[Symbol, ...]) -> None:
        for one in symbols:
            first, _ = document.line_column(one.span.start)
            last, _ = document.line_column(one.span.end)
            if last > first:
                found[first] = Fold(first, last)
            fold(one.inner)

    fold(outline(desk))
    return [found[first] for first in sorted(found)]


def _comments(desk: Desk) -> Iterator[Fold]:
    """Runs of lines that are comments, such as the words of a passage above its labels."""
    lines, _ = desk.document.line_column(len(desk.document.text))
    first = 0
    for number in range(1, lines + 2):
        is_comment = number <= lines and desk.document.line(number).lstrip().startswith("#")
        if is_comment and not first:
            first = number
        elif not is_comment and first:
            if number - 1 > first:
                yield Fold(first, number - 1, comment=True)
            first = 0
