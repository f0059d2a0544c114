"""The canonical form of an archive's YAML files: order, indentation and blank lines, and no value changed.

A file is taken apart into the lines of its entries, each with the comments above and below it, and
put together again: known keys in the order of the format, passages in the order of their numbers,
two more columns a level. Every line keeps its words, so that comments stay where they were written
and a file in canonical form comes out as it is. Whether it did so is proved each time: `formatted`
reads the new text and gives it only if all values and comments are there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefkit import yamltree
from briefkit.diagnostics import Diagnostic
from briefkit.edits import line_end
from briefkit.modeline import modeline
from briefkit.schema import SIDECAR_KEYS, AboutForm, ArchiveForm, DefaultsForm, OutcomeForm, SeedForm
from briefkit.spans import LINE_END, Document
from briefkit.yamltree import Node, Scalar

STEP = 2  # columns a level
BLANK = " \t"  # to YAML; other white space is text
# The fields of a label behind its kind, as the table in docs/format.md has them.
LABEL_FIELDS = (
    "id", "name", "quote", "occurrence", "see", "by", "basis", "hedge", "likelihood", "confidence",
    "confidence_basis", "direction", "when", "indicators", "outcome", "supports", "leads_to", "contradicts",
    "assumes", "alternative_to", "supplied", "revises", "reason", "note", "tags", "editor", "status",
    "publish", "allow",
)  # fmt: skip
# What holds for the whole file stands above its long part.
TOP = (*(key for key in SIDECAR_KEYS if key not in ("labels", "allow")), "allow", "labels")
BY_PATH: dict[tuple[str, ...], tuple[str, ...]] = {
    (): TOP,
    ("seed",): tuple(SeedForm.model_fields),
    ("about",): tuple(AboutForm.model_fields),
    ("defaults",): tuple(DefaultsForm.model_fields),
}
MODELINE = re.compile(r"#\s*yaml-language-server:\s*\$schema=(\S*)")

Order = Callable[[tuple[str, ...], yamltree.Mapping], Sequence[str]]  # (path of keys, mapping) → its keys


class NotFormatted(Exception):
    """The file is left as it is; the finding says where it cannot be read."""

    def __init__(self, finding: Diagnostic | None) -> None:
        super().__init__(finding)
        self.finding = finding


def formatted(document: Document, kinds: Sequence[str]) -> str:
    """The text of a file of brief/ in canonical form; `kinds` are the archive's kinds of label.

    The last line gets its line end, if it has none. Raises `NotFormatted` where YAML cannot read all of it.
    """
    if not document.text.endswith(("\n", "\r")):
        document = Document(document.path, document.text + line_end(document.text))
    root, findings = yamltree.parse(document)
    if findings or not isinstance(root, yamltree.Mapping):
        raise NotFormatted(findings[0] if findings else None)
    if root.flow:
        return document.text
    text = _Sheet(document, _order_of(document.path, kinds), _slug(document.path)).text(root)
    again = Document(document.path, text)
    read, faults = yamltree.parse(again)
    same = not faults and read is not None and yamltree.plain(read) == yamltree.plain(root)
    if not same or not isinstance(read, yamltree.Mapping) or not _keeps_comments(document, root, again, read):
        raise NotFormatted(None)
    return text


def _slug(path: str) -> str | None:
    """The brief whose schema tells an editor about the file; None for what has none."""
    slug = path.removeprefix("brief/").removesuffix(".yaml")
    return None if slug.split("/")[0] in ("archive", "entities", "layers") else slug


def _order_of(path: str, kinds: Sequence[str]) -> Order:
    """How the keys of each mapping of a file are ordered; of those that are not named each stays put."""
    name = path.removeprefix("brief/")
    if name == "archive.yaml":
        return lambda keys, _: tuple(ArchiveForm.model_fields) if not keys else ()
    if name == "entities.yaml" or name.startswith("entities/"):
        return lambda keys, _: kinds if len(keys) == 1 else ()

    def of_sidecar(keys: tuple[str, ...], mapping: yamltree.Mapping) -> Sequence[str]:
        match keys:
            case ("labels",):
                return sorted((key.text for key, _ in mapping.entries if _number(key.text)), key=_number)
            case ("labels", _, "-"):
                return (*kinds, *LABEL_FIELDS)
            case ("labels", _, "-", "outcome"):
                return tuple(OutcomeForm.model_fields)
            case ("entities", _):
                return kinds
        return BY_PATH.get(keys, ())

    return of_sidecar


def _number(passage: str) -> int:
    found = re.fullmatch(r"p([0-9]+)", passage, re.ASCII)
    return int(found[1]) + 1 if found else 0


def _keeps_comments(before: Document, old: yamltree.Mapping, after: Document, new: yamltree.Mapping) -> bool:
    lost = Counter(_comments(before, old))
    lost.subtract(_comments(after, new))
    return all(count == 0 or MODELINE.match(comment) for comment, count in lost.items())


def _comments(document: Document, root: yamltree.Mapping) -> Iterator[str]:
    """Every comment of a file; those in the first line of a block count as part of it."""
    end = 0
    for scalar in sorted(_scalars(root), key=lambda one: one.span):
        yield from (found.rstrip(BLANK) for found in COMMENT.findall(document.text, end, scalar.span.start))
        end = scalar.span.end
    yield from (found.rstrip(BLANK) for found in COMMENT.findall(document.text, end))


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case yamltree.Mapping(entries):
            for key, value in entries:
                yield key
                yield from _scalars(value)
        case yamltree.Sequence(items):
            for item in items:
                yield from _scalars(item)
        case Scalar():
            yield node


class _Kept(str):
    """The last line of a block that keeps the line ends behind it: a blank line below would be one more."""

    __slots__ = ()


@dataclass(slots=True)
class _Part:
    """A key with its value, or an item of a list: its lines, and those that stand above it."""

    key: str
    above: list[str]  # comments and blank lines
    lines: list[str]


class _Sheet:
    """A file as lines, and what stands on each. Lines count from 0; the end of a range is not part of it."""

    def __init__(self, document: Document, order: Order, slug: str | None) -> None:
        self.order = order
        self.slug = slug
        self.document = document
        self.mark = "\ufeff" if document.text.startswith("\ufeff") else ""
        self.lines = LINE_END.split(document.text.removeprefix("\ufeff"))

    def text(self, root: yamltree.Mapping) -> str:
        head, parts, tail = self.top(root)
        while tail and not tail[-1]:
            tail.pop()
        lines = _with(head + _joined(parts), tail)
        end = line_end(self.document.text)
        return self.mark + "".join(line + end for line in lines)

    def top(self, root: yamltree.Mapping) -> tuple[list[str], list[_Part], list[str]]:
        """(the head of the file, its parts, what stands below them)."""
        first, _ = self.place(root.entries[0][0].span.start)
        above = [line.rstrip(BLANK) for line in self.lines[:first]]
        kept = [line for line in above if not MODELINE.match(line)]
        about_file = next((n for n in range(len(kept), 0, -1) if not kept[n - 1]), 0)
        head = self.modelines([line for line in above if MODELINE.match(line)]) + kept[:about_file]
        parts, tail = self.parts(root, first, len(self.lines), 0, ())
        if root.entries[0][0].text == (TOP[0] if self.slug else ""):
            head, about_file = head + kept[about_file:], len(kept)
        next(one for one in parts if one.key == root.entries[0][0].text).above[:0] = kept[about_file:]
        return _calm(head), parts, tail

    def modelines(self, found: list[str]) -> list[str]:
        """The comment that leads editors to the schema; one that leads to another schema stays."""
        return found or ([modeline(self.slug)] if self.slug else [])

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 0, a byte order mark not counted."""
        line, column = self.document.line_column(offset)
        return line - 1, column - 1 - (len(self.mark) if line == 1 else 0)

    def last_line(self, key: Scalar | None, value: Node) -> int:
        """The line on which an entry's value ends, or where it has none, its key."""
        if isinstance(value, yamltree.Mapping) and not value.flow:
            return self.last_line(*value.entries[-1])
        if isinstance(value, yamltree.Sequence) and not value.flow:
            return self.last_line(None, value.items[-1])
        end = max(value.span.end, key.span.end if key else 0)
        line, _ = self.place(end if value.span or key is None else key.span.end)
        if isinstance(value, Scalar) and value.style in ("literal", "folded") and self.keeps_line_ends(value):
            while line + 1 < len(self.lines) - 1 and not self.lines[line + 1].strip(BLANK):
                line += 1
        return line

    def keeps_line_ends(self, value: Scalar) -> bool:
        return "+" in LINE_END.split(value.span.of(self.document.text), maxsplit=1)[0].partition("#")[0]

    # -- mappings and lists

    def parts(
        self, mapping: yamltree.Mapping, start: int, end: int, column: int, keys: tuple[str, ...]
    ) -> tuple[list[_Part], list[str]]:
        """(the entries in order, what stands below them) of the lines from `start` to `end`."""
        places = [self.place(key.span.start) for key, _ in mapping.entries]
        parts: list[_Part] = []
        above = self.lines[start : places[0][0]]
        for number, (key, value) in enumerate(mapping.entries):
            old = places[number][1]
            below = places[number + 1][0] if number + 1 < len(places) else end
            after = self.last_line(key, value) + 1
            own = after + self.belonging(after, below, old, is_last=below == end)
            lines = self.entry(key, value, own, column, (*keys, key.text))
            parts.append(_Part(key.text, _indented(above, column), lines))
            above = self.lines[own:below]
        parts = _ordered(parts, self.order(keys, mapping))
        if keys == ("labels",) and self.slug is not None:
            _set_apart(parts)
        return parts, _indented(above, column)

    def belonging(self, start: int, end: int, column: int, *, is_last: bool) -> int:
        """How many of the lines below an entry belong to what is in it: those down to its last comment.

        A comment belongs to it that is indented further, unless it is set off from it and stands
        right above the next entry.
        """
        lines = self.lines[start:end]
        touching = next((n for n in range(len(lines), 0, -1) if not lines[n - 1].strip(BLANK)), 0)
        reach = len(lines) if is_last or not touching else touching
        deeper = [n for n, line in enumerate(lines[:reach]) if line.strip(BLANK) and _indent(line) > column]
        return deeper[-1] + 1 if deeper else 0

    def items(
        self, items: yamltree.Sequence, start: int, end: int, column: int, keys: tuple[str, ...]
    ) -> list[str]:
        """The lines of a list, its dashes in `column`."""
        _, old = self.place(items.span.start)
        dashes = [self.dash(item, old) for item in items.items]
        above = self.lines[start : dashes[0]]
        lines: list[str] = []
        for number, item in enumerate(items.items):
            below = dashes[number + 1] if number + 1 < len(dashes) else end
            after = self.last_line(None, item) + 1
            own = after + self.belonging(after, below, old, is_last=below == end)
            part = self.item(item, dashes[number], own, column, (*keys, "-"))
            _with(lines, [*_indented(above, column), *part.above, *part.lines])
            above = self.lines[own:below]
        return _with(lines, _indented(above, column))

    def dash(self, item: Node, column: int) -> int:
        """The line of the dash before an item."""
        line, _ = self.place(item.span.start)
        while self.lines[line][: column + 1].strip(BLANK) != "-":
            line -= 1
        return line

    # -- what stands behind a key or a dash

    def item(self, item: Node, line: int, end: int, column: int, keys: tuple[str, ...]) -> _Part:
        above: list[str] = []
        at, inner = self.place(item.span.start)
        if at > line:  # the dash stands alone, or before a comment
            text = self.lines[line]
            above = _indented([text[text.index("-") + 1 :], *self.lines[line + 1 : at]], column)
            above = [one for one in above if one]
        if isinstance(item, yamltree.Mapping) and not item.flow:
            parts, tail = self.parts(item, at, end, column + STEP, keys)
            above += [one.strip(BLANK) and " " * column + one.strip(BLANK) for one in parts[0].above]
            parts[0].above = []
            lines = _with(_joined(parts), tail)
            return _Part("-", above, [" " * column + "- " + lines[0].lstrip(" "), *lines[1:]])
        if isinstance(item, yamltree.Sequence) and not item.flow:
            raise NotFormatted(None)
        _, old = (
            self.place(self.document.text.rindex("-", 0, item.span.start)) if at == line else (0, inner - 2)
        )
        return _Part("-", above, self.value(" " * column + "-", item, inner, old, column, end))

    def entry(self, key: Scalar, value: Node, end: int, column: int, keys: tuple[str, ...]) -> list[str]:
        text = self.document.text
        colon = text.index(":", key.span.end)
        line, old = self.place(key.span.start)
        opening = " " * column + key.span.of(text) + ":"
        if isinstance(value, Scalar) or getattr(value, "flow", True):
            at, inner = self.place(value.span.start) if value.span else (line, self.place(colon)[1] + 1)
            if at == line:
                return self.value(opening, value, inner, old, column, end)
        rest = self.lines[line][self.place(colon)[1] + 1 :].strip(BLANK)
        opening = f"{opening} {rest}".rstrip(BLANK)
        if isinstance(value, yamltree.Mapping) and not value.flow:
            parts, tail = self.parts(value, line + 1, end, column + STEP, keys)
            return _with([opening, *_joined(parts)], tail)
        if isinstance(value, yamltree.Sequence) and not value.flow:
            return [opening, *self.items(value, line + 1, end, column + STEP, keys)]
        return [opening, *self.moved(value, line + 1, end, old, column)]

    def value(self, opening: str, value: Node, inner: int, old: int, column: int, end: int) -> list[str]:
        """A value that begins on the line of its key or dash, `old` columns in."""
        line, _ = self.place(value.span.start)
        last, behind = self.place(value.span.end)
        words = self.lines[line][inner:]
        if last == line and not isinstance(value, Scalar):
            words = self.in_brackets(value) + words[behind - inner :]
        if last == line:
            words = words.rstrip(BLANK)
        first = f"{opening} {words}"
        return [
            first.rstrip(BLANK) if last == line else first,
            *self.moved(value, line + 1, end, old, column),
        ]

    def in_brackets(self, node: Node) -> str:
        """What stands on one line in brackets, with a space behind each comma and colon."""
        match node:
            case yamltree.Mapping(entries):
                pairs = (
                    f"{self.in_brackets(key)}: {self.in_brackets(value)}".rstrip(BLANK)
                    for key, value in entries
                )
                return "{" + ", ".join(pairs) + "}"
            case yamltree.Sequence(items):
                return "[" + ", ".join(map(self.in_brackets, items)) + "]"
        return node.span.of(self.document.text)

    def moved(self, value: Node, start: int, end: int, old: int, column: int) -> list[str]:
        """The further lines of a value, moved as far as its key was."""
        last = self.last_line(None, value)
        by = column - old
        if isinstance(value, Scalar) and value.style in ("literal", "folded"):
            by = self.by_which_text_moves(value, start, column, by)
        lines = []
        for number in range(start, end):
            line = self.lines[number]
            words = line.lstrip(" \t")
            if number > last:
                lines += _indented([line], column + STEP)
            elif isinstance(value, Scalar) and value.style in ("literal", "folded"):
                lines.append(_shifted(line, by))
                if number == last and self.keeps_line_ends(value):
                    lines[-1] = _Kept(lines[-1])
            else:
                further = max(0, _indent(line) + column - old - column - STEP)
                indent = column + STEP + (0 if isinstance(value, Scalar) else further)
                lines.append(
                    " " * indent + (words.rstrip(BLANK) if number == last else words) if words else ""
                )
        return lines

    def by_which_text_moves(self, value: Scalar, start: int, column: int, by: int) -> int:
        """A block stands a step behind its key, unless its first line says how far."""
        opening = LINE_END.split(value.span.of(self.document.text), maxsplit=1)[0].partition("#")[0]
        first = next((line for line in self.lines[start:] if line.strip(BLANK)), "")
        return by if re.search("[0-9]", opening) else column + STEP - _indent(first)


