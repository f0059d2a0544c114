"""Where something stands in a text.

Offsets count Unicode code points from 0 and a span's end is not part of it (W3C Web
Annotation 4.2.5). Lines and columns are for people and count from 1; UTF-16 units are for
browsers and the language server protocol. This module is the only place that converts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

# A line ends at LF, CRLF or CR and nowhere else: not at the separators that str.splitlines and
# YAML 1.1 also know (U+0085, U+2028, …), or an editor's line numbers would disagree with ours.
LINE_END = re.compile(r"\r\n|\r|\n")
LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")  # each with its end, which the last may lack

# Unicode White_Space (PropList.txt 15.0), as one class for regular expressions. Python's \s
# also takes U+001C to U+001F, which are not in it.
WHITE_SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span runs from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of the text that the span covers."""
        return text[self.start : self.end]

    def moved(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Document:
    """A text file with its path from the archive's root ("/" on every system)."""

    path: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1."""
        return self._line_starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line end."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def line_span(self, offset: int) -> Span:
        """The line that an offset stands on, without its line end."""
        line, column = self.line_column(offset)
        start = offset - column + 1
        return Span(start, start + len(self.line(line)))

    @property
    def whole(self) -> Span:
        return Span(0, len(self.text))


def utf16_length(text: str) -> int:
    """How many UTF-16 units the text takes: two for a code point above U+FFFF, else one."""
    return len(text) + sum(character > "\uffff" for character in text)
