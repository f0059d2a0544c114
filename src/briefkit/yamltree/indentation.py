"""Lines that stand too far to the left or to the right, and tabs among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, takewhile
from typing import Any, cast

import yaml

from briefkit.diagnostics import Edit, Fix
from briefkit.spans import Span
from briefkit.yamltree.faults import COMPLEX_KEY, TAB_INDENTATION, WRONG_INDENTATION, Fault
from briefkit.yamltree.keys import COLON, GLUED_DASH, PLAIN_KEY, glued_dash, without_key
from briefkit.yamltree.lines import Line, end_of_value, line_at, lines_after, lines_before, open_above
from briefkit.yamltree.mending import left_out
from briefkit.yamltree.reader import DEEPEST
from briefkit.yamltree.scene import NO_TOKEN, Scene


def tab_in_indentation(scene: Scene) -> Fault | None:
    """Tabs that indent this line, and those below that have them too."""
    text = scene.text
    if "tab" not in scene.problem and not (scene.problem == NO_TOKEN and text[scene.at] == "\t"):
        return None
    line = line_at(text, scene.at)
    if line.is_blank:
        patch = Edit(Span(line.start, line.end), "")
        fix, at = Fix("Empty the line", (patch,), safe=True), Span(scene.at, scene.at + 1)
        message = "a tab stands on a blank line"
        return Fault(TAB_INDENTATION, at, message, "empty the line", fix, patches=(patch,))
    if "\t" not in line.text[: line.column]:
        return None
    following = takewhile(lambda one: "\t" in one.text[: one.column], lines_after(text, line))
    lines = [line, *(one for one in following if not one.is_blank)]
    if line.is_key or line.dashes or scene.since == scene.at:
        columns = _columns_for(text, line, _width(line))[:_FEW] or [(_width(line), None)]
        lost = tuple(one.value_span for one in lines if one.value)
        plain = columns[0][0] == _width(line)  # two columns a tab lead to where such a line can stand
    else:
        above = next((one for one in lines_before(text, line) if not one.is_blank), line)
        floor = above.indent if above.start > scene.since else 0
        columns = [(max(floor, line_at(text, scene.since).floor + 2), None)]
        lost = (Span(scene.since, line.end),)
        plain = not HEADER.fullmatch(line_at(text, scene.since).value)  # in other text columns mean nothing
    found = _likeliest(text, line, [_without_tabs(text, lines, *column, lost) for column in columns])
    if plain and found.fix and found.patches == _without_tabs(text, lines, *columns[0], lost).patches:
        return replace(found, fix=replace(found.fix, safe=True))
    return found


def _without_tabs(
    text: str, lines: list[Line], wanted: int, key: str | None, lost: tuple[Span, ...]
) -> Fault:
    line, more = lines[0], len(lines) - 1
    by = wanted - _width(line)
    patches = tuple(_indented(text, one, max(0, _width(one) + by)) for one in lines)
    what = f"tabs indent this line and {more} below it" if more else "a tab indents this line"
    span = Span(line.start + line.text.index("\t"), line.content_at)
    fix = Fix("Indent with spaces", patches, safe=False)
    return Fault(TAB_INDENTATION, span, what, _indent_by(wanted, key), fix, lost, patches)


def below_block(scene: Scene) -> Fault | None:
    """Text of a block that is indented less than the block, or not at all."""
    here = scene.line
    if not scene.last_is("|", ">") or here.is_key or here.dashes:
        return None
    end = here.end
    for line in lines_after(scene.text, here):
        if line.is_key or line.dashes:
            break
        end = line.end if not line.is_blank else end
    indicator = scene.text[scene.last_span.start]
    message = f"this line is not indented like the text below `{indicator}`"
    span = Span(here.content_at, here.end)
    help = f"indent every line of the text alike, and further than the key of `{indicator}`"
    lost, patch = Span(scene.last_span.start, here.start), Edit(Span(here.start, end), "")
    return Fault(WRONG_INDENTATION, span, message, help, lost=(lost,), patches=(patch,))


HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])")


def out_of_line(scene: Scene) -> Fault | None:
    """A line in a column where nothing stands above it, or what cannot stand in its column."""
    text, line = scene.text, scene.line
    if not ("did not find expected" in scene.problem or "not allowed in this context" in scene.problem):
        return None
    if "document start" in scene.problem and (shifted := _shifted_top(text, line)):
        return shifted
    content = text[line.content_at : line.end]
    if COLON.match(content):
        span = Span(line.content_at, line.content_at + 1)
        return left_out(text, Fault(COMPLEX_KEY, span, "no key stands before the colon", PLAIN_KEY))
    if (line.key is None and not line.dashes) or GLUED_DASH.match(content):
        return without_key(text, line)
    return wrong_indentation(text, line)


def _shifted_top(text: str, line: Line) -> Fault | None:
    """The lines above, where they are indented though they stand at the top."""
    above = [one for one in lines_before(text, line) if not (one.is_blank or one.is_comment)]
    first = above[-1] if above else line
    if first.indent <= line.indent or first.dashes:
        return None
    by = first.indent
    patches = tuple(_indented(text, one, max(0, one.indent - by)) for one in reversed(above))
    start = Span(first.content_at, first.content_at + len(first.key or ""))
    fix = Fix("Begin at the left edge", patches, safe=False)
    message = "the first key is indented, and the keys below it are not"
    return Fault(WRONG_INDENTATION, start, message, "begin it at the left edge", fix, patches=patches)


def wrong_indentation(text: str, line: Line) -> Fault:
    """A line in a column of its own, or one above it that closed the column in which it stands."""
    above = next((one for one in lines_before(text, line) if not (one.is_blank or one.is_comment)), None)
    if above is not None and GLUED_DASH.match(text, above.content_at):
        return glued_dash(text, above)
    own = _out_of_column(text, line)
    if above is None:
        return own[0]
    closed_by = list(_closed_by(text, line, above))
    # Between equals a single line is moved sooner than the head of a block, and that sooner than several;
    # and what stands before a list is sooner wrong than its first item.
    is_single = line.value and bool(line.dashes) <= bool(above.dashes)
    rivals = [*own, *closed_by] if is_single else [*closed_by, *own]
    return _likeliest(text, line, [*rivals, *_deeper_above(text, line)])


def _closed_by(text: str, line: Line, above: Line) -> Iterator[Fault]:
    """The line above, where it stands in the way or too far to the left, and so closed a column."""
    open_there = list(open_above(text, above))
    opener = open_there[0][1] if open_there else None
    if line.dashes and not above.dashes and opener and not opener.value and opener.column <= line.indent:
        message = f"this key stands between `{opener.key}` and its list"
        help = "move it to where it belongs, or take it away"
        yield left_out(text, Fault(WRONG_INDENTATION, _head(above), message, help))
    elif above.value and above.indent < line.indent:
        keys = [column for column, _, is_item in open_there if not is_item and column > above.column]
        if above.dashes and line.dashes:
            yield _shifted(text, [above], line.indent - above.indent, None)
        elif not above.dashes and keys:
            wanted = line.column if line.column in keys else keys[0]
            yield _shifted(text, [above], wanted - above.column, None)


def _deeper_above(text: str, line: Line) -> Iterator[Fault]:
    """The lines above, where they stand a little too far to the right."""
    deeper = takewhile(lambda one: one.is_blank or one.indent > line.indent, lines_before(text, line))
    lines = [one for one in islice(deeper, _SHORT) if not one.is_blank][::-1]
    if lines and (lines[0].dashes or lines[0].key is not None):
        by = line.indent - min(one.indent for one in lines)
        if by >= -_NEAR:
            yield _shifted(text, lines, by, None)


_NEAR = 3  # a slip is a few columns wide
_SHORT = 40  # and a few lines long
_FEW = 4  # of the columns in which a line may belong only the likeliest are tried


def _out_of_column(text: str, line: Line) -> list[Fault]:
    columns = _columns_for(text, line, line.indent)
    if not columns or any(wanted == line.indent for wanted, _ in columns):
        return [_cannot_stand(text, line)]
    message = "the indentation of this line fits none above it"
    faults = [_shifted(text, [line], wanted - line.indent, key) for wanted, key in columns[:_FEW]]
    return [replace(fault, message=message) for fault in faults]


def _cannot_stand(text: str, line: Line) -> Fault:
    what = "an item of a list" if line.dashes else "a key"
    message, help = f"{what} cannot stand here", "move it to where it belongs, or take it away"
    return left_out(text, Fault(WRONG_INDENTATION, _head(line), message, help))


def _shifted(text: str, lines: list[Line], by: int, key: str | None) -> Fault:
    """Lines that belong further to the left or right; if it is only one, its value is lost."""
    first = lines[0]
    help = _indent_by(first.indent + by, key)
    patches = tuple(_indented(text, one, max(0, one.indent + by)) for one in lines)
    alone = len(lines) == 1 and first.value
    lost = (Span(first.value_at, end_of_value(text, first.value_at)),) if alone else ()
    fix = Fix("Indent it", patches, safe=False)
    message = "this line does not stand in line with those below it"
    return Fault(WRONG_INDENTATION, _head(first), message, help, fix, lost, patches)


def _head(line: Line) -> Span:
    """What a line begins with: its dashes and its key, or all of it."""
    start = line.start + line.indent
    return Span(start, line.end if line.key is None else line.content_at + len(line.key))


def _likeliest(text: str, line: Line, rivals: list[Fault]) -> Fault:
    """The one that, set right, lets libyaml read farthest from the line on; of equals the first."""
    if len(rivals) == 1:
        return rivals[0]
    text = text[: line.end + _HORIZON]
    return min(rivals, key=lambda fault: _lines_unread(text, fault.patches))


_HORIZON = 4_000  # characters; farther on other faults decide


def _lines_unread(text: str, patches: Iterable[Edit]) -> int:
    """How many lines libyaml does not come to read, once the text is patched."""
    for edit in sorted(patches, key=lambda one: one.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    depth, events = 0, cast("Iterator[Any]", yaml.parse(text, yaml.CSafeLoader))
    try:
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise yaml.MarkedYAMLError(problem_mark=event.start_mark)
    except yaml.MarkedYAMLError as error:
        return text.count("\n", error.problem_mark.index if error.problem_mark else 0)
    return 0


def _indent_by(wanted: int, key: str | None) -> str:
    how = f"indent it by {wanted} space{'s' * (wanted > 1)}" if wanted else "begin it at the left edge"
    return f"{how}, in line with `{key}`" if key else how


def _indented(text: str, line: Line, wanted: int) -> Edit:
    """The patch that begins a line in another column, with spaces alone."""
    end = max(line.content_at, line.start + 1)  # a patch replaces at least one character
    lead = " " * wanted + line.dashes.replace("\t", " ")
    return Edit(Span(line.start, end), lead + text[line.content_at : end])


def _width(line: Line) -> int:
    return line.indent + line.text[: line.indent].count("\t")  # a tab as two spaces, the format's own step


def _columns_for(text: str, line: Line, width: int) -> list[tuple[int, str | None]]:
    """The columns in which a line may belong, likeliest first, each with the key that stands there.

    First come those of lines that, like it, have a value or have none; then the nearest, and of
    two the deeper.
    """
    found: list[tuple[bool, int, int, str | None]] = []
    for number, (column, above, is_item) in enumerate(open_above(text, line)):
        if number == 0 and (not above.value or HEADER.fullmatch(above.value)):
            inside = above.floor + 2
            found.append((False, abs(inside - width), -inside, None))
        if is_item == bool(line.dashes):
            unlike = not is_item and bool(above.value) != bool(line.value)
            found.append((unlike, abs(column - width), -column, None if is_item else above.key))
    return [(-column, key) for *_, column, key in sorted(found, key=lambda one: one[:3])]
