"""A line that should begin with a key, and does not."""

from __future__ import annotations

import re
from dataclasses import replace

from briefkit.diagnostics import Edit, Fix
from briefkit.spans import Span
from briefkit.yamltree.faults import MISSING_COLON, MISSING_SPACE, Fault
from briefkit.yamltree.lines import Line, end_of_value, is_parent, line_at, lines_after, lines_before
from briefkit.yamltree.mending import left_out, shortened

PLAIN_KEY = "write the key as plain text before a colon"


COLON = re.compile(r":(?=\s|$)")


GLUED = re.compile(r"([a-z][a-z0-9_-]*):(?=[^\s/:])")


GLUED_DASH = re.compile(r"-(?=[^\s\d-])")


_FIRST_WORD = re.compile(r"[a-z][a-z0-9_-]*(?=[ \t]|$)")


def without_key(text: str, line: Line) -> Fault:
    """A line that is no key: a colon or a space is missing, or it was to go on with the text above."""
    content = Span(line.content_at, line.end)
    words = content.of(text).rstrip()
    if GLUED_DASH.match(words):
        return glued_dash(text, line)
    if glued := GLUED.match(words):
        return glued_colon(text, line, glued[1])
    below = next((one for one in lines_after(text, line) if not one.is_blank), None)
    parent = is_parent(text, line)
    first = below is not None and below.indent == line.column and line.dashes and below.is_key
    word = _FIRST_WORD.match(words)
    if word and (first or (parent and word[0] == words) or used_as_key(text, word[0])):
        span = Span(content.start, content.start + len(word[0]))
        help = f"write `{' '.join((word[0] + ':', shortened(words[word.end() :]))).strip()}`"
        fix = Fix("Put a colon", (Edit(Span(span.end, span.end), ":"),), safe=False)
        fault = Fault(MISSING_COLON, span, f"no colon stands behind `{word[0]}`", help, fix)
        if parent and word[0] == words:
            return replace(fault, patches=(Edit(span, f"{word[0]}:"),))
        whole = Span(content.start, max(span.end, end_of_value(text, content.start)))
        return replace(fault, lost=(whole,), patches=(Edit(whole, f"{word[0]}: x"),))
    above = next((one.key for one in lines_before(text, line) if one.key is not None), None)
    help = "write a key and a colon before it"
    if above:
        help = f"if it goes on with `{above}`, indent it further than that; else {help}"
    message = "this line is neither a key nor part of the value above it"
    span = Span(content.start, content.start + len(words))
    return left_out(text, Fault(MISSING_COLON, span, message, help))


def used_as_key(text: str, word: str) -> bool:
    """Whether the file writes the word as a key elsewhere."""
    for match in re.finditer(re.escape(word) + r":(?=\s|\Z)", text):
        if not text[line_at(text, match.start()).start : match.start()].strip(" \t-"):
            return True
    return False


def glued_colon(text: str, line: Line, key: str) -> Fault:
    colon = line.content_at + len(key)
    whole = Span(colon + 1, max(colon + 2, end_of_value(text, line.content_at)))
    fix = Fix("Put a space behind the colon", (Edit(Span(colon + 1, colon + 1), " "),), safe=True)
    message, help = no_space(key, whole.of(text))
    fault = Fault(MISSING_SPACE, Span(line.content_at, colon + 1), message, help, fix)
    return replace(fault, lost=(whole,), patches=(Edit(Span(colon, whole.end), ": x"),))


def no_space(key: str, value: str) -> tuple[str, str]:
    return f"no space stands behind the colon of `{key}`", f"write `{key}: {shortened(value)}`"


def glued_dash(text: str, line: Line) -> Fault:
    dash = Span(line.content_at, line.content_at + 1)
    fix = Fix("Put a space behind the dash", (Edit(Span(dash.end, dash.end), " "),), safe=True)
    help = f"write `- {shortened(text[dash.end : line.end].strip())}`"
    fault = Fault(MISSING_SPACE, dash, "no space stands behind the dash", help, fix)
    lost = (line.value_span,) if line.key is not None and line.value else ()
    return replace(fault, lost=lost, patches=(Edit(dash, "- "),))
