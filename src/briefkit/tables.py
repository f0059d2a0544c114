"""Rows of values as people read them: in the columns of a terminal, or in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.terminal_text import columns, visible

NUMBER = re.compile(r"–|−?[0-9][0-9.,]*%?")  # – where there is none


@dataclass(frozen=True, slots=True)
class Table:
    """Cells are words; a column of numbers stands to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> list[str]:
        """A line a row, its columns two spaces apart and as wide as a terminal shows them."""
        rows = [[visible(cell) for cell in row] for row in (self.head, *self.rows)]
        widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
        return [self._line(row, widths) for row in rows]

    def as_markdown(self) -> list[str]:
        rule = ("---:" if right else "---" for right in self._to_the_right())
        rows = [self.head, tuple(rule), *([_escaped(cell) for cell in row] for row in self.rows)]
        return [f"| {' | '.join(row)} |" for row in rows]

    def _line(self, row: Sequence[str], widths: Sequence[int]) -> str:
        cells = []
        for cell, width, right in zip(row, widths, self._to_the_right(), strict=True):
            space = " " * (width - columns(cell))
            cells.append(space + cell if right else cell + space)
        return "  ".join(cells).rstrip()

    def _to_the_right(self) -> list[bool]:
        columns_ = zip(*self.rows, strict=True) if self.rows else [()] * len(self.head)
        return [
            all(map(NUMBER.fullmatch, cells)) and any(cell != "–" for cell in cells) for cells in columns_
        ]


def _escaped(cell: str) -> str:
    """The words as Markdown shows them in a table, with nothing that it would read as marks."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#&~" else sign for sign in visible(cell))
