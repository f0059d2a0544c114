"""Where in a YAML file a cursor stands, told from lines and columns alone.

While a line is half typed there is often no tree, or one in which the line is lost. The columns of
the lines above are enough to say which keys lead to the cursor and what is being written there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from briefkit.spans import Document, Span

Style = Literal["plain", "single", "double", "block"]
ITEM = "-"  # stands in a path for "one of a list"
DASHES = re.compile(r"(?:-[ \t]+)*(?:-(?=$))?")
KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s#:,&*!|>%@`"'\[\]{}?-][^\s:]*)[ \t]*:(?=[ \t]|$)""")
BLOCK = re.compile(r"[|>][+-]?[1-9]?[+-]?[ \t]*(?:#.*)?$")
COMMENT = re.compile(r"(?:^|[ \t])#")
FLOW_KEY = re.compile(r"""[\s,{]("[^"]*"|'[^']*'|[\w./-]+)[ \t]*:(?=[ \t]|$)""")


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is being written at a place of a file."""

    path: tuple[str, ...]  # the keys that lead there, from the top; ITEM for one of a list
    writes: Literal["key", "value", "comment"]
    typed: Span  # what stands of it before the cursor
    rest: int  # the offset at which it ends behind the cursor
    style: Style = "plain"
    flow: bool = False  # in brackets
    column: int = 0  # of the keys of the mapping around, from 0
    siblings: dict[str, str] = field(default_factory=dict)  # the mapping's other keys, with what they say

    @property
    def whole(self) -> Span:
        """All that a choice takes the place of."""
        return Span(self.typed.start, max(self.rest, self.typed.end))


class _Opening(NamedTuple):
    """What a line opens: a list's item or a key, in a column from 0."""

    column: int
    key: str | None  # None: an item
    value: str  # what stands behind it in the line


def cursor_at(document: Document, offset: int) -> Cursor:
    """What is being written at an offset."""
    offset = min(offset, len(document.text))
    number, column = document.line_column(offset)
    line, column = document.line(number), column - 1
    column = min(column, len(line))  # between the two characters of CRLF is behind the line
    start = offset - column
    indent = len(line) - len(line.lstrip(" \t"))
    if column <= indent and line[indent : indent + 1] != "-":  # in front of what the line says
        indent = min(indent, column) if line.strip() else column
    dashes = DASHES.match(line, indent, max(column, indent))
    content = max(indent, dashes.end() if dashes else indent)
    openings = [_Opening(at, None, "") for at in _dash_columns(line, indent, content)]
    head = line[content:column]
    above = _lines_above(document, number)
    # The lines above tell whether this one goes on with a text that began there.
    path, holder = _path_to(above, openings, min(content, column))
    if holder and not openings and holder.value:
        return _inside_text(path, holder, line, content, column, start)
    if COMMENT.match(head):
        return Cursor(tuple(path), "comment", Span(start + content, offset), start + len(line))
    siblings = _siblings(document, number, content)
    if key := KEY.match(line, content, column):
        path.append(_bare(key[1]))
        siblings.pop(_bare(key[1]), None)
        begin = key.end()
        while begin < column and line[begin] in " \t":
            begin += 1
        return _value(path, line, begin, column, start, content, siblings)
    if head[:1] in ("[", "{"):
        return _value(path, line, content, column, start, content, siblings)
    rest = _word_end(line, column)
    siblings.pop(_bare(line[content:rest]), None)
    return Cursor(
        tuple(path), "key", Span(start + min(content, column), offset), start + rest, column=content,
        siblings=siblings,
    )  # fmt: skip


def _value(
    path: list[str], line: str, begin: int, column: int, start: int, content: int, siblings: dict[str, str]
) -> Cursor:
    """The cursor in a value that begins in its own line."""
    head = line[begin:column]
    if head[:1] in ("[", "{"):
        return _in_brackets(path, line, begin, column, start, siblings)
    style: Style = "single" if head[:1] == "'" else "double" if head[:1] == '"' else "plain"
    comment = COMMENT.search(line, begin) if style == "plain" else None
    if comment and comment.start() < column:
        return Cursor(tuple(path), "comment", Span(start + begin, start + column), start + len(line))
    end = len(line[: comment.start()].rstrip() if comment else line.rstrip())
    return Cursor(
        tuple(path), "value", Span(start + begin, start + column), start + max(end, column), style,
        column=content, siblings=siblings,
    )  # fmt: skip


def _inside_text(
    path: list[str], holder: _Opening, line: str, content: int, column: int, start: int
) -> Cursor:
    """The cursor in the second or a later line of a text, or of a list in brackets."""
    opens = holder.value[0]
    if opens == "[":
        begin = max(content, line.rfind(",", content, column) + 1)
        begin += len(line[begin:column]) - len(line[begin:column].lstrip())
        typed = Span(start + begin, start + column)
        return Cursor((*path, ITEM), "value", typed, start + _word_end(line, column), flow=True)
    typed, rest = Span(start + min(content, column), start + column), start + len(line.rstrip())
    quoted: dict[str, Style] = {"'": "single", '"': "double"}
    style: Style = "block" if BLOCK.match(holder.value) else quoted.get(opens, "plain")
    return Cursor(tuple(path), "value", typed, max(rest, typed.end), style, column=holder.column)


# -- brackets --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Bracket:
    sign: str
    start: int  # of what is being written in it
    key: str | None = None
    keys: dict[str, str] = field(default_factory=dict)

    def comma(self, line: str, at: int) -> None:
        if self.key is not None:
            self.keys[self.key] = _bare(line[self.start : at].strip())
        self.key, self.start = None, at + 1


