"""What YAML takes without a word and the writer did not mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefkit.diagnostics import Edit, Fix
from briefkit.spans import Span
from briefkit.yamltree.faults import COMPLEX_KEY, DROPPED_AS_COMMENT, TAB_INDENTATION, Fault
from briefkit.yamltree.keys import GLUED, GLUED_DASH, PLAIN_KEY, glued_colon, glued_dash, used_as_key
from briefkit.yamltree.lines import AT_LINE_START, BLANK, line_at
from briefkit.yamltree.mending import quotation_marks_around, shortened
from briefkit.yamltree.nodes import Mapping, Node, Scalar, Sequence

_HASH = re.compile(r"#(?=[^\s#])")


_TABS = re.compile(AT_LINE_START + r" *\t[ \t]*(?=[^\s#])")


_QUESTION = re.compile(rf"(?:{AT_LINE_START}[ \t]*(?:-[ \t]+)*|[\[{{,][ \t]*)(\?)\s")


_RUN_TOGETHER = re.compile(r"\n *(?:(-[^\s\d-])|(?:- +)*([a-z][a-z0-9_-]*:[^\s/:]))")


def unnoticed(text: str, root: Mapping) -> list[Fault]:
    """What YAML drops, joins or reads as something else without a word.

    Each begins with a look at the text as a whole, for in most files none is there; only where
    one may be is the tree searched.
    """
    hashes = _comments_behind_text(text) if "#" in text else {}
    tabs = [Span(*match.span()) for match in _TABS.finditer(text)] if "\t" in text else []
    questions = {match.start(1) for match in _QUESTION.finditer(text)} if "?" in text else set()
    joined = {match.start(match.lastindex or 0) for match in _RUN_TOGETHER.finditer(text)}
    if not (hashes or tabs or questions or joined):
        return []
    faults, blocks = [], []
    for scalar, is_key in _scalars(root):
        start, end = scalar.span.start, scalar.span.end
        if scalar.style in ("literal", "folded"):
            blocks.append(scalar.span)
        if scalar.style == "plain" and end in hashes:
            faults.append(_dropped(text, scalar.span, hashes[end]))
        if is_key and (asked := len(text[:start].rstrip(BLANK)) - 1) in questions:
            message = "`?` makes a key of what follows"
            faults.append(Fault(COMPLEX_KEY, Span(asked, asked + 1), message, PLAIN_KEY))
        if scalar.style == "plain" and start in joined:
            faults += _run_together(text, scalar.span, is_key)
    return faults + [_tab_within(span) for span in tabs if not any(block.overlaps(span) for block in blocks)]


def _comments_behind_text(text: str) -> dict[int, int]:
    """Where a # stands behind blanks and before a letter: the end of the words before it → its place."""
    places = {}
    for match in _HASH.finditer(text):
        end = match.start()
        while text[end - 1 : end] in (" ", "\t"):
            end -= 1
        if end < match.start() and text[end - 1 : end] not in ("", "\n", "\r"):
            places[end] = match.start()
    return places


def _scalars(node: Node) -> Iterator[tuple[Scalar, bool]]:
    """Every scalar of the tree in order, and whether it is a key."""
    match node:
        case Mapping(entries):
            for key, value in entries:
                yield key, True
                yield from _scalars(value)
        case Sequence(items):
            for item in items:
                yield from _scalars(item)
        case Scalar():
            yield node, False


def _dropped(text: str, value: Span, at: int) -> Fault:
    words = Span(at, line_at(text, at).end)
    words = Span(at, at + len(words.of(text).rstrip(BLANK)))
    message = f"`{shortened(words.of(text))}` is read as a comment and dropped"
    help, fix = quotation_marks_around(text, Span(value.start if value else at, words.end), safe=False)
    help += "; or, if it is a comment, put a space behind #"
    return Fault(DROPPED_AS_COMMENT, words, message, help, fix, lost=(value,))


def _run_together(text: str, span: Span, is_key: bool) -> list[Fault]:
    """A dash or a colon without its space, where the words pass for a text or a key."""
    line = line_at(text, span.start)
    if GLUED_DASH.match(text, span.start):
        return [replace(glued_dash(text, line), lost=(span,))]
    if not is_key and (glued := GLUED.match(text, span.start)) and used_as_key(text, glued[1]):
        return [replace(glued_colon(text, line, glued[1]), lost=(span,))]
    return []


def _tab_within(span: Span) -> Fault:
    fix = Fix("Indent with spaces", (Edit(span, "  "),), safe=True)
    return Fault(TAB_INDENTATION, span, "a tab indents this line", "indent it with spaces", fix)
