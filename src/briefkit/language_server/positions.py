"""Offsets of ours and positions of the protocol's, for one document.

The protocol counts lines from 0 and, within a line, the units of the encoding agreed upon: UTF-16's
unless the client would rather have another. Its lines end where `spans` says that lines end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lsprotocol import types

from briefkit.spans import Document, Span, utf16_length

LENGTHS: Mapping[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": utf16_length,
    "utf-32": len,
}


def position_of(document: Document, offset: int, encoding: str = "utf-16") -> types.Position:
    offset = min(offset, len(document.text))
    line, column = document.line_column(offset)
    before = document.text[offset - column + 1 : offset]
    units = len(before) if before.isascii() else LENGTHS[encoding](before)
    return types.Position(line - 1, units)


def range_of(document: Document, span: Span, encoding: str = "utf-16") -> types.Range:
    return types.Range(position_of(document, span.start, encoding), position_of(document, span.end, encoding))


def offset_of(document: Document, position: types.Position, encoding: str = "utf-16") -> int:
    """The offset of a position; one behind a line's end is its end, one behind the last line the text's."""
    last, _ = document.line_column(len(document.text))
    if position.line >= last:
        return len(document.text)
    line = document.line(position.line + 1)
    start = document.offset(position.line + 1, 1)
    if line.isascii():
        return start + min(position.character, len(line))
    length, units = LENGTHS[encoding], 0
    for at, character in enumerate(line):
        if units >= position.character:
            return start + at
        units += length(character)
    return start + len(line)


def span_of(document: Document, range_: types.Range, encoding: str = "utf-16") -> Span:
    """The span of a range; of one whose ends stand the wrong way round, both ways are the same."""
    ends = (offset_of(document, range_.start, encoding), offset_of(document, range_.end, encoding))
    return Span(min(ends), max(ends))
