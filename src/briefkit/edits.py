"""Minimal edits to a YAML file: what is not meant to change keeps every byte, comments above all.

Each function gives the `Edit`s that do one thing to a file as `yamltree` read it; nothing is
dumped and no file is written anew. `apply` makes the text of several.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from briefkit import yamltree
from briefkit.diagnostics import Edit
from briefkit.spans import LINE_END, Document, Span
from briefkit.yamltree import Node, Scalar

# Text that every reader of YAML takes as it is, in a block and in brackets: no sign that means
# something there, nothing that YAML 1.1 or 1.2 takes for a number, a date or a truth value.
PLAIN = re.compile(r"(?:[^\W\d]|/)[\w ./()%’“”–—+-]*(?:[,;](?= )[\w ./()%’“”–—+-]*)*")
TRUTH = frozenset("y n yes no true false on off null ~".split())
SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
Lines = tuple[str, ...]  # a label as it is written, its dash in the first column
Fields = Mapping[str, str | int | Sequence[str]]  # of a label, by key
WIDTH = 110  # columns of a line in a block
STEP = 4  # columns by which the items of a passage stand behind it, where a file has none to follow


class Overlapping(ValueError):
    """Two edits change the same words, so that only one of them can be made."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; each speaks of the text as it was. Raises `Overlapping`."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda one: (one.span.start, one.span.end)):
        if edit.span.start < position:
            raise Overlapping(f"an edit at {edit.span.start} begins before {position}")
        parts += [text[position : edit.span.start], edit.text]
        position = edit.span.end
    return "".join([*parts, text[position:]])