def _in_brackets(
    path: list[str], line: str, begin: int, column: int, start: int, siblings: dict[str, str]
) -> Cursor:
    """The cursor in a list or mapping in brackets that opens in this line."""
    open_: list[_Bracket] = []
    quote = ""
    for at in range(begin, column):
        sign = line[at]
        around = open_[-1] if open_ else None
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"" and (around is None or not line[around.start : at].strip()):
            quote = sign
        elif sign in "[{":
            open_.append(_Bracket(sign, at + 1))
        elif sign in "]}" and around:
            open_.pop()
        elif sign == "," and around:
            around.comma(line, at)
        elif sign == ":" and around and around.sign == "{" and line[at + 1 : at + 2] in ("", " ", "\t"):
            around.key, around.start = _bare(line[around.start : at].strip()), at + 1
    if not open_:  # behind the last bracket nothing can follow
        return Cursor(tuple(path), "comment", Span(start + column, start + column), start + column)
    for one in open_:
        path += [ITEM] if one.sign == "[" else [one.key] if one.key is not None else []
    inner = open_[-1]
    first = inner.start
    while first < column and line[first] in " \t":
        first += 1
    style: Style = "single" if quote == "'" else "double" if quote else "plain"
    rest = column
    while rest < len(line) and (line[rest] not in ",]}" or quote):
        rest += 1
        if quote and line[rest - 1] == quote:
            break
    rest = len(line[:rest].rstrip()) if rest > column else rest
    others = dict(inner.keys)
    if inner.sign == "{":
        for found in FLOW_KEY.finditer(line, rest):
            others.setdefault(_bare(found[1]), "")
    writes: Literal["key", "value"] = "key" if inner.sign == "{" and inner.key is None else "value"
    return Cursor(
        tuple(path), writes, Span(start + first, start + column), start + max(rest, column), style, True,
        siblings=others if inner.sign == "{" else siblings,
    )  # fmt: skip


# -- lines around ----------------------------------------------------------------------------------


def _lines_above(document: Document, number: int) -> Iterator[list[_Opening]]:
    """What each line above opens, the nearest first; blank lines and comments open nothing."""
    for above in range(number - 1, 0, -1):
        if openings := _openings(document.line(above)):
            yield openings


def _openings(line: str) -> list[_Opening]:
    indent = len(line) - len(line.lstrip(" "))
    if indent == len(line) or line[indent] in "#\t":
        return []
    dashes = DASHES.match(line, indent)
    content = dashes.end() if dashes else indent
    openings = [_Opening(at, None, line[content:].strip()) for at in _dash_columns(line, indent, content)]
    if key := KEY.match(line, content):
        value = _uncommented(line[key.end() :].strip())
        openings = [opening._replace(value="") for opening in openings]
        openings.append(_Opening(content, _bare(key[1]), value))
    elif not openings:
        openings.append(_Opening(content, "", ""))  # text that goes on, or half a key
    return openings


def _dash_columns(line: str, indent: int, content: int) -> list[int]:
    return [at for at in range(indent, content) if line[at] == "-"]


def _path_to(
    above: Iterator[list[_Opening]], here: list[_Opening], column: int
) -> tuple[list[str], _Opening | None]:
    """(the keys that lead to a column, what the nearest line of another column above opened)."""
    path: list[str] = []
    limit, loose = column, False  # loose: a list may stand in the column of its own key
    holder: _Opening | None = None
    for opening in reversed(here):
        path.append(ITEM)
        limit, loose = opening.column, True
    for openings in above:
        for opening in reversed(openings):
            key = opening.key
            if key == "":
                continue
            if opening.column < limit or (loose and key is not None and opening.column == limit):
                holder = holder or opening
                path.append(ITEM if key is None else key)
                limit, loose = opening.column, key is None
        if limit == 0 and not loose:
            break
    return path[::-1], holder


def _siblings(document: Document, number: int, column: int) -> dict[str, str]:
    """The other keys of the mapping whose keys stand in a column, with what they say in one line."""
    found: dict[str, str] = {}
    for opening in _openings(document.line(number)):
        if opening.column == column and opening.key:
            found[opening.key] = _bare(opening.value)
    if any(one.key is None for one in _openings(document.line(number))):
        above: range = range(0)
    else:
        above = range(number - 1, 0, -1)
    for lines in (above, range(number + 1, document.line_column(len(document.text))[0] + 1)):
        text: list[str] = []
        for at in lines:
            openings = _openings(document.line(at))
            if not openings:
                continue
            key = openings[-1]
            begins = openings[0].column < column
            if begins and (lines.step > 0 or key.column != column):
                break
            if key.column == column and key.key:
                value = " ".join(text[::-1]) if BLOCK.match(key.value) and lines.step < 0 else key.value
                found.setdefault(key.key, _bare(value))
            text = [] if key.column == column else [*text, document.line(at).strip()]
            if begins:
                break
    return found


def _word_end(line: str, column: int) -> int:
    """Where the word at a column ends; a colon behind it is part of it, being a key's."""
    end = re.compile(r"[\w./#-]*:?").match(line, column)
    return end.end() if end else column


def _uncommented(text: str) -> str:
    comment = None if text[:1] in ("'", '"') else COMMENT.search(text)
    return text[: comment.start()].rstrip() if comment else text


def _bare(text: str) -> str:
    """Without quotation marks around it."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        inner = text[1:-1]
        return inner.replace("''", "'") if text[0] == "'" else inner.replace('\\"', '"').replace("\\\\", "\\")
    return text
