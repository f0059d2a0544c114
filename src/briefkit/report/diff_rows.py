"""A word diff as two rows of text, one above the other, with marks under what changes the meaning."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from briefkit.diagnostics import Difference, Run
from briefkit.terminal_text import Style, columns, padded, visible

WIDTH = 88  # columns of a row
KEPT = 24  # columns on either side of equal words that are cut out of the middle
REMOVED, PUT_IN = "31", "32"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands one above the other."""

    written: str
    stands: str
    mark: str  # " " the same, "~" other words, "^" a number, negation, modal or name

    @property
    def width(self) -> int:
        return max(columns(self.written), columns(self.stands))


def diff_rows(difference: Difference, style: Style) -> Iterator[tuple[str, str, str]]:
    """(row of what was written, row of what stands, row of marks), and again where they are long."""
    row: list[Cell] = []
    for cell in (cell for run in difference.runs for cell in _cells(run)):
        if row and sum(one.width for one in row) + cell.width > WIDTH:
            yield _drawn(row, style)
            row = []
        row.append(cell)
    if row:
        yield _drawn(row, style)


def _cells(run: Run) -> Iterator[Cell]:
    written, stands = visible(run.written), visible(run.stands)
    if run.same:
        if columns(written) > 2 * KEPT + 3:
            written = f"{_first(written)} … {_last(written)}"
        yield Cell(written, written, " ")
        return
    pairs = zip_longest(*(_wrapped(text) for text in (written, stands)), fillvalue="")
    for one, other in pairs:
        yield Cell(one, other, "^" if run.weights else "~")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, drop_whitespace=False) or [""]


def _first(text: str) -> str:
    return text[:KEPT].rpartition(" ")[0] or text[:KEPT]


def _last(text: str) -> str:
    return text[-KEPT:].partition(" ")[2] or text[-KEPT:]


def _drawn(row: list[Cell], style: Style) -> tuple[str, str, str]:
    written = stands = marks = ""
    for cell in row:
        red, green = (REMOVED, PUT_IN) if cell.mark != " " else ("", "")
        written += _painted(cell.written, red, style) + " " * (cell.width - columns(cell.written))
        stands += _painted(cell.stands, green, style) + " " * (cell.width - columns(cell.stands))
        words = max(columns(text.rstrip()) for text in (cell.written, cell.stands))
        marks += padded(cell.mark * words, cell.width)
    return written.rstrip(), stands.rstrip(), marks.rstrip()


def _painted(text: str, colour: str, style: Style) -> str:
    return style(colour, text) if colour else text