COMMENT = re.compile(r"#[^\r\n]*")


def _ordered(parts: list[_Part], order: Sequence[str]) -> list[_Part]:
    """The parts in order; one that has no place of its own stays behind the one it stands behind."""
    known = [order.index(one.key) if one.key in order else None for one in parts]
    rank = min((number for number in known if number is not None), default=0)
    ranks = [rank := number if number is not None else rank for number in known]
    return [
        parts[at]
        for _, _, at in sorted(zip(ranks, (n is None for n in known), range(len(parts)), strict=True))
    ]


def _set_apart(passages: list[_Part]) -> None:
    """One blank line between passages; none is asked for between those that have no labels."""
    for before, one in pairwise(passages):
        if (len(before.lines) > 1 or len(one.lines) > 1) and not isinstance(before.lines[-1], _Kept):
            while one.above and not one.above[0]:
                one.above.pop(0)
            one.above.insert(0, "")


def _joined(parts: list[_Part]) -> list[str]:
    lines: list[str] = []
    for one in parts:
        _with(lines, [*one.above, *one.lines])
    return lines


def _with(lines: list[str], more: Sequence[str]) -> list[str]:
    """The lines with more below them; where a block keeps the blank lines behind it, with no other."""
    blanks = next((number for number, line in enumerate(more) if line), len(more))
    lines += more[blanks if lines and isinstance(lines[-1], _Kept) else 0 :]
    return lines


def _indented(lines: Sequence[str], column: int) -> list[str]:
    """Comments and blank lines in another column, of blank lines one at a time."""
    words = [line.strip(BLANK) for line in lines]
    if any(line and not line.startswith("#") for line in words):
        raise NotFormatted(None)
    return [" " * column + line if line else "" for line in _calm(words)]


def _calm(lines: list[str]) -> list[str]:
    return [line for number, line in enumerate(lines) if line or not number or lines[number - 1]]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _shifted(line: str, by: int) -> str:
    if by >= 0:
        return " " * by + line if line else line
    return line[min(-by, _indent(line)) :]
