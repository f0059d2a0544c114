"""YAML text line by line: where an entry, its value or a bracket ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from briefkit.spans import LINE_END, Span

BLANK = " \t\r\n"


AT_LINE_START = r"(?<![^\r\n])"  # re.MULTILINE knows only LF


_ENTRY = re.compile(
    r"""(?P<indent>[ \t]*)(?P<dashes>(?:-(?:[ \t]+|(?=[\r\n]|\Z)))*)
    (?:(?P<key>"[^"\r\n]*"[ \t]*|'[^'\r\n]*'[ \t]*|[^\s\#&*!|>"'%@`\[\]{},][^\r\n]*?)
    :(?=[ \t\r\n]|\Z)[ \t]*)?
    (?P<value>[^\r\n]*)""",
    re.VERBOSE,
)


_COMMENT = re.compile(r"(?:^|[ \t])#(?:[ \t].*)?$")


# What begins a line and can hardly be the text of a value that runs on: a key as the format spells them.
_KEY_LINE = re.compile(r"[ \t]*(?:-[ \t]+)*[a-z][a-z0-9_-]*:(?=[ \t\r\n]|\Z)")


_ITEM_LINE = re.compile(r"[ \t]*-[ \t]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as its writer sees it: white space, dashes, a key with its colon, a value."""

    text: str
    start: int
    end: int  # without the line end
    indent: int  # how many blanks it begins with
    column: int  # where its key stands, or its value where it has none; from 0, as YAML counts
    dashes: str
    key: str | None
    value: str  # without a comment
    value_at: int

    @property
    def content_at(self) -> int:
        return self.start + self.column

    @property
    def value_span(self) -> Span:
        return Span(self.value_at, self.value_at + len(self.value))

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_comment(self) -> bool:
        return self.text.lstrip().startswith("#")

    @property
    def is_key(self) -> bool:
        return _KEY_LINE.match(self.text) is not None

    @property
    def floor(self) -> int:
        """The column that every line of its value must stand behind."""
        if self.key is not None:
            return self.column
        return self.column - len(self.dashes[self.dashes.rfind("-") :]) if self.dashes else self.column - 1


def line_at(text: str, offset: int) -> Line:
    """The line on which the offset stands."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    match = _ENTRY.match(text, start)
    assert match  # it matches anything
    indent, dashes, value = match["indent"], match["dashes"], match["value"]
    if value[:1] not in ('"', "'"):
        value = _COMMENT.sub("", value)
    return Line(
        text[start : match.end()],
        start,
        match.end(),
        len(indent),
        len(indent) + len(dashes),
        dashes,
        match["key"],
        value.rstrip(BLANK),
        match.start("value"),
    )


def lines_after(text: str, line: Line) -> Iterator[Line]:
    while end := LINE_END.match(text, line.end):
        line = line_at(text, end.end())
        yield line


def lines_before(text: str, line: Line) -> Iterator[Line]:
    while line.start > 0:
        line = line_at(text, line.start - 1)
        yield line


def end_of_value(text: str, start: int) -> int:
    """Where a value ends that begins on a line: with the lines that stand behind its key and are no keys."""
    line = line_at(text, start)
    end = max(start, line.value_span.end)
    for following in lines_after(text, line):
        if following.is_blank:
            continue
        if following.indent <= line.floor or following.is_key:
            break
        end = following.value_span.end
    return end


def block_at(text: str, start: int) -> Span:
    """A line and those below it that are indented further."""
    line = line_at(text, start)
    below = takewhile(lambda one: one.is_blank or one.indent > line.indent, lines_after(text, line))
    return Span(line.start, max([line.end, *(one.end for one in below)]))


def goes_on_with_entries(text: str, start: int, end: int) -> bool:
    """Whether a quoted text takes in lines that begin a key or an item no deeper than its own key.

    YAML wants every line of it to be indented further; libyaml lets it pass.
    """
    line = line_at(text, start)
    for following in lines_after(text, line):
        if following.start >= end:
            return False
        outside = following.indent <= line.floor
        if outside and (following.is_key or _ITEM_LINE.match(following.text)):
            return True
    return False


_IN_BRACKETS = re.compile(
    r"""(?<=[\[{,:\s])(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')|[\[\]{}]
    |[\r\n](?P<indent>[ \t]*)(?:-[ \t]+)*[a-z][a-z0-9_-]*:(?=\s)""",
    re.VERBOSE,
)


def closing_bracket(text: str, start: int) -> int | None:
    """The place behind the bracket that closes the one at `start`; None where a key comes before it."""
    floor, depth = line_at(text, start).floor, 0
    for match in _IN_BRACKETS.finditer(text, start):
        if match["indent"] is not None and len(match["indent"]) <= floor:
            return None
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return None


def is_parent(text: str, line: Line) -> bool:
    """Whether a key or an item below stands deeper, in a column that only this line can have opened."""
    below = next((one for one in lines_after(text, line) if not (one.is_blank or one.is_comment)), None)
    if below is None or below.indent <= line.indent or not (below.is_key or below.dashes):
        return False
    for number, (column, above, _) in enumerate(open_above(text, line)):
        if below.indent == column or (number == 0 and not above.value and below.indent > above.floor):
            return False
    return True


def bracketed(text: str, bracket: int) -> Span:
    """From a bracket to the one that closes it, or as far as the value can reach."""
    return Span(bracket, closing_bracket(text, bracket) or end_of_value(text, bracket))


def open_above(text: str, line: Line) -> Iterator[tuple[int, Line, bool]]:
    """The columns in which a line could go on with what stands above it, the deepest first.

    With each come the line that opened it and whether it is one of items, not of keys.
    """
    lowest, start = len(text), line.start
    while start > 0:
        end = start - 1
        start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
        if not text[start : min(start + lowest, end)].strip():  # told at once: most lines are further in
            continue
        above = line_at(text, start)
        if above.is_blank or above.is_comment or above.indent >= lowest:
            continue
        if above.key is not None and above.column < lowest:
            yield above.column, above, False
        if above.dashes:
            yield above.indent, above, True
        if above.dashes or above.key is not None:
            lowest = above.indent
        if lowest == 0:
            return