def line_end(text: str) -> str:
    """How the lines of a text end: as its first one does."""
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def scalar(text: str, *, flow: bool = False) -> str:
    """The text as a YAML scalar on one line: plain where no reader could mistake it, else in quotes.

    In brackets (`flow`) a comma would end it, so that it is quoted there.
    """
    plain = PLAIN.fullmatch(text) and text.casefold() not in TRUTH and not text.endswith(" ")
    if plain and not (flow and "," in text):
        return text
    if "'" in text and '"' not in text and "\\" not in text and not SPECIAL.search(text):
        return f'"{text}"'
    if SPECIAL.search(text):
        return SPECIAL.sub(_escape, json.dumps(text, ensure_ascii=False))
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def rewritten(document: Document, node: Scalar, text: str, *, flow: bool = False) -> Edit:
    """Another text in the place of a scalar; what was a block of several lines is one again.

    White space in a block is one space to YAML, so that only words can be written so.
    """
    if flow or node.style not in ("literal", "folded"):
        return Edit(node.span, scalar(text, flow=flow))
    opening, *lines = LINE_END.split(node.span.of(document.text))
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" "))]
    if opening.strip() not in (">-", ">", "|", "|-") or not indent:
        return Edit(node.span, scalar(text))
    words = textwrap.wrap(text, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return Edit(node.span, line_end(document.text).join([opening, *(indent + line for line in words)]))


def label_lines(fields: Fields, indent: int) -> list[str]:
    """A label as the lines of a block list's item whose dash stands in column `indent`, from 0."""
    lines: list[str] = []
    for key, value in fields.items():
        start = " " * indent + ("  " if lines else "- ")
        if isinstance(value, str | int):
            lines.append(f"{start}{key}: {_written(value)}")
        else:
            lines += [f"{start}{key}:", *(f"{' ' * (indent + 4)}- {scalar(one)}" for one in value)]
    return lines


def add_label(document: Document, root: yamltree.Mapping, passage: str, label: Fields) -> Edit:
    """Put a label behind the last one of a passage, which need not be there yet.

    ValueError where `labels`, or the passage's list, has a shape that nothing can be added to.
    """
    return add_labels(document, root, passage, [label])


def add_labels(
    document: Document, root: yamltree.Mapping, passage: str, added: Sequence[Fields | Lines]
) -> Edit:
    """Put labels, one or more, behind the last one of a passage, as `add_label` does with one."""
    labels = root.get("labels")
    end = line_end(document.text)
    if not isinstance(labels, yamltree.Mapping) or (labels.flow and labels.entries):
        raise ValueError("the labels of this sidecar are no block of passages")
    key, of_passage = labels.key(passage), labels.get(passage)
    if key is None or of_passage is None:
        return _add_passage(document, labels, passage, added, end)
    column = _column(document, key.span.start)
    if isinstance(of_passage, yamltree.Sequence) and of_passage.items:
        last = of_passage.items[-1]
        if of_passage.flow:
            if any(isinstance(label, tuple) for label in added):
                raise ValueError(f"the labels of {passage} are in brackets, where no line can be put")
            text = "".join(f", {_in_brackets(label)}" for label in added if not isinstance(label, tuple))
            return Edit(Span(last.span.end, last.span.end), text)
        indent = _dash(document, of_passage)
        place = _line_end(document, last.span.end)
        return Edit(Span(place, place), "".join(end + line for line in _lines(added, indent)))
    if isinstance(of_passage, yamltree.Sequence) or (isinstance(of_passage, Scalar) and not of_passage.text):
        lines = _lines(added, column + _step(document, labels))
        place = _line_end(document, of_passage.span.end)
        comment = document.text[of_passage.span.end : place]
        start = key.span.end + 1
        return Edit(Span(start, place), comment.rstrip() + "".join(end + line for line in lines))
    raise ValueError(f"the labels of {passage} are no list")


def set_field(
    document: Document, mapping: yamltree.Mapping, key: str, written: str, *, before: str = ""
) -> Edit:
    """Give a key a value, written as YAML on one line; a key that is not there comes last.

    Or in front of the key `before`, if that is there: behind the value above it, so that the comments
    between stay with what they are about.
    """
    if (value := mapping.get(key)) is not None:
        space = (
            " "
            if not len(value.span) and document.text[value.span.start - 1 : value.span.start] == ":"
            else ""
        )
        return Edit(value.span, space + written)
    if not mapping.entries:
        return _first_field(document, mapping, f"{key}: {written}")
    follower = next((at for at, (name, _) in enumerate(mapping.entries) if name.text == before), -1)
    name, last = mapping.entries[follower - 1 if follower > 0 else -1]
    if mapping.flow:
        place = max(last.span.end, name.span.end)
        return Edit(Span(place, place), f", {key}: {written}")
    indent, end = " " * _column(document, name.span.start), line_end(document.text)
    if follower == 0:
        place = mapping.entries[0][0].span.start
        return Edit(Span(place, place), f"{key}: {written}{end}{indent}")
    place = _line_end(document, last.span.end)
    return Edit(Span(place, place), f"{end}{indent}{key}: {written}")


def _first_field(document: Document, mapping: yamltree.Mapping, line: str) -> Edit:
    """The only field of `{}`, or of a file that holds nothing but comments."""
    if mapping.flow:
        return Edit(mapping.span, f"{{{line}}}")
    text, end = document.text, line_end(document.text)
    place = len(text)
    return Edit(Span(place, place), ("" if text[-1:] in ("", "\n", "\r", "\ufeff") else end) + line + end)


def remove_field(document: Document, mapping: yamltree.Mapping, key: str) -> Edit:
    """Take a key away with its value; in a block, with the lines that it stands on.

    Of the first key of a list's item the dash stays, before the next. ValueError for the only key.
    """
    number = next(at for at, (name, _) in enumerate(mapping.entries) if name.text == key)
    if len(mapping.entries) == 1:
        raise ValueError(f"`{key}` is the only key there is")
    name, value = mapping.entries[number]
    if number == 0:
        return Edit(Span(name.span.start, mapping.entries[1][0].span.start), "")
    if mapping.flow:
        before = mapping.entries[number - 1][1]
        return Edit(Span(before.span.end, value.span.end), "")
    line = document.line_span(name.span.start)
    start = line.start - _length_of_end_before(document.text, line.start)
    return Edit(Span(start, _line_end(document, value.span.end)), "")


def remove_item(document: Document, items: yamltree.Sequence, number: int) -> Edit:
    """Take an item out of a list that has others; in a block, with the lines that it stands on."""
    if len(items.items) == 1:
        raise ValueError("the list would be empty")
    item = items.items[number]
    if items.flow:
        if number:
            return Edit(Span(items.items[number - 1].span.end, item.span.end), "")
        return Edit(Span(item.span.start, items.items[1].span.start), "")
    line = document.line_span(document.text.rindex("-", 0, item.span.start))
    end = _line_end(document, item.span.end)
    if number:
        return Edit(Span(line.start - _length_of_end_before(document.text, line.start), end), "")
    dash = document.text.rindex("-", 0, items.items[1].span.start)
    return Edit(Span(document.text.rindex("-", 0, item.span.start), dash), "")


# -- where things stand ----------------------------------------------------------------------------


def _add_passage(
    document: Document, labels: yamltree.Mapping, passage: str, added: Sequence[Fields | Lines], end: str
) -> Edit:
    """A passage that has no list yet, between its neighbours by number."""
    if not labels.entries:
        indent = 2
        lines = [" " * indent + f"{passage}:", *_lines(added, indent + STEP)]
        place = _line_end(document, labels.span.end)
        comment = document.text[labels.span.end : place].rstrip()
        start = labels.span.start
        while start and document.text[start - 1] in " \t":
            start -= 1
        return Edit(Span(start, place), comment + "".join(end + line for line in lines))
    indent = _column(document, labels.entries[0][0].span.start)
    lines = [" " * indent + f"{passage}:", *_lines(added, indent + _step(document, labels))]
    before = [one for one in labels.entries if _number(one[0].text) < _number(passage)]
    if not before:
        place = document.line_span(labels.entries[0][0].span.start).start
        return Edit(Span(place, place), "".join(line + end for line in lines))
    name, value = before[-1]
    place = _line_end(document, max(name.span.end, value.span.end))
    return Edit(Span(place, place), "".join(end + line for line in lines))


def _number(passage: str) -> int:
    digits = passage.removeprefix("p")
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _column(document: Document, offset: int) -> int:
    return document.line_column(offset)[1] - 1


def _dash(document: Document, items: yamltree.Sequence) -> int:
    """The column, from 0, in which the dashes of a block list stand."""
    first = items.items[0].span.start
    return document.text.rindex("-", 0, first) - document.line_span(first).start


def _step(document: Document, labels: yamltree.Mapping) -> int:
    """How far the file's dashes stand behind their passages."""
    for key, value in labels.entries:
        if isinstance(value, yamltree.Sequence) and value.items and not value.flow:
            return _dash(document, value) - _column(document, key.span.start)
    return STEP // 2


def _line_end(document: Document, offset: int) -> int:
    return document.line_span(offset).end


def _length_of_end_before(text: str, offset: int) -> int:
    return 2 if text[max(0, offset - 2) : offset] == "\r\n" else min(1, offset)


def _lines(added: Sequence[Fields | Lines], indent: int) -> list[str]:
    lines: list[str] = []
    for label in added:
        if isinstance(label, tuple):
            lines += [" " * indent + line if line else "" for line in label]
        else:
            lines += label_lines(label, indent)
    return lines


def _written(value: str | int, *, flow: bool = False) -> str:
    return str(value) if isinstance(value, int) else scalar(value, flow=flow)


def _in_brackets(label: Fields) -> str:
    if not isinstance(label.get("quote", ""), str | int):
        raise ValueError("a list of quotes cannot stand in brackets")  # BK126: it is written one to a line
    return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in label.items()) + "}"


def _flow(value: str | int | Sequence[str]) -> str:
    if isinstance(value, str | int):
        return _written(value, flow=True)
    return "[" + ", ".join(scalar(one, flow=True) for one in value) + "]"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04X}"


def field(node: Node, *path: str) -> Node | None:
    """What stands at a path of keys, None where there is nothing."""
    for step in path:
        inner = node.get(step) if isinstance(node, yamltree.Mapping) else None
        if inner is None:
            return None
        node = inner
    return node
