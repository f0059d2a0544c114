"""What is wrong where libyaml stopped, named for what the writer most likely meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from briefkit.diagnostics import Edit, Fix
from briefkit.spans import LINE_END, Span
from briefkit.yamltree.faults import (
    BRACKET_NOT_CLOSED,
    DEEP,
    DROPPED_AS_COMMENT,
    NEEDS_QUOTATION_MARKS,
    NOT_CLOSED,
    SECOND,
    SEVERAL_DOCUMENTS,
    SWALLOWED,
    TOO_DEEP,
    UNKNOWN_ESCAPE,
    UNREADABLE,
    Fault,
)
from briefkit.yamltree.indentation import (
    HEADER,
    below_block,
    out_of_line,
    tab_in_indentation,
    wrong_indentation,
)
from briefkit.yamltree.keys import COLON, GLUED, GLUED_DASH, without_key
from briefkit.yamltree.lines import (
    AT_LINE_START,
    BLANK,
    Line,
    bracketed,
    closing_bracket,
    end_of_value,
    line_at,
    lines_after,
    lines_before,
)
from briefkit.yamltree.mending import filled, in_quotes, left_out, quotation_marks_around, shortened
from briefkit.yamltree.reader import DEEPEST
from briefkit.yamltree.scene import ESCAPING, NO_COLON, SCANNING, Scene


def diagnose(scene: Scene) -> Fault:
    """The fault at which libyaml stopped, named for what the writer most likely meant."""
    for diagnosis in _DIAGNOSES:
        if fault := diagnosis(scene):
            return fault
    line = scene.line
    span = Span(min(line.content_at, line.end), line.end)
    message = f"YAML cannot read this line: {scene.problem}"
    return left_out(scene.text, Fault(UNREADABLE, span, message, "compare the line with those around it"))


def _too_deep(scene: Scene) -> Fault | None:
    if scene.problem != DEEP:
        return None
    text, at = scene.text, scene.at
    bracket = scene.bracket if scene.bracket is not None else at if text[at] in "[{" else None
    if bracket is not None:
        whole = bracketed(text, bracket)
    else:
        line = line_at(text, at)
        inside = takewhile(lambda one: one.is_blank or one.indent >= at - line.start, lines_after(text, line))
        whole = Span(at, max([line.end, *(one.end for one in inside)]))
    message = f"lists and mappings are nested more than {DEEPEST} levels deep"
    help = "take levels out; if the brackets are text, put the value in quotation marks"
    return filled(Fault(TOO_DEEP, Span(at, at + 1), message, help), whole)


def _second_document(scene: Scene) -> Fault | None:
    """A document mark. The keys behind it go on with the file, unless they begin it once more."""
    text = scene.text
    if scene.problem == SECOND:
        line = scene.line
    elif "document start" in scene.problem:
        above = (one for one in lines_before(text, scene.line) if not (one.is_blank or one.is_comment))
        line = next(above, scene.line)
        if not line.text.startswith("..."):
            return None
    else:
        return None
    mark = Span(line.start, line.start + 3)
    doubled = set(_TOP_KEY.findall(text, 0, line.start)) & set(_TOP_KEY.findall(text, line.end))
    rest = Span(line.start, len(text) if doubled else line.end)
    what = "begins a second document" if line.text.startswith("-") else "ends the document"
    help = "move what follows into a file of its own" if doubled else "take the line away"
    fix = None if doubled else Fix("Take the line away", (Edit(Span(line.start, line.end), ""),), safe=False)
    patches = (Edit(rest, ""),)
    return Fault(SEVERAL_DOCUMENTS, mark, f"`{mark.of(text)}` {what}", help, fix, patches=patches)


_TOP_KEY = re.compile(AT_LINE_START + r"([A-Za-z][\w-]*):")


def _not_closed(scene: Scene) -> Fault | None:
    """A quotation mark that is closed nowhere, or only in a line that was not meant."""
    text, start = scene.text, scene.since
    if scene.problem == NO_COLON:
        runs_on = text[start] in ("'", '"') and text.find(text[start], start + 1, scene.line.end) < 0
    elif scene.context == ESCAPING:
        runs_on = scene.at >= end_of_value(text, start)
    else:
        runs_on = scene.problem == SWALLOWED or scene.context == SCANNING
    if not runs_on:
        return None
    mark, line = text[start], line_at(text, start)
    at, message = Span(start, start + 1), f"the quotation mark {mark} is not closed"
    if (bracket := scene.bracket_around(start)) is not None:
        help = "close it before the comma or the bracket that ends the value"
        return filled(Fault(NOT_CLOSED, at, message, help), bracketed(text, bracket))
    whole = Span(start, max(start + 1, end_of_value(text, start)))
    words = whole.of(text)
    if _APOSTROPHE.match(words):
        help, fix = quotation_marks_around(text, whole)
        message = "an apostrophe at the beginning opens a quotation"
        return filled(Fault(NOT_CLOSED, at, message, help, fix), whole)
    if start == line.content_at and not line.dashes and not _stands_below_key(text, line):
        return filled(Fault(NOT_CLOSED, at, message, "close it behind the key, or take it away"), whole)
    help = f"close it at the end of the value: {shortened(words + mark)}"
    if (quoted := in_quotes(words)) is not None:
        help += f"; or, if it is part of the text: {shortened(quoted)}"
    plain_case = mark == '"' and words.count(mark) == 1 and not LINE_END.search(words)
    fix = Fix("Close the quotation mark", (Edit(Span(whole.end, whole.end), mark),), safe=plain_case)
    return filled(Fault(NOT_CLOSED, at, message, help, fix), whole)


_APOSTROPHE = re.compile(r"'(?:t(?:is|was|were|will|would)|em|til|cause|bout|n|\d\ds?)\b", re.IGNORECASE)


def _escape(scene: Scene) -> Fault | None:
    if scene.context != ESCAPING:
        return None
    text, start = scene.text, scene.since
    closed = _DOUBLE.match(text, start)
    whole = Span(start, closed.end() if closed else max(start + 1, end_of_value(text, start)))
    slash = text.rindex("\\", start, scene.at + 1)
    escape = Span(slash, min(slash + 2, whole.end))
    help = "write `\\\\` for a backslash"
    if "'" not in whole.of(text) and closed:
        help += ", or use single quotation marks, where a backslash is only that"
    edit = Edit(Span(slash, slash + 1), "\\\\")
    fix = Fix("Double the backslash", (edit,), safe="unknown" in scene.problem)
    fault = Fault(UNKNOWN_ESCAPE, escape, f"`{escape.of(text)}` is no escape that YAML knows", help, fix)
    bracket = scene.bracket_around(start)
    return filled(fault, whole if bracket is None else bracketed(text, bracket))


_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


_COLON_MAKES_KEY = "a colon and a space make a key of the words before them"


_GOES_ON = "the value goes on after its closing quotation mark"


_HASH_IN_BRACKETS = re.compile(r"[ \t]#[^\s#]")
_PIECE_END = re.compile(r"[ \t]*(?:[,\]}\r\n]|\Z)")


def _in_brackets(scene: Scene) -> Fault | None:
    """A fault between brackets costs the whole of what they hold."""
    text, at = scene.text, scene.at
    if (bracket := scene.bracket_around(at)) is None:
        return None
    whole = bracketed(text, bracket)
    if closing_bracket(text, bracket) is None:
        closing = "]" if text[bracket] == "[" else "}"
        help = f"close it with `{closing}` at the end"
        if (quoted := in_quotes(whole.of(text))) is not None:
            help += f"; or, if it is part of the text: {shortened(quoted)}"
        message = f"`{text[bracket]}` is not closed"
        fix = Fix("Close the bracket", (Edit(Span(whole.end, whole.end), closing),), safe=False)
        return filled(Fault(BRACKET_NOT_CLOSED, Span(bracket, bracket + 1), message, help, fix), whole)
    start, why = _piece(scene)
    end = _PIECE_END.search(text, at)
    piece = Span(start, max(start + 1, end.start() if end else at))
    if why is None and (hash_ := _HASH_IN_BRACKETS.search(text, bracket, at)):
        words = Span(hash_.end() - 2, line_at(text, hash_.end()).end)
        message = f"`{shortened(words.of(text))}` is read as a comment and dropped"
        return filled(Fault(DROPPED_AS_COMMENT, words, message, "put the words in quotation marks"), whole)
    if why is None:
        help = "look for a comma or a colon too many or too few"
        return filled(Fault(UNREADABLE, piece, "YAML cannot read this in brackets", help), whole)
    help, fix = quotation_marks_around(text, piece, inside=True)
    return filled(Fault(NEEDS_QUOTATION_MARKS, piece, why, help, fix), whole)


def _piece(scene: Scene) -> tuple[int, str | None]:
    """Where the value at fault begins between brackets, and what is wrong with it, if it can be told."""
    if scene.text[scene.at : scene.at + 1] == ":" and scene.last_is(""):
        return scene.last_span.start, _COLON_MAKES_KEY
    if scene.last_is("'", '"') and not scene.text[scene.last_span.end : scene.at].strip(BLANK):
        return scene.last_span.start, _GOES_ON
    first = scene.text[scene.since : scene.since + 1]
    return (scene.since, _BEGINS[first]) if first and first in _SIGNS else (scene.at, None)


def _joined_lines(scene: Scene) -> Fault | None:
    """A colon in a later line of an unquoted value: in the text, or of a key that YAML joined to it."""
    text, span = scene.text, scene.last_span
    joined = scene.last_is("") and LINE_END.search(text, span.start, span.end)
    if not (joined and scene.problem.startswith("mapping values")):
        return None
    first, here = line_at(text, span.start), scene.line
    glued = first.key is None and GLUED.match(first.text, first.column)
    if glued or GLUED_DASH.match(first.text, first.column) or (first.key is None and here.is_key):
        return without_key(text, first)
    if here.is_key:
        return wrong_indentation(text, here)
    return _unquoted(text, span.start, _COLON_MAKES_KEY)


def _unquoted(text: str, start: int, message: str, otherwise: str = "") -> Fault:
    """A value that needs quotation marks; `otherwise` says what to do if it was not meant as text."""
    whole = Span(start, max(start + 1, end_of_value(text, start)))
    help, fix = quotation_marks_around(text, whole, safe=not otherwise)
    help = f"{otherwise}; or, if `{text[start]}` is part of the text, {help}" if otherwise else help
    return filled(Fault(NEEDS_QUOTATION_MARKS, whole, message, help, fix), whole)


def _after_comment(scene: Scene) -> Fault | None:
    """A value that goes on below a comment: `note: tactic #2` and more in the next line."""
    text = scene.text
    if not scene.last_is("") or not (comment := _COMMENT_FOLLOWS.match(text, scene.last_span.end)):
        return None
    first, last, here = line_at(text, scene.last_span.start), line_at(text, comment.start()), scene.line
    if here.start <= last.start or here.is_key or here.indent <= first.floor:
        return None
    span = Span(comment.end() - 1, last.end)
    message = f"`{shortened(span.of(text))}` is read as a comment, and the value ends before it"
    help = "put the value in quotation marks; or, if it is a comment, move it out of the value"
    whole = Span(scene.last_span.start, end_of_value(text, scene.last_span.start))
    return filled(Fault(DROPPED_AS_COMMENT, span, message, help), whole)


_COMMENT_FOLLOWS = re.compile(r"[ \t]*#")


def _after_quotation(scene: Scene) -> Fault | None:
    """Text behind a closing quotation mark, on its line or below: `claim: "IS" says so`."""
    if not scene.last_is("'", '"'):
        return None
    text, start = scene.text, scene.last_span.start
    first, here = line_at(text, start), line_at(text, scene.last_span.end)
    if not text[scene.last_span.end : here.end].strip() or scene.line.start > here.start:
        here = scene.line
        if here.is_key or here.dashes or here.indent <= first.floor:
            return None
    whole = Span(start, max(here.value_span.end, end_of_value(text, start)))
    words, inner = whole.of(text), text[start + 1 : whole.end - 1]
    within = words[-1] == words[0] and text[scene.last_span.end : whole.end][:1].isalnum()
    if within and (quoted := in_quotes(inner)) is not None:
        help = f"the text has quotation marks of its own, so put others around it: {shortened(quoted)}"
        fix = Fix("Change the outer quotation marks", (Edit(whole, quoted),), safe=True)
        return filled(Fault(NEEDS_QUOTATION_MARKS, whole, _GOES_ON, help, fix), whole)
    help, fix = quotation_marks_around(text, whole)
    return filled(Fault(NEEDS_QUOTATION_MARKS, whole, _GOES_ON, help, fix), whole)


_BEGINS = {
    "*": "`*` at the beginning makes an alias of the value",
    "&": "`&` at the beginning makes an anchor of the value",
    "!": "`!` at the beginning makes a tag of the value",
    "|": "`|` at the beginning opens a block, which holds no text on this line",
    ">": "`>` at the beginning opens a block, which holds no text on this line",
    **{sign: f"a value cannot begin with `{sign}`" for sign in "@`%,]}"},
}


_SIGNS = "*&!|>@`%"  # those that begin no value, in brackets either


def _misread(scene: Scene) -> Fault | None:
    """An unquoted value that YAML takes for something else, told by how it looks."""
    text, line = scene.text, scene.line
    value, start = line.value, line.value_at
    first = value[:1]
    if first in ("[", "{") and (closing := closing_bracket(text, start)):
        if closing < line.value_span.end:
            kind = "a list" if first == "[" else "a mapping"
            message = f"`{first}` at the beginning makes {kind} of the value, which goes on behind it"
            return _unquoted(text, start, message)
    elif first in ("|", ">") and HEADER.fullmatch(value):
        return None
    elif first in _BEGINS and line.key is None and not line.dashes and not _stands_below_key(text, line):
        return without_key(text, line)
    elif first in ("|", ">"):
        return _unquoted(text, start, _BEGINS[first], "begin the text on the next line")
    elif first in _BEGINS:
        return _unquoted(text, start, _BEGINS[first])
    elif line.key is not None and value[:2] in ("-", "- "):
        message = "a list cannot begin on the line of its key"
        return _unquoted(text, start, message, "write each item on a line of its own below the key")
    elif line.key is not None and value[:2] in ("?", "? "):
        return _unquoted(text, start, "a value cannot begin with `? `")
    elif first not in ('"', "'") and (colon := COLON.search(value)) and colon.start() > 0:
        return _curly(text, line) or _unquoted(text, start, _COLON_MAKES_KEY)
    return None


def _stands_below_key(text: str, line: Line) -> bool:
    """Whether the line can be a value: the one above is a key without one, and stands further left."""
    above = next((one for one in lines_before(text, line) if not (one.is_blank or one.is_comment)), None)
    return above is not None and not above.value and above.floor < line.indent


def _curly(text: str, line: Line) -> Fault | None:
    """Curly quotation marks around a value, which are text to YAML."""
    value, whole = line.value, line.value_span
    if value[0] + value[-1] not in ("“”", "‘’", "„“", "„”"):
        return None
    straight = in_quotes(value[1:-1]) or in_quotes(value)
    if straight is None:
        return None
    help = f"curly quotation marks are text to YAML, so put straight ones: {shortened(straight)}"
    fix = Fix("Put straight quotation marks", (Edit(whole, straight),), safe=False)
    return filled(Fault(NEEDS_QUOTATION_MARKS, whole, _COLON_MAKES_KEY, help, fix), whole)


def _without_colon(scene: Scene) -> Fault | None:
    return without_key(scene.text, scene.line) if scene.problem == NO_COLON else None


_DIAGNOSES: tuple[Callable[[Scene], Fault | None], ...] = (
    _too_deep,
    _second_document,
    tab_in_indentation,
    _not_closed,
    _escape,
    _in_brackets,
    _joined_lines,
    _after_comment,
    below_block,
    _after_quotation,
    _misread,
    _without_colon,
    out_of_line,
)
